import { describe as group, expect, test } from '@jest/globals'
import { bindingOf } from '../../src/cdevents/binding.ts'
import { EVENT_TYPES } from '../../src/cdevents/vocabulary.ts'
import { TurnpikeError } from '../../src/errors.ts'
import { githubFacts } from '../../src/host/github.ts'
import { gitlabFacts } from '../../src/host/gitlab.ts'
import { GITHUB, GITLAB, PULL_REQUEST, SHA } from '../host/surroundings.ts'
import { DIGEST, facts, one, PURL } from './describing.ts'

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

group('half a character', () => {
  test.each([
    {
      type: 'approval.updated',
      artifact: PURL,
      environment: 'produc\ud800tion',
      content: { decision: 'approved' },
    },
    {
      type: 'testsuiterun.finished',
      artifact: PURL,
      content: { outcome: 'success', testSuite: { id: '\udc00' } },
    },
  ])('in a %j never breaks the step', (description) => {
    expect(one(description).subject.id).toContain('%EF%BF%BD')
  })
})
