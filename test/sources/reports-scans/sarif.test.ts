/** SARIF 2.1.0: what counts, how bad it is, and when a run is no scan. Over 300 lines: tables, a row each. */
import { describe, expect, test } from '@jest/globals'
import { readSarif } from '../../../src/sources/reports/sarif.ts'
import { combineScans, judgeScan } from '../../../src/sources/reports/scan.ts'
import type { Scan, Threshold } from '../../../src/sources/reports/scan.ts'
import { scanDescriptions } from '../../../src/sources/reports/scan-events.ts'
import { context, DIGEST, eventsOf, file, jsonBytes, refusalOf, typesOf } from './reading.ts'

type Json = Record<string, unknown>

const RULES = [
  { id: 'plain' },
  { id: 'loud', defaultConfiguration: { level: 'error' } },
  { id: 'quiet', defaultConfiguration: { level: 'note' } },
  { id: 'off', defaultConfiguration: { level: 'none' } },
  { id: 'CA1000', defaultConfiguration: { level: 'note' } },
]
const run = (results: unknown, more: Json = {}, driver: Json = {}) => ({
  tool: { driver: { name: 'Linter', rules: RULES, ...driver } },
  ...(results === undefined ? {} : { results }),
  ...more,
})
const log = (...runs: unknown[]) => ({ version: '2.1.0', runs })
const read = (value: unknown) => readSarif(jsonBytes(value))
const scanOf = async (results: unknown, more?: Json, driver?: Json): Promise<Scan> => {
  const scans = await read(log(run(results, more, driver)))
  expect(scans).toHaveLength(1)
  return scans[0]!
}
const outcome = (scan: Scan, failOn: Threshold = 'high') => judgeScan(scan, failOn).outcome

describe('the level of a result', () => {
  test.each<[string, Json, string]>([
    ['its own', { ruleId: 'loud', level: 'note' }, 'note'],
    ['its rule’s, by id', { ruleId: 'loud' }, 'error'],
    ['its rule’s, by index', { ruleIndex: 2 }, 'note'],
    ['its rule’s, by a reference', { rule: { id: 'off' } }, 'none'],
    ['its rule’s, by the index of a reference', { rule: { index: 1 } }, 'error'],
    ['its rule’s, where the id is a part of it', { ruleId: 'CA1000/1' }, 'note'],
    ['its rule’s by id, where the index is of another one', { ruleId: 'loud', ruleIndex: 2 }, 'error'],
    ['its rule’s by id, where the index is of none', { ruleId: 'loud', ruleIndex: 99 }, 'error'],
    ['warning, where the rule has none', { ruleId: 'plain' }, 'warning'],
    ['warning, where there is no such rule', { ruleId: 'strange' }, 'warning'],
    ['warning, where there is no rule at all', {}, 'warning'],
    ['warning, where index is -1', { ruleIndex: -1 }, 'warning'],
  ])('is %s', async (_, result, level) => {
    const { levels } = await scanOf([result])
    expect(levels).toEqual({ error: 0, warning: 0, note: 0, none: 0, [level]: 1 })
  })

  test('is that of a rule of an extension, by number, name and guid', async () => {
    const extensions = [
      { name: 'first', rules: [{ id: 'a', defaultConfiguration: { level: 'note' } }] },
      { name: 'second', guid: 'g-2', rules: [{ id: 'a', defaultConfiguration: { level: 'error' } }] },
    ]
    const results = [
      { rule: { index: 0, toolComponent: { index: 1 } } },
      { rule: { id: 'a', toolComponent: { name: 'second' } } },
      { rule: { id: 'a', toolComponent: { guid: 'g-2' } } },
      { rule: { id: 'a', toolComponent: { index: 0 } } },
    ]
    const more = { tool: { driver: { name: 'Linter', rules: RULES }, extensions } }
    expect((await scanOf(results, more)).levels).toEqual({ error: 3, warning: 0, note: 1, none: 0 })
  })

  test('is what an invocation changed it to', async () => {
    const invocations = [
      {
        executionSuccessful: true,
        ruleConfigurationOverrides: [
          { descriptor: { id: 'plain' }, configuration: { level: 'error' } },
          { descriptor: { index: 1 }, configuration: { level: 'note' } },
        ],
      },
    ]
    const of = (result: Json) => ({ ...result, provenance: { invocationIndex: 0 } })
    const results = [of({ ruleId: 'plain' }), of({ ruleIndex: 1 }), { ruleId: 'plain' }]
    expect((await scanOf(results, { invocations })).levels).toEqual({
      error: 1,
      warning: 1,
      note: 1,
      none: 0,
    })
  })

  test('that nobody knows is unknown, and no success', async () => {
    const scan = await scanOf([{ level: 'fatal' }])
    expect(scan.counts).toMatchObject({ unknown: 1 })
    expect(outcome(scan)).toBe('error')
    expect(outcome(scan, 'none')).toBe('success')
  })

  test('does not depend on what comes first in the file', async () => {
    const { tool, results } = run([{ ruleIndex: 1 }, { ruleId: 'quiet' }])
    const before = await read({ version: '2.1.0', runs: [{ tool, results }] })
    const after = await read({ runs: [{ results, tool }], version: '2.1.0' })
    expect(after).toEqual(before)
    expect(after[0]!.levels).toEqual({ error: 1, warning: 0, note: 1, none: 0 })
  })
})

describe('severity', () => {
  const scored = (score: unknown, level = 'warning') =>
    scanOf(
      [{ ruleIndex: 0, level }],
      {},
      { rules: [{ id: 'r', properties: { 'security-severity': score } }] },
    )

  test.each([
    ['10.0', 'critical'],
    ['9.0', 'critical'],
    ['8.9', 'high'],
    ['7.0', 'high'],
    ['6.9', 'medium'],
    ['4.0', 'medium'],
    ['3.9', 'low'],
    ['0.1', 'low'],
    ['0.0', 'info'],
    [9.8, 'critical'],
    ['', 'medium'],
    ['11', 'unknown'],
    ['-1', 'unknown'],
    ['high', 'unknown'],
    ['1e1', 'unknown'],
  ])('of the score %j is %s', async (score, severity) => {
    expect((await scored(score)).counts).toMatchObject({ [severity]: 1 })
  })

  test.each([
    ['error', 'high'],
    ['warning', 'medium'],
    ['note', 'low'],
    ['none', 'info'],
  ])('of a result of level %s without a score is %s', async (level, severity) => {
    expect((await scanOf([{ level }])).counts).toMatchObject({ [severity]: 1 })
  })

  test.each<[string, string, Threshold, string]>([
    ['9.1', 'warning', 'critical', 'failure'],
    ['8.9', 'warning', 'critical', 'success'],
    ['7.0', 'note', 'high', 'failure'],
    ['6.9', 'warning', 'high', 'success'],
    ['4.0', 'note', 'medium', 'failure'],
    ['0.1', 'note', 'low', 'failure'],
    ['0.0', 'note', 'low', 'success'],
    // Its own tool calls it an error.
    ['2.0', 'error', 'critical', 'failure'],
    ['9.9', 'error', 'none', 'success'],
  ])('%s with level %s under %s is %s', async (score, level, failOn, result) => {
    expect(outcome(await scored(score, level), failOn)).toBe(result)
  })
})

describe('what counts', () => {
  test.each<[string, Json, boolean]>([
    ['kind fail', { kind: 'fail' }, true],
    ['kind pass', { kind: 'pass' }, false],
    ['kind notApplicable', { kind: 'notApplicable' }, false],
    ['kind informational', { kind: 'informational' }, false],
    ['baseline absent', { baselineState: 'absent' }, false],
    ['baseline new', { baselineState: 'new' }, true],
    ['baseline unchanged', { baselineState: 'unchanged' }, true],
    ['baseline updated', { baselineState: 'updated' }, true],
  ])('%s', async (_, more, counts) => {
    const scan = await scanOf([{ level: 'error', ...more }])
    expect(scan.total).toBe(counts ? 1 : 0)
    expect(outcome(scan)).toBe(counts ? 'failure' : 'success')
  })

  test.each(['open', 'review'])('kind %s: nobody has decided, so it is no success', async (kind) => {
    const scan = await scanOf([{ kind }])
    expect(scan).toMatchObject({ total: 1, counts: { unknown: 1 } })
    expect(outcome(scan)).toBe('error')
  })

  test.each<[string, unknown, boolean]>([
    ['in the source', [{ kind: 'inSource' }], true],
    ['accepted', [{ kind: 'external', status: 'accepted' }], true],
    ['under review', [{ kind: 'external', status: 'underReview' }], false],
    ['rejected', [{ kind: 'external', status: 'rejected' }], false],
    ['accepted by one, rejected by another', [{ status: 'accepted' }, { status: 'rejected' }], false],
    ['of a status nobody knows', [{ status: 'maybe' }], false],
    ['an empty list', [], false],
  ])('a suppression: %s', async (_, suppressions, suppressed) => {
    const scan = await scanOf([{ level: 'error', suppressions }])
    expect(scan).toMatchObject({ total: suppressed ? 0 : 1, suppressed: suppressed ? 1 : 0 })
    expect(outcome(scan)).toBe(suppressed ? 'success' : 'failure')
  })
})

describe('a run', () => {
  test('that found nothing is a success', async () => {
    const scan = await scanOf([], { invocations: [{ executionSuccessful: true }] })
    expect(judgeScan(scan, 'low')).toEqual({ outcome: 'success', reason: 'nothing found' })
  })

  test.each<[string, unknown, Json]>([
    [
      'was not successful',
      [],
      { invocations: [{ executionSuccessful: true }, { executionSuccessful: false }] },
    ],
    ['has no results', undefined, {}],
    ['has null for results', null, {}],
  ])('that %s is an error, whatever the threshold', async (_, results, more) => {
    const scan = await scanOf(results, more)
    for (const failOn of ['low', 'none'] as const) expect(outcome(scan, failOn)).toBe('error')
  })

  test('says how many errors of its own the tool told of', async () => {
    const invocations = [
      {
        executionSuccessful: true,
        toolExecutionNotifications: [{ level: 'error' }, { level: 'warning' }, {}],
        toolConfigurationNotifications: [{ level: 'error' }],
      },
    ]
    expect(await scanOf([], { invocations })).toMatchObject({ complaints: 2 })
  })

  test('each is a scan, told apart by its category', async () => {
    const scans = await read(
      log(
        run([{ level: 'error' }], { automationDetails: { id: 'js' } }),
        run([], { automationDetails: { id: 'py' } }, { semanticVersion: '2.0.1', version: 'two' }),
      ),
    )
    expect(scans).toMatchObject([
      { tool: { name: 'Linter' }, category: 'js', total: 1 },
      { tool: { name: 'Linter', version: '2.0.1' }, category: 'py', total: 0 },
    ])
    expect(combineScans(scans)).toHaveLength(2)
  })

  test('of the same suite belong together, so that the later one hides nothing', async () => {
    const scans = await read(
      log(run([{ level: 'error' }], {}, { version: '1' }), run([{ level: 'note' }]), run(undefined)),
    )
    const [one, ...more] = combineScans(scans)
    expect(more).toEqual([])
    expect(one).toMatchObject({
      total: 2,
      counts: { high: 1, low: 1 },
      levels: { error: 1, note: 1 },
      broken: /no results/u,
    })
    // Those that came in are as they were.
    expect(scans[0]).toMatchObject({ total: 1, levels: { error: 1, note: 0 } })
  })
})

describe('refused is', () => {
  test.each<[string, unknown, RegExp]>([
    ['another version', { version: '2.0.0', runs: [] }, /version is "2\.0\.0"/u],
    ['no version', { runs: [] }, /version is nothing/u],
    ['no runs', { version: '2.1.0' }, /no runs/u],
    ['something else', { bomFormat: 'CycloneDX' }, /is it a SARIF file/u],
    ['a run without a tool', log({ results: [] }), /\/runs\/0\/tool\/driver\/name is missing/u],
    ['a run that is null', log(null), /\/runs\/0\/tool/u],
    ['a result that is null', log(run([null])), /null/u],
    ['a level that is a number', log(run([{ level: 1 }])), /\/runs\/0\/results\/0\/level is number 1/u],
    ['results in an object', log(run({})), /\/runs\/0\/results is an object/u],
    [
      'results that are in other files',
      log(run(undefined, { externalPropertyFileReferences: { results: [{ location: { uri: 'r.json' } }] } })),
      /keeps results in other files.*everything into its run/u,
    ],
    [
      'rules that are in other files',
      log(run([], { externalPropertyFileReferences: { driver: { location: { uri: 'd.json' } } } })),
      /keeps driver in other files/u,
    ],
    [
      'results that are elsewhere in the file',
      { ...log(run([])), inlineExternalProperties: [{ results: [{ level: 'error' }] }] },
      /inlineExternalProperties keeps results/u,
    ],
  ])('%s', async (_, value, why) => {
    expect(await refusalOf(read(value))).toMatch(why)
  })

  test('no run at all gives no scan', async () => {
    expect(await read(log())).toEqual([])
  })

  test('a level that is there twice', async () => {
    const text = JSON.stringify(log(run([{ level: 'error' }]))).replace(
      '"level":"error"}]',
      '"level":"error","level":"note"}]',
    )
    expect(await refusalOf(readSarif(jsonBytesOf(text)))).toMatch(/level is there twice/u)
  })

  test('kinds of results without end', async () => {
    async function* endless() {
      yield Buffer.from('{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"L"}},"results":[')
      for (let at = 0; ; at += 1000)
        yield Buffer.from(Array.from({ length: 1000 }, (_, n) => `{"ruleId":"r${at + n}"},`).join(''))
    }
    expect(await refusalOf(readSarif(endless()))).toMatch(/more than 100000 kinds/u)
  })
})

async function* jsonBytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

describe('events', () => {
  test('are an outcome and the numbers, bound to the artifact', async () => {
    const scan = await scanOf([{ level: 'error' }, { level: 'note' }], {}, { version: '3.1' })
    const [suite, numbers] = eventsOf(scanDescriptions(scan, file, context))
    expect(suite!.subject.content).toMatchObject({
      testSuite: { id: 'Linter', name: 'Linter', version: '3.1' },
      outcome: 'failure',
      severity: 'high',
      reason: '2 found: 1 high, 1 low',
    })
    expect(numbers!.subject).toMatchObject({
      id: expect.stringMatching(/#Linter$/u),
      content: {
        outcome: 'failure',
        tool: { name: 'Linter', version: '3.1' },
        counts: { critical: 0, high: 1, medium: 0, low: 1, info: 0, unknown: 0 },
        levels: { error: 1, warning: 0, note: 1, none: 0 },
        total: 2,
        suppressed: 0,
        failOn: 'high',
      },
    })
    for (const { customData } of [suite!, numbers!])
      expect(customData).toMatchObject({
        turnpike: { artifacts: [{ digest: DIGEST }], report: { digest: file.digest } },
      })
  })

  test('have the suite’s name, and no severity where nothing was found', async () => {
    const [suite] = scanDescriptions(await scanOf([]), file, context, { suite: 'lint' })
    expect(suite!.content).toMatchObject({ testSuite: { id: 'lint', name: 'Linter' } })
    expect(suite!.content).not.toHaveProperty('severity')
  })

  test('are valid for names that are hostile', async () => {
    const name = `\u0000\ud800<script>${'x'.repeat(5000)}`
    const scan = await scanOf([], { automationDetails: { id: 'a#b/%\n' } }, { name, version: '\u202e1' })
    expect(typesOf(scanDescriptions(scan, { ...file, path: `../${name}` }, context))).toEqual([
      'testsuiterun.finished',
      'turnpike-scan.finished',
    ])
  })
})
