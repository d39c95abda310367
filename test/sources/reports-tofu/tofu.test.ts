import { describe, expect, test } from '@jest/globals'
import { describe as eventsOf } from '../../../src/sources/described.ts'
import { createTofuReader, readTofu } from '../../../src/sources/reports/tofu.ts'
import { tofuDescriptions } from '../../../src/sources/reports/tofu-events.ts'
import type { ReportContext } from '../../../src/sources/reports/report.ts'
import { shellFacts } from '../../../src/host/shell.ts'
import { applied, bytesOf, diagnostic, lines, summary, VERSION } from './lines.ts'

const read = (text: string, size?: number) => readTofu(bytesOf(text, size))
const none = { add: 0, change: 0, remove: 0, import: 0 }

describe('lines of a run', () => {
  test('a plan says what it would do', async () => {
    const text = lines(VERSION, { type: 'planned_change' }, summary('plan', { add: 2, remove: 1, import: 3 }))
    expect(await read(text)).toEqual({
      tool: { name: 'OpenTofu', version: '1.8.8' },
      planned: {
        outcome: 'success',
        changes: { add: 2, change: 0, remove: 1, import: 3 },
        reason: '2 to add, 1 to destroy, 3 to import',
      },
      drift: 0,
      errors: 0,
      warnings: 0,
      unread: 0,
    })
  })

  test('an apply says what it planned and what it did', async () => {
    const { planned, applied: done } = await read(
      lines(
        VERSION,
        summary('plan', { add: 1 }),
        { type: 'apply_start' },
        applied('create'),
        summary('apply', { add: 1 }),
      ),
    )
    expect(planned?.outcome).toBe('success')
    expect(done).toEqual({ outcome: 'success', changes: { ...none, add: 1 }, reason: '1 added' })
  })

  test('the apply of a plan that was kept tells nothing of planning', async () => {
    const run = await read(lines(VERSION, applied('delete'), summary('destroy', { remove: 1 })))
    expect(run.planned).toBeUndefined()
    expect(run.applied).toEqual({
      outcome: 'success',
      changes: { ...none, remove: 1 },
      reason: '1 destroyed',
    })
  })

  test('an apply that broke off half-way tells what it had done', async () => {
    const run = await read(
      lines(
        VERSION,
        summary('plan', { add: 2, change: 1 }),
        applied('create'),
        applied('update'),
        { type: 'apply_errored' },
        diagnostic('error', 'quota exceeded'),
        diagnostic('error', 'another'),
      ),
    )
    expect(run.planned?.outcome).toBe('success')
    expect(run.applied).toEqual({
      outcome: 'failure',
      changes: { ...none, add: 1, change: 1 },
      reason: 'quota exceeded (and 1 more)',
    })
  })

  test.each([
    ['a plan that is cut off', lines(VERSION, { type: 'planned_change' }), 'planned', 'error'],
    ['a plan with an error', lines(VERSION, diagnostic('error', 'no')), 'planned', 'failure'],
    [
      'an error after the plan',
      lines(summary('plan', { add: 1 }), diagnostic('error', 'no')),
      'planned',
      'failure',
    ],
    ['an apply that is cut off', lines(VERSION, applied('create')), 'applied', 'error'],
    ['warnings alone', lines(diagnostic('warning', 'old'), summary('plan')), 'planned', 'success'],
  ] as const)('%s', async (_, text, step, outcome) => {
    expect((await read(text))[step]?.outcome).toBe(outcome)
  })

  test('words of a wrapper and lines without an end are passed over, and counted', async () => {
    const long = `{"type":"outputs","x":"${'x'.repeat(1024 * 1024)}"}`
    const run = await read(
      lines('make plan', VERSION, '[1]', long, '{"type":7}') + JSON.stringify(summary('plan')),
    )
    expect(run.planned?.reason).toBe('no changes')
    expect(run.unread).toBe(4)
  })

  test('reads the same in pieces of any size', async () => {
    const text = lines(VERSION, diagnostic('error', 'größer als “erlaubt”'), summary('plan', { add: 1 }))
    const whole = await read(text)
    for (const size of [1, 2, 7, 100]) expect(await read(text, size)).toEqual(whole)
    expect(whole.planned?.reason).toBe('größer als “erlaubt”')
  })

  test('numbers that are none count nothing', async () => {
    const run = await read(
      lines({
        type: 'change_summary',
        changes: { operation: 'plan', add: '7', change: -1, remove: 1e99, import: null },
      }),
    )
    expect(run.planned?.changes).toEqual(none)
  })

  test.each(['', 'make: nothing to be done\n', '<xml/>', '{}', '[]'])('%j is no run', async (text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'INVALID_REPORT' })
  })

  test('keeps nothing of values', async () => {
    const run = await read(lines(VERSION, applied('create'), diagnostic('error', 'no'), summary('apply')))
    expect(JSON.stringify(run)).not.toMatch(/hunter2|hidden/)
  })
})

describe('a plan as a document', () => {
  const plan = (given: Record<string, unknown> = {}) =>
    JSON.stringify({
      format_version: '1.2',
      terraform_version: '1.8.8',
      planned_values: { root_module: { resources: [{ values: { password: 'hunter2' } }] } },
      resource_drift: [{ change: { actions: ['update'] } }],
      resource_changes: [
        { address: 'a', change: { actions: ['create'], after: { password: 'hunter2' } } },
        { address: 'b', change: { actions: ['delete', 'create'] } },
        { address: 'c', change: { actions: ['no-op'] } },
        { address: 'd', change: { actions: ['update'], importing: { id: 'x' } } },
      ],
      ...given,
    })

  test('is counted by what is done to each resource', async () => {
    expect(await read(plan(), 5)).toEqual({
      tool: { name: 'OpenTofu or Terraform', version: '1.8.8' },
      planned: {
        outcome: 'success',
        changes: { add: 2, change: 1, remove: 1, import: 1 },
        reason: '2 to add, 1 to change, 1 to destroy, 1 to import',
      },
      drift: 1,
      errors: 0,
      warnings: 0,
      unread: 0,
    })
  })

  test('one that ended with an error has failed', async () => {
    expect((await read(plan({ errored: true }))).planned?.outcome).toBe('failure')
  })

  test('is told from lines in whatever pieces it comes, also behind blanks and other letters', async () => {
    for (const text of [
      `{${' '.repeat(200)}"format_version":"1.2","resource_changes":[]}`,
      `${' '.repeat(1500)}{"format_version":"1.2","resource_changes":[]}`,
      '{"ü":"\u{1F9FE}","format_version":"1.2"}',
    ]) {
      const answers = await Promise.all(
        [1, 7, 400, 5000].map((size) => readTofu(bytesOf(text, size)).catch((error: Error) => error.message)),
      )
      for (const answer of answers) expect(answer).toEqual(answers[0])
    }
  })

  test('is read from what a command prints, too', async () => {
    const reader = createTofuReader()
    for await (const piece of bytesOf(plan(), 1000)) reader.push(piece)
    expect((await reader.end()).planned?.changes.add).toBe(2)
  })

  test.each([
    ['cut off', plan().slice(0, -20)],
    ['a state instead of a plan', JSON.stringify({ format_version: '1.0', values: {} })],
    ['said twice', plan().replace('{', '{"format_version":"1.2","resource_changes":[],')],
  ])('is refused when it is %s', async (_, text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'INVALID_REPORT' })
  })
})

describe('the events', () => {
  const context = (environment?: string): ReportContext => ({
    facts: shellFacts({ TURNPIKE_RUN: 'r', TURNPIKE_JOB: 'j' }, { hostname: 'h', user: 'u' }),
    now: '2026-11-21T12:00:00Z',
    artifacts: [{ digest: `sha256:${'a'.repeat(64)}` }],
    ...(environment === undefined ? {} : { environment }),
  })
  const told = async (text: string, environment?: string) => {
    const given = context(environment)
    return eventsOf(tofuDescriptions(await read(text), given), given.facts, given.now)
  }

  test('are valid, bound to the artifact, and say how it ended', async () => {
    const [planned, done] = await told(
      lines(VERSION, summary('plan', { add: 1 }), summary('apply', { add: 1 })),
      'staging',
    )
    expect(planned?.context.type).toBe('dev.cdeventsx.turnpike-infrastructure.planned.0.1.0')
    expect(done).toMatchObject({
      context: { type: 'dev.cdeventsx.turnpike-infrastructure.applied.0.1.0' },
      subject: {
        content: { outcome: 'success', add: 1, remove: 0, tool: { name: 'OpenTofu', version: '1.8.8' } },
      },
      customData: {
        turnpike: { environment: 'staging', artifacts: [{ digest: `sha256:${'a'.repeat(64)}` }] },
      },
    })
  })

  test('tell that the environment was modified, also by an apply that failed half-way', async () => {
    const failed = lines(applied('create'), diagnostic('error', 'no'))
    const types = (await told(failed, 'staging')).map(({ context: { type }, subject }) => [type, subject.id])
    expect(types.at(-1)).toEqual(['dev.cdevents.environment.modified.0.3.0', 'staging'])
  })

  test.each([
    ['an apply without changes', lines(summary('apply')), 'staging'],
    ['a plan', lines(summary('plan', { add: 1 })), 'staging'],
    ['an apply of no known environment', lines(summary('apply', { add: 1 })), undefined],
  ] as const)('%s modifies no environment', async (_, text, environment) => {
    const types = (await told(text, environment)).map(({ context: { type } }) => type)
    expect(types.join(' ')).not.toContain('environment.modified')
  })
})
