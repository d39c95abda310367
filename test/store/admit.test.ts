import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { bodyAt, eventAt, EVENTS_PER_PIPELINE } from '../../bench/fixtures.ts'
import { admit, UNIDENTIFIED } from '../../src/store/admit.ts'
import { MAX_KEY_LENGTH, MAX_KEYS } from '../../src/store/keys.ts'
import { SHARED } from '../tools.ts'

const OLD = {
  context: {
    version: '0.4.1',
    id: 'old',
    source: 'https://forge.example/acme',
    type: 'dev.cdevents.testsuiterun.finished.0.2.0',
    timestamp: '2026-11-21T14:00:00+02:00',
  },
  subject: {
    id: 'unit',
    type: 'testSuiteRun',
    content: { environment: { id: 'ci' }, outcome: 'pass', testSuite: { id: 'unit' } },
  },
}

describe('admission of a valid event', () => {
  test('reads what the store keeps beside the body', () => {
    const body = bodyAt(8)
    const event = eventAt(8)
    const incoming = admit(JSON.parse(body), body)
    expect(incoming).toMatchObject({
      body,
      source: event.context.source,
      id: event.context.id,
      type: event.context.type,
      subject: event.subject.id,
      timestamp: event.context.timestamp,
      problems: [],
      event,
    })
    expect(incoming.keys).toContain('environment:production')
    expect(incoming.digest).toMatch(/^sha256:[0-9a-f]{64}$/u)
  })

  test('lifts an old one, and names it as it was sent', () => {
    const incoming = admit(OLD)
    expect(incoming.problems).toEqual([])
    expect(incoming.type).toBe('dev.cdevents.testsuiterun.finished.0.2.0')
    expect(incoming.timestamp).toBe('2026-11-21T12:00:00.000Z')
    expect(incoming.body).toBe(JSON.stringify(OLD))
    expect(incoming.event?.context).toMatchObject({
      specversion: '0.5.1',
      type: 'dev.cdevents.testsuiterun.finished.0.3.0',
    })
    expect(incoming.event?.subject.content['outcome']).toBe('success')
  })

  test('gives the same digest whatever the order of the members and the white space', () => {
    const { context, subject } = OLD
    const reordered = {
      subject: { ...subject },
      context: Object.fromEntries(Object.entries(context).reverse()),
    }
    expect(admit(reordered, JSON.stringify(reordered, null, 2)).digest).toBe(admit(OLD).digest)
    expect(admit({ ...OLD, customData: {} }).digest).not.toBe(admit(OLD).digest)
  })

  test('every event of the benches is valid', () => {
    for (let index = 0; index < 110 * EVENTS_PER_PIPELINE; index++) {
      const { problems, keys } = admit(eventAt(index))
      expect(problems).toEqual([])
      expect(keys.length).toBeGreaterThan(3)
    }
    expect(eventAt(77)).toEqual(eventAt(77))
  })
})

describe('admission of something else', () => {
  test('tells every problem and still says who sent what', () => {
    const broken = {
      context: { ...OLD.context, timestamp: 'noon' },
      subject: { id: 'unit', content: { outcome: 'pass' } },
    }
    const incoming = admit(broken)
    expect(incoming.problems.length).toBeGreaterThan(1)
    expect(incoming).not.toHaveProperty('event')
    expect(incoming).toMatchObject({
      source: OLD.context.source,
      id: 'old',
      type: OLD.context.type,
      subject: 'unit',
      timestamp: '',
    })
    expect(incoming.keys).toContain('event:old')
  })

  test('indexes what is invalid under the names it gives, so that people find it', () => {
    const artifacts = [{ digest: `sha256:${'0'.repeat(64)}` }]
    const { keys, problems } = admit({
      ...OLD,
      context: { ...OLD.context, timestamp: 5 },
      customData: { turnpike: { artifacts, environment: 'production' } },
    })
    expect(problems).not.toEqual([])
    expect(keys).toContain(`artifact:sha256:${'0'.repeat(64)}`)
    expect(keys).toContain('environment:ci')
  })

  test.each([
    ['null', null],
    ['a number', 7],
    ['a string', 'event'],
    ['a list', [OLD]],
    ['an empty object', {}],
    ['an empty id', { context: { ...OLD.context, id: '' }, subject: OLD.subject }],
    ['an id that is a number', { context: { ...OLD.context, id: 7 }, subject: OLD.subject }],
    ['no source', { context: { ...OLD.context, source: undefined }, subject: OLD.subject }],
  ])('%s is kept under its digest', (_, value) => {
    const incoming = admit(value)
    expect(incoming.problems.length).toBeGreaterThan(0)
    expect(incoming.source).toBe(UNIDENTIFIED)
    expect(incoming.id).toBe(incoming.digest)
    expect(admit(value)).toEqual(incoming)
  })

  test('an event that lists more artifacts than can be indexed is refused, not indexed in part', () => {
    const artifacts = Array.from({ length: 65 }, (_, n) => ({
      digest: `sha256:${String(n).padStart(64, '0')}`,
    }))
    const bound = (count: number) =>
      admit({ ...OLD, customData: { turnpike: { artifacts: artifacts.slice(0, count) } } })
    expect(bound(64).problems).toEqual([])
    expect(bound(64).keys.filter((key) => key.startsWith('artifact:'))).toHaveLength(64)
    expect(bound(65).problems).toMatchObject([{ path: '/customData/turnpike/artifacts' }])
    expect(bound(65).problems[0]?.message).toContain('lists 65 artifacts')
    expect(bound(65)).not.toHaveProperty('event')
  })

  test('survives nesting ten thousand deep, in every place', () => {
    const deep: unknown = JSON.parse('['.repeat(10_000) + ']'.repeat(10_000))
    for (const value of [
      deep,
      { ...OLD, customData: { deep } },
      { ...OLD, subject: { ...OLD.subject, content: deep } },
    ]) {
      const incoming = admit(value, '[]')
      expect(incoming.digest).toMatch(/^sha256:/u)
      expect(incoming.keys.length).toBeLessThanOrEqual(MAX_KEYS)
    }
  })

  test('never throws, and stays in its bounds, whatever JSON it is given', () => {
    const mangled = fc.record({
      context: fc.record(
        {
          specversion: fc.jsonValue(),
          id: fc.jsonValue(),
          source: fc.jsonValue(),
          type: fc.oneof(fc.constant(OLD.context.type), fc.jsonValue()),
          timestamp: fc.jsonValue(),
          links: fc.jsonValue(),
          chainId: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
      subject: fc.oneof(
        fc.jsonValue(),
        fc.record({ id: fc.string({ unit: 'binary' }), content: fc.jsonValue() }),
      ),
      customData: fc.oneof(
        fc.jsonValue(),
        fc.record({
          turnpike: fc.dictionary(
            fc.constantFrom('artifacts', 'run', 'environment', 'commit'),
            fc.jsonValue(),
          ),
        }),
      ),
    })
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), mangled), (value) => {
        const incoming = admit(value)
        expect(incoming.event === undefined).toBe(incoming.problems.length > 0)
        expect(incoming.keys.length).toBeLessThanOrEqual(MAX_KEYS)
        for (const key of incoming.keys) expect(key.length).toBeLessThanOrEqual(MAX_KEY_LENGTH)
      }),
      { numRuns: 2_000, seed: 20261121 },
    )
  })
})

const conformance = join(SHARED, 'cdevents-spec')
const examples = existsSync(conformance)
  ? readdirSync(conformance, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /conformance\/[^/]+\.json$/u.test(file),
    )
  : []
if (examples.length === 0)
  process.stderr.write('skipped: no CDEvents conformance events beside the checkout\n')
;(examples.length === 0 ? test.skip : test)('admits the official conformance events', () => {
  const refused = examples.filter((file) => {
    const body = readFileSync(join(conformance, file), 'utf8')
    const { problems, event } = admit(JSON.parse(body), body)
    return problems.length > 0 || event === undefined
  })
  expect(refused).toEqual([])
  expect(examples.length).toBeGreaterThan(50)
})
