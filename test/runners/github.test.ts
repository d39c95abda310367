/** The actions in real workflow files, by a runner that follows GitHub's rules (`act` in host mode), main and post. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { testWith } from '../tools.ts'
import { createRepository, type Repository } from './act.ts'
import { passed } from './evidence.ts'
import { startLiveStore, TOKEN, type LiveStore } from './live-store.ts'
import type { Listening } from './pipeline.ts'

const test = testWith(['act', 'git'])
const ARTIFACT = 'the web shop, packed\n'
const DIGEST = `sha256:${createHash('sha256').update(ARTIFACT).digest('hex')}`
/** Artifacts that nothing is known about yet. */
const LATER = `sha256:${'1'.repeat(64)}`
const NEVER = `sha256:${'2'.repeat(64)}`

describe('the actions on a GitHub runner', () => {
  let store: LiveStore
  let repository: Repository

  beforeAll(async () => {
    store = await startLiveStore()
    repository = createRepository(['evidence', 'broken', 'deploy'], ARTIFACT)
  })

  afterAll(async () => {
    repository.remove()
    await store.stop()
  })

  const run = (
    name: string,
    {
      artifact = 'webshop.txt',
      wait = '',
      ...listening
    }: Listening & { artifact?: string; wait?: string } = {},
  ) =>
    repository.run(name, {
      ...listening,
      vars: { TURNPIKE_STORE: store.url, WAIT: wait, ARTIFACT: artifact },
      secrets: { TURNPIKE_TOKEN: TOKEN },
    })

  const outcomes = async () =>
    (await store.events('taskrun.finished')).map(({ subject }) => subject.content.outcome)

  test('a job that fails emits taskrun.finished with failure', async () => {
    const { code } = await run('broken')
    expect(code).not.toBe(0)
    expect(await outcomes()).toEqual(['failure'])
    const [started] = await store.events('taskrun.started')
    expect(started?.subject.content).toMatchObject({ taskName: expect.stringContaining('fails') })
  })

  test('the gate blocks the deploy step while the evidence is missing, and the summary says what to do', async () => {
    const { code, log } = await run('deploy')
    expect(code).not.toBe(0)
    expect(log).not.toContain('deployed sha256:')
    expect(log).toContain('Unit tests')
    expect(log).toContain('Run the unit tests for this artifact.')
    expect(await outcomes()).toEqual(['failure', 'failure'])
  })

  test('green matrix legs are distinct jobs of one run, with success', async () => {
    const { code, log } = await run('evidence')
    expect([code, log.includes('Job failed')]).toEqual([0, false])
    expect((await outcomes()).slice(2)).toEqual(['success', 'success'])
    const legs = (await store.events('taskrun.finished')).slice(2)
    expect(new Set(legs.map(({ subject }) => subject.id)).size).toBe(2)
    expect(new Set(legs.map(({ context }) => context.chainId)).size).toBe(1)
    const [suite] = await store.events('testsuiterun.finished')
    expect(suite?.customData?.turnpike?.artifacts?.[0]?.digest).toBe(DIGEST)
  })

  test('the gate opens the deploy step when the evidence is there', async () => {
    const { code, log } = await run('deploy')
    expect([code, log.includes(`deployed ${DIGEST}`)]).toEqual([0, true])
    expect((await outcomes()).at(-1)).toBe('success')
  })

  test('pipelinerun.started is one event, whichever job sends it', async () => {
    const started = await store.events('pipelinerun.started')
    expect(new Set(started.map(({ context }) => context.id)).size).toBe(started.length)
    const { events } = (await store.get('/v1/events?status=conflict')) as { events: unknown[] }
    expect(events).toEqual([])
  })

  test('a gate that waits opens when another process sends the evidence', async () => {
    const { code, log } = await run('deploy', {
      artifact: LATER,
      wait: '1m',
      whenLogged: ['aiting', () => void store.post(passed(LATER))],
    })
    expect([code, log.includes(`deployed ${LATER}`)]).toEqual([0, true])
  })

  test('a gate that is cancelled does not open, and the job ends as cancel', async () => {
    const { code, log } = await run('deploy', {
      artifact: NEVER,
      wait: '1m',
      whenLogged: ['aiting', (kill) => kill()],
    })
    expect(code).not.toBe(0)
    expect(log).not.toContain('deployed sha256:')
    expect((await outcomes()).at(-1)).toBe('cancel')
  })
})
