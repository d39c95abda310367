import { describe, expect, test } from '@jest/globals'
import { check } from '../../src/cdevents/check.ts'
import { anyEventSchema, eventSchema } from '../../src/cdevents/schema.ts'
import { shapeOf } from '../../src/cdevents/shape.ts'
import { validate } from '../../src/cdevents/validate.ts'
import { EVENT_TYPES, describeType } from '../../src/cdevents/vocabulary.ts'
import { stale } from '../../scripts/vocabulary.ts'
import { CUSTOM, examples } from './examples.ts'
import { mutated, random } from './mutate.ts'
import { newAjv } from './official.ts'

test('the schemas and the reference page in the repository are what the table says', () => {
  expect(stale()).toEqual([])
})

test('the schema of every type at every version gives our verdict, on 18,000 mutations', () => {
  const ajv = newAjv()
  const chance = random(20261121)
  const disagreements: unknown[] = []
  let cases = 0
  let valid = 0
  for (const { name, version, row, event } of examples()) {
    const key = `${name} ${version}`
    const judge = ajv.getSchema(key) ?? ajv.compile({ ...eventSchema(row, version), $id: key })
    for (let time = 0; time < 50; time++) {
      const damaged = time === 0 ? event : mutated(event, chance)
      const theirs = judge(damaged) === true
      cases++
      if (theirs) valid++
      const ours = check(shapeOf(row, version), damaged, '', null)
      if (ours !== theirs) disagreements.push({ key, theirs, damaged })
    }
  }
  expect(disagreements.slice(0, 3)).toEqual([])
  expect(cases).toBeGreaterThanOrEqual(18_000)
  expect(valid / cases).toBeGreaterThan(0.1)
})

describe('the schema of any event', () => {
  const ajv = newAjv()
  for (const name of [...EVENT_TYPES, CUSTOM]) {
    const row = describeType(name)
    const file = row?.custom === true ? 'custom' : name
    if (row !== undefined) ajv.addSchema({ ...eventSchema(row), $id: `file:///${file}.json` })
  }
  const judge = ajv.compile({ ...anyEventSchema((name) => `${name}.json`), $id: 'file:///event.json' })
  const current = examples(['0.5.1', '0.6.0-draft']).filter(
    ({ row, version }) => version === '0.5.1' || row.types['0.5.1'] === undefined,
  )

  test('accepts every type', () => {
    expect(current).toHaveLength(98)
    for (const { event } of current) expect([judge(event), judge.errors]).toEqual([true, null])
  })

  test('chooses the rules by the type', () => {
    const chance = random(7)
    for (const { event } of current) {
      for (let time = 0; time < 20; time++) {
        const damaged = mutated(event, chance)
        const { specversion, version } = (damaged.context ?? {}) as Record<string, unknown>
        // Which version an event is of is not this schema's to see.
        if (version !== undefined || specversion !== (event.context as Record<string, unknown>).specversion)
          continue
        expect([damaged, judge(damaged)]).toEqual([damaged, validate(damaged).valid])
      }
    }
  })
})
