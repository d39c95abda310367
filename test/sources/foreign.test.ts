/**
 * What a pull request's own jobs say → what the repository passes on: nothing of it can be anything but that run's.
 * Over 300 lines: one table of what a stranger may claim, with the stage it needs.
 */
import { describe, expect, test } from '@jest/globals'
import { bindingOf } from '../../src/cdevents/binding.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { chainId } from '../../src/cdevents/identity.ts'
import { validate } from '../../src/cdevents/validate.ts'
import { githubFacts } from '../../src/host/github.ts'
import { describe as described } from '../../src/sources/described.ts'
import { foreignEvents, type ForeignRun } from '../../src/sources/foreign.ts'
import {
  pipelineRunFinished,
  pipelineRunStarted,
  taskRunFinished,
  taskRunStarted,
} from '../../src/sources/pipeline.ts'
import { keysOf } from '../../src/store/keys.ts'
import { GITHUB, HEAD, PULL_REQUEST } from '../host/surroundings.ts'

const NOW = '2026-11-21T10:05:00.000Z'
const DIGEST = `sha256:${'ab'.repeat(32)}`
const REPOSITORY = 'https://github.com/acme/webshop'
const BASE = `${REPOSITORY}/actions/runs/19123456789`

/** A job of a fork's pull request, as it sees itself. */
const facts = githubFacts(
  { ...GITHUB, GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' },
  PULL_REQUEST,
  { checkRunId: '55443322' },
)
const RUN: ForeignRun = {
  id: `${BASE}/attempts/1`,
  source: REPOSITORY,
  commit: HEAD,
  repository: 'mona/webshop',
  repositoryUrl: 'https://github.com/mona/webshop',
  startedAt: '2026-11-21T10:00:00Z',
  endedAt: '2026-11-21T10:10:00Z',
}

/** What an event may be found under that is of a run and nothing else. */
const OF_A_RUN = ['event', 'chain', 'commit', 'run', 'environment', 'link']

function pass(...events: unknown[]) {
  const lines = events.map((event, index) => ({
    where: `line ${index + 1}`,
    text: typeof event === 'string' ? event : JSON.stringify(event),
  }))
  return foreignEvents(lines, RUN)
}

function suite(more: Record<string, unknown> = {}): CDEvent {
  const [event] = described(
    [{ type: 'testsuiterun.finished', content: { outcome: 'success', testSuite: { id: 'unit' } }, ...more }],
    facts,
    NOW,
  )
  return event as CDEvent
}

/** An event that may be anything. */
interface Loose {
  context: Record<string, string>
  subject: { content: Record<string, unknown> }
  customData: { turnpike: Record<string, unknown> } | string
}

/** Its block, to be changed. */
function blockOf({ customData }: Loose): Record<string, unknown> {
  return typeof customData === 'string' ? {} : customData.turnpike
}

/** The event with something else at a place. */
function changed(event: CDEvent, change: (copy: Loose) => void): CDEvent {
  const copy = structuredClone(event)
  change(copy as unknown as Loose)
  return copy
}

describe('what the jobs of a pull request say of themselves', () => {
  const life = [
    pipelineRunStarted(facts, NOW),
    taskRunStarted(facts, NOW),
    ...described(
      [
        { type: 'build.started' },
        { type: 'testsuiterun.started', content: { testSuite: { id: 'unit' } } },
        {
          type: 'testcaserun.finished',
          content: { outcome: 'failure', testCase: { id: 'adds', type: 'unit' }, reason: 'expected 2' },
        },
        { type: 'testcaserun.skipped', content: { testCase: { id: 'later' }, reason: 'not on this system' } },
        {
          type: 'testsuiterun.finished',
          content: {
            outcome: 'failure',
            testSuite: { id: 'unit' },
            severity: 'low',
            reason: '1 of 2 failed',
          },
        },
        {
          type: 'testoutput.published',
          subject: 'report',
          content: { outputType: 'report', format: 'junit', uri: `${BASE}/artifacts/9` },
        },
        { type: 'build.finished', content: { artifactId: `pkg:generic/shop?checksum=${DIGEST}` } },
      ],
      facts,
      NOW,
    ),
    taskRunFinished(facts, 'failure', NOW),
    pipelineRunFinished(facts, 'failure', NOW),
  ]
  const { events, refused } = pass(...life)

  test('is passed on, each valid, in order, in the same types', () => {
    expect(refused).toEqual([])
    expect(events.map(({ context }) => context.type)).toEqual(life.map(({ context }) => context.type))
    for (const event of events) expect(validate(event)).toMatchObject({ valid: true })
  })

  test('keeps how it went', () => {
    expect(events[4]?.subject.content).toMatchObject({
      outcome: 'failure',
      reason: 'expected 2',
      testCase: { id: 'adds', type: 'unit' },
    })
    expect(events[6]?.subject.content).toMatchObject({
      outcome: 'failure',
      reason: '1 of 2 failed',
      severity: 'low',
    })
    expect(events[7]?.subject.content).toMatchObject({ outputType: 'report', uri: `${BASE}/artifacts/9` })
    expect(events[9]?.subject).toMatchObject({
      id: `${BASE}/job/55443322`,
      content: { outcome: 'failure', taskName: 'build' },
    })
    expect(events[10]?.subject).toMatchObject({ id: RUN.id, content: { outcome: 'failure' } })
  })

  test('is marked with whose code it was', () => {
    for (const { customData } of events)
      expect(customData).toEqual({
        turnpike: {
          commit: HEAD,
          run: RUN.id,
          foreign: { repository: 'mona/webshop', run: RUN.id, commit: HEAD },
        },
      })
  })

  test('is about no artifact, service or change, and no environment but one nobody deploys to', () => {
    for (const event of events) {
      const { artifacts, service, change, environment = 'foreign' } = bindingOf(event)
      expect([artifacts, service, change, environment]).toEqual([[], undefined, undefined, 'foreign'])
      const kinds = keysOf(event).map((key) => key.split(':')[0])
      expect(kinds.filter((kind) => !OF_A_RUN.includes(kind ?? ''))).toEqual([])
    }
  })

  test('is in the chain of the fork’s commit, and in none of the repository’s own', () => {
    const chains = new Set(events.map(({ context }) => context.chainId))
    expect(chains).toEqual(new Set([chainId('https://github.com/mona/webshop', HEAD)]))
    expect(chains).not.toContain(facts.chainId)
  })

  test('has ids of its own, the same when it is sent again, and links that follow them', () => {
    const own = new Set(life.map(({ context }) => context.id))
    expect(events.filter(({ context }) => own.has(context.id))).toEqual([])
    expect(pass(...life).events).toEqual(events)
    expect(events[1]?.context.links).toEqual([
      { linkType: 'PATH', from: { contextId: events[0]?.context.id } },
    ])
  })

  test('is passed on once, however often it is said', () => {
    expect(pass(...life, ...life).events).toHaveLength(life.length)
  })
})

describe('is refused', () => {
  const event = suite()
  test.each<[string, unknown, RegExp]>([
    ['what is not JSON', '{"secret":', /^is not JSON$/],
    ['what is no event', { secret: 'hunter2' }, /^is not a valid CDEvent$/],
    ['an envelope', { specversion: '1.0', data: event }, /not a valid CDEvent/],
    [
      'another repository’s',
      changed(event, (e) => (e.context.source = 'https://github.com/acme/other')),
      /source is "https:.*other"/,
    ],
    ['what is below the repository', changed(event, (e) => (e.context.source += '/sub')), /source/],
    ['the same with a slash', changed(event, (e) => (e.context.source += '/')), /source/],
    [
      'another run’s',
      changed(event, (e) => (blockOf(e).run = `${REPOSITORY}/actions/runs/1/attempts/1`)),
      /of the run/,
    ],
    ['another attempt’s', changed(event, (e) => (blockOf(e).run = `${BASE}/attempts/2`)), /of the run/],
    [
      'no run’s',
      changed(event, (e) => {
        delete blockOf(e).run
      }),
      /of the run no other/,
    ],
    ['one with custom data that is text', changed(event, (e) => (e.customData = 'x')), /of the run/],
    [
      'another commit’s',
      changed(event, (e) => (e.context.chainId = chainId(REPOSITORY, 'f'.repeat(40)))),
      /of the commit/,
    ],
    [
      'a deployment',
      described(
        [{ type: 'service.deployed', service: 'shop', environment: 'production', artifact: DIGEST }],
        facts,
        NOW,
      )[0],
      /may tell of its runs/,
    ],
    [
      'a package',
      described([{ type: 'artifact.packaged', artifact: `pkg:generic/a?checksum=${DIGEST}` }], facts, NOW)[0],
      /may tell of its runs/,
    ],
    [
      'an approval',
      described(
        [
          {
            type: 'approval.closed',
            artifact: DIGEST,
            environment: 'production',
            content: { decision: 'approved', status: 'approved' },
          },
        ],
        facts,
        NOW,
      )[0],
      /may tell of its runs/,
    ],
    [
      'a change',
      described([{ type: 'change.merged', change: `${REPOSITORY}/pull/7` }], facts, NOW)[0],
      /may tell of its runs/,
    ],
    [
      'a custom type',
      described([{ type: 'dev.cdeventsx.turnpike-scan.finished.0.1.0', content: {} }], facts, NOW)[0],
      /may tell of its runs/,
    ],
  ])('%s is not passed on', (_, claim, why) => {
    const { events, refused } = pass(claim)
    expect(events).toEqual([])
    expect(refused).toEqual([{ where: 'line 1', why: expect.stringMatching(why) }])
    expect(refused[0]?.why).not.toContain('hunter2')
  })

  test('one line alone: the others are passed on', () => {
    const { events, refused } = pass('nonsense', suite(), '[]')
    expect(events).toHaveLength(1)
    expect(refused.map(({ where }) => where)).toEqual(['line 1', 'line 3'])
  })
})

describe('whatever it claims', () => {
  const claims: [string, CDEvent][] = [
    ['an artifact', suite({ artifact: DIGEST })],
    ['an artifact’s name', suite({ artifact: `pkg:generic/shop?checksum=${DIGEST}` })],
    ['an environment', suite({ environment: 'production' })],
    [
      'an environment in its content',
      suite({ content: { outcome: 'success', environment: { id: 'production' } } }),
    ],
    ['a service', suite({ service: 'webshop' })],
    ['a change', suite({ change: `${REPOSITORY}/pull/1` })],
    ['a ticket', suite({ customData: { turnpike: { ticket: 'CHG-1' } } })],
    ['numbers of a scan', suite({ customData: { critical: 0, turnpike: { tests: { total: 1 } } } })],
    [
      'to be foreign to somebody else',
      suite({ customData: { turnpike: { foreign: { repository: 'acme/webshop' } } } }),
    ],
    [
      'a fact under a member of every object',
      changed(suite(), (e) =>
        Object.defineProperty(blockOf(e), '__proto__', {
          value: { artifacts: [DIGEST] },
          enumerable: true,
        }),
      ),
    ],
    ['a built artifact', described([{ type: 'build.finished', artifact: DIGEST }], facts, NOW)[0] as CDEvent],
    [
      'a digest for its subject',
      described([{ type: 'build.finished', subject: DIGEST }], facts, NOW)[0] as CDEvent,
    ],
    ['another job’s name for its subject', suite({ subject: `${REPOSITORY}/actions/runs/1/job/2` })],
    ['a subject that only begins like the run’s', suite({ subject: `${BASE}9/job/2` })],
    ['links into other chains', suite({ links: ['019a0000-0000-8000-8000-000000000001'] })],
    [
      'to be of a chain',
      changed(
        suite({ customData: {} }),
        (e) => ((blockOf(e).commit = HEAD), (e.context.chainId = 'release')),
      ),
    ],
    [
      'a page elsewhere',
      described(
        [
          {
            type: 'testoutput.published',
            subject: 'x',
            content: { outputType: 'report', format: 'x', uri: 'https://evil.example/actions' },
          },
        ],
        facts,
        NOW,
      )[0] as CDEvent,
    ],
    ['a moment of last year', suite({ timestamp: '2025-01-01T00:00:00Z' })],
    ['a moment to come', suite({ timestamp: '2030-01-01T00:00:00Z' })],
  ]
  test.each(claims)('%s: only the run is left of it', (_, claim) => {
    const { events, refused } = pass(claim)
    expect(refused).toEqual([])
    const text = JSON.stringify(events)
    for (const theirs of [
      DIGEST,
      'production',
      '"webshop"',
      '/pull/1',
      'CHG-1',
      'critical',
      '"tests"',
      '"foreign":{"repository":"acme/webshop"',
      'runs/1/',
      `${BASE}9`,
      '019a0000',
      'release',
      'evil',
      '2025',
      '2030',
    ])
      expect(text).not.toContain(theirs)
    expect(events[0]?.context.timestamp).toMatch(/^2026-11-21T10:/)
    expect(events[0]?.subject.id.startsWith(`${BASE}/`)).toBe(true)
  })

  test('an id of the repository’s own event is not taken, whatever the event says', () => {
    const own = taskRunFinished(facts, 'success', NOW)
    const { events } = pass(
      own,
      changed(own, (e) => (e.subject.content.outcome = 'failure')),
    )
    expect(new Set([own.context.id, ...events.map(({ context }) => context.id)]).size).toBe(3)
  })

  test('texts are bounded and hold nothing that moves what stands around them', () => {
    const [event] = pass(
      suite({
        content: {
          outcome: 'failure',
          reason: `a\u202Eb\u0000${'x'.repeat(9000)}`,
          testSuite: { id: 'u'.repeat(5000), name: 'n\nn' },
        },
      }),
    ).events
    const { reason, testSuite } = event?.subject.content as {
      reason: string
      testSuite: { id: string; name: string }
    }
    expect(reason).toHaveLength(4096)
    expect(reason).toMatch(/^a b x/)
    expect([testSuite.id.length, testSuite.name]).toEqual([300, 'n n'])
  })
})

test('a cancelled job that is told in the forge’s word is one in CDEvents’', () => {
  const [said] = described([{ type: 'taskrun.finished', content: { outcome: 'cancelled' } }], facts, NOW)
  expect(pass(said).events[0]?.subject.content.outcome).toBe('cancel')
})

test('of a fork that is gone, nothing is said but the run', () => {
  const { events } = foreignEvents([{ where: '', text: JSON.stringify(suite()) }], {
    ...RUN,
    repository: '',
    repositoryUrl: '',
  })
  expect(events[0]?.customData).toMatchObject({ turnpike: { foreign: { repository: '', commit: HEAD } } })
  expect(events[0]?.context.chainId).not.toBe(facts.chainId)
})

describe('how the run ended', () => {
  const ended = { outcome: 'cancel' as const, name: 'CI' }
  const lines = [pipelineRunStarted(facts, NOW), pipelineRunFinished(facts, 'success', NOW)].map((event) => ({
    where: 'line',
    text: JSON.stringify(event),
  }))

  test('is the forge’s word, whatever the run says of itself', () => {
    const { events, refused } = foreignEvents(lines, { ...RUN, ended })
    expect(refused).toEqual([{ where: 'line', why: 'how the run ended is what the forge says of it' }])
    const [begun, end] = events
    expect(end).toMatchObject({
      context: {
        timestamp: RUN.endedAt,
        links: [{ linkType: 'PATH', from: { contextId: begun?.context.id } }],
      },
      subject: { id: RUN.id, content: { outcome: 'cancel', pipelineName: 'CI' } },
      customData: { turnpike: { foreign: { repository: 'mona/webshop' } } },
    })
    expect(validate(end)).toMatchObject({ valid: true })
  })

  test('is not told of a run that handed nothing over', () => {
    expect(foreignEvents([], { ...RUN, ended }).events).toEqual([])
  })
})
