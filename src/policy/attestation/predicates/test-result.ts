/** in-toto test-result v0.1: what ran, and how it ended. Only PASSED passes, and only without a failed test. */
import { isObject } from '../../../cdevents/object.ts'
import type { Predicate } from './predicate.ts'
import { at, failed, isOneOf, lacking, patterns, sayPatterns, shown, textAt, textsAt } from './predicate.ts'

interface Conditions {
  configurations: readonly string[]
  tests: readonly string[]
}

export const testResult: Predicate<Conditions> = {
  types: ['https://in-toto.io/attestation/test-result/v0.1'],
  family: 'https://in-toto.io/attestation/test-result',
  fields: {
    configurations: patterns(
      'Which runs are meant, by the name, uri or downloadLocation of a configuration.',
    ),
    tests: {
      is: 'list',
      of: { is: 'text', max: 500 },
      min: 1,
      max: 200,
      about: 'Tests that must be among those that passed.',
    },
  },
  required: [],
  read: (raw) => ({
    configurations: (raw['configurations'] ?? []) as string[],
    tests: (raw['tests'] ?? []) as string[],
  }),
  says: ({ configurations, tests }) =>
    [
      'a test result PASSED',
      ...(configurations.length === 0 ? [] : [`of ${sayPatterns(configurations)}`]),
      ...(tests.length === 0 ? [] : [`with ${tests.length} named tests`]),
    ].join(' '),
  thing(predicate, { configurations }) {
    const named = configurationsOf(predicate)
    if (named === undefined) return ''
    const isMeant =
      configurations.length === 0 ||
      named.some((names) => names.some((name) => isOneOf(name, configurations)))
    return isMeant ? JSON.stringify(named.map(([first]) => first ?? '').sort()) : undefined
  },
  judge({ predicate }, { tests }) {
    if (configurationsOf(predicate) === undefined) return lacking('configuration', 'test result')
    const result = textAt(predicate, 'result')
    const lists = ['passedTests', 'warnedTests', 'failedTests']
    for (const list of lists)
      if (at(predicate, list) !== undefined && textsAt(predicate, list) === undefined)
        return lacking(list, 'test result')
    const broken = textsAt(predicate, 'failedTests') ?? []
    const again = 'Fix what failed and have it tested again.'
    if (result === 'FAILED' || result === 'WARNED')
      return failed(broken.length === 0 ? result : `${result}: ${broken.length} tests failed`, again)
    if (result === undefined) return lacking('result', 'test result')
    if (result !== 'PASSED')
      return {
        result: 'error',
        reason: 'unknown-result',
        found: `a result nobody knows: ${shown(result)}`,
        remediation: 'One of PASSED, WARNED, FAILED is needed.',
      }
    if (broken.length > 0) return failed(`PASSED, but ${broken.length} tests failed`, again)
    const passed = new Set(textsAt(predicate, 'passedTests') ?? [])
    const missing = tests.filter((test) => !passed.has(test))
    if (missing.length > 0)
      return failed(`PASSED without the test ${shown(missing[0]!)}`, 'Have the named tests run.')
    return { result: 'pass', says: passed.size === 0 ? 'PASSED' : `PASSED, ${passed.size} tests` }
  },
  statedAt: () => undefined,
}

/** The names of each configuration; undefined when they are no list of such. */
function configurationsOf(predicate: Readonly<Record<string, unknown>>): string[][] | undefined {
  const list = at(predicate, 'configuration')
  if (!Array.isArray(list) || !list.every((one) => isObject(one))) return undefined
  return list.map((one) => ['name', 'uri', 'downloadLocation'].flatMap((field) => textAt(one, field) ?? []))
}
