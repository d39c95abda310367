/**
 * A stranger opens a pull request. Its jobs have no identity; what they hand over is a file that the stranger may write
 * freely, and a workflow of the repository passes it on under the repository's own name. Nothing in it may open a gate, or
 * close one.
 */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { chainId } from '../../src/cdevents/identity.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { foreignEvents, type ForeignRun } from '../../src/sources/foreign.ts'
import { ALL_KINDS } from '../policy/properties-rules.ts'
import { createTally, runs, scenes, worldOf } from '../policy/properties-world.ts'
import type { Sent } from '../policy/properties-events.ts'
import { ask, DIGEST, eventOf, load, NOW, policyText, principal, shelfOf, suite } from '../policy/scene.ts'

const SOURCE = 'https://example.org/acme/webshop'
const HEAD = 'c0ffee'.padEnd(40, '0')
const RUN: ForeignRun = {
  id: `${SOURCE}/actions/runs/77/attempts/1`,
  source: SOURCE,
  commit: HEAD,
  repository: 'mallory/webshop',
  repositoryUrl: 'https://example.org/mallory/webshop',
}

/** The event as a stranger writes it, who knows what is checked: of this repository, this run, this commit. */
function claim(value: unknown): Record<string, unknown> {
  const event = structuredClone(value) as CDEvent
  const custom = typeof event.customData === 'object' ? event.customData : {}
  const block = (custom.turnpike ?? {}) as Record<string, unknown>
  return {
    ...event,
    context: { ...event.context, source: SOURCE, chainId: chainId(SOURCE, HEAD) },
    customData: { ...custom, turnpike: { ...block, run: RUN.id, commit: HEAD } },
  }
}

function passedOn(claims: readonly unknown[]): CDEvent[] {
  const lines = claims.map((one) => ({ where: 'file', text: JSON.stringify(claim(one)) }))
  return foreignEvents(lines, RUN).events
}

/** What a person reads of a decision: everything but the number of the newest event that was there. */
const told = ({ verdict, findings, refused }: Decision & { refused?: unknown }) =>
  JSON.stringify({ verdict, findings, refused })

describe('a fork claims that the tests of the release’s digest passed', () => {
  const RULES: readonly [string, string][] = [
    ['believes one producer', 'producer: [ci]'],
    ['believes anybody', 'producer: any'],
    ['asks for two', 'producer: any\n    count: 2'],
    ['waits', 'producer: [ci]\n    onMissing: wait'],
  ]
  test.each(RULES)('a rule that %s does not find it', async (_, fields) => {
    const policy = await load(
      policyText(`
  - id: unit-tests
    kind: evidence
    type: [testsuiterun.finished, testcaserun.finished, build.finished]
    ${fields}`),
    )
    const claims = [suite('success'), suite('success', 'other'), { type: 'build.finished' }]
    const shelf = shelfOf()
    for (const event of passedOn(claims.map((said) => eventOf(said))))
      shelf.put(event, principal('token:ci'), NOW)
    const [without, withThem] = [await ask([policy]), await ask([policy], { shelf })]
    expect(withThem.verdict).not.toBe('allow')
    expect(told(withThem)).toBe(told(without))
    // The same words in the repository's own name would have been believed.
    const believed = shelfOf(...claims)
    expect((await ask([policy], { shelf: believed })).verdict).toBe('allow')
  })

  test('nor one that asks for numbers of the artifact, the service or the place', async () => {
    for (const scope of ['artifact', 'service', 'environment']) {
      const policy = await load(
        policyText(`
  - { id: few, kind: threshold, type: testsuiterun.finished, producer: any, scope: ${scope}, value: customData.n, atMost: 3 }`),
      )
      const said = {
        ...suite('success'),
        environment: 'production',
        service: 'webshop',
        customData: { n: 1 },
      }
      const claims = { ...said, content: { ...said.content, environment: { id: 'production' } } }
      const shelf = shelfOf()
      for (const event of passedOn([eventOf(claims)])) shelf.put(event, principal('token:ci'), NOW)
      expect((await ask([policy], { shelf })).verdict).toBe('deny')
      expect((await ask([policy], { shelf: shelfOf(claims) })).verdict).toBe('allow')
    }
  })

  test('nor does a failure that it claims take the repository’s own success away', async () => {
    const policy = await load(
      policyText(`
  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: any, match: { outcome: success } }`),
    )
    const shelf = shelfOf(suite('success'))
    const events = passedOn([eventOf(suite('failure')), eventOf({ ...suite('failure'), id: 'e-1' })])
    expect(events).toHaveLength(2)
    for (const event of events) shelf.put(event, principal('token:ci'), NOW)
    expect((await ask([policy], { shelf })).verdict).toBe('allow')
    expect((await ask([policy], { shelf: shelfOf(suite('success'), suite('failure')) })).verdict).toBe('deny')
  })
})

describe('an id', () => {
  test('that the repository will use is not taken first: both are in the store, and neither is a conflict', () => {
    const genuine = eventOf(suite('success')) as unknown as CDEvent
    const [foreign] = passedOn([genuine])
    const shelf = shelfOf()
    const statuses = [foreign, genuine].map((event) => shelf.put(event, principal('token:ci'), NOW).status)
    expect(statuses).toEqual(['accepted', 'accepted'])
  })
})

/** What rules of any kind might take for support, bound to all that is asked for. */
const ALWAYS = ['testsuiterun.finished', 'testcaserun.finished'].map((type) =>
  eventOf({
    ...suite('success'),
    type,
    content: { outcome: 'success' },
    environment: 'production',
    service: 'webshop',
  }),
)

function isReadable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'context' in value
}

describe.each([...ALL_KINDS])('whatever is asked by rules of kind %s', (kind) => {
  test('no claim of a fork changes any decision, though the same words of the repository might', async () => {
    const tally = createTally()
    await fc.assert(
      fc.asyncProperty(scenes([kind], 1), fc.integer({ min: 0, max: 100 }), async (scene, share) => {
        // Some of it happened; all of it is claimed.
        const cut = Math.floor((scene.sent.length * share) / 100)
        const real = scene.sent.slice(0, cut)
        const claims = [...scene.sent.map(({ value }) => value).filter(isReadable), ...ALWAYS]
        const forged = passedOn(claims).map((value): Sent => ({ value, by: principal('token:ci'), at: NOW }))
        const before = await worldOf(scene, real)
        const after = await worldOf(scene, [...real, ...forged])
        if (before === undefined || after === undefined) return
        tally.add(...forged.map(() => 'passed on'))
        expect(told(await after.at(NOW))).toBe(told(await before.at(NOW)))
      }),
      runs(40),
    )
    expect(tally.of('passed on')).toBeGreaterThan(0)
  })
})

test('the digest that all of this is about is the one the gate is asked for', () => {
  expect(JSON.stringify(eventOf(suite('success')))).toContain(DIGEST)
  expect(JSON.stringify(passedOn([eventOf(suite('success'))]))).not.toContain(DIGEST)
})
