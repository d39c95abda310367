/** Every policy that loads decides every request, whatever the events, without throwing; and every report can say it. */
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decisionEvent, readDecision } from '../../src/policy/record.ts'
import { readRequest } from '../../src/policy/request.ts'
import type { GateRequest } from '../../src/policy/decision.ts'
import { renderAnnotationsReport } from '../../src/report/annotations.ts'
import { renderHtml } from '../../src/report/html.ts'
import { renderJUnit } from '../../src/report/junit.ts'
import { renderLog } from '../../src/report/line.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { eventsOf, exceptionsOf, inOrder } from './properties-events.ts'
import { ALL_KINDS, policiesOf } from './properties-rules.ts'
import { blocks, createTally, runs, worldOf } from './properties-world.ts'
import { DIGEST, NOW, OTHER } from './scene.ts'
import { given } from './tighten-rules.ts'

const word = fc.oneof(
  fc.constantFrom('webshop', 'C1', 'https://runs.example.org/9', 'urn:user:alice', 'group:board'),
  fc.string({ minLength: 1, maxLength: 20 }),
)
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })
const request: fc.Arbitrary<unknown> = fc
  .record({
    artifacts: fc.uniqueArray(
      fc.record({
        digest: fc.constantFrom(DIGEST, OTHER, `sha256:${'ef'.repeat(32)}`),
        purl: maybe(fc.constant('pkg:oci/webshop@1')),
      }),
      { minLength: 1, maxLength: 3, selector: ({ digest }) => digest },
    ),
    environment: fc.constantFrom(...Array<string>(9).fill('production'), 'staging'),
    service: maybe(word),
    change: maybe(
      fc.record({
        id: word,
        class: maybe(fc.constantFrom('standard', 'normal', 'major', 'emergency')),
        author: maybe(word),
      }),
    ),
    actor: maybe(word),
    run: maybe(word),
    policies: fc.option(fc.subarray(['service', 'baseline', 'nobody'], { minLength: 1 }), {
      nil: undefined,
      freq: 1,
    }),
  })
  .map(({ artifacts, change, ...rest }) =>
    given({
      ...rest,
      artifacts: artifacts.map((artifact) => given(artifact)),
      change: change === undefined ? undefined : given(change),
    }),
  )

const questions = fc
  // A few kinds at once; rules that all pass are rare among many.
  .uniqueArray(fc.constantFrom(...ALL_KINDS), { minLength: 1, maxLength: 4 })
  .chain((kinds) =>
    policiesOf(kinds).chain((written) => {
      const rules = written.flatMap(({ layer, rules }) => rules.map((_, index) => `${layer}-${index}`))
      const sent = fc.tuple(
        eventsOf(kinds),
        fc.oneof(fc.constant([]), eventsOf(ALL_KINDS)),
        exceptionsOf(rules),
      )
      return fc.tuple(fc.constant({ kinds, written }), sent, request)
    }),
  )

test('one of four verdicts; what blocks says what to do; it can be recorded, read back and shown', async () => {
  const seen = createTally()
  await fc.assert(
    fc.asyncProperty(questions, async ([{ kinds, written }, sent, asked]) => {
      const read = readRequest(asked)
      if (!('request' in read)) return void seen.add('unreadable')
      const request: GateRequest = read.request
      const world = await worldOf({ written, request }, inOrder(sent.flat()))
      if (world === undefined) return void seen.add('unloaded')
      const decision = await world.at(NOW)
      seen.add(decision.verdict, ...kinds)
      // What decide() says when it caught something: nothing that loads gets so far.
      expect(decision.summary).not.toContain('could not be judged:')
      expect(['allow', 'deny', 'pending', 'error']).toContain(decision.verdict)
      for (const { reason } of decision.findings) expect(reason).not.toBe('rule-failed')
      for (const { remediation = '' } of blocks(decision)) expect(remediation).not.toBe('')
      expect(decision.expiresAt === undefined).toBe(decision.verdict !== 'allow')

      const { subject } = decisionEvent(decision, { source: 'urn:turnpike:store' })
      const again = readDecision(JSON.parse(JSON.stringify(subject.content)))
      expect(again).toEqual(decision)
      for (const flavour of ['github', 'gitlab'] as const)
        expect(renderSummary(again, { flavour, budget: 64 * 1024 })).toContain('#')
      for (const report of [renderHtml, renderJUnit, renderAnnotationsReport])
        expect(typeof report(again)).toBe('string')
      expect(renderLog(again, { colour: false }).length).toBeGreaterThan(0)
    }),
    runs(200),
  )
  if (process.env['TURNPIKE_TALLY'] !== undefined) console.log(seen.all())
  // A grammar whose policies did not load would show nothing.
  expect(seen.of('unloaded')).toBeLessThan(12)
  for (const verdict of ['allow', 'deny', 'pending', 'error'])
    expect([verdict, seen.of(verdict) >= 5]).toEqual([verdict, true])
  for (const kind of ALL_KINDS) expect([kind, seen.of(kind) >= 20]).toEqual([kind, true])
})
