/** Documents, callers and events for the tests of trust. */
import { readFileSync } from 'node:fs'
import { loadTrust } from '../../src/trust/load.ts'
import type { TrustDocument } from '../../src/trust/document.ts'
import type { Identity } from '../../src/trust/identity.ts'
import { authorityOf } from '../../src/trust/authority.ts'
import { admit } from '../../src/store/admit.ts'
import type { Incoming } from '../../src/store/store.ts'

export const NOW = '2026-11-21T12:00:00.000Z'
export const GITHUB = 'https://token.actions.githubusercontent.com'

export function readRepositoryFile(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
}

/** A document with issuers, people, a token and a hook, and these grants (and more top-level parts). */
export function trustText(grants: string, more = ''): string {
  return `apiVersion: turnpike/v1
kind: Trust
metadata: { organisation: acme, owner: platform@example.org }
issuers:
  github: { kind: github }
  gitlab: { kind: gitlab, url: https://gitlab.example.org }
  jenkins: { kind: other, url: https://jenkins.example.org/oidc, claims: [build_number, job], sources: [https://jenkins.example.org/] }
  corp: { kind: people, url: https://login.example.org }
login: { issuer: corp, clientId: turnpike, groups: groups }
people:
  - id: urn:user:alice
    identities: [{ issuer: corp, subject: 00u1 }, { issuer: github, actorId: '1234' }, { issuer: gitlab, userId: '17' }]
  - id: urn:user:bob
    identities: [{ issuer: corp, subject: 00u2 }]
tokens:
  - { name: legacy, hash: 'sha256:${'a'.repeat(64)}', expires: 2027-03-01 }
hooks:
  - { name: alerts, scheme: github, secret: env:ALERTS }
${more}
grants:
${grants}
`
}

export const SHOP_GRANT = `
  - name: shop
    to: { issuer: github, repositoryId: '1' }
    may:
      write: { types: [build.*, testsuiterun.finished], sources: [own], environments: [staging, test-*] }`

export function load(text: string): TrustDocument {
  const loaded = loadTrust(text, { name: 'trust.yaml', now: Date.parse(NOW) })
  if ('trust' in loaded) return loaded.trust
  throw new Error(loaded.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'))
}

/** `line:column message` of every problem; or the warnings, marked so. */
export function problemsOf(text: string): string[] {
  const loaded = loadTrust(text, { name: 'trust.yaml', now: Date.parse(NOW) })
  const said = 'problems' in loaded ? loaded.problems : loaded.warnings
  const mark = 'problems' in loaded ? '' : 'warning: '
  // The token and the hook of the scene are there for those tests that have a grant for them.
  const more = said.filter(
    ({ message }) => !/^no grant is for the (token "legacy"|hook "alerts")/.test(message),
  )
  return more.map(({ line, column, message }) => `${line}:${column} ${mark}${message}`)
}

/** A job of a repository on github.com. */
export function githubJob(claims: Readonly<Record<string, string>> = {}): Identity {
  const all: Record<string, string> = {
    repositoryId: '1',
    repositoryOwnerId: '4567',
    repository: 'acme/shop',
    ...claims,
  }
  return {
    principal: {
      kind: 'oidc',
      id: `${GITHUB}#repository:${all['repositoryId']}`,
      claims: { issuer: GITHUB, ...all },
    },
    sources: [`https://github.com/${all['repository']}`],
  }
}

export interface Given {
  source?: string
  at?: string
  subject?: string
  content?: unknown
  customData?: unknown
  id?: string
}

/** An event of a type, as posted; most are invalid, which decides of nothing here. */
export function event(type: string, given: Given = {}): Incoming {
  return admit({
    context: {
      specversion: '0.5.1',
      id: given.id ?? 'e1',
      source: given.source ?? 'https://github.com/acme/shop',
      type,
      timestamp: given.at ?? NOW,
    },
    subject: { id: given.subject ?? 's1', content: given.content ?? {} },
    ...(given.customData === undefined ? {} : { customData: given.customData }),
  })
}

export const BUILD = 'dev.cdevents.build.finished.0.3.0'
export const DEPLOY = 'dev.cdevents.service.deployed.0.3.0'
export const APPROVAL = 'dev.cdevents.approval.updated.0.1.0'

/** Messages of every objection, with the place. */
export function objections(
  document: TrustDocument,
  identity: Identity,
  incoming: Incoming,
  at = NOW,
): string[] {
  return authorityOf(document, identity)
    .objections(incoming, at)
    .map(({ path, message }) => `${path} ${message}`)
}
