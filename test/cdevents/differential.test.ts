/** Our verdict is that of the official schemas: on their own conformance events and on seeded damage to them. */
import { describe, expect, test } from '@jest/globals'
import { check } from '../../src/cdevents/check.ts'
import type { Version } from '../../src/cdevents/kinds.ts'
import { shapeOf } from '../../src/cdevents/shape.ts'
import { validate } from '../../src/cdevents/validate.ts'
import { describeType } from '../../src/cdevents/vocabulary.ts'
import { examples } from './examples.ts'
import type { Json } from './examples.ts'
import { everywhere, mutated, random } from './mutate.ts'
import { missing, suites } from './official.ts'
import type { Suite } from './official.ts'

const SEED = 20261121
const PER_EVENT = 200

if (missing !== undefined) {
  console.log(`skipped: ${missing}`)
  test.skip('agrees with the official schemas', () => {})
} else {
  const all = suites()

  test('accepts every conformance event of every version', () => {
    const refused = all.flatMap(({ conformance }) =>
      conformance.flatMap(({ file, event }) => {
        const { valid, problems } = validate(event)
        return valid ? [] : [{ file, problems }]
      }),
    )
    expect(refused).toEqual([])
    expect(all.map(({ conformance }) => conformance.length)).toEqual([46, 46, 49])
  })

  test('agrees on every place of a full example of every type, taken away, replaced, or added to', () => {
    const disagreements: unknown[] = []
    let cases = 0
    for (const { version, row, event } of examples(all.map((suite) => suite.version))) {
      const suite = all.find((each) => each.version === version)
      const judge = suite && validatorOf(suite, row.types[version] ?? '')
      for (const damaged of everywhere(event)) {
        cases++
        const theirs = judge?.(damaged) === true
        if (check(shapeOf(row, version), damaged, '', null) !== theirs) {
          disagreements.push({ version, theirs, damaged: structuredClone(damaged) })
        }
      }
    }
    console.log(`${cases} single changes, ${disagreements.length} disagreements`)
    expect(disagreements.slice(0, 3)).toEqual([])
    expect(cases).toBeGreaterThan(100_000)
  })

  describe('on mutations', () => {
    const chance = random(SEED)
    let cases = 0
    let valid = 0
    const disagreements: unknown[] = []

    for (const suite of all) {
      for (const { event } of suite.conformance) {
        for (let time = 0; time < PER_EVENT; time++) {
          const damaged = mutated(event, chance)
          cases++
          // As the whole: the schema is chosen from the damaged event.
          const theirs = official(all, damaged)
          if (theirs) valid++
          const verdict = validate(damaged)
          if (verdict.valid !== theirs || verdict.valid !== (verdict.problems.length === 0)) {
            disagreements.push({ theirs, ours: verdict, damaged })
          }
          // By the schema of the undamaged event, whatever the damaged one says it is.
          const type = String((event.context as Json).type)
          const shape = shapeOf(describeType(type), suite.version)
          const byType = validatorOf(suite, type)?.(damaged) === true
          if (check(shape, damaged, '', null) !== byType) disagreements.push({ type, byType, damaged })
        }
      }
    }

    test('gives the verdict of the official schemas', () => {
      console.log(
        `${cases} mutations judged twice, ${valid} of them valid, ${disagreements.length} disagreements`,
      )
      expect(disagreements.slice(0, 3)).toEqual([])
      expect(cases).toBeGreaterThanOrEqual(20_000)
    })

    test('sees both verdicts often enough to mean something', () => {
      expect(valid / cases).toBeGreaterThan(0.1)
      expect(valid / cases).toBeLessThan(0.9)
    })
  })
}

/** The documented choice of a schema, written a second time: `version` alone is 0.4.1, `0.6…` the draft, else 0.5.1. */
function official(all: readonly Suite[], event: Json): boolean {
  const context = (typeof event.context === 'object' && event.context !== null ? event.context : {}) as Json
  const said = context.specversion
  const draft = typeof said === 'string' && said.startsWith('0.6')
  const old = said === undefined && context.version !== undefined
  const version: Version = old ? '0.4.1' : draft ? '0.6.0-draft' : '0.5.1'
  const suite = all.find((each) => each.version === version)
  const validator = typeof context.type === 'string' && suite ? validatorOf(suite, context.type) : undefined
  return validator !== undefined && validator(event) === true
}

function validatorOf({ byType }: Suite, type: string) {
  return type.startsWith('dev.cdeventsx.') ? byType.get('custom') : byType.get(type)
}
