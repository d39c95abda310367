/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-call -- answers are read freely */
/** A store with a policy that has terms, people with two names, and the few things that tests of exceptions do. */
import { afterAll, beforeAll, expect } from '@jest/globals'
import type { TestIssuer } from '../../trust/tokens/issuer.ts'
import { start, trustOf, type Answered, type Scope, type Started } from '../scopes.ts'

export const OTHER = `sha256:${'cd'.repeat(32)}`
/** Known by two names: who signed in as `ask`, and actor 99 of the forge. */
export const ASKER = 'urn:user:asker'

export let server: Started

/** One for the whole file. */
export function exceptionsForAll(): void {
  beforeAll(async () => {
    server = await start({
      organisations: ['default', 'acme'],
      documents: (issuer: TestIssuer) => ({
        acme: trustOf(
          'acme',
          issuer,
          `  - name: only staging
    to: { group: witness }
    may: { waive: { environments: [staging] }, override: { environments: [staging] } }
`,
        ).replace(
          'hooks:\n',
          `people:
  - { id: ${ASKER}, identities: [{ issuer: corp, subject: person-ask }, { issuer: ci, actorId: '99' }] }
  - { id: urn:user:lead, identities: [{ issuer: corp, subject: person-waive }] }
  - { id: urn:user:boss, identities: [{ issuer: corp, subject: person-all }] }
  - { id: urn:user:oncall, identities: [{ issuer: corp, subject: person-override }, { issuer: ci, actorId: '98' }] }
hooks:
`,
        ),
      }),
    })
    await publish(PRODUCTION)
  })
  afterAll(() => server.close())
}

export const PRODUCTION = `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production }
applies: { environments: [production, staging] }
groups: { leads: [urn:user:lead, urn:user:boss, ${ASKER}] }
waivers: { from: [group:leads], maxDuration: 30d }
override:
  from: [urn:user:oncall, urn:user:boss]
  second: { from: [urn:user:boss, urn:user:oncall], within: before }
  review: { from: [urn:user:boss, urn:user:oncall], within: 5d }
rules:
  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: any, match: { outcome: success }, waivable: true, onMissing: wait }
  - { id: freeze, kind: window, deny: [{ from: 2020-01-01T00:00Z, to: 2020-01-02T00:00Z }], waivable: false }
`
export const publish = async (text: string) => {
  const headers = { ...server.bearer('acme', 'all'), 'content-type': 'application/yaml' }
  const name = /name: (\w+)/.exec(text)![1]!
  const answer = await server.call('PUT', `/o/acme/v1/policies/${name}`, { body: text, headers })
  expect([answer.status < 300, answer.text]).toEqual([true, answer.text])
}
export type Who = Scope | { actor: string; scope: Scope }
const headersOf = async (who: Who) =>
  typeof who === 'string'
    ? server.session('acme', who)
    : server.pipeline('acme', who.scope, { actor_id: who.actor })
export const call = async (who: Who, method: string, path: string, body?: unknown): Promise<Answered> =>
  server.call(method, `/o/acme${path}`, {
    headers: await headersOf(who),
    ...(body === undefined ? {} : { body }),
  })
let count = 0
/** A digest of nobody else. */
export const fresh = () => `sha256:${(++count).toString(16).padStart(64, '0')}`
export const asking = (artifact: string, more: Record<string, unknown> = {}) => ({
  rule: 'unit-tests',
  artifact,
  environment: 'production',
  for: '10d',
  reason: 'the suite is broken, not the shop',
  ticket: 'SEC-1',
  ...more,
})
export const breaking = (artifact: string, more: Record<string, unknown> = {}) => ({
  artifact,
  environment: 'production',
  reason: 'checkout is down, nobody can pay',
  ticket: 'INC-1',
  ...more,
})
export const ask = async (artifact: string, more: Record<string, unknown> = {}): Promise<string> => {
  const { status, body, text } = await call('ask', 'POST', '/v1/waivers', asking(artifact, more))
  expect([status, text]).toEqual([201, text])
  return body.waiver.id
}
export const decide = async (artifact: string, environment = 'production') =>
  (
    await call('ask', 'POST', '/v1/decisions', {
      request: { artifacts: [{ digest: artifact }], environment },
    })
  ).body
export const eventsAbout = async (artifact: string) => {
  const { body } = await call('read', 'GET', `/v1/events?key=artifact:${artifact}&order=asc`)
  return body.events.filter(({ type }: { type: string }) => !type.includes('turnpike-gate'))
}
