/**
 * Forgery through the actions: whatever strangers write into titles, branches, tags, commit messages, matrices, names of
 * tests, services and files, and whatever a store says of it, the run does to the world what it does with harmless texts:
 * the same requests with the same headers, the same events with the same outcomes, as many log lines, the same runner
 * commands, outputs and variables.
 *
 * These suites were run against copies of the project with one defect each. What told of it (others may, too):
 *
 *   forgery            an output's end that is always the same · summary's texts unescaped · ids of jobs, and JSON of
 *                      events, put together from texts · a store's words with their line breaks
 *   forgery-writers    state, a mask, log lines, titles and messages of annotations as they are · commands left in a line ·
 *                      GitLab's variables without a look at line breaks
 *   forgery-decision   outputs as name=value, or ended by a word · log texts as they are · HTML, JUnit or
 *                      GitLab's variables unescaped · a sign of a result let through
 *   forgery-gitlab     a query or a path put together from texts · the hook's JSON without its escapes, its texts evaluated
 *                      or taken for a format · an input pasted into a script
 *   forgery-artifacts  a name with a digest taken for an artifact · a member that is there twice
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { atOnce } from './at-once.ts'
import { eventsIn, startFake, type Answer, type FakeStore } from './fake-store.ts'
import { inEnvironment, STRINGS } from './hostile-strings.ts'
import { dataIn, observe, type Observed, type Sent } from './observed.ts'
import { createJob, type Job, type PhaseResult } from './run-action.ts'
import { commandsIn, linesIn } from './runner-files.ts'

const DIGEST = `sha256:${'ab'.repeat(32)}`

/** Takes nothing for evidence, and says why in a stranger's words: an event's own, mostly. */
function complains(text: string): Answer {
  return (request, response) => {
    const receipts = eventsIn(request).map(({ context }, index) => ({
      status: ['quarantined', 'refused', 'conflict'][index % 3],
      sequence: index + 1,
      id: context.id,
      source: context.source,
      type: text,
      problems: [{ path: `/${text}`, message: text }],
    }))
    response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ receipts }))
  }
}

/** Refuses with a stranger's words. */
function refusesWith(text: string): Answer {
  return (_, response) => {
    const problem = { title: text, detail: text, status: 403, problems: [{ path: text, message: text }] }
    response.writeHead(403, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem))
  }
}

/** A job of a pull request in which a stranger chose every text that a stranger can choose. */
function jobWith(text: string, store: FakeStore): Job {
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

/** What each part of such a job does, what it sent, and what ended the values that it handed on. */
interface Run {
  seen: Record<string, Observed>
  sent: Sent[]
  delimiters: string[]
}

async function runWith(text: string): Promise<Run> {
  const store = await startFake(complains(text))
  const gates = await startFake(refusesWith(text))
  const job = jobWith(text, store)
  const run: Run = { seen: {}, sent: [], delimiters: [] }
  const note = (name: string, result: PhaseResult, to: FakeStore) => {
    run.seen[name] = observe(result, to)
    run.delimiters.push(...result.delimiters)
    run.sent.push(...to.received.splice(0).flatMap(({ body }) => (to === store ? dataIn(body) : [])))
  }
  const step = async (name: string, folder: string, inputs: Record<string, string>, to = store) =>
    note(name, await job.step(folder, { store: to.url, ...inputs }), to)
  // As a workflow writes it: GitHub evaluates an expression once, and never what comes of it.
  const set = '${{ env.STRANGER }}'
  try {
    await step('track', '.', { service: set, environment: set, 'pipeline-finished': '${{ toJSON(needs) }}' })
    await step('emit', 'actions/emit', {
      type: 'testsuiterun.finished',
      artifact: DIGEST,
      // Each text where a workflow puts it: an expression that GitHub evaluates, or a value of a tool.
      content:
        '{ outcome: failure, testSuite: { id: unit, name: ${{ toJSON(github.event.pull_request.title) }} }, reason: ${{ toJSON(github.event.pull_request.body) }} }',
      'custom-data': '{ "title": ${{ toJSON(github.event.head_commit.message) }} }',
      ...{ subject: set, service: set, environment: set, change: set },
    })
    const asked = { artifact: DIGEST, environment: set, service: set, change: set, policy: 'p' }
    await step('gate', 'actions/gate', asked, gates)
    job.status = 'failure'
    for (const result of await job.finish()) note('post', result, store)
    return run
  } finally {
    job.close()
    await store.close()
    await gates.close()
  }
}

describe('a text that tries to become', () => {
  const resultOf = atOnce(['harmless', ...STRINGS.map(([, text]) => text)], runWith)
  const delimiters: string[] = []
  let harmless: Run
  beforeAll(async () => {
    harmless = await resultOf('harmless')
  })

  test('nothing: the harmless run sends failures, and opens nothing', () => {
    const outcomes = harmless.sent.filter(({ context }) => context.type.includes('finished'))
    expect(outcomes.map(({ subject }) => subject.content.outcome)).toEqual(Array(3).fill('failure'))
    const { gate, ...others } = harmless.seen
    expect(gate).toMatchObject({
      exitCode: 5,
      outputs: { verdict: 'error' },
      commands: ['add-mask', 'error'],
    })
    for (const part of Object.values(others)) {
      expect(part.requests).toHaveLength(1)
      // What the store says is told where a person reads it.
      expect(part).toMatchObject({ exitCode: 0, commands: ['add-mask', 'warning title'], signs: ['⚠'] })
    }
  })

  test('anything would be seen where it succeeds', () => {
    const log =
      'x\n::error::y\rx ##[set-output name=a;]b\n \t::add-mask::z\nx ::error::no\n##[unknown]x\n::error::a ##[error]b\n'
    expect(commandsIn(log)).toEqual(['error', 'set-output', 'add-mask', 'error'])
    expect(linesIn(log)).toHaveLength(7)
  })

  test.each(STRINGS)('%s: %j', async (_, text) => {
    const { seen, sent, delimiters: own } = await resultOf(text)
    expect(seen).toEqual(harmless.seen)
    delimiters.push(...own)
    // No text makes a job another job: its id is one step below that of its run.
    const ids = sent
      .filter(({ context }) => context.type.includes('taskrun'))
      .map(({ subject }) => subject.id)
    expect(ids).toHaveLength(2)
    for (const id of ids) {
      expect(id).toMatch(
        /^https:\/\/github\.com\/acme\/webshop\/actions\/runs\/8120\/attempts\/1\/jobs\/[^/?#]+\?[^/?#]+$/,
      )
      expect(new URL(id).href).toBe(id)
    }
  })

  test('none that could know what ends an output: that is never the same twice', () => {
    expect(delimiters.length).toBeGreaterThan(3 * STRINGS.length)
    expect(new Set(delimiters).size).toBe(delimiters.length)
  })
})

/** All of them in one file of events, to a sink that takes CloudEvents as headers: a request for each. */
test('no text of an event is more than the value of its own header', async () => {
  const sink = await startFake((_, response) => void response.writeHead(202).end())
  const job = createJob({ env: { TURNPIKE_STORE: sink.url } })
  const texts = ['harmless', ...STRINGS.map(([, text]) => text.toWellFormed())]
  const events = texts.map((text) => ({
    type: 'testsuiterun.finished',
    subject: text,
    artifact: DIGEST,
    content: { outcome: 'failure', testSuite: { id: 'unit', name: text }, reason: text },
    customData: { title: text },
  }))
  writeFileSync(join(job.workspace, 'events.json'), JSON.stringify(events))
  const result = await job.step('actions/emit', { file: 'events.json', format: 'binary' })
  job.close()
  await sink.close()
  const { requests, ...others } = observe(result, sink)
  expect(others).toMatchObject({
    exitCode: 0,
    commands: [],
    marks: [],
    outputs: { sent: String(texts.length) },
  })
  expect(requests).toEqual(texts.map(() => requests[0]))
  expect(requests[0]?.events).toEqual([['dev.cdevents.testsuiterun.finished.0.3.0', 'failure']])
  for (const [index, { headers, body }] of sink.received.entries()) {
    const [event] = dataIn(body)
    const of = (name: string) => decodeURIComponent(String(headers[`ce-${name}`]))
    expect([of('id'), of('source'), of('type'), of('subject')]).toEqual([
      event?.context.id,
      event?.context.source,
      event?.context.type,
      texts[index],
    ])
  }
})
