/**
 * Forgery on GitLab: variables that strangers choose (branch, tag, title, message, names of jobs and environments), the
 * inputs of the templates, and what a person looks for in a store. The same comparison with a harmless run.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { FINISH, world } from '../gitlab/hook.ts'
import { inputsOf, jobOf, NAMES } from '../gitlab/templates.ts'
import { accepts, says, startFake, type FakeStore } from './fake-store.ts'
import { HOSTILE, inEnvironment, STRINGS } from './hostile-strings.ts'
import { requestOf } from './observed.ts'
import { ROOT } from './run-action.ts'
import { linesIn } from './runner-files.ts'

const DIGEST = `sha256:${'ab'.repeat(32)}`
const folder = mkdtempSync(join(tmpdir(), 'turnpike-forgery-'))
let store: FakeStore
beforeAll(async () => {
  store = await startFake(accepts)
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

/** What a stranger chooses of a GitLab job: whoever names a branch, opens a merge request, or writes a commit. */
function variables(text: string): Record<string, string> {
  const set = inEnvironment(text)
  const names =
    'CI_JOB_NAME CI_JOB_STAGE CI_PIPELINE_NAME CI_COMMIT_REF_NAME CI_COMMIT_BRANCH CI_COMMIT_TAG CI_COMMIT_TITLE CI_COMMIT_MESSAGE CI_COMMIT_DESCRIPTION CI_COMMIT_AUTHOR CI_MERGE_REQUEST_TITLE CI_MERGE_REQUEST_DESCRIPTION CI_MERGE_REQUEST_SOURCE_BRANCH_NAME CI_MERGE_REQUEST_LABELS CI_MERGE_REQUEST_REF_PATH CI_ENVIRONMENT_NAME CI_ENVIRONMENT_URL GITLAB_USER_LOGIN GITLAB_USER_NAME CI_RUNNER_DESCRIPTION'
  return {
    GITLAB_CI: 'true',
    CI_SERVER_URL: 'https://gitlab.example.org',
    CI_PROJECT_URL: 'https://gitlab.example.org/acme/shop',
    CI_PROJECT_PATH: 'acme/shop',
    CI_PROJECT_ID: '20',
    CI_PIPELINE_ID: '5001',
    CI_JOB_ID: '302',
    CI_COMMIT_SHA: '3'.repeat(40),
    CI_MERGE_REQUEST_IID: '7',
    ...Object.fromEntries(names.split(' ').map((name) => [name, set])),
  }
}

interface Ran {
  code: number | null
  output: string
}

function turnpike(args: readonly string[], env: Record<string, string>, to = store): Promise<Ran> {
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'turnpike.js'), ...args], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      TURNPIKE_STORE: to.url,
      TURNPIKE_TOKEN: 'a-token-0123456789',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  return new Promise((done) => child.once('close', (code) => done({ code, output })))
}

/** Escape sequences other than colours would be obeyed by GitLab (folds of the log) or a terminal. */
function marksIn(output: string): string[] {
  return (
    output.replace(/\u001B\[[\d;]*m/g, '').match(/[\u0000-\u0008\u000B-\u001F\u202A-\u202E\u2066-\u2069]/g) ??
    []
  )
}

async function emitted(text: string) {
  const since = store.received.length
  const args = [
    ...['emit', '--type', 'testsuiterun.finished', '--artifact', DIGEST],
    `--content=${JSON.stringify({ outcome: 'failure', testSuite: { id: 'unit', name: text } })}`,
    ...['subject', 'service', 'change', 'environment'].map((name) => `--${name}=x ${inEnvironment(text)}`),
  ]
  const { code, output } = await turnpike(args, variables(text))
  return {
    code,
    lines: linesIn(output).length,
    marks: marksIn(output),
    requests: store.received.slice(since).map(requestOf),
  }
}

async function hooked(text: string) {
  const { code, output } = await FINISH({
    ...variables(text),
    CI_JOB_STATUS: 'failed',
    TURNPIKE_TRACK_SERVICE: inEnvironment(text),
  })
  return {
    code,
    lines: linesIn(output.replaceAll(world.store.url, '')).length,
    marks: marksIn(output),
    requests: world.store.received.map(requestOf),
  }
}

describe('variables that try to become', () => {
  let harmless: Awaited<ReturnType<typeof emitted>>
  beforeAll(async () => {
    harmless = await emitted('harmless')
  })

  test('nothing: a failure is sent as one', async () => {
    const type = 'dev.cdevents.testsuiterun.finished.0.3.0'
    expect(harmless).toMatchObject({ code: 0, marks: [], requests: [{ events: [[type, 'failure']] }] })
    const hook = await hooked('harmless')
    expect(hook.requests.flatMap(({ events }) => events)).toEqual([
      ['dev.cdevents.taskrun.finished.0.3.0', 'failure'],
    ])
  })

  test.each(STRINGS)('%s, in the command line: %j', async (_, text) => {
    expect(await emitted(text)).toEqual(harmless)
  })

  test.each(STRINGS)('%s, in the sh hook: %j', async (_, text) => {
    const seen = await hooked(text)
    world.store.received.length = 0
    expect(seen).toEqual(await hooked('harmless'))
  })
})

describe.each(NAMES)('an input pasted into the template %s', (name) => {
  test.each(STRINGS)(
    'that tries to become %s is refused, or the value of its variable alone: %j',
    (_, text) => {
      const plain = jobOf(name)
      for (const [input, { regex, options, type }] of Object.entries(inputsOf(name))) {
        // GitLab checks these before it pastes; the words of a job are its author's own.
        if (regex === undefined || options !== undefined || type === 'boolean') continue
        if (!new RegExp(regex).test(text) || text !== text.trim() || /\p{Cc}|\uFEFF|\p{Cs}/u.test(text))
          continue
        const job = jobOf(name, { [input]: text })
        const variable = Object.keys(plain.variables).find((key) =>
          key.endsWith(`_${input.toUpperCase().replaceAll('-', '_')}`),
        )
        expect(job).toEqual({
          ...plain,
          variables: { ...plain.variables, ...(variable === undefined ? {} : { [variable]: text }) },
          ...(input === 'store' ? { id_tokens: { TURNPIKE_ID_TOKEN: { aud: text } } } : {}),
        })
        expect(variable).toBeDefined()
      }
    },
  )
})

describe('what a person looks for', () => {
  let reads: FakeStore
  beforeAll(async () => {
    reads = await startFake(says('{"events":[]}', 'application/json'))
  })
  afterAll(() => reads.close())
  const texts = [
    ...(HOSTILE['a query or a path'] ?? []),
    ...(HOSTILE['a header'] ?? []),
    'a b+c%20d',
    '..',
    '.',
    '%2e%2e',
  ]

  test.each(texts.map(inEnvironment))('is the value of its own parameter: %j', async (text) => {
    reads.received.length = 0
    await turnpike(['events', `--service=${text}`, `--change=${text}`, `--source=${text}`], {}, reads)
    const [request, ...more] = reads.received
    const url = new URL(request?.path ?? '', reads.url)
    expect([more, url.pathname, [...url.searchParams.keys()].sort()]).toEqual([
      [],
      '/v1/events',
      ['key', 'key', 'limit', 'source'],
    ])
    expect(url.searchParams.get('source')).toBe(text)
    expect(Object.keys(request?.headers ?? {}).sort()).toEqual([
      'accept',
      'authorization',
      'connection',
      'host',
    ])
  })

  test.each(texts.map(inEnvironment))('is one segment of a path, or not asked: decision %j', async (text) => {
    reads.received.length = 0
    await turnpike(['decision', '--json', '--', text], {}, reads)
    for (const { path } of reads.received) {
      expect(path).toMatch(/^\/v1\/decisions\/[^/?#]+$/)
      expect(decodeURIComponent(path.split('/').at(-1) ?? '')).toBe(text)
    }
  })
})
