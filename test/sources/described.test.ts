import { describe as group, expect, test } from '@jest/globals'
import { bindingOf } from '../../src/cdevents/binding.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { toStructured } from '../../src/cdevents/envelope.ts'
import { validate } from '../../src/cdevents/validate.ts'
import { EVENT_TYPES } from '../../src/cdevents/vocabulary.ts'
import { TurnpikeError } from '../../src/errors.ts'
import { githubFacts } from '../../src/host/github.ts'
import { gitlabFacts } from '../../src/host/gitlab.ts'
import { shellFacts } from '../../src/host/shell.ts'
import { describe, readDescriptions } from '../../src/sources/described.ts'
import { GITHUB, GITLAB, PULL_REQUEST, PUSH, SHA } from '../host/surroundings.ts'

const NOW = '2026-11-21T10:05:00Z'
const DIGEST = `sha256:${'a'.repeat(64)}`
const OTHER = `sha256:${'b'.repeat(64)}`
const PURL = `pkg:oci/webshop@${DIGEST}`
const facts = githubFacts(GITHUB, PUSH, { checkRunId: '1' })

const one = (description: unknown, where = facts): CDEvent => {
  const events = describe([description], where, NOW)
  expect(events).toHaveLength(1)
  expect(validate(events[0]).problems).toEqual([])
  return events[0] as CDEvent
}
const problemsOf = (descriptions: unknown[]): { path: string; message: string }[] => {
  try {
    describe(descriptions, facts, NOW)
  } catch (error) {
    if (error instanceof TurnpikeError && error.code === 'INVALID_EVENT') return [...error.problems]
    throw error
  }
  throw new Error('nothing was refused')
}

group('a line or two suffice', () => {
  test('for a test suite: where it ran and what was tested', () => {
    const event = one({
      type: 'testsuiterun.finished',
      artifact: PURL,
      content: { outcome: 'success', testSuite: { id: 'unit' } },
    })
    expect(event.subject).toEqual({
      id: `${facts.job.id}#unit`,
      content: { outcome: 'success', testSuite: { id: 'unit' }, environment: { id: 'ci' } },
    })
    expect(bindingOf(event)).toMatchObject({
      artifacts: [{ digest: DIGEST, purl: PURL }],
      commit: SHA,
      run: facts.run.id,
    })
  })

  test('for an artifact: it is the subject, and its change is the commit', () => {
    expect(one({ type: 'artifact.packaged', artifact: PURL }).subject).toEqual({
      id: PURL,
      content: { change: { id: `https://github.com/acme/webshop/commit/${SHA}` } },
    })
    const pull = githubFacts({ ...GITHUB, GITHUB_EVENT_NAME: 'pull_request' }, PULL_REQUEST)
    expect(one({ type: 'artifact.packaged', artifact: PURL }, pull).subject.content).toEqual({
      change: { id: 'https://github.com/acme/webshop/pull/7' },
    })
    expect(one({ type: 'artifact.packaged', artifact: DIGEST }, gitlabFacts(GITLAB)).subject.content).toEqual(
      {
        change: { id: `https://gitlab.example.org/acme/shop/web/-/commit/${SHA}` },
      },
    )
  })

  test('for a deployment: what, where, which service', () => {
    const event = one({
      type: 'service.deployed',
      artifact: PURL,
      environment: 'production',
      service: 'webshop',
    })
    expect(event.subject).toEqual({
      id: 'webshop',
      content: { environment: { id: 'production' }, artifactId: PURL },
    })
    expect(bindingOf(event)).toMatchObject({
      environment: 'production',
      service: 'webshop',
      artifacts: [{ digest: DIGEST }],
    })
    expect(bindingOf(event).inconsistent).toBeUndefined()
  })

  test('for an approval: it is bound to digest and environment, and given by who runs the job', () => {
    const event = one({
      type: 'approval.closed',
      artifact: DIGEST,
      environment: 'production',
      content: { decision: 'approved', status: 'approved' },
    })
    expect(event.context.specversion).toBe('0.6.0-draft')
    expect(event.subject).toEqual({
      id: `urn:turnpike:approval:production:${DIGEST}`,
      content: {
        decision: 'approved',
        status: 'approved',
        approvalDetailsUrl: facts.run.url,
        resourceTargetUrl: DIGEST,
        responder: 'urn:github:user:583231',
      },
    })
    expect(bindingOf(event)).toMatchObject({ artifacts: [{ digest: DIGEST }], environment: 'production' })
  })

  test('for an incident: its id and its environment', () => {
    const event = one({
      type: 'incident.detected',
      subject: 'INC-1',
      environment: 'production',
      service: 'webshop',
    })
    expect(event.subject).toEqual({
      id: 'INC-1',
      content: { environment: { id: 'production' }, service: { id: 'webshop' } },
    })
  })

  test('for runs, builds, branches, repositories and changes: the run knows them', () => {
    const pull = githubFacts({ ...GITHUB, GITHUB_EVENT_NAME: 'pull_request' }, PULL_REQUEST)
    const subjectOf = (type: string) => one({ type }, pull).subject.id
    expect(subjectOf('pipelinerun.started')).toBe(pull.run.id)
    expect(subjectOf('taskrun.finished')).toBe(pull.job.id)
    expect(subjectOf('build.started')).toBe(pull.job.id)
    expect(subjectOf('change.created')).toBe('https://github.com/acme/webshop/pull/7')
    expect(one({ type: 'branch.created' }).subject.id).toBe('main')
    expect(one({ type: 'dev.cdeventsx.acme-thing.done.0.1.0' }).subject.id).toBe(facts.job.id)
  })

  test('for a GitLab deploy job: it knows its environment', () => {
    const deploy = gitlabFacts({ ...GITLAB, CI_ENVIRONMENT_NAME: 'staging' })
    expect(
      one({ type: 'service.deployed', service: 'web', artifact: DIGEST }, deploy).subject.content,
    ).toEqual({
      environment: { id: 'staging' },
      artifactId: DIGEST,
    })
  })

  test.each(EVENT_TYPES.map((type) => [type]))(
    '%s: with only its type, it is valid or says what to write',
    (type) => {
      try {
        one({ type })
      } catch (error) {
        if (!(error instanceof TurnpikeError)) throw error
        expect(error.problems.length).toBeGreaterThan(0)
        for (const { path, message } of error.problems) {
          expect(path).toMatch(/^\/(subject|content)/)
          expect(message).not.toBe('')
        }
      }
    },
  )
})

group('what is said is never replaced', () => {
  test('by what the run knows', () => {
    const event = one({
      type: 'taskrun.finished',
      subject: 'mine',
      source: 'urn:mine',
      id: 'my-id',
      timestamp: '2020-01-01T00:00:00Z',
      chainId: 'my-chain',
      content: { taskName: 'n', uri: 'https://example.org/', pipelineRun: { id: 'p' } },
      links: ['cause', { linkType: 'RELATION', linkKind: 'TRIGGER', target: { contextId: 'x' } }],
      customData: { own: 1, turnpike: { extra: true } },
    })
    expect(event).toMatchObject({
      context: {
        id: 'my-id',
        source: 'urn:mine',
        timestamp: '2020-01-01T00:00:00Z',
        chainId: 'my-chain',
        links: [
          { linkType: 'PATH', from: { contextId: 'cause' } },
          { linkType: 'RELATION', linkKind: 'TRIGGER', target: { contextId: 'x' } },
        ],
      },
      subject: {
        id: 'mine',
        content: { taskName: 'n', uri: 'https://example.org/', pipelineRun: { id: 'p' } },
      },
      customData: { own: 1, turnpike: { extra: true, commit: SHA } },
    })
  })

  test('an environment in the content is the event’s, not the job’s', () => {
    const deploy = gitlabFacts({ ...GITLAB, CI_ENVIRONMENT_NAME: 'staging' })
    const event = one(
      {
        type: 'service.deployed',
        service: 'web',
        artifact: DIGEST,
        content: { environment: { id: 'production' } },
      },
      deploy,
    )
    expect(bindingOf(event)).toMatchObject({ environment: 'production' })
    expect(bindingOf(event).inconsistent).toBeUndefined()
  })
})

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
  const items = await readDescriptions('type: build.started\ncustomData: &a { self: *a }\n', 'x')
  expect(() => describe(items, facts, NOW)).toThrow(/refers to itself/)
})

test('what was read is described', async () => {
  const items = await readDescriptions('- type: build.started\n- type: build.finished\n', 'events.yaml')
  expect(describe(items, facts, NOW).map(({ context }) => context.type)).toEqual([
    'dev.cdevents.build.started.0.3.0',
    'dev.cdevents.build.finished.0.3.0',
  ])
})
