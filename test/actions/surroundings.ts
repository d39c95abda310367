/** A job on GitHub and a world of fakes for the runs. */
import { hash } from 'node:crypto'
import type { CDEvent } from '../../src/cdevents/event.ts'
import type { AskBody, Client, Delivery } from '../../src/client/client.ts'
import type { Decision } from '../../src/policy/decision.ts'
import type { Deps } from '../../src/actions/deps.ts'
import { TurnpikeError } from '../../src/errors.ts'
import { githubFacts } from '../../src/host/github.ts'
import { createRecordingHost, type RecordingHost } from '../../src/host/recording-host.ts'

export const NOW = '2026-11-21T08:00:00.000Z'
export const DIGEST = `sha256:${'ab'.repeat(32)}`

export function githubHost(env: Record<string, string> = {}, payload: unknown = {}): RecordingHost {
  return createRecordingHost(
    githubFacts(
      {
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTOR: 'octocat',
        GITHUB_ACTOR_ID: '583231',
        GITHUB_EVENT_NAME: 'push',
        GITHUB_JOB: 'build',
        GITHUB_REPOSITORY: 'acme/webshop',
        GITHUB_RUN_ID: '8120',
        GITHUB_SHA: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
        ...env,
      },
      payload,
      { checkRunId: '77001' },
    ),
  )
}

export interface FakeWorld extends Deps {
  asked: unknown[]
  got: string[]
  posted: { path: string; value: unknown }[]
  sent: CDEvent[]
  written: Record<string, string>
}

export interface FakeAnswers {
  env?: Record<string, string>
  /** The answer to a question, or what is thrown. */
  answer?: unknown
  /** What stands at a path; may throw. So does what is posted to one. */
  get?: (path: string) => unknown
  post?: (path: string, value: unknown) => unknown
  deliver?: (events: readonly CDEvent[]) => Delivery
  files?: Record<string, string>
  signal?: AbortSignal
  refuseWriting?: boolean
}

/** A decision as the answer to this very question: about its service, change, people and run, with its policies. */
function answerTo({ request, policyFiles = [] }: AskBody, answer: unknown): unknown {
  const decision = JSON.parse(JSON.stringify(answer)) as Decision
  const asked = request as Decision['request']
  const { artifacts, environment } = decision.request
  const policy = (name: string, origin: 'store' | 'file') => ({ name, origin, digest: DIGEST, rules: 1 })
  return {
    ...decision,
    request: { ...asked, artifacts, environment },
    policies: [
      ...decision.policies,
      ...(asked.policies ?? []).map((name) => policy(name, 'store')),
      ...policyFiles.map(({ name }) => policy(name, 'file')),
    ],
  }
}

/** No two worlds of a test hand out the same id. */
let ids = 0

export function fakeWorld(answers: FakeAnswers = {}): FakeWorld {
  const client: Client = {
    async send(events) {
      world.sent.push(...events)
      return answers.deliver?.(events) ?? accepted(events)
    },
    async ask(body) {
      world.asked.push(body)
      if (answers.answer instanceof Error) throw answers.answer
      return answerTo(body, answers.answer)
    },
    async getJson(path) {
      world.got.push(path)
      return answers.get?.(path)
    },
    async postJson(path, value) {
      world.posted.push({ path, value })
      return answers.post?.(path, value)
    },
    putText: async () => undefined,
  }
  const world: FakeWorld = {
    asked: [],
    got: [],
    posted: [],
    sent: [],
    written: {},
    env: answers.env ?? {},
    now: () => NOW,
    newId: () => `id-${++ids}`,
    readText: async (path) => {
      const text = answers.files?.[path]
      if (text === undefined) throw new Error(`no ${path}`)
      return text
    },
    writeText: async (path, text) => {
      if (answers.refuseWriting === true) throw new Error('the disk is full')
      world.written[path] = text
    },
    client: () => client,
    sink: () => client,
    digestFile: async (path) => {
      if (/sha256:/.test(path)) throw new Error(`no file ${path}`)
      return DIGEST
    },
    // A path, or all that ends as the pattern does.
    glob: async (patterns) => ({
      paths: Object.keys(answers.files ?? {})
        .filter((path) =>
          patterns.some(
            (one) => path === one || (one.includes('*') && path.endsWith(one.replace(/^.*\*/, ''))),
          ),
        )
        .sort(),
      notes: [],
    }),
    openFile: async (path) => {
      const text = answers.files?.[path]
      if (text === undefined) throw new TurnpikeError('NOT_FOUND', `${path} cannot be read`)
      const whole = Buffer.from(text)
      return {
        bytes: (async function* () {
          yield whole
        })(),
        read: () => ({ bytes: whole.length, digest: `sha256:${hash('sha256', whole)}` }),
      }
    },
    ...(answers.signal === undefined ? {} : { signal: answers.signal }),
  }
  return world
}

export function accepted(events: readonly CDEvent[]): Delivery {
  return {
    receipts: events.map(({ context: { source, id } }, index) => ({
      status: 'accepted',
      sequence: index + 1,
      source,
      id,
      problems: [],
    })),
    undelivered: [],
  }
}
