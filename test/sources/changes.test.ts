import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { bindingOf } from '../../src/cdevents/binding.ts'
import { validate } from '../../src/cdevents/validate.ts'
import { githubFacts } from '../../src/host/github.ts'
import { gitlabFacts } from '../../src/host/gitlab.ts'
import { changeEvents } from '../../src/sources/changes.ts'
import { describe as describeEvents } from '../../src/sources/described.ts'
import { SHARED } from '../tools.ts'

const NOW = '2026-11-21T12:00:00Z'
const [HEAD, BASE, MERGE] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)]
const REPOSITORY = 'https://github.com/acme/shop'
const PULL = `${REPOSITORY}/pull/12`

function github(event: string, payload: unknown, more: Record<string, string> = {}) {
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: MERGE,
    GITHUB_RUN_ID: '77',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'build',
    GITHUB_EVENT_NAME: event,
    ...more,
  }
  const facts = githubFacts(env, payload)
  const described = changeEvents(facts, { env, payload })
  return { described, events: describeEvents(described, facts, NOW) }
}

function gitlab(more: Record<string, string>) {
  const env = {
    GITLAB_CI: 'true',
    CI_SERVER_URL: 'https://gitlab.com',
    CI_PROJECT_PATH: 'acme/shop',
    CI_PROJECT_URL: 'https://gitlab.com/acme/shop',
    CI_PROJECT_ID: '5',
    CI_PIPELINE_ID: '900',
    CI_PIPELINE_CREATED_AT: '2026-11-21T11:00:00Z',
    CI_JOB_ID: '1',
    CI_COMMIT_SHA: MERGE,
    CI_DEFAULT_BRANCH: 'main',
    ...more,
  }
  const facts = gitlabFacts(env)
  return describeEvents(changeEvents(facts, { env }), facts, NOW)
}

const pull = (action: string, more: Record<string, unknown> = {}) => ({
  action,
  pull_request: {
    number: 12,
    html_url: PULL,
    title: 'Sell more ::error::\nthings',
    user: { login: 'mona', id: 7 },
    created_at: '2026-11-20T08:00:00Z',
    updated_at: '2026-11-20T09:00:00Z',
    closed_at: '2026-11-20T10:00:00Z',
    merged_at: '2026-11-20T10:00:00Z',
    merge_commit_sha: MERGE,
    merged_by: { login: 'rev', id: 9 },
    head: { sha: HEAD, ref: 'more' },
    base: { sha: BASE, ref: 'main' },
    ...more,
  },
})

const push = (more: Record<string, unknown> = {}) => ({
  ref: 'refs/heads/main',
  before: BASE,
  after: MERGE,
  created: false,
  deleted: false,
  commits: [
    {
      id: HEAD,
      message: 'First line\nsecond line',
      timestamp: '2026-11-19T12:00:00+02:00',
      author: { name: 'Mona', email: 'mona@example.org', username: 'mona' },
    },
    { id: MERGE, message: 'Merge', timestamp: '2026-11-20T10:00:00Z', author: { name: 'Rev' } },
  ],
  repository: { default_branch: 'main', pushed_at: 1_763_632_800 },
  ...more,
})

describe('on GitHub', () => {
  test.each([
    ['opened', {}, 'change.created', '2026-11-20T08:00:00Z'],
    ['synchronize', {}, 'change.updated', '2026-11-20T09:00:00Z'],
    ['closed', { merged: true }, 'change.merged', '2026-11-20T10:00:00Z'],
    ['closed', { merged: false }, 'change.abandoned', '2026-11-20T10:00:00Z'],
  ])('a pull request that is %s %j is %s', (action, more, type, timestamp) => {
    const { events } = github('pull_request', pull(action, more))
    expect(events).toHaveLength(1)
    expect(events[0]?.context).toMatchObject({ timestamp, source: REPOSITORY })
    expect(events[0]?.context.type).toMatch(
      new RegExp(`^dev\\.cdevents\\.${type.replace('.', '\\.')}\\.`, 'u'),
    )
    expect(events[0]?.subject).toMatchObject({ id: PULL, content: { repository: { id: REPOSITORY } } })
    expect(bindingOf(events[0]!)).toMatchObject({ change: PULL, commit: MERGE })
    expect(events[0]?.customData).toMatchObject({
      turnpike: { head: HEAD, headRef: 'more', base: BASE, baseRef: 'main' },
    })
  })

  test('a new pull request carries its title on one line, and a merged one who merged it and as what', () => {
    expect(github('pull_request', pull('opened')).described[0]?.content).toEqual({
      description: 'Sell more ::error:: things',
    })
    const [merged] = github('pull_request', pull('closed', { merged: true })).described
    expect(merged?.customData).toMatchObject({ turnpike: { merge: MERGE, mergedBy: 'urn:github:user:9' } })
  })

  test.each(['labeled', 'assigned', 'review_requested', 'locked', '__proto__'])(
    'a pull request that is %s is no change of it',
    (action) => {
      expect(github('pull_request', pull(action)).described).toEqual([])
    },
  )

  test('a review says its state, its reviewer and the commit it is about', () => {
    const review = {
      state: 'APPROVED',
      user: { id: 9, login: 'rev' },
      commit_id: HEAD,
      submitted_at: '2026-11-20T09:30:00Z',
      html_url: `${PULL}#pullrequestreview-1`,
    }
    const payload = { ...pull('submitted'), review }
    const [event] = github('pull_request_review', payload).events
    expect(event?.context.type).toContain('change.reviewed')
    expect(event?.customData).toMatchObject({
      review: { state: 'approved', reviewer: 'urn:github:user:9', commit: HEAD, url: PULL },
    })
    const dismissed = github('pull_request_review', { ...payload, action: 'dismissed' }).described[0]
    expect(dismissed?.customData).toMatchObject({ review: { state: 'dismissed' } })
    expect(github('pull_request_review', { ...payload, action: 'edited' }).described).toEqual([])
  })

  test('a push to the default branch merges its commits, named as artifact.packaged names its change', () => {
    const { events } = github('push', push())
    expect(events.map(({ subject }) => subject.id)).toEqual([`${REPOSITORY}/commit/${MERGE}`])
    expect(events[0]?.customData).toMatchObject({
      turnpike: {
        before: BASE,
        after: MERGE,
        commits: [
          { id: HEAD, author: 'mona', timestamp: '2026-11-19T10:00:00Z', message: 'First line' },
          { id: MERGE, author: 'Rev', timestamp: '2026-11-20T10:00:00Z', message: 'Merge' },
        ],
      },
    })
    expect(JSON.stringify(events)).not.toContain('example.org')
    const [packaged, ...builds] = describeEvents(
      [
        { type: 'artifact.packaged', artifact: `sha256:${'1'.repeat(64)}` },
        { type: 'build.started' },
        { type: 'build.finished' },
      ],
      githubFacts({ GITHUB_REPOSITORY: 'acme/shop', GITHUB_SHA: MERGE, GITHUB_RUN_ID: '77' }, undefined),
      NOW,
    )
    expect(packaged?.subject.content).toMatchObject({ change: { id: events[0]?.subject.id } })
    expect(builds.map((event) => bindingOf(event).change)).toEqual(Array(2).fill(events[0]?.subject.id))
  })

  test('a huge push keeps the newest 250 commits, and says how many more there were', () => {
    const commits = Array.from({ length: 2048 }, (_, index) => ({
      id: index.toString(16).padStart(40, 'd'),
      message: 'm'.repeat(100_000),
    }))
    const [merged] = github('push', push({ commits })).described
    const block = (merged?.customData as { turnpike: { commits: unknown[]; moreCommits: number } }).turnpike
    expect(block.commits).toHaveLength(250)
    expect(block.moreCommits).toBe(1798)
    expect(block.commits.at(-1)).toMatchObject({ id: (2047).toString(16).padStart(40, 'd') })
    expect(JSON.stringify(merged).length).toBeLessThan(100_000)
  })

  test.each([
    ['a new branch', push({ ref: 'refs/heads/more', created: true }), ['branch.created more']],
    ['a removed branch', push({ ref: 'refs/heads/more', deleted: true }), ['branch.deleted more']],
    ['any other branch', push({ ref: 'refs/heads/more' }), []],
    ['a tag', push({ ref: 'refs/tags/v1', created: true }), []],
    ['nothing that is a push', 'text', []],
  ])('a push of %s', (_, payload, expected) => {
    const { described } = github('push', payload)
    expect(described.map(({ type, subject }) => `${type} ${subject}`)).toEqual(expected)
  })

  test('the merge queue updates the change that its branch names', () => {
    const head_ref = `refs/heads/gh-readonly-queue/main/pr-12-${BASE}`
    const { events } = github('merge_group', {
      action: 'checks_requested',
      merge_group: { head_sha: HEAD, base_sha: BASE, head_ref, base_ref: 'refs/heads/main' },
    })
    expect(events[0]?.subject.id).toBe(PULL)
    expect(events[0]?.customData).toMatchObject({
      turnpike: { action: 'queued', head: HEAD, base: BASE, baseRef: 'main' },
    })
  })

  test('every job of a run gives the same event, byte for byte, and another run another one', () => {
    const build = github('push', push()).events
    expect(github('push', push(), { GITHUB_JOB: 'test' }).events).toEqual(build)
    const other = github('push', push(), { GITHUB_RUN_ID: '78' }).events
    expect(other[0]?.context.id).not.toBe(build[0]?.context.id)
  })

  test.each(['schedule', 'workflow_dispatch', 'issue_comment', 'constructor', ''])(
    'a run that %j started is no change',
    (event) => {
      expect(github(event, pull('opened')).described).toEqual([])
    },
  )
})

describe('on GitLab', () => {
  test('a pipeline of a merge request updates it', () => {
    const [event, other] = gitlab({
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_MERGE_REQUEST_IID: '3',
      CI_MERGE_REQUEST_PROJECT_URL: 'https://gitlab.com/acme/shop',
      CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: HEAD,
      CI_MERGE_REQUEST_DIFF_BASE_SHA: BASE,
      CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: 'more',
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      CI_COMMIT_BEFORE_SHA: '0'.repeat(40),
    })
    expect(other).toBeUndefined()
    expect(event?.context.type).toContain('change.updated')
    expect(event?.subject.id).toBe('https://gitlab.com/acme/shop/-/merge_requests/3')
    expect(event?.customData).toMatchObject({ turnpike: { head: HEAD, base: BASE, headRef: 'more' } })
  })

  test('a push to the default branch is a merge of its last commit', () => {
    const [event] = gitlab({
      CI_PIPELINE_SOURCE: 'push',
      CI_COMMIT_BRANCH: 'main',
      CI_COMMIT_BEFORE_SHA: BASE,
      CI_COMMIT_MESSAGE: 'Line one\n\nmore',
      CI_COMMIT_AUTHOR: 'Mona <mona@example.org>',
      CI_COMMIT_TIMESTAMP: '2026-11-21T10:00:00+01:00',
    })
    expect(event?.subject.id).toBe(`https://gitlab.com/acme/shop/-/commit/${MERGE}`)
    expect(event?.customData).toMatchObject({
      turnpike: {
        before: BASE,
        after: MERGE,
        commits: [{ id: MERGE, author: 'Mona', timestamp: '2026-11-21T09:00:00Z', message: 'Line one' }],
      },
    })
  })

  test('the first pipeline of another branch makes the branch', () => {
    const events = gitlab({
      CI_PIPELINE_SOURCE: 'push',
      CI_COMMIT_BRANCH: 'more',
      CI_COMMIT_BEFORE_SHA: '0'.repeat(40),
    })
    expect(events.map(({ context, subject }) => `${context.type} ${subject.id}`)).toEqual([
      expect.stringMatching(/^dev\.cdevents\.branch\.created\.[\d.]+(?:-draft)? more$/u),
    ])
  })
})

const folder = join(SHARED, 'payloads', 'github')
const files = existsSync(folder) ? readdirSync(folder) : []
if (files.length === 0) process.stderr.write('skipped: the reference payloads are not beside this checkout\n')

const EXPECTED: Record<string, string[]> = {
  'pull_request.opened.json': ['change.created'],
  'pull_request.synchronize.json': ['change.updated'],
  'pull_request.closed.json': ['change.abandoned'],
  'pull_request_review.submitted.json': ['change.reviewed'],
  'push.new-branch.json': ['branch.created', 'change.merged'],
  'push.json': [],
  'merge_group.checks_requested.json': ['change.updated'],
}

;(files.length === 0 ? describe.skip : describe)('real payloads', () => {
  test.each(files)('%s gives valid events, and only what it means', (file) => {
    const payload = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      repository?: { full_name?: string }
    }
    const name = payload.repository?.full_name ?? 'acme/shop'
    const { events } = github(file.split('.')[0] ?? '', payload, { GITHUB_REPOSITORY: name })
    for (const event of events) expect(validate(event)).toMatchObject({ valid: true })
    const types = events.map(({ context }) => context.type.split('.').slice(2, 4).join('.'))
    if (file in EXPECTED) expect(types).toEqual(EXPECTED[file])
    else if (!file.startsWith('create') && !file.startsWith('delete')) expect(types).toEqual([])
  })
})
