import { describe, expect, test } from '@jest/globals'
import { compile } from '../../src/policy/condition.ts'
import { policyText, problemsOf } from './scene.ts'

const TYPES = ['dev.cdevents.testsuiterun.finished']
const EVENT = {
  context: { id: '1', timestamp: '2026-11-21T13:00:00Z' },
  subject: { id: 'run-1', content: { outcome: 'success', testSuite: { id: 'unit' } } },
  customData: { critical: 0, coverage: 81.5, names: ['a', 'b'], text: 'x'.repeat(50_000) },
}
const NOW = Date.parse('2026-11-21T14:00:00Z')

function holds(
  expression: string,
  event: unknown = EVENT,
  request: unknown = { environment: 'production' },
): unknown {
  const compiled = compile(expression, TYPES)
  if ('problem' in compiled) throw new Error(compiled.problem)
  return compiled.holds({ event, request, now: NOW })
}

function problem(expression: string, about: 'event' | 'request' = 'event'): string {
  const compiled = compile(expression, about === 'event' ? TYPES : undefined)
  return 'problem' in compiled ? compiled.problem : 'none'
}

describe('a condition', () => {
  test.each([
    ['event.subject.content.outcome == "success"', true],
    ['event.customData.critical == 0', true],
    ['event.customData.coverage >= 80', true],
    ['event.customData.coverage >= 80.0 && event.customData.critical < 1', true],
    ['event.subject.content["testSuite"].id.startsWith("un")', true],
    ['has(event.subject.content.reason)', false],
    ['!has(event.subject.content.reason) || event.subject.content.reason == "x"', true],
    ['event.customData.names.exists(name, name == "b")', true],
    ['event.customData.names.all(name, name.matches("^[ab]$"))', true],
    ['request.environment in ["production", "staging"]', true],
    ['timestamp(event.context.timestamp) > request.time - duration("2h")', true],
    ['timestamp(event.context.timestamp) > request.time - duration("30m")', false],
    ['event.customData.critical == 0 ? true : false', true],
    ['size(event.customData.names) == 2', true],
  ])('%s is %s', (expression, expected) => {
    expect(holds(expression)).toBe(expected)
  })

  test.each([
    'event.customData.missing == 1',
    'event.customData.missing != 1',
    '!(event.customData.missing == 1)',
    'event.subject.content.reason == "x"',
    'event.customData.missing.deeper == 1',
    'event.customData.missing == 1 || true',
    'event.customData.missing == 1 && false',
    'true && event.customData.missing == 1',
    'event.customData.missing == 1 ? true : true',
    'event.customData.constructor == 1',
    'event.customData.names.all(name, name.missing == 1)',
    'event.customData.critical / 0 == 1',
  ])('F4: %s is an error, because what it asks for is not there', (expression) => {
    expect(holds(expression)).toEqual({ ruleError: expect.any(String) })
  })

  test.each([
    'event.subject.content.outcome',
    'event.customData.critical',
    '1',
    '"true"',
    'null',
    'event.customData.names',
    '[true]',
    'request.time',
  ])('F5: %s is an error, because it is neither true nor false', (expression) => {
    expect(holds(expression)).toEqual({ ruleError: expect.stringContaining('not true or false') })
  })

  test.each([
    'event.customData.critical && true',
    '!event.customData.critical',
    'true && "x"',
    'event.customData.critical ? true : false',
  ])('F5: %s is an error, because a part of it is neither true nor false', (expression) => {
    expect(holds(expression)).toEqual({ ruleError: expect.any(String) })
  })

  test('an event with hostile fields gives an answer or an error, never an exception', () => {
    for (const event of [null, 1, 'x', [], {}, { customData: null }, { subject: { content: [] } }])
      expect(['boolean', 'object']).toContain(
        typeof holds('event.subject.content.outcome == "success"', event),
      )
  })
})

describe('before anything is evaluated', () => {
  test.each([
    ['event.subject.content.outcom == "success"', 'did you mean "outcome"'],
    ['event.subject.contents.outcome == "success"', 'did you mean "content"'],
    ['event.subject.content["outcom"] == "success"', 'did you mean "outcome"'],
    ['has(event.subject.content.outcom)', 'did you mean "outcome"'],
    ['event.context.sourc == "x"', 'did you mean "source"'],
    ['evnt.subject.id == "x"', 'did you mean "event"'],
    ['request.enviroment == "x"', 'did you mean "environment"'],
    ['request.change.clas == "x"', 'did you mean "class"'],
    ['event.customData.names.exists(name, name == event.subject.content.outcom)', 'did you mean "outcome"'],
  ])('F7: %s is a problem', (expression, message) => {
    expect(problem(expression)).toContain(message)
  })

  test.each([
    ['event.subject.id = "x"', 'not a CEL condition'],
    ['', 'not a CEL condition'],
    ['now() > 1', 'not a function'],
    ['event.subject.id.matches(event.subject.source)', 'fixed pattern'],
    ['event.subject.id.matches("(")', 'not valid RE2'],
    ['event.subject.id.matches("(?=x)")', 'not valid RE2'],
    ['event.subject.id.matches("(a{1000}){1000}")', 'not valid RE2'],
    ['[1].all(a, [1].all(b, a == b))', 'must not be nested'],
    ['[1].all(a, [1].map(b, b) == [1])', 'must not be nested'],
    ['[[1]].all(event, event == [1])', 'cannot be renamed'],
    [`event.subject.id == "${'x'.repeat(1024)}"`, 'longer than 1024'],
    [Array.from({ length: 120 }, () => '1').join('+') + ' == 1', 'more than 200 parts'],
    [`${'('.repeat(400)}true${')'.repeat(400)}`, 'nests deeper'],
    [`${'!'.repeat(600)}true`, 'nests deeper'],
    [`${'-'.repeat(600)}1 == 1`, 'nests deeper'],
    [`${'['.repeat(300)}${']'.repeat(300)} == []`, 'nests deeper'],
    [`${'true ? '.repeat(60)}true${' : true'.repeat(60)}`, 'nests deeper'],
    [`event.customData${'.a'.repeat(480)} == 1`, ''],
  ])('%s is refused or bounded', (expression, message) => {
    const found = problem(expression)
    if (message !== '') expect(found).toContain(message)
    else expect(['none', 'has more than 200 parts']).toContain(found)
  })

  test('event is not known where only the request is', () => {
    expect(problem('event.subject.id == "x"', 'request')).toContain('is not known here')
    expect(problem('request.service == "x"', 'request')).toBe('none')
  })

  test('a policy tells where the problem is', async () => {
    const text = policyText(
      `  - id: a\n    kind: evidence\n    type: testsuiterun.finished\n    producer: any\n    where: event.subject.content.outcom == "success"`,
    )
    expect(await problemsOf(text)).toEqual([
      expect.stringMatching(/^16:5 testsuiterun.finished has no field "outcom"/u),
    ])
  })
})

describe('what strangers send cannot stop the evaluation', () => {
  test('regular expressions are linear: a pattern that kills backtracking engines answers', () => {
    const event = { ...EVENT, customData: { text: `${'a'.repeat(50_000)}!` } }
    expect(holds('event.customData.text.matches("^(a+)+$")', event)).toBe(false)
    expect(holds('event.customData.text.matches("(x+x+)+y")', event)).toBe(false)
  })

  test('a comprehension does not walk a list of more than 1000 entries', () => {
    const event = { ...EVENT, customData: { names: Array.from({ length: 1001 }, () => 'a') } }
    expect(holds('event.customData.names.all(name, name == "a")', event)).toEqual({
      ruleError: expect.stringContaining('more than 1000'),
    })
    expect(holds('size(event.customData.names) == 1001', event)).toBe(true)
  })
})
