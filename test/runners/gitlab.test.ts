/** The GitLab components in a real pipeline, by a runner that follows GitLab's rules (`gitlab-ci-local`, shell executor). */
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { testWith } from '../tools.ts'
import { passed } from './evidence.ts'
import { ROOT, startLiveStore, TOKEN, type LiveStore } from './live-store.ts'
import { commitAll, runLogged, type Listening } from './pipeline.ts'

const test = testWith(['rsync', 'git', 'curl'])
const ARTIFACT = 'the web shop, packed on the other forge\n'
const DIGEST = `sha256:${createHash('sha256').update(ARTIFACT).digest('hex')}`
/** An artifact that nothing is known about yet. */
const LATER = `sha256:${'3'.repeat(64)}`

describe('the components on a GitLab runner', () => {
  let store: LiveStore
  let project: string
  let pipelines = 0

  beforeAll(async () => {
    store = await startLiveStore()
    project = mkdtempSync(join(tmpdir(), 'turnpike-pipeline-'))
    cpSync(join(import.meta.dirname, 'fixtures', 'gitlab-ci.yml'), join(project, '.gitlab-ci.yml'))
    cpSync(join(ROOT, 'gitlab', 'templates'), join(project, 'gitlab', 'templates'), { recursive: true })
    cpSync(join(ROOT, 'dist', 'turnpike.js'), join(project, 'turnpike.mjs'))
    writeFileSync(join(project, 'webshop.txt'), ARTIFACT)
    writeFileSync(join(project, '.gitignore'), '.gitlab-ci-local\n')
    commitAll(project, 'https://gitlab.com/acme/webshop.git')
  })

  afterAll(async () => {
    rmSync(project, { recursive: true, force: true })
    await store.stop()
  })

  /** Runs the jobs named, in the order of their stages. */
  const run = (jobs: string[], options: Listening & { artifact?: string; wait?: string } = {}) =>
    runLogged(
      process.execPath,
      [
        realpathSync(join(ROOT, 'node_modules', '.bin', 'gitlab-ci-local')),
        ...jobs,
        ...['--force-shell-executor', '--shell-isolation'],
        // The runner calls every pipeline 1000; a forge never gives a number twice.
        ...['--variable', `CI_PIPELINE_ID=${4710 + (pipelines += 1)}`],
        ...['--variable', `TURNPIKE_STORE=${store.url}`, '--variable', `TURNPIKE_TOKEN=${TOKEN}`],
        ...['--variable', `ARTIFACT=${options.artifact ?? 'webshop.txt'}`],
        ...['--variable', `WAIT=${options.wait ?? ''}`],
      ],
      {
        ...options,
        cwd: project,
        env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: store.folder },
      },
    )

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
    const junit = readFileSync(join(project, 'turnpike-gate', 'junit.xml'), 'utf8')
    expect(junit).toContain('Unit tests')
    expect(existsSync(join(project, 'turnpike-gate', 'decision.html'))).toBe(true)
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
