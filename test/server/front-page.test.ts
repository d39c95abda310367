/** The front page: what on it needs somebody. The events are those that the store itself writes. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { leaseEvent } from '../../src/policy/lease.ts'
import { overrideEvent, waiverEvent } from '../../src/server/exceptions/events.ts'
import { STORE_PRINCIPAL, STORE_SOURCE } from '../../src/server/judge.ts'
import { admit } from '../../src/store/admit.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventStore, Principal } from '../../src/store/store.ts'
import { deny } from '../report/sample-decisions.ts'
import { DIGEST } from './sample.ts'
import { start, type Started } from './start.ts'

const HOUR = 3_600_000
const POLICY = `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production }
applies: { environments: [production] }
waivers: { from: [urn:user:lead], maxDuration: 30d }
override:
  from: [urn:user:oncall]
  second: { from: [urn:user:boss], within: before }
  review: { from: [urn:user:boss], within: 5d }
rules:
  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: any, match: { outcome: success }, waivable: true }
`

let server: Started
let store: EventStore
beforeEach(async () => {
  store = openSqliteStore(':memory:')
  server = await start({ store })
})
afterEach(() => server.close())

const soon = (ms: number) => new Date(Date.now() + ms).toISOString()
const by = (name: string) => ({
  person: `urn:user:${name}`,
  principal: { kind: 'token', id: `token:${name}` },
})
let count = 0
const stamp = (subject: string) => ({ subject, id: `event-${++count}`, now: new Date().toISOString() })
const keep = async (event: CDEvent, producer: Principal = STORE_PRINCIPAL) => {
  const [receipt] = await store.append('default', producer, [admit(event)], new Date().toISOString())
  expect(receipt?.status).toBe('accepted')
}
const override = {
  artifact: { digest: DIGEST },
  environment: 'production',
  until: soon(2 * HOUR),
  reason: 'checkout is down <script>alert(1)</script>, nobody can pay',
  ticket: 'javascript:alert(1)',
  by: by('oncall'),
}
const waiver = {
  rule: 'unit-tests',
  policy: 'production',
  policyDigest: `sha256:${'0'.repeat(64)}`,
  service: 'webshop',
  environment: 'production',
  until: soon(100 * HOUR),
  reason: 'the suite is broken',
  ticket: 'https://tracker.example.org/browse/SEC-7',
  by: by('asker'),
  requestedBy: by('asker'),
}
const lease = (fencing: number, until: string) =>
  leaseEvent(
    { ...deny, decidedAt: new Date().toISOString() },
    {
      id: `lease-${fencing}`,
      environment: 'production',
      service: 'webshop',
      fencing,
      holder: deny.request.run!,
      until,
    },
    STORE_SOURCE,
  )
const read = async () => {
  const { status, text } = await server.call('GET', '/')
  expect(status).toBe(200)
  return text
}
const publish = async () => {
  const headers = { 'content-type': 'application/yaml' }
  expect(
    (await server.call('PUT', '/v1/policies/production', { body: POLICY, headers })).status,
  ).toBeLessThan(300)
}

test('shows no heading for what there is nothing of', async () => {
  const text = await read()
  for (const heading of ['Overrides', 'Waivers', 'Leases', 'Deployed without'])
    expect(text).not.toContain(`<h2>${heading}`)
})

test('shows an override until somebody else has reviewed it', async () => {
  await publish()
  await keep(overrideEvent('granted', override, stamp('o1')))
  expect(await read()).toMatch(
    /Overrides \(break-glass\) \(1\)[\s\S]*awaiting second[\s\S]*oncall[\s\S]*open<\/span>, due/,
  )
  await keep(overrideEvent('confirmed', { ...override, by: by('boss') }, stamp('o1')))
  expect(await read()).toMatch(/in force[\s\S]*confirmed by boss/)
  await keep(overrideEvent('reviewed', { ...override, by: by('oncall') }, stamp('o1')))
  expect(await read()).toContain('>open</span>, due')
  await keep(overrideEvent('reviewed', { ...override, by: by('boss') }, stamp('o1')))
  expect(await read()).toContain('>done</span>, due')
})

test('shows waivers, those that wait for somebody first', async () => {
  await publish()
  await keep(waiverEvent('granted', { ...waiver, by: by('lead') }, stamp('w1')))
  await keep(waiverEvent('requested', waiver, stamp('w2')))
  await keep(waiverEvent('refused', { ...waiver, by: by('lead') }, stamp('w3')))
  const text = await read()
  expect(text).toContain('Waivers (2)')
  expect(text.indexOf('asked for by asker')).toBeLessThan(text.indexOf('expiring<'))
  expect(text).toContain('href="https://tracker.example.org/browse/SEC-7"')
})

test('shows leases that are neither given back nor over', async () => {
  await keep(lease(41, soon(-HOUR)))
  await keep(lease(42, soon(HOUR)))
  const text = await read()
  expect(text).toContain('Leases not given back (1)')
  expect(text).toMatch(/<td>42<\/td>/)
  expect(text).toContain('>acme/webshop run 812</a>')
})

test('believes of all this only what the store itself wrote, and shows it as text', async () => {
  await publish()
  await keep(overrideEvent('granted', override, stamp('o1')), { kind: 'token', id: 'token:stranger' })
  expect(await read()).not.toContain('<h2>Overrides')
  await keep(overrideEvent('granted', override, stamp('o2')))
  const text = await read()
  expect(text).toContain('<h2>Overrides')
  expect(text).not.toMatch(/<script|href="javascript/i)
})

test('says how many it left out', async () => {
  await publish()
  for (let n = 0; n < 55; n++) await keep(waiverEvent('requested', waiver, stamp(`w${n}`)))
  const text = await read()
  expect(text).toContain('Waivers (55)')
  expect(text).toContain('And 5 more.')
})
