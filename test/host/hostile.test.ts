import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { validate } from '../../src/cdevents/validate.ts'
import { clean, cleanMoment, cleanPath, cleanUrl } from '../../src/host/clean.ts'
import { detectFacts } from '../../src/host/detect.ts'
import { githubFacts } from '../../src/host/github.ts'
import { gitlabFacts } from '../../src/host/gitlab.ts'
import type { Facts } from '../../src/host/host.ts'
import { shellFacts } from '../../src/host/shell.ts'
import { pipelineRunStarted, taskRunFinished, taskRunStarted } from '../../src/sources/pipeline.ts'
import { FORGEJO, GITEA_REQUEST, ON_GITHUB } from './ci-surroundings.ts'
import { GITHUB, GITLAB, PULL_REQUEST } from './surroundings.ts'

const NOW = '2026-11-21T10:00:00Z'
const MACHINE = { hostname: 'box', user: 'alice', run: 'r1' }

/** Every text of facts, at any depth. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

function mustBeGood(facts: Facts): void {
  for (const text of textsOf(facts)) {
    expect(text.length).toBeLessThan(5000)
    expect(text).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u)
  }
  for (const event of [
    pipelineRunStarted(facts, NOW),
    taskRunStarted(facts, NOW),
    taskRunFinished(facts, 'success', NOW),
  ]) {
    expect(validate(event).problems).toEqual([])
  }
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    'a\nb\r\n::error::x',
    '\u001B[31m',
    '\u202Egnp.exe',
    'x'.repeat(100_000),
    '../../etc/passwd',
    'javascript:alert(1)',
    'https://user:secret@example.org',
    `https://example.org/${'é'.repeat(2000)}`,
    `https://example.org/a?${'é'.repeat(900)}`,
    `git@${'a'.repeat(300)}:b`,
    '%00',
    '-1',
    '1e9',
    '99999999999999999999999',
    '__proto__',
    'é'.repeat(1100),
    '\uD800',
    `x${'😀'.repeat(600)}`,
  ),
)

const MARKS = [
  'JENKINS_URL',
  'TURNPIKE_CI',
  'CIRCLECI',
  'TF_BUILD',
  'BUILDKITE',
  'DRONE',
  'CI',
  'GITHUB_ACTIONS',
  'FORGEJO_ACTIONS',
]
const SAID = [
  'RUN_URL',
  'JOB_URL',
  'ACTOR',
  'CHANGE',
  'PARENT_RUN',
  'STARTED_AT',
  'HEAD_COMMIT',
  'ENVIRONMENT',
].map((name) => `TURNPIKE_${name}`)

describe.each([
  ['GitHub', Object.keys(GITHUB), (env: Record<string, string>) => githubFacts(env, PULL_REQUEST)],
  ['GitLab', [...Object.keys(GITLAB), 'CI_MERGE_REQUEST_IID', 'CI_MERGE_REQUEST_PROJECT_URL'], gitlabFacts],
  [
    'a shell',
    [
      'TURNPIKE_REPOSITORY',
      'TURNPIKE_COMMIT',
      'TURNPIKE_RUN',
      'TURNPIKE_JOB',
      'GIT_URL',
      'BUILD_URL',
      'JOB_NAME',
    ],
    (env: Record<string, string>) => shellFacts(env, { ...MACHINE, hostname: env.JOB_NAME ?? '' }),
  ],
  ...Object.entries({ ...ON_GITHUB, forgejo: FORGEJO }).map(([name, known]) => {
    // What says which CI it is stays.
    const marks = Object.entries(known).filter(([key]) => MARKS.includes(key))
    const of = (env: Record<string, string>) =>
      detectFacts({ ...env, ...Object.fromEntries(marks), GITHUB_EVENT_PATH: 'event.json' }, () =>
        JSON.stringify(GITEA_REQUEST),
      )
    return [name, [...Object.keys(known).filter((key) => !MARKS.includes(key)), ...SAID], of] as const
  }),
] as [string, string[], (env: Record<string, string>) => Facts][])('%s', (_name, keys, factsOf) => {
  test('with an empty environment gives facts that make valid events', () => mustBeGood(factsOf({})))

  test('with any environment gives bounded facts that make valid events', () => {
    const environment = fc.record(Object.fromEntries(keys.map((key) => [key, hostile])), { requiredKeys: [] })
    fc.assert(
      fc.property(environment, (env) => mustBeGood(factsOf(env as Record<string, string>))),
      { numRuns: 150, seed: 20_261_121 },
    )
  })
})

test('any payload gives facts that make valid events', () => {
  const events = [
    'push',
    'pull_request',
    'workflow_run',
    'merge_group',
    'release',
    'issue_comment',
    'deployment',
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...events),
      fc.object({ maxDepth: 4 }),
      fc.jsonValue(),
      (name, mixed, json) => {
        const payload = {
          ...PULL_REQUEST,
          ...mixed,
          workflow_run: json,
          pull_request: mixed,
          merge_group: json,
        }
        mustBeGood(githubFacts({ ...GITHUB, GITHUB_EVENT_NAME: name }, payload))
      },
    ),
    { numRuns: 150, seed: 20_261_121 },
  )
})

describe('values', () => {
  test('are one bounded line', () => {
    expect(clean('a\nb\u0000c\u202Ed')).toBe('a b c d')
    expect(clean('x'.repeat(100_000))).toHaveLength(1024)
    expect(clean(`x${'😀'.repeat(3000)}`, 4)).toBe('x😀')
    expect(clean(undefined)).toBe('')
    expect(clean({})).toBe('')
    expect(clean(7)).toBe('7')
    expect(clean(Number.NaN)).toBe('')
  })

  test('that are addresses lose credentials, query and fragment, or are none', () => {
    expect(cleanUrl('https://user:secret@example.org/a/?q#f')).toBe('https://example.org/a')
    expect(cleanUrl('javascript:alert(1)')).toBe('')
    expect(cleanUrl('https://')).toBe('')
  })

  test('that are moments become UTC, or are none', () => {
    expect(cleanMoment('2026-11-21T11:00:00+01:00')).toBe('2026-11-21T10:00:00Z')
    expect(cleanMoment('2026-11-21T10:00:00.250Z')).toBe('2026-11-21T10:00:00.250Z')
    expect(cleanMoment(1_795_269_600)).toBe('2026-11-21T14:00:00Z')
    for (const bad of ['', 'soon', Number.NaN, 1e15, -1, undefined, '0001-01-01T00:00:00Z']) {
      expect(cleanMoment(bad)).toBeUndefined()
    }
  })

  test('that are repositories do not climb', () => {
    expect(cleanPath('acme/web.shop_1-x')).toBe('acme/web.shop_1-x')
    for (const bad of ['acme', '../acme/x', 'acme/..', 'acme//x', 'acme/x y', '/acme/x', '']) {
      expect(cleanPath(bad)).toBe('')
    }
  })
})

describe('detection', () => {
  const files = (text: string) => () => text

  test('reads the event file on GitHub', () => {
    const env = { ...GITHUB, GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: '/event.json' }
    expect(detectFacts(env, files(JSON.stringify(PULL_REQUEST))).change?.number).toBe('7')
    expect(
      detectFacts(env, files(JSON.stringify(PULL_REQUEST)), { inputs: { checkRunId: '5' } }).job.id,
    ).toMatch(/\/job\/5$/)
  })

  test('does without an event file that is missing or broken', () => {
    const env = { ...GITHUB, GITHUB_EVENT_PATH: '/event.json' }
    const missing = () => {
      throw new Error('ENOENT')
    }
    for (const readFile of [missing, files('{'), files(''), files('null')]) {
      expect(detectFacts(env, readFile).run.startedAt).toBeUndefined()
      expect(detectFacts(env, readFile).commit).toBe(GITHUB.GITHUB_SHA)
    }
  })

  test('finds GitLab, also where a local runner denies being it', () => {
    expect(detectFacts(GITLAB, files('')).forge).toBe('gitlab')
    expect(detectFacts({ ...GITLAB, GITLAB_CI: 'false' }, files('')).forge).toBe('gitlab')
  })

  test('takes everything else for a shell', () => {
    const facts = detectFacts({}, files(''), { machine: MACHINE })
    expect(facts).toMatchObject({
      forge: 'shell',
      source: 'urn:turnpike:host:box',
      run: { id: 'urn:turnpike:host:box:run:r1' },
    })
    expect(detectFacts({}, files('')).source).toBe('urn:turnpike:host:localhost')
  })
})

test('a shell is told by variables, in Jenkins’ words too', () => {
  const facts = shellFacts(
    {
      GIT_URL: 'https://git.example.org/acme/webshop.git',
      GIT_COMMIT: GITHUB.GITHUB_SHA,
      BUILD_URL: 'https://jenkins.example.org/job/webshop/12/',
      BUILD_NUMBER: '12',
      JOB_NAME: 'webshop',
    },
    MACHINE,
  )
  expect(facts).toMatchObject({
    source: 'https://git.example.org/acme/webshop',
    repository: { name: 'acme/webshop' },
    commit: GITHUB.GITHUB_SHA,
    run: { id: 'https://jenkins.example.org/job/webshop/12', number: '12', name: 'webshop' },
    actor: { name: 'alice', uri: 'urn:turnpike:host:box:user:alice' },
  })
})
