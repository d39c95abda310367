/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument -- answers are read freely */
/** A gate that accepts what another organisation's gate decided, as far as it is shared. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { policy, testsPassed } from './sample.ts'
import { start, type Answered, type Started } from './scopes.ts'

let server: Started
let number = 0
/** A digest of its own for every test. */
const digest = () => `sha256:${(++number).toString(16).padStart(64, '0')}`
const call = (name: string, method: string, path: string, body?: unknown, headers = {}) =>
  server.call(method, `/o/${name}${path}`, { body, headers: { ...server.bearer(name, 'all'), ...headers } })
const put = (name: string, text: string) =>
  call(name, 'PUT', `/v1/policies/${/name: ([\w-]+)/u.exec(text)![1]}`, text, {
    'content-type': 'application/yaml',
  })

const accepting = (name: string, verdict: string, more = '') => `apiVersion: turnpike/v1
kind: Policy
metadata: { name: ${name} }
applies: { environments: [${name}] }
rules:
  - { id: theirs, kind: attestation, verdict: { organisation: ${verdict} }${more} }
`

const passes = (name: string, about: string, outcome = 'success') =>
  call(name, 'POST', '/v1/events', [testsPassed({ digest: about, outcome })])
const ask = (name: string, about: string, environment: string, more: object = {}): Promise<Answered> =>
  call(name, 'POST', '/v1/decisions', {
    request: { artifacts: [{ digest: about }], environment },
    ...more,
  })
/** What beta's gate says of it for staging, recorded. */
const judged = async (about: string, outcome = 'success', environment = 'staging', more: object = {}) => {
  await passes('beta', about, outcome)
  return ask('beta', about, environment, more)
}
const theirs = ({ body }: Answered) => body.findings[0]

beforeAll(async () => {
  server = await start({
    organisations: ['default', 'acme', 'beta', 'gamma'],
    more: { beta: 'shares:\n  - { with: acme, verdicts: { environments: [staging] } }\n' },
  })
  for (const environment of ['staging', 'production'])
    await put('beta', policy({ name: environment, environment }))
  for (const [name, verdict, more] of [
    ['accepts', 'beta, environment: staging', ''],
    ['waits', 'beta, environment: staging', ', onMissing: wait'],
    ['aged', 'beta, environment: staging, maxAge: 7d', ''],
    ['named', 'beta, environment: staging, policies: [release]', ''],
    ['hidden', 'beta, environment: production', ''],
    ['nobody', 'nobody, environment: staging', ''],
    ['own', 'acme, environment: first', ''],
  ] as const)
    expect((await put('acme', accepting(name, verdict, more))).status).toBe(201)
  await put('gamma', accepting('accepts', 'beta, environment: staging'))
  await put('acme', policy({ name: 'first', environment: 'first' }))
}, 30_000)
afterAll(() => server.close())

describe('another organisation’s verdict', () => {
  test('opens the gate when it is an allow that is shared, and says no more than that', async () => {
    const about = digest()
    const allowed = await judged(about)
    expect(allowed.body.verdict).toBe('allow')
    const answer = await ask('acme', about, 'accepts')
    expect(answer.body.verdict).toBe('allow')
    expect(theirs(answer)).toMatchObject({
      result: 'pass',
      reason: 'verdict-accepted',
      found: 'beta allows it for staging',
      by: 'beta',
      evidence: [{ id: allowed.body.id, type: 'dev.cdeventsx.turnpike-gate.evaluated.0.1.0' }],
    })
    // As long as theirs holds.
    expect(Date.parse(answer.body.expiresAt)).toBeLessThanOrEqual(Date.parse(allowed.body.expiresAt))
    for (const finding of allowed.body.findings) expect(answer.text).not.toContain(finding.title)
  })

  test('is bound to the digest and the environment', async () => {
    const about = digest()
    await judged(about)
    expect((await ask('acme', digest(), 'accepts')).body.verdict).toBe('deny')
    await judged(about, 'success', 'production')
    expect(theirs(await ask('acme', about, 'hidden')).reason).toBe('no-verdict')
  })

  test('looks the same when it is not shared and when it is not there', async () => {
    const about = digest()
    await judged(about)
    const plain = ({ body }: Answered) => ({ ...theirs({ body } as Answered), refused: [] })
    const unshared = plain(await ask('gamma', about, 'accepts'))
    const missing = plain(await ask('acme', digest(), 'accepts'))
    expect(unshared).toEqual(missing)
    expect(theirs(await ask('acme', about, 'nobody')).reason).toBe('no-verdict')
  })

  test('is the newest: a later deny takes an allow back, a later allow a deny', async () => {
    const about = digest()
    await judged(about)
    await judged(about, 'failure')
    expect(theirs(await ask('acme', about, 'accepts'))).toMatchObject({
      result: 'fail',
      reason: 'verdict-not-allow',
      found: 'beta says deny',
    })
    await judged(about)
    expect(theirs(await ask('acme', about, 'accepts')).result).toBe('pass')
  })

  test.each(['warn', 'dry-run'])('is none in mode %s', async (mode) => {
    const about = digest()
    const answer = await judged(about, 'success', 'staging', { mode })
    expect([answer.body.verdict, answer.body.mode]).toEqual(['allow', mode])
    expect(theirs(await ask('acme', about, 'accepts')).reason).toBe('no-verdict')
  })

  test('must be of the policies that the rule names', async () => {
    const about = digest()
    await judged(about)
    expect(theirs(await ask('acme', about, 'named'))).toMatchObject({
      result: 'fail',
      reason: 'policy-not-judged',
    })
  })

  test('may be of this organisation itself', async () => {
    const about = digest()
    await passes('acme', about)
    expect(theirs(await ask('acme', about, 'own')).reason).toBe('no-verdict')
    await ask('acme', about, 'first')
    expect(theirs(await ask('acme', about, 'own')).result).toBe('pass')
  })

  test('cannot be sent: an event that looks like a decision is refused, or no decision', async () => {
    const about = digest()
    const recorded = await judged(digest())
    const forged = {
      context: {
        specversion: '0.5.1',
        id: recorded.body.id,
        source: 'urn:turnpike:store',
        type: 'dev.cdeventsx.turnpike-gate.evaluated.0.1.0',
        timestamp: new Date().toISOString(),
      },
      subject: {
        id: recorded.body.id,
        content: { ...recorded.body, request: { artifacts: [{ digest: about }], environment: 'staging' } },
      },
    }
    await call('beta', 'POST', '/v1/events', [forged])
    expect(theirs(await ask('acme', about, 'accepts')).reason).toBe('no-verdict')
  })

  test('within maxAge is accepted also after it has expired', async () => {
    const about = digest()
    await judged(about)
    const answer = await ask('acme', about, 'aged')
    expect(theirs(answer).result).toBe('pass')
    expect(Date.parse(theirs(answer).dueAt) - Date.now()).toBeGreaterThan(6 * 86_400_000)
  })

  test('wakes a gate that waits for it', async () => {
    const about = digest()
    const waiting = ask('acme', about, 'waits', { wait: '20s' })
    await passes('beta', about)
    await ask('beta', digest(), 'staging')
    await new Promise((resolve) => setTimeout(resolve, 150))
    const allowed = await ask('beta', about, 'staging')
    expect(allowed.body.verdict).toBe('allow')
    const answer = await waiting
    expect(answer.body.verdict).toBe('allow')
    expect(theirs(answer).evidence[0].id).toBe(allowed.body.id)
  }, 30_000)

  test('is found again when the decision is judged again, at its position', async () => {
    const about = digest()
    await judged(about)
    const { body } = await ask('acme', about, 'accepts')
    await judged(about, 'failure')
    const replay = await call('acme', 'GET', `/v1/decisions/${body.id}/replay`)
    expect([replay.status, replay.body.result, replay.body.causes]).toEqual([200, 'identical', []])
  })
})
