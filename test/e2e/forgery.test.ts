/**
 * Forgery through the actions: whatever strangers write into titles, branches, tags, commit messages, matrices, names of
 * tests, services and files, the run does to the world what it does with harmless texts: the same requests with the same
 * headers, the same events with the same outcomes, as many log lines, the same runner commands, outputs and variables.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { accepts, refuses, startFake, type FakeStore } from './fake-store.ts'
import { inEnvironment, STRINGS } from './hostile-strings.ts'
import { observe, type Observed } from './observed.ts'
import { createJob, type Job } from './run-action.ts'
import { commandsIn, linesIn } from './runner-files.ts'

const DIGEST = `sha256:${'ab'.repeat(32)}`
let store: FakeStore
let gates: FakeStore
let sink: FakeStore

beforeAll(async () => {
  store = await startFake(accepts)
  gates = await startFake(refuses(403, 'no'))
  sink = await startFake((_, response) => void response.writeHead(202).end())
})
afterAll(async () => {
  for (const fake of [store, gates, sink]) await fake.close()
})

/** A job of a pull request in which a stranger chose every text that a stranger can choose. */
function jobWith(text: string): Job {
  const set = inEnvironment(text)
  const person = { login: text, id: 583_231, type: text }
  const branch = { ref: text, label: text, sha: 'b'.repeat(40), repo: { full_name: text, html_url: text } }
  return createJob({
    env: { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: 'a-token-0123456789', STRANGER: set },
    checkRunId: '',
    matrix: { leg: text, [`key${text}`]: text, nested: { [text]: [text] } },
    needs: { build: { result: 'failure', outputs: { name: text } } },
    github: {
      EVENT_NAME: 'pull_request',
      REF: `refs/tags/${set}`,
      REF_NAME: set,
      HEAD_REF: set,
      BASE_REF: set,
      WORKFLOW: set,
      JOB: set,
      ACTOR: set,
      TRIGGERING_ACTOR: set,
    },
    event: {
      action: text,
      pull_request: {
        number: 7,
        title: text,
        body: text,
        html_url: `https://github.com/acme/webshop/pull/7?${text}`,
        updated_at: '2026-11-21T08:00:00Z',
        user: person,
        head: branch,
        base: branch,
        labels: [{ name: text }],
      },
      head_commit: { message: text, id: text, timestamp: text },
      sender: person,
      repository: { name: text, full_name: text, owner: person },
    },
  })
}

/** What each part of such a job does. */
async function runWith(text: string): Promise<Record<string, Observed>> {
  const job = jobWith(text)
  // As a workflow writes it: GitHub evaluates an expression once, and never what comes of it.
  const set = '${{ env.STRANGER }}'
  const step = async (folder: string, inputs: Record<string, string>, to = store) => {
    const since = to.received.length
    return observe(await job.step(folder, { store: to.url, ...inputs }), to, since)
  }
  // Each text where a workflow puts it: an expression that GitHub evaluates, or a value of a tool.
  const event = {
    type: 'testsuiterun.finished',
    artifact: DIGEST,
    content:
      '{ outcome: failure, testSuite: { id: unit, name: ${{ toJSON(github.event.pull_request.title) }} }, reason: ${{ toJSON(github.event.pull_request.body) }} }',
    'custom-data': '{ "title": ${{ toJSON(github.event.head_commit.message) }} }',
  }
  try {
    return {
      track: await step('.', { service: set, environment: set, 'pipeline-finished': '${{ toJSON(needs) }}' }),
      emit: await step('actions/emit', {
        ...event,
        subject: set,
        service: set,
        environment: set,
        change: set,
      }),
      binary: await step('actions/emit', { ...event, subject: set, format: 'binary' }, sink),
      gate: await step(
        'actions/gate',
        { artifact: DIGEST, environment: set, service: set, change: set, policy: 'p' },
        gates,
      ),
      post: await postOf(job),
    }
  } finally {
    job.close()
  }
}

async function postOf(job: Job): Promise<Observed> {
  const since = store.received.length
  job.status = 'failure'
  const [result] = await job.finish()
  if (result === undefined) throw new Error('no post')
  return observe(result, store, since)
}

describe('a text that tries to become', () => {
  let harmless: Record<string, Observed>
  beforeAll(async () => {
    harmless = await runWith('harmless')
  })

  test('nothing: the harmless run sends failures, and opens nothing', () => {
    const outcomes = Object.values(harmless).flatMap(({ requests }) =>
      requests.flatMap(({ events }) => events),
    )
    expect(outcomes.filter(([type]) => type.includes('finished')).map(([, outcome]) => outcome)).toEqual(
      Array(4).fill('failure'),
    )
    expect(harmless['gate']?.outputs).toEqual({ verdict: 'error' })
    for (const part of Object.values(harmless)) expect(part.requests).toHaveLength(1)
  })

  test('anything would be seen where it succeeds', () => {
    const log =
      'x\n::error::y\rx ##[set-output name=a;]b\n \t::add-mask::z\nx ::error::no\n##[unknown]x\n::error::a ##[error]b\n'
    expect(commandsIn(log)).toEqual(['error', 'set-output', 'add-mask', 'error'])
    expect(linesIn(log)).toHaveLength(7)
  })

  test.each(STRINGS)('%s: %j', async (_, text) => {
    expect(await runWith(text)).toEqual(harmless)
  })
})
