/**
 * Forgery by the names of artifacts, and by texts that an author pastes into JSON without care: each is the artifact that
 * the author named or nothing, and no text says a second outcome.
 */
import { hash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { accepts, startFake, type FakeStore } from './fake-store.ts'
import { HOSTILE, inEnvironment, STRINGS } from './hostile-strings.ts'
import { createJob, type Job, type PhaseResult } from './run-action.ts'
import { commandsIn } from './runner-files.ts'

const OURS = `sha256:${'ab'.repeat(32)}`
const THEIRS = `sha256:${'f'.repeat(64)}`
let store: FakeStore
let job: Job

beforeAll(async () => {
  store = await startFake(accepts)
})
afterAll(() => store.close())
beforeEach(() => {
  job = createJob({ env: { TURNPIKE_STORE: store.url } })
})
afterEach(() => {
  job.close()
  store.received.length = 0
})

interface Sent {
  data: {
    subject: { content: { outcome?: string } }
    customData: { turnpike: { artifacts?: { digest: string; purl?: string }[] } }
  }
}

function sent(): Sent['data'][] {
  return store.received.flatMap(({ body }) => {
    const value = JSON.parse(body) as Sent | Sent[]
    return (Array.isArray(value) ? value : [value]).map(({ data }) => data)
  })
}

/** Nothing was sent, the step failed as wrong input does, and the log has that one command. */
function expectRefused(result: PhaseResult): void {
  expect({ code: result.exitCode, sent: sent(), outputs: result.outputs }).toEqual({
    code: 2,
    sent: [],
    outputs: {},
  })
  expect(commandsIn(result.stdout)).toEqual(['error'])
  expect(result.handed).toEqual({ env: '', path: '' })
}

const emit = (inputs: Record<string, string>) =>
  job.step('actions/emit', { type: 'testsuiterun.finished', content: '{"outcome":"failure"}', ...inputs })

describe('a package URL that names two digests, or hides one', () => {
  test.each([
    `pkg:generic/x?checksum=${OURS}&checksum=${THEIRS}`,
    `pkg:generic/x?checksum=${OURS},${THEIRS}`,
    `pkg:generic/x?checksum=${OURS}%26checksum=${THEIRS}`,
    `pkg:oci/x@${OURS}?checksum=${THEIRS}`,
    `pkg:oci/x@${OURS}@${THEIRS}`,
    `pkg:oci/x@${OURS}%40${THEIRS}`,
    `pkg:oci/x@${OURS}#${THEIRS}`,
    `pkg:oci/x@${OURS}?repository_url=evil.example/x@${THEIRS}`,
    `pkg:oci/x%40${THEIRS}@${OURS}`,
    `PKG:OCI/X@${OURS.toUpperCase()}`,
    `ghcr.io/acme/x@${OURS}@${THEIRS}`,
    `ghcr.io/acme/x:tag@${OURS}?checksum=${THEIRS}`,
    `${OURS} ${THEIRS}`,
    `${OURS},${THEIRS}`,
    `${OURS}&artifact=${THEIRS}`,
  ])('%s is the first one alone, or nothing', async (artifact) => {
    const result = await emit({ artifact })
    if (result.exitCode !== 0) return expectRefused(result)
    const digests = sent().flatMap(({ customData }) =>
      customData.turnpike.artifacts?.map(({ digest }) => digest),
    )
    expect(digests).toEqual([OURS])
  })
})

describe('a file whose name tries to be more than a name', () => {
  const names = Object.values(HOSTILE)
    .flat()
    .map(inEnvironment)
    .filter((name) => !/[\r\n]/.test(name) && name.trim() === name && Buffer.byteLength(name) < 250)
    .filter((name) => !/^\/|(?:^|\/|\|)\.\.(?:\/|$)/.test(name) && !['', '-'].includes(name))

  test('is one of many', () => {
    expect(names.length).toBeGreaterThan(40)
  })

  test.each(names)('%j is that file, by its digest', async (name) => {
    job.close()
    // As an expression gives it: GitHub evaluates what stands in the workflow, and never what comes of it.
    job = createJob({ env: { TURNPIKE_STORE: store.url, NAME: name } })
    const file = join(job.workspace, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, name)
    const result = await emit({ artifact: '${{ env.NAME }}' })
    // A name that has a digest in it could be meant as that, and one that begins like JSON as what a builder says of its
    // image: they are never taken for it.
    if (/sha256:|^\{/.test(name) && result.exitCode !== 0) return expectRefused(result)
    expect([result.exitCode, commandsIn(result.stdout), result.stderr]).toEqual([0, [], ''])
    const [event, ...more] = sent()
    expect(more).toEqual([])
    expect(event?.subject.content.outcome).toBe('failure')
    const [artifact, ...others] = event?.customData.turnpike.artifacts ?? []
    expect(others).toEqual([])
    expect(artifact?.digest).toBe(`sha256:${hash('sha256', name)}`)
    // Names that only deceive the eye, or have a digest in them, are left out: the digest says which artifact it is.
    if (artifact?.purl !== undefined)
      expect(artifact.purl).toMatch(/^pkg:generic\/[\w.~%:-]+\?checksum=sha256:[0-9a-f]{64}$/)
    if (/^[\w.-]+$/.test(name) && !/sha-?256/i.test(name)) expect(artifact?.purl).toBeDefined()
  })

  test.each(['../outside', '/etc/hostname/x', 'a\nb', `x\n${THEIRS}`, 'nowhere'])(
    '%j that is no file is refused whole',
    async (artifact) => expectRefused(await emit({ artifact })),
  )
})

describe('a text that an author pastes into the JSON of an input', () => {
  const pasted = STRINGS.filter(([aim]) => aim === 'a passing event').map(([, text]) => text)
  test.each([...pasted, '"},"outcome":"success","z":{"y":"', '","outcome":"success","y":"'])(
    'leaves the outcome as it is, or nothing is sent: %j',
    async (text) => {
      const content = `{"outcome":"failure","testSuite":{"id":"unit","name":"${inEnvironment(text)}"}}`
      const result = await emit({ content, artifact: OURS })
      if (result.exitCode !== 0) return expectRefused(result)
      expect(sent().map(({ subject }) => subject.content.outcome)).toEqual(['failure'])
    },
  )

  test.each(pasted)('of a file of events, a line each: %j', async (text) => {
    const line = (name: string) =>
      `{"type":"testsuiterun.finished","content":{"outcome":"failure","testSuite":{"id":"unit","name":"${name}"}}}`
    writeFileSync(
      join(job.workspace, 'events.ndjson'),
      `${line('first')}\n${line(JSON.stringify(text).slice(1, -1))}\n`,
    )
    const result = await job.step('actions/emit', { file: 'events.ndjson', artifact: OURS })
    expect(result.exitCode).toBe(0)
    expect(sent().map(({ subject }) => subject.content.outcome)).toEqual(['failure', 'failure'])
  })
})
