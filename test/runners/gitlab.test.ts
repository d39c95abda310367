/** The GitLab components in a real pipeline, by a runner that follows GitLab's rules (`gitlab-ci-local`, shell executor). */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { testWith } from '../tools.ts'
import { passed } from './evidence.ts'
import { createProject, type Project } from './gitlab-ci-local.ts'
import { startLiveStore, TOKEN, type LiveStore } from './live-store.ts'
import type { Listening } from './pipeline.ts'

const test = testWith(['rsync', 'git', 'curl'])
const ARTIFACT = 'the web shop, packed on the other forge\n'
const DIGEST = `sha256:${createHash('sha256').update(ARTIFACT).digest('hex')}`
/** An artifact that nothing is known about yet. */
const LATER = `sha256:${'3'.repeat(64)}`

describe('the components on a GitLab runner', () => {
  let store: LiveStore
  let project: Project

  beforeAll(async () => {
    store = await startLiveStore()
    project = createProject(ARTIFACT)
  })

  afterAll(async () => {
    project.remove()
    await store.stop()
  })

  /** Runs the jobs named, in the order of their stages. */
  const run = (
    jobs: string[],
    {
      artifact = 'webshop.txt',
      wait = '',
      ...listening
    }: Listening & { artifact?: string; wait?: string } = {},
  ) =>
    project.run(jobs, {
      ...listening,
      variables: { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: TOKEN, ARTIFACT: artifact, WAIT: wait },
    })

  const outcomes = async () =>
    (await store.events('taskrun.finished')).map(({ subject }) => subject.content.outcome)

  test('a job that fails emits taskrun.finished with failure, a green one with success', async () => {
    expect((await run(['broken'])).code).not.toBe(0)
    expect(await outcomes()).toEqual(['failure'])
    const green = await run(['green'])
    expect([green.code, await outcomes()]).toEqual([0, ['failure', 'success']])
  })

  test('the end of the pipeline is told by a job in .post, about the run that the other jobs named', async () => {
    const { code } = await run(['green', 'tell-success'])
    const [finished] = await store.events('pipelinerun.finished')
    const started = await store.events('pipelinerun.started')
    expect([code, finished?.subject.content.outcome]).toEqual([0, 'success'])
    expect(started.map(({ subject }) => subject.id)).toContain(finished?.subject.id)
  })

  test('the gate stops the deploy job while the evidence is missing, and publishes its reports', async () => {
    const { code, log } = await run(['production-gate', 'deploy'])
    expect(code).not.toBe(0)
    expect(log).not.toContain('deployed sha256:')
    expect(log).toContain('Unit tests')
    const junit = readFileSync(join(project.folder, 'turnpike-gate', 'junit.xml'), 'utf8')
    expect(junit).toContain('Unit tests')
    expect(existsSync(join(project.folder, 'turnpike-gate', 'decision.html'))).toBe(true)
  })

  test('the gate opens the deploy job when the evidence is there, and hands it the digest', async () => {
    expect((await run(['unit-evidence'])).code).toBe(0)
    const { code, log } = await run(['production-gate', 'deploy'])
    expect([code, log.includes(`deployed ${DIGEST}`)]).toEqual([0, true])
    expect((await outcomes()).at(-1)).toBe('success')
  })

  test('a gate that waits opens when another process sends the evidence', async () => {
    const { code, log } = await run(['production-gate', 'deploy'], {
      artifact: LATER,
      wait: '1m',
      whenLogged: ['aiting', () => void store.post(passed(LATER))],
    })
    expect([code, log.includes(`deployed ${LATER}`)]).toEqual([0, true])
  })

  test('nothing that the jobs sent is in conflict or invalid', async () => {
    for (const status of ['conflict', 'quarantined']) {
      expect(await store.get(`/v1/events?status=${status}`)).toMatchObject({ events: [] })
    }
  })
})
