import { githubFacts } from '../../src/host/github.js'
import { createRecordingHost } from '../../src/host/recording-host.js'
export const NOW = '2026-11-21T08:00:00.000Z'
export const DIGEST = `sha256:${'ab'.repeat(32)}`
export function githubHost(env = {}, payload = {}) {
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
/** A decision as the answer to this very question: about its service, change, people and run, with its policies. */
function answerTo({ request, policyFiles = [] }, answer) {
  const decision = JSON.parse(JSON.stringify(answer))
  const asked = request
  const { artifacts, environment } = decision.request
  const policy = (name, origin) => ({ name, origin, digest: DIGEST, rules: 1 })
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
export function fakeWorld(answers = {}) {
  const client = {
    async send(events) {
      world.sent.push(...events)
      return answers.deliver?.(events) ?? accepted(events)
    },
    async ask(body) {
      world.asked.push(body)
      if (answers.answer instanceof Error) throw answers.answer
      return answerTo(body, answers.answer)
    },
    getJson: async () => undefined,
    putText: async () => undefined,
  }
  const world = {
    asked: [],
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
    digestFile: async () => DIGEST,
    ...(answers.signal === undefined ? {} : { signal: answers.signal }),
  }
  return world
}
export function accepted(events) {
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
