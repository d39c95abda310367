import { expect, test } from '@jest/globals'
import { EVENT_TYPES, describeType, typeOf } from '../../src/cdevents/vocabulary.ts'
import { examples } from './examples.ts'
import { validate } from '../../src/cdevents/validate.ts'

test('there are 45 types in 0.5.1, the same 45 in 0.4.1, 39 in 0.3.0 and 48 in the draft', () => {
  const rows = EVENT_TYPES.map((name) => describeType(name))
  const count = (version: '0.3.0' | '0.4.1' | '0.5.1' | '0.6.0-draft') =>
    rows.filter((row) => row?.types[version] !== undefined).length
  expect([count('0.3.0'), count('0.4.1'), count('0.5.1'), count('0.6.0-draft')]).toEqual([39, 45, 45, 48])
})

test('a type is found by its short name, its full type in any version, and without its version', () => {
  const row = describeType('change.created')
  expect(row).toMatchObject({
    name: 'change.created',
    subject: 'change',
    predicate: 'created',
    custom: false,
  })
  expect(row?.types).toEqual({
    '0.3.0': 'dev.cdevents.change.created.0.1.2',
    '0.4.1': 'dev.cdevents.change.created.0.3.0',
    '0.5.1': 'dev.cdevents.change.created.0.4.0',
    '0.6.0-draft': 'dev.cdevents.change.created.0.4.0',
  })
  for (const type of ['dev.cdevents.change.created.0.1.2', 'dev.cdevents.change.created']) {
    expect(describeType(type)).toBe(row)
  }
})

test.each([
  '',
  'change',
  'dev.cdevents.change.created.9.9.9',
  'constructor',
  '__proto__',
  'dev.cdeventsx.a.b.0.1.0',
])('there is no type %j', (type) => {
  expect(describeType(type)).toBeUndefined()
})

test('a custom type is described from its own text', () => {
  const row = describeType('dev.cdeventsx.turnpike-gate.evaluated.0.1.0')
  expect(row).toMatchObject({
    name: 'turnpike-gate.evaluated',
    subject: 'turnpike-gate',
    predicate: 'evaluated',
  })
  expect(row?.custom).toBe(true)
})

test('new events carry the type of 0.5.1, and of the draft where only that has it', () => {
  expect(typeOf('testsuiterun.finished')).toBe('dev.cdevents.testsuiterun.finished.0.3.0')
  expect(typeOf('approval.closed')).toBe('dev.cdevents.approval.closed.0.1.0')
  expect(typeOf('testsuiterun.finished', '0.4.1')).toBe('dev.cdevents.testsuiterun.finished.0.2.0')
  expect(typeOf('dev.cdeventsx.a-b.c.0.1.0')).toBe('dev.cdeventsx.a-b.c.0.1.0')
})

test('an example of every type at every version, small and full, is valid', () => {
  const refused = examples().flatMap(({ name, version, event }) => {
    const { valid, problems } = validate(event)
    return valid ? [] : [{ name, version, problems }]
  })
  expect(refused).toEqual([])
  expect(examples()).toHaveLength(2 * (39 + 46 + 46 + 49))
})
