/** A store that believes pipelines by what their CI signs, and the CI's issuer beside it. */
import { createHash } from 'node:crypto'
import { startIssuer, type TestIssuer } from '../trust/tokens/issuer.ts'
import { startLiveStore, TOKEN, type LiveStore } from './live-store.ts'

/** Of the repository whose evidence counts; of one that may say the same, and is not believed; of one that may not. */
export const OURS = '74'
export const NOT_BELIEVED = '75'
export const FOREIGN = '76'

export interface Keyless {
  store: LiveStore
  issuer: TestIssuer
  /** Who sent the events of a type, oldest first. */
  senders(type: string): Promise<{ kind: string; id: string; claims: Record<string, string> }[]>
  stop(): Promise<void>
}

export async function startKeyless(): Promise<Keyless> {
  const issuer = await startIssuer()
  const starting = startLiveStore({ trust: trustOf(issuer), policy: policyOf(issuer) })
  const store = await starting.catch(async (error: unknown) => {
    await issuer.stop()
    throw error
  })
  return {
    store,
    issuer,
    async senders(type) {
      const page = (await store.get(`/v1/events?order=asc&limit=1000&type=dev.cdevents.${type}`)) as {
        events: { producer: { kind: string; id: string; claims: Record<string, string> } }[]
      }
      return page.events.map(({ producer }) => producer)
    },
    async stop() {
      await store.stop()
      await issuer.stop()
    },
  }
}

function trustOf({ url, githubUrl }: TestIssuer): string {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const hash = createHash('sha256').update(TOKEN).digest('hex')
  return `apiVersion: turnpike/v1
kind: Trust
metadata: { organisation: default, owner: platform@example.org }
issuers:
  github: { kind: github, url: '${githubUrl}' }
  gitlab: { kind: gitlab, url: '${url}' }
tokens:
  - { name: reader, hash: 'sha256:${hash}', expires: ${tomorrow} }
grants:
  - name: reader
    to: { id: token:reader }
    may: { read: true }
  - name: pipelines
    to: [{ issuer: github, repositoryId: '${OURS}' }, { issuer: gitlab, jobProjectId: '${OURS}' }]
    may:
      write: { types: ['*'], sources: ['https://github.com/acme/webshop', 'https://gitlab.com/acme/webshop'], environments: ['*'] }
      ask: { environments: ['*'] }
  - name: not believed
    to: [{ issuer: github, repositoryId: '${NOT_BELIEVED}' }, { issuer: gitlab, jobProjectId: '${NOT_BELIEVED}' }]
    may:
      write: { types: ['*'], sources: ['https://github.com/acme/webshop', 'https://gitlab.com/acme/webshop'], environments: ['*'] }
  - name: foreign
    to: [{ issuer: github, repositoryId: '${FOREIGN}' }, { issuer: gitlab, jobProjectId: '${FOREIGN}' }]
    may:
      write: { types: ['*'], sources: [own], environments: ['*'] }
`
}

function policyOf({ url, githubUrl }: TestIssuer): string {
  return `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production, owner: platform@example.org }
applies: { environments: [production] }
producers:
  ci: [{ issuer: '${githubUrl}', repositoryId: '${OURS}' }, { issuer: '${url}', jobProjectId: '${OURS}' }]
rules:
  - id: unit-tests
    kind: evidence
    title: Unit tests
    type: testsuiterun.finished
    producer: [ci]
    match: { outcome: success, testSuite.id: unit }
    maxAge: 7d
    onMissing: wait
    remediation: Run the unit tests for this artifact.
`
}
