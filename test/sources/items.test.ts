import { describe as group, expect, test } from '@jest/globals'
import { bindingOf } from '../../src/cdevents/binding.ts'
import { toStructured } from '../../src/cdevents/envelope.ts'
import { githubFacts } from '../../src/host/github.ts'
import { shellFacts } from '../../src/host/shell.ts'
import { describe } from '../../src/sources/described.ts'
import { readValues } from '../../src/sources/read.ts'
import { GITHUB, PUSH } from '../host/surroundings.ts'
import { DIGEST, facts, NOW, one, OTHER, problemsOf, PURL } from './describing.ts'

group('several artifacts', () => {
  test('of an artifact event are an event each', () => {
    const events = describe([{ type: 'artifact.published', artifact: [DIGEST, PURL, OTHER] }], facts, NOW)
    expect(events.map(({ subject }) => subject.id)).toEqual([PURL, OTHER])
    expect(new Set(events.map(({ context }) => context.id)).size).toBe(2)
    for (const event of events) expect(bindingOf(event).inconsistent).toBeUndefined()
  })

  test('of any other event are bound to it', () => {
    const event = one({
      type: 'testsuiterun.finished',
      artifact: [DIGEST, OTHER],
      content: { outcome: 'success' },
    })
    expect(bindingOf(event).artifacts).toEqual([{ digest: DIGEST }, { digest: OTHER }])
  })
})

group('ids', () => {
  const description = { type: 'ticket.updated', subject: 'T-1', content: { uri: 'https://example.org/T-1' } }

  test('are the same when the same is described at the same moment', () => {
    expect(describe([description], facts, NOW)).toEqual(describe([structuredClone(description)], facts, NOW))
  })

  test('differ when it happens again, in another job, or with other words', () => {
    const ids = [
      describe([description], facts, NOW),
      describe([description], facts, '2026-11-21T10:05:00.001Z'),
      describe([description], githubFacts(GITHUB, PUSH, { checkRunId: '2' }), NOW),
      describe([{ ...description, content: { ...description.content, priority: 'high' } }], facts, NOW),
    ].map(([event]) => event?.context.id)
    expect(new Set(ids).size).toBe(4)
  })

  test('of an event with its own moment are the same whenever it is told', () => {
    const dated = { ...description, timestamp: '2026-11-20T00:00:00Z' }
    expect(describe([dated], facts, NOW)).toEqual(describe([dated], facts, '2026-11-21T12:00:00Z'))
  })
})

group('full CDEvents', () => {
  const full = one({ type: 'build.started' })

  test('pass through as they are, alone and in an envelope', () => {
    expect(describe([full], facts, NOW)).toEqual([full])
    expect(describe([toStructured(full)], facts, NOW)).toEqual([full])
  })

  test('of older versions pass through, too', () => {
    const old = {
      context: {
        version: '0.4.1',
        id: '1',
        source: '/x',
        type: 'dev.cdevents.build.started.0.2.0',
        timestamp: NOW,
      },
      subject: { id: 'b', type: 'build', content: {} },
    }
    expect(describe([old], facts, NOW)).toEqual([old])
  })

  test('that are broken are told in their own paths', () => {
    const broken = { ...full, context: { ...full.context, timestamp: 'yesterday' } }
    expect(problemsOf([full, broken]).map(({ path }) => path)).toEqual(['/1/timestamp'])
  })
})

group('every problem of every item is told at once', () => {
  test('in the paths of what was written', () => {
    const problems = problemsOf([
      { type: 'build.started' },
      { type: 'testsuiterun.finished', content: { outcome: 'pass', severity: 7, more: 1 } },
      { type: 'service.deployed', artifact: ['webshop:latest', 'pkg:npm/x@1'] },
      { type: 'no.such' },
      'text',
      { typ: 'build.started', subject: 7, content: [], artifact: {}, links: 'x' },
      { type: 'service.deployed', service: 'a', subject: 'b', environment: 'e', artifact: DIGEST },
    ])
    expect(problems.map(({ path }) => path)).toEqual([
      '/1/content/outcome',
      '/1/content/severity',
      '/1/content/more',
      '/2/artifact',
      '/2/artifact',
      '/3/type',
      '/4',
      '/5/typ',
      '/5/type',
      '/5/subject',
      '/5/content',
      '/5/artifact',
      '/5/links',
      '/6',
    ])
    expect(problems[0]?.message).toContain('success')
    expect(problems[3]?.message).toContain('webshop:latest')
    expect(problems.at(-1)?.message).toContain('service')
  })

  test('without a number when there is only one', () => {
    expect(problemsOf([{ type: 'service.deployed' }]).map(({ path }) => path)).toContain('/subject')
    expect(problemsOf([{ type: 'service.deployed' }])[0]?.message).toContain('service: <name>')
  })

  test('in a message that names the first of them', () => {
    const items = Array.from({ length: 5000 }, () => ({ type: 'no.such' }))
    expect(() => describe(items, facts, NOW)).toThrow(/\/0\/type: .*and 4995 more$/s)
    expect(problemsOf(items)).toHaveLength(1000)
  })

  test('also for values no JSON text could hold', () => {
    const cyclic: Record<string, unknown> = {}
    cyclic.self = cyclic
    expect(problemsOf([{ type: 'build.started', customData: cyclic }])).toHaveLength(1)
    expect(problemsOf([null, undefined, 7, []])).toHaveLength(4)
    expect(problemsOf([{ type: 'build.started', customData: { x: 'x'.repeat(2_000_000) } }])).toHaveLength(1)
  })
})

test('a shell without repository or commit describes too, and says what it cannot know', () => {
  const shell = shellFacts({}, { hostname: 'box', user: '', run: '1' })
  expect(one({ type: 'build.finished' }, shell).context.source).toBe('urn:turnpike:host:box')
  expect(() => describe([{ type: 'artifact.packaged', artifact: DIGEST }], shell, NOW)).toThrow(
    /content\/change/,
  )
})

test('an anchor that refers to itself is a problem, not an endless text', async () => {
  const items = await readValues('type: build.started\ncustomData: &a { self: *a }\n', 'x')
  expect(() => describe(items, facts, NOW)).toThrow(/refers to itself/)
})

test('what was read is described', async () => {
  const items = await readValues('- type: build.started\n- type: build.finished\n', 'events.yaml')
  expect(describe(items, facts, NOW).map(({ context }) => context.type)).toEqual([
    'dev.cdevents.build.started.0.3.0',
    'dev.cdevents.build.finished.0.3.0',
  ])
})
