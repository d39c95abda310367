/** The actions in real workflow files, by a runner that follows GitHub's rules (`act` in host mode), main and post. */
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { findProgram, testWith } from '../tools.ts'
import { passed } from './evidence.ts'
import { ROOT, startLiveStore, TOKEN, type LiveStore } from './live-store.ts'
import { commitAll, runLogged, type Listening } from './pipeline.ts'

const act = findProgram('act') ?? ''
const test = testWith(['act', 'git'])
const ARTIFACT = 'the web shop, packed\n'
const DIGEST = `sha256:${createHash('sha256').update(ARTIFACT).digest('hex')}`
/** Artifacts that nothing is known about yet. */
const LATER = `sha256:${'1'.repeat(64)}`
const NEVER = `sha256:${'2'.repeat(64)}`

describe('the actions on a GitHub runner', () => {
  let store: LiveStore
  let repository: string
  let runs = 0

  beforeAll(async () => {
    store = await startLiveStore()
    repository = mkdtempSync(join(tmpdir(), 'turnpike-workflow-'))
    const workflows = join(repository, '.github', 'workflows')
    mkdirSync(workflows, { recursive: true })
    for (const name of ['evidence', 'broken', 'deploy']) {
      cpSync(join(import.meta.dirname, 'fixtures', `github-${name}.yml`), join(workflows, `${name}.yml`))
    }
    for (const part of ['action.yml', 'actions', 'dist']) {
      cpSync(join(ROOT, part), join(repository, 'turnpike', part), { recursive: true })
    }
    writeFileSync(join(repository, 'webshop.txt'), ARTIFACT)
    commitAll(repository, 'https://github.com/acme/webshop.git')
  })

  afterAll(async () => {
    rmSync(repository, { recursive: true, force: true })
    await store.stop()
  })

  /** Runs one workflow to its end. */
  const run = (name: string, options: Listening & { artifact?: string; wait?: string } = {}) =>
    runLogged(
      act,
      [
        ...['push', '--no-cache-server', '--platform', 'ubuntu-latest=-self-hosted'],
        ...['--workflows', `.github/workflows/${name}.yml`],
        ...['--var', `TURNPIKE_STORE=${store.url}`, '--var', `WAIT=${options.wait ?? ''}`],
        ...['--var', `ARTIFACT=${options.artifact ?? 'webshop.txt'}`],
        // The runner calls every run 1; a forge never gives a number twice.
        ...['--env', `GITHUB_RUN_ID=${4710 + (runs += 1)}`],
        ...['--secret', `TURNPIKE_TOKEN=${TOKEN}`],
      ],
      {
        ...options,
        cwd: repository,
        env: {
          PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
          XDG_CACHE_HOME: join(store.folder, 'cache'),
        },
      },
    )

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
