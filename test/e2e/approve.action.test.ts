/**
 * The approve action, and the command line in a GitLab job, against a real store that knows people by their forges.
 * Over 300 lines: one store and its forges serve all of it, and starting them is what takes the time.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { serve, type Served } from '../../src/server/listen.ts'
import type { StoredEvent } from '../../src/store/store.ts'
import { turnpike } from '../cli/run-cli.ts'
import { startForges, type ForgeJob, type Forges } from '../story/forges.ts'
import { createJob, type Job, type PhaseResult } from './run-action.ts'

const ALICE = 1234
const BOB = 77
let digests = 0
const newDigest = () => `sha256:${(++digests).toString(16).padStart(64, '0')}`

let folder: string
let forges: Forges
let store: Served | undefined
const jobs: Job[] = []
let runs = 100

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-approve-e2e-'))
  forges = await startForges(Date.now)
  const trust = {
    apiVersion: 'turnpike/v1',
    kind: 'Trust',
    metadata: { organisation: 'default' },
    issuers: {
      github: { kind: 'github', keysUrl: forges.keys.github },
      gitlab: { kind: 'gitlab', url: 'https://gitlab.com', keysUrl: forges.keys.gitlab },
    },
    people: [
      {
        id: 'urn:user:alice',
        identities: [
          { issuer: 'github', actorId: String(ALICE) },
          { issuer: 'gitlab', userId: String(ALICE) },
        ],
      },
    ],
    grants: [
      {
        name: 'github',
        to: { issuer: 'github', repositoryId: '74' },
        may: {
          read: true,
          ask: { environments: ['*'] },
          approve: { as: 'self', environments: ['production'] },
        },
      },
      {
        name: 'gitlab',
        to: { issuer: 'gitlab', projectId: '20' },
        may: { approve: { as: 'self', environments: ['production'] } },
      },
    ],
  }
  writeFileSync(join(folder, 'trust.yaml'), JSON.stringify(trust))
  store = await serve({
    database: ':memory:',
    host: '127.0.0.1',
    port: 0,
    trustFile: join(folder, 'trust.yaml'),
    logKey: join(folder, 'log-key'),
    log: () => undefined,
  })
})
afterEach(() => {
  for (const job of jobs.splice(0)) job.close()
})
afterAll(async () => {
  await store?.close()
  await forges.stop()
  rmSync(folder, { recursive: true, force: true })
})

const forgeJob = (actor: number, event: string, repository = { name: 'acme/shop', id: '74' }): ForgeJob => ({
  repository,
  workflow: 'approve.yml',
  runId: String(runs),
  actor: String(actor),
  event,
  sha: '1'.repeat(40),
})

interface Started {
  actor?: number
  event?: { name: string; payload: unknown }
  repository?: { name: string; id: string }
  env?: Record<string, string>
}

/** One run of the action on GitHub. */
async function approve(inputs: Record<string, string>, started: Started = {}): Promise<PhaseResult> {
  const { actor = ALICE, event = { name: 'workflow_dispatch', payload: {} }, repository, env } = started
  runs += 1
  const job = createJob({
    github: {
      EVENT_NAME: event.name,
      REPOSITORY: 'acme/shop',
      REPOSITORY_ID: '74',
      RUN_ID: String(runs),
      ACTOR_ID: String(actor),
    },
    event: event.payload,
    env: {
      TURNPIKE_STORE: store!.url,
      ...forges.githubJob(forgeJob(actor, event.name, repository)),
      ...env,
    },
  })
  jobs.push(job)
  return await job.step('actions/approve', inputs)
}

let comments = 0
/** A comment of Alice's, as GitHub sends it. */
function comment(body: string, given: { by?: number; action?: string; updated?: string; id?: number } = {}) {
  const at = '2026-11-21T14:03:00Z'
  return {
    name: 'issue_comment',
    payload: {
      action: given.action ?? 'created',
      issue: { number: 7, pull_request: { html_url: 'https://github.com/acme/shop/pull/7' } },
      comment: {
        id: given.id ?? ++comments,
        body,
        user: { id: given.by ?? ALICE, login: 'alice', type: 'User' },
        created_at: at,
        updated_at: given.updated ?? at,
      },
      repository: { id: 74, full_name: 'acme/shop' },
      sender: { id: given.by ?? ALICE },
    },
  }
}

/** Approvals of a digest, the oldest first. */
async function approvalsOf(digest: string): Promise<Record<string, unknown>[]> {
  const token = await forges.githubToken(forgeJob(ALICE, 'push'), store!.url)
  const answer = await fetch(`${store!.url}/v1/artifacts/${digest}/timeline`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const { events } = (await answer.json()) as { events: StoredEvent[] }
  return events.flatMap(({ event }) => (event === undefined ? [] : [event.subject.content]))
}

describe('from workflow_dispatch', () => {
  test('an approval is recorded as whoever started the run, under the name the store knows them by', async () => {
    const artifact = newDigest()
    const step = await approve({ artifact, environment: 'production', comment: 'tested by hand' })
    expect(step).toMatchObject({
      exitCode: 0,
      stderr: '',
      outputs: {
        recorded: 'true',
        responder: 'urn:user:alice',
        decision: 'approved',
        environment: 'production',
        'artifact-digest': artifact,
      },
    })
    expect(step.stdout).toContain('urn:user:alice approved for production')
    expect(step.summary).toContain(artifact)
    expect(await approvalsOf(artifact)).toMatchObject([{ responder: 'urn:user:alice', decision: 'approved' }])
  })

  test.each([
    ['reject', { decision: 'rejected' }],
    ['request-changes', { decision: 'requestChanges' }],
    ['withdraw', { status: 'cancelled' }],
  ])('%s is recorded as what it is', async (decision, said) => {
    const artifact = newDigest()
    await approve({ artifact, environment: 'production', decision })
    expect(await approvalsOf(artifact)).toMatchObject([said])
  })

  test('another person behind the same workflow is another approver', async () => {
    const artifact = newDigest()
    await approve({ artifact, environment: 'production' })
    await approve({ artifact, environment: 'production' }, { actor: BOB })
    expect((await approvalsOf(artifact)).map(({ responder }) => responder)).toEqual([
      'urn:user:alice',
      `urn:github:user:${BOB}`,
    ])
  })

  test('said twice in one run it is one approval', async () => {
    const artifact = newDigest()
    const first = await approve({ artifact, environment: 'production' })
    runs -= 1
    const again = await approve({ artifact, environment: 'production' })
    expect(again.outputs['event-id']).toBe(first.outputs['event-id'])
    expect(again.summary).toContain('as it was said before')
    expect(await approvalsOf(artifact)).toHaveLength(1)
  })

  test('where the document grants nothing the step fails, and says what would', async () => {
    const artifact = newDigest()
    const step = await approve({ artifact, environment: 'staging' })
    expect([step.exitCode, step.outputs.recorded]).toEqual([5, undefined])
    const [{ message = '' } = {}] = step.annotations.filter(({ level }) => level === 'error')
    expect(message).toContain('Nothing is approved.')
    expect(message).toContain('approve: { as: self')
    expect(step.summary).toContain('Nothing is approved')
    expect(await approvalsOf(artifact)).toEqual([])
  })

  test('without the permission id-token the step fails, and says which', async () => {
    const step = await approve(
      { artifact: newDigest(), environment: 'production' },
      { env: { ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' } },
    )
    expect(step.exitCode).toBe(5)
    expect(step.annotations[0]?.message).toContain('permissions: { id-token: write')
  })

  test('bad inputs fail with all problems', async () => {
    const step = await approve({ decision: 'maybe', delegate: 'urn:user:bob' })
    expect(step.exitCode).toBe(2)
    for (const said of ['input artifact', 'input environment', 'input decision', 'input delegate'])
      expect(step.annotations[0]?.message).toContain(said)
  })
})

describe('from a comment', () => {
  test('what its author says is recorded, with the reason', async () => {
    const artifact = newDigest()
    const event = comment(`Looks good.\n\n/turnpike approve production ${artifact} tested  on staging`)
    const step = await approve({ from: 'comment' }, { event })
    expect(step).toMatchObject({ exitCode: 0, outputs: { recorded: 'true', decision: 'approved' } })
    expect(await approvalsOf(artifact)).toMatchObject([{ responder: 'urn:user:alice' }])
  })

  test('the digest may be left out where the input names the only artifact', async () => {
    const artifact = newDigest()
    const step = await approve(
      { from: 'comment', artifact, environment: 'production' },
      { event: comment('/turnpike reject production CHG-1 is open') },
    )
    expect(step.outputs).toMatchObject({ decision: 'rejected', 'artifact-digest': artifact })
  })

  test('a comment without a command is nobody’s approval, and no failure', async () => {
    const step = await approve(
      { from: 'comment' },
      { event: comment('> /turnpike approve production\n\nNo!') },
    )
    expect([step.exitCode, step.outputs]).toEqual([0, {}])
    expect(step.stdout).toContain('Nothing is approved: the comment has no line')
  })

  test('the same comment, its run started again, is the same approval', async () => {
    const artifact = newDigest()
    const event = comment(`/turnpike approve production ${artifact}`)
    await approve({ from: 'comment' }, { event })
    await approve({ from: 'comment' }, { event: comment(`/turnpike withdraw production ${artifact}`) })
    const again = await approve({ from: 'comment' }, { event })
    expect(again.summary).toContain('as it was said before')
    expect(await approvalsOf(artifact)).toHaveLength(2)
  })

  test.each([
    [
      'of somebody else than the token names',
      comment(`/turnpike approve production sha256:${'a'.repeat(64)}`, { by: BOB }),
      'the comment is by user 77',
    ],
    [
      'that was changed',
      comment(`/turnpike approve production sha256:${'a'.repeat(64)}`, { updated: '2026-11-21T14:04:00Z' }),
      'was changed after it was written',
    ],
    [
      'with a part of a digest',
      comment('/turnpike approve production sha256:abab'),
      'a digest is written out in full',
    ],
    ['with no digest at all', comment('/turnpike approve production please'), 'the comment names no digest'],
    ['with an unknown word', comment('/turnpike ship production'), '"ship" is not known'],
  ])('one %s fails the step', async (_, event, said) => {
    const step = await approve({ from: 'comment' }, { event })
    expect([step.exitCode, step.outputs]).toEqual([2, {}])
    expect(step.annotations[0]?.message).toContain(said)
    expect(await approvalsOf(`sha256:${'a'.repeat(64)}`)).toEqual([])
  })

  test.each([
    ['an edited one', comment('/turnpike approve production', { action: 'edited' })],
    ['a push', { name: 'push', payload: {} }],
    [
      'a review comment',
      { name: 'pull_request_review_comment', payload: comment('/turnpike approve production').payload },
    ],
  ])('%s is none', async (_, event) => {
    const step = await approve({ from: 'comment', artifact: newDigest() }, { event })
    expect([step.exitCode, step.outputs]).toEqual([0, {}])
  })

  test('about another environment than the workflow is for is refused', async () => {
    const step = await approve(
      { from: 'comment', environment: 'staging' },
      { event: comment(`/turnpike approve production ${newDigest()}`) },
    )
    expect(step.exitCode).toBe(2)
    expect(step.annotations[0]?.message).toContain('takes comments about "staging" only')
  })
})

describe('in a GitLab job, by the command line', () => {
  const DIGEST = newDigest()
  const run = async (
    args: string[],
    { actor = ALICE, payload }: { actor?: number; payload?: unknown } = {},
  ) => {
    runs += 1
    const job = {
      ...forgeJob(actor, payload === undefined ? 'push' : 'trigger'),
      repository: { name: 'acme/shop', id: '20' },
    }
    if (payload !== undefined) writeFileSync(join(folder, 'payload.json'), JSON.stringify(payload))
    return await turnpike(['approve', '--store', store!.url, ...args], {
      cwd: folder,
      env: {
        GITLAB_CI: 'true',
        CI_PROJECT_URL: 'https://gitlab.com/acme/shop',
        CI_PROJECT_PATH: 'acme/shop',
        CI_PROJECT_ID: '20',
        CI_PIPELINE_ID: String(runs),
        CI_JOB_ID: '302',
        TURNPIKE_ID_TOKEN: await forges.gitlabToken(job, store!.url),
        ...(payload === undefined ? {} : { TRIGGER_PAYLOAD: join(folder, 'payload.json') }),
      },
    })
  }
  const note = (
    text: string,
    { by = ALICE, user = by, action = 'create' }: { by?: number; user?: number; action?: string } = {},
  ) => ({
    object_kind: 'note',
    project_id: 20,
    user: { id: user, username: 'alice' },
    object_attributes: {
      id: ++comments,
      note: text,
      noteable_type: 'MergeRequest',
      author_id: by,
      created_at: '2026-11-21 14:03:00 UTC',
      updated_at: '2026-11-21 14:03:00 UTC',
      action,
    },
  })

  test('who started the manual job is who approves', async () => {
    const { code, stdout } = await run([
      '--artifact',
      DIGEST,
      '--environment',
      'production',
      '--say',
      'approve',
    ])
    expect([code, stdout]).toEqual([0, expect.stringContaining('urn:user:alice approved for production')])
    const other = await run(['--artifact', DIGEST, '--environment', 'production'], { actor: BOB })
    expect(other.stdout).toContain(`urn:gitlab:user:${BOB} approved for production`)
  })

  test('a note of the one whom the token names is recorded; of anybody else it is refused', async () => {
    const text = `/turnpike approve production ${newDigest()} fine`
    const own = await run(['--from', 'comment'], { payload: note(text) })
    expect([own.code, own.stdout]).toEqual([0, expect.stringContaining('urn:user:alice approved')])
    const foreign = await run(['--from', 'comment'], { payload: note(text, { by: BOB }) })
    expect([foreign.code, foreign.stderr]).toEqual([
      2,
      expect.stringContaining('the token of this job is that of user 1234'),
    ])
    const sentByOther = await run(['--from', 'comment'], { payload: note(text, { user: BOB }) })
    expect([sentByOther.code, sentByOther.stderr]).toEqual([
      2,
      expect.stringContaining('not sent by its author'),
    ])
  })

  test('a note that was changed, and what is no note, are none', async () => {
    const changed = await run(['--from', 'comment'], {
      payload: note('/turnpike approve production', { action: 'update' }),
    })
    expect([changed.code, changed.stdout]).toEqual([0, expect.stringContaining('the note is not new')])
    const push = await run(['--from', 'comment'], { payload: { object_kind: 'push' } })
    expect([push.code, push.stdout]).toEqual([0, expect.stringContaining('no note')])
  })
})
