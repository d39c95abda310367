/** What the pages promise of each of their examples for GitHub: what starts it, which events arrive, what else holds. */
import { expect } from '@jest/globals'
import { IMAGE_DIGEST } from './examples.ts'
import { bound, type Kept } from './examples-kept.ts'
import { digestOf } from './examples-world.ts'

/** Who runs what is not run here, as a test of its own says. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  'docs/paved-road.md › A whole delivery': 'test/runners/paved-road.test.ts',
  'docs/paved-road.md › A whole delivery #2': 'test/runners/paved-road.test.ts',
}

export interface Promised {
  /** What starts it. Default: push. */
  event?: string
  payload?: unknown
  /** No token of GitHub's, as in a pull request from a fork. */
  foreign?: true
  /** The events that must arrive, in this order, among others; `a|b` is either. */
  types: string[]
  /** What else its page says. */
  holds?: (run: { log: string; events: Kept[] }) => void
}

export const REPOSITORY = {
  id: 1111,
  full_name: 'acme/webshop',
  html_url: 'https://github.com/acme/webshop',
  default_branch: 'main',
}
export const FORK = {
  id: 42,
  full_name: 'mallory/webshop',
  html_url: 'https://github.com/mallory/webshop',
  fork: true,
}
export const HEAD = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821'
const pullRequest = (repo: unknown, action = 'opened') => ({
  action,
  number: 7,
  pull_request: {
    number: 7,
    html_url: 'https://github.com/acme/webshop/pull/7',
    title: 'Faster checkout',
    updated_at: '2026-11-21T09:59:58Z',
    created_at: '2026-11-21T09:59:58Z',
    user: { login: 'alice', id: 1234 },
    head: { sha: HEAD, ref: 'faster', repo },
    base: { ref: 'main', sha: 'a'.repeat(40), repo: REPOSITORY },
  },
  repository: REPOSITORY,
  sender: { login: 'alice', id: 1234 },
})
const ALICE = { login: 'alice', id: 1234, type: 'User' }
const SHOP = digestOf('dist/webshop.tar')
const JOB = ['pipelinerun.started', 'taskrun.started', 'taskrun.finished']

/** What the page promises of each. */
export const PROMISED: Readonly<Record<string, Promised>> = {
  'README.md › On GitHub, a line for each stage': {
    types: [
      ...['pipelinerun.started', 'taskrun.started', 'testsuiterun.started', 'testsuiterun.finished'],
      ...['turnpike-gate.evaluated', 'service.deployed|service.upgraded', 'taskrun.finished'],
    ],
    holds: ({ log }) => expect(log).toContain('deployed to where it belongs'),
  },
  'docs/track.md › top': {
    types: JOB,
    holds: ({ events }) => {
      const end = events.at(-1)
      expect(end?.subject.content).toMatchObject({ outcome: 'success' })
      expect(end?.about.artifacts).toHaveLength(1)
    },
  },
  'docs/track.md › What the job made': {
    types: [
      'taskrun.started',
      'testsuiterun.started',
      'testsuiterun.finished',
      'turnpike-scan.finished',
      'taskrun.finished',
    ],
    holds: bound('testsuiterun.finished', SHOP),
  },
  'docs/track.md › The end of the whole run': {
    types: ['taskrun.started', 'taskrun.finished', 'pipelinerun.finished'],
    holds: ({ events }) => expect(events.at(-1)?.subject.content).toMatchObject({ outcome: 'success' }),
  },
  'docs/getting-started.md › 7. On GitHub': {
    types: [
      'pipelinerun.started',
      'taskrun.started',
      'testsuiterun.finished',
      'turnpike-gate.evaluated',
      'taskrun.finished',
    ],
    holds: ({ log }) => expect(log).toContain('deployed by make'),
  },
  'docs/forks.md › The workflow of the pull request': {
    event: 'pull_request',
    payload: pullRequest(FORK),
    foreign: true,
    types: [],
    holds: ({ events, log }) => {
      expect(events).toEqual([])
      expect(log).toMatch(/files of .* are kept as turnpike-events-1-/)
    },
  },
  'docs/forks.md › The workflow that passes them on': {
    event: 'workflow_run',
    types: [
      'pipelinerun.started',
      'taskrun.started',
      'testsuiterun.started',
      'testsuiterun.finished',
      'taskrun.finished',
      'pipelinerun.finished',
    ],
    holds: ({ events }) => {
      for (const { about } of events)
        expect(about.foreign).toMatchObject({ repository: 'mallory/webshop', commit: HEAD })
    },
  },
  'docs/project.md › What the job built': {
    types: JOB,
    holds: ({ events }) => expect(events.at(-1)?.about.artifacts).toHaveLength(1),
  },
  'docs/doctor.md › In a pipeline': {
    types: [],
    holds: ({ log }) => expect(log).toContain('What was looked at'),
  },
  'actions/emit/README.md › top': {
    types: ['testsuiterun.finished'],
  },
  'actions/emit/README.md › What started the run': {
    event: 'pull_request',
    payload: pullRequest(REPOSITORY),
    types: ['change.created'],
  },
  'actions/evidence/README.md › top': {
    types: ['testsuiterun.started', 'testsuiterun.finished'],
    holds: ({ events }) => {
      const suite = events.find(({ type }) => type === 'testsuiterun.finished')
      expect(suite?.subject.content).toMatchObject({ outcome: 'success' })
      expect(suite?.about.artifacts).toHaveLength(1)
    },
  },
  'actions/evidence/README.md › How it ends': {
    types: [
      'testsuiterun.finished',
      'turnpike-sbom.published',
      'turnpike-scan.finished',
      'turnpike-coverage.measured',
    ],
    holds: (run) => {
      expect(run.log).toContain('0 of 3 tests failed')
      bound('turnpike-sbom.published', SHOP)(run)
    },
  },
  'actions/gate/README.md › top': {
    types: ['turnpike-gate.evaluated'],
    holds: ({ log }) => expect(log).toContain('deployed to production'),
  },
  'actions/deploy/README.md › top': {
    event: 'workflow_dispatch',
    payload: { inputs: { artifact: `ghcr.io/acme/webshop@${IMAGE_DIGEST}` }, repository: REPOSITORY },
    types: [
      'turnpike-gate.evaluated',
      'taskrun.started',
      'service.deployed|service.upgraded',
      'taskrun.finished',
    ],
    holds: ({ log }) => expect(log).toContain(`would deploy ${IMAGE_DIGEST}`),
  },
  'actions/approve/README.md › top': {
    event: 'workflow_dispatch',
    payload: {
      inputs: { artifact: IMAGE_DIGEST, decision: 'approve', comment: 'tested' },
      repository: REPOSITORY,
      sender: ALICE,
    },
    types: ['approval.updated'],
    holds: ({ events }) => expect(JSON.stringify(events)).toContain('urn:user:alice'),
  },
  'actions/approve/README.md › From a comment': {
    event: 'issue_comment',
    payload: {
      action: 'created',
      issue: { number: 9, html_url: 'https://github.com/acme/webshop/issues/9', user: ALICE },
      comment: {
        id: 77,
        body: `/turnpike approve production ${IMAGE_DIGEST} tested on staging`,
        html_url: 'https://github.com/acme/webshop/issues/9#issuecomment-77',
        user: ALICE,
        created_at: '2026-11-21T10:00:00Z',
        updated_at: '2026-11-21T10:00:00Z',
      },
      repository: REPOSITORY,
      sender: ALICE,
    },
    types: ['approval.updated'],
    holds: ({ events }) => expect(JSON.stringify(events)).toContain('urn:user:alice'),
  },
}
