/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- answers are read freely */
/** One person under several names: approvals, quorums and the separation of duties see one. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { githubUser } from '../../src/host/github.ts'
import { start, trustOf, type Started } from './scopes.ts'
import { REQUEST, DIGEST } from './sample.ts'
import type { TestIssuer } from '../trust/tokens/issuer.ts'

const POLICY = (from: string, quorum = 1, more = '') => `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production }
applies: { environments: [production] }
rules:
  - { id: approved, kind: approval, from: [${from}], quorum: ${quorum}, producer: any${more} }
`

let server: Started
beforeEach(async () => {
  server = await start({
    organisations: ['default', 'acme'],
    documents: (issuer: TestIssuer) => ({
      acme: trustOf('acme', issuer).replace(
        'hooks:\n',
        `people:
  - { id: urn:user:alice, identities: [{ issuer: corp, subject: person-approve }, { issuer: ci, actorId: '1234' }] }
  - { id: urn:user:bob, identities: [{ issuer: corp, subject: person-all }] }
hooks:
`,
      ),
    }),
  })
})
afterEach(() => server.close())

const call = async (headers: Record<string, string>, method: string, path: string, body: unknown) => {
  const answer = await server.call(method, `/o/acme${path}`, { headers, body })
  expect([answer.text, answer.status < 300]).toEqual([answer.text, true])
  return answer.body
}
const putPolicy = (text: string) =>
  call(
    { ...server.bearer('acme', 'all'), 'content-type': 'application/yaml' },
    'PUT',
    '/v1/policies/production',
    text,
  )
const APPROVAL = { artifacts: [{ digest: DIGEST }], environment: 'production', decision: 'approved' }
const approve = (headers: Record<string, string>) => call(headers, 'POST', '/v1/approvals', APPROVAL)
const ask = (headers: Record<string, string>, actor?: string) =>
  call(headers, 'POST', '/v1/decisions', {
    request: { ...REQUEST, ...(actor === undefined ? {} : { actor }) },
  })
/** How the store would know her without the document. */
const onTheForge = () => githubUser(new URL(server.issuer.githubUrl).origin, '1234')

describe('a pipeline', () => {
  test('that asks is known by the name that the trust document gives to who started it', async () => {
    await putPolicy(POLICY('urn:user:alice'))
    const decision = await ask(await server.pipeline('acme', 'ask'))
    expect(decision.request.actor).toBe('urn:user:alice')
  })

  test('that approves does so under that name', async () => {
    expect((await approve(await server.pipeline('acme', 'approve'))).responder).toBe('urn:user:alice')
  })

  test('may use another name of theirs, and nobody else’s', async () => {
    await putPolicy(POLICY('urn:user:alice'))
    const headers = await server.pipeline('acme', 'ask')
    const me = await server.call('GET', '/o/acme/v1/me', { headers })
    expect(me.body.person).toBe('urn:user:alice')
    const other = await server.call('POST', '/o/acme/v1/decisions', {
      headers,
      body: { request: { ...REQUEST, actor: 'urn:user:bob' } },
    })
    expect(other.status).toBe(403)
  })
})

describe('an approval', () => {
  test('does not count for a deployment that the same person asks for by another way', async () => {
    await putPolicy(POLICY('urn:user:alice', 1, ', excluding: [request.actor]'))
    await approve(server.session('acme', 'approve'))
    const own = await ask(await server.pipeline('acme', 'ask'))
    expect([own.verdict, own.findings[0].found]).toEqual([
      'deny',
      expect.stringContaining('asks for the deployment'),
    ])
    // Of somebody else's deployment it does.
    expect((await ask(server.session('acme', 'all'))).verdict).toBe('allow')
  })

  test('of one person under two names is one approval, though a policy names both', async () => {
    const sent = await approve(await server.pipeline('acme', 'approve'))
    const event = await server.call('GET', `/o/acme/v1/events/${sent.sequence}`, {
      headers: server.bearer('acme', 'read'),
    })
    // The same said under the other name, by an event of the pipeline's own.
    const again = structuredClone(event.body.event)
    again.context.id = 'said-again'
    again.subject.content.responder = onTheForge()
    await putPolicy(POLICY(`urn:user:alice, '${again.subject.content.responder}'`, 2))
    await call(await server.pipeline('acme', 'approve'), 'POST', '/v1/events', again)
    const decision = await ask(server.session('acme', 'all'))
    expect([decision.verdict, decision.findings[0].found]).toEqual([
      'deny',
      expect.stringContaining('1 of 2'),
    ])
    await approve(server.session('acme', 'all'))
    await putPolicy(POLICY(`urn:user:alice, '${again.subject.content.responder}', urn:user:bob`, 2))
    expect((await ask(server.session('acme', 'all'))).verdict).toBe('allow')
  })
})
