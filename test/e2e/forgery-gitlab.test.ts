/**
 * Forgery on GitLab: variables that strangers choose (branch, tag, title, message, names of jobs and environments), the
 * inputs of the templates, and what a person looks for in a store. The same comparison with a harmless run.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, describe, expect, test } from '@jest/globals'
import { FINISH } from '../gitlab/hook.ts'
import { inputsOf, jobOf, NAMES } from '../gitlab/templates.ts'
import { atOnce } from './at-once.ts'
import { accepts, says, startFake, type FakeStore, type Received } from './fake-store.ts'
import { HOSTILE, inEnvironment, STRINGS } from './hostile-strings.ts'
import { dataIn, observedLog, requestOf, type Observed, type Sent } from './observed.ts'
import { ROOT } from './run-action.ts'

const DIGEST = `sha256:${'ab'.repeat(32)}`
const folder = mkdtempSync(join(tmpdir(), 'turnpike-forgery-'))
afterAll(() => rmSync(folder, { recursive: true }))

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

function turnpike(args: readonly string[], env: Record<string, string>, to: FakeStore): Promise<Ran> {
  return ran(process.execPath, [join(ROOT, 'dist', 'turnpike.js'), ...args], {
    TURNPIKE_STORE: to.url,
    TURNPIKE_TOKEN: 'a-token-0123456789',
    ...env,
  })
}

const shell = (script: string): Promise<Ran> => ran('sh', ['-c', script], {})

function ran(program: string, args: readonly string[], env: Record<string, string>): Promise<Ran> {
  const child = spawn(program, args, {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  return new Promise((done) => child.once('close', (code) => done({ code, output })))
}

/** The text as the hook may send it: one line without control characters. */
function asOneLine(text: string): string {
  return text.replace(/[\u0001-\u001F\u007F]+/g, ' ').replace(/^ +| +$/g, '')
}

interface Run {
  code: number | null
  log: ReturnType<typeof observedLog>
  requests: Observed['requests']
  sent: Sent[]
}

async function runIn(own: FakeStore, run: () => Promise<Ran>): Promise<Run> {
  try {
    const { code, output } = await run()
    const sent = own.received.flatMap(({ body }) => dataIn(body))
    // A port is as long as it is.
    const log = observedLog(output.replaceAll(own.url, 'http://store'))
    return { code, log, requests: own.received.map(requestOf), sent }
  } finally {
    await own.close()
  }
}

async function emitted(text: string): Promise<Run> {
  const own = await startFake(accepts)
  const args = [
    ...['emit', '--type', 'testsuiterun.finished', '--artifact', DIGEST],
    `--content=${JSON.stringify({ outcome: 'failure', testSuite: { id: 'unit', name: text } })}`,
    ...['subject', 'service', 'change', 'environment'].map((name) => `--${name}=x ${inEnvironment(text)}`),
  ]
  return await runIn(own, () => turnpike(args, variables(text), own))
}

async function hooked(text: string): Promise<Run> {
  const own = await startFake(says('{}', 'application/json'))
  return await runIn(own, () =>
    FINISH({
      ...variables(text),
      TURNPIKE_STORE: own.url,
      CI_JOB_STATUS: 'failed',
      TURNPIKE_TRACK_SERVICE: inEnvironment(text),
    }),
  )
}

const TEXTS = ['harmless', ...STRINGS.map(([, text]) => text)]
const comparable = ({ sent: _, ...run }: Run) => run

describe('variables that try to become', () => {
  const emittedOnce = atOnce(TEXTS, emitted)
  const hookedOnce = atOnce(TEXTS, hooked)

  test('nothing: a failure is sent as one', async () => {
    expect(await emittedOnce('harmless')).toMatchObject({
      code: 0,
      log: { commands: [], marks: [] },
      requests: [{ events: [['dev.cdevents.testsuiterun.finished.0.3.0', 'failure']] }],
    })
    expect(await hookedOnce('harmless')).toMatchObject({
      code: 0,
      log: { commands: [], marks: [] },
      requests: [{ events: [['dev.cdevents.taskrun.finished.0.3.0', 'failure']] }],
    })
  })

  test.each(STRINGS)('%s, in the command line: %j', async (_, text) => {
    const run = await emittedOnce(text)
    expect(comparable(run)).toEqual(comparable(await emittedOnce('harmless')))
    const [{ subject, customData } = {} as Sent] = run.sent
    expect(subject.content).toMatchObject({ testSuite: { id: 'unit', name: text } })
    expect([subject.id, customData?.turnpike?.['service']]).toEqual(
      Array(2).fill(expect.stringMatching(/^x/)),
    )
  })

  test.each(STRINGS)('%s, in the sh hook: %j', async (_, text) => {
    const run = await hookedOnce(text)
    expect(comparable(run)).toEqual(comparable(await hookedOnce('harmless')))
    // What a shell would have made of it is another text.
    const value = asOneLine(inEnvironment(text))
    const [{ subject, customData } = {} as Sent] = run.sent
    expect(subject.content['taskName']).toBe(value)
    // A variable that does not exist stays as its own name.
    const given = inEnvironment(text).startsWith('$') ? undefined : value
    expect(customData?.turnpike?.['service']).toBe(given)
    expect(customData?.turnpike?.['environment']).toBe(given)
  })

  test('anything would be seen where it succeeds: a shell that runs what it is given', async () => {
    const own = await startFake(says('{}', 'application/json'))
    const name = '$(printf forged)'
    const careless = `node -e 'fetch(process.argv[1], { method: "POST", body: process.argv[2] })' "${own.url}" "{\\"context\\":{},\\"subject\\":{\\"content\\":{\\"taskName\\":\\"${name}\\"}}}"`
    const run = await runIn(own, () => shell(careless))
    expect(run.sent[0]?.subject.content['taskName']).toBe('forged')
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
          // The one place where GitLab itself takes it: the name of the environment.
          ...(input === 'environment' && plain.environment !== undefined
            ? { environment: { ...plain.environment, name: text } }
            : {}),
        })
        expect(variable).toBeDefined()
      }
    },
  )
})

describe('what a person looks for', () => {
  const texts = [
    ...(HOSTILE['a query or a path'] ?? []),
    ...(HOSTILE['a header'] ?? []),
    ...['a b+c%20d', '..', '.', '%2e%2e'],
  ].map(inEnvironment)

  async function asked(args: readonly string[]): Promise<{ url: string; received: Received[] }> {
    const reads = await startFake(says('{"events":[]}', 'application/json'))
    await turnpike(args, {}, reads).finally(() => reads.close())
    return reads
  }
  const searched = atOnce(texts, (text) =>
    asked(['events', `--service=${text}`, `--change=${text}`, `--source=${text}`]),
  )
  const opened = atOnce(texts, (text) => asked(['decision', '--json', '--', text]))

  test.each(texts)('is the value of its own parameter: %j', async (text) => {
    const { url: store, received } = await searched(text)
    const [request, ...more] = received
    const url = new URL(request?.path ?? '', store)
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

  test.each(texts)('is one segment of a path, or not asked: decision %j', async (text) => {
    for (const { path } of (await opened(text)).received) {
      expect(path).toMatch(/^\/v1\/decisions\/[^/?#]+$/)
      expect(decodeURIComponent(path.split('/').at(-1) ?? '')).toBe(text)
    }
  })
})
