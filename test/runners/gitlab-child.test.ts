/**
 * A parent and a child pipeline by a runner. `gitlab-ci-local` gives each pipeline a number and hands on what the trigger
 * says; CI_UPSTREAM_* (GitLab 18.9) it does not know, so the parent is handed on as for an older GitLab.
 */
import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { testWith } from '../tools.ts'
import { ROOT, startLiveStore, TOKEN, type LiveStore } from './live-store.ts'
import { commitAll, runLogged } from './pipeline.ts'

const test = testWith(['rsync', 'git', 'curl'])
const PARENT = 'https://gitlab.com/acme/webshop/-/pipelines/4711'

const PIPELINE = `
include: [{ local: /gitlab/templates/track/template.yml }]
build:
  extends: .turnpike-track
  script: [echo built]
start-child:
  trigger: { include: [{ local: /child.yml }], strategy: depend }
  variables: { TURNPIKE_PARENT_RUN: '${PARENT}' }
`
const CHILD = `
include: [{ local: /gitlab/templates/track/template.yml }]
in-child:
  extends: .turnpike-track
  script: [echo in the child]
`

let store: LiveStore
let folder: string
beforeAll(async () => {
  store = await startLiveStore()
  folder = mkdtempSync(join(tmpdir(), 'turnpike-child-'))
  cpSync(join(ROOT, 'gitlab', 'templates'), join(folder, 'gitlab', 'templates'), { recursive: true })
  writeFileSync(join(folder, '.gitlab-ci.yml'), PIPELINE)
  writeFileSync(join(folder, 'child.yml'), CHILD)
  writeFileSync(join(folder, '.gitignore'), '.gitlab-ci-local*\n')
  commitAll(folder, 'https://gitlab.com/acme/webshop.git')
  // What a project's settings would hold: both pipelines have it.
  writeFileSync(
    join(folder, '.gitlab-ci-local-variables.yml'),
    `TURNPIKE_STORE: ${store.url}\nTURNPIKE_TOKEN: ${TOKEN}\n`,
  )
})
afterAll(async () => {
  await store.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('a child pipeline is a run of its own, names its parent, and is on the chain of its commit', async () => {
  const runner = realpathSync(join(ROOT, 'node_modules', '.bin', 'gitlab-ci-local'))
  const { code, log } = await runLogged(
    process.execPath,
    [runner, '--force-shell-executor', '--shell-isolation', '--variable', 'CI_PIPELINE_ID=4711'],
    { cwd: folder, env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: folder } },
  )
  expect({ code, log }).toEqual({ code: 0, log })
  const started = await store.events('pipelinerun.started')
  const child = started.filter(({ subject }) => subject.id !== PARENT)
  expect(started.map(({ subject }) => subject.id)).toContain(PARENT)
  expect(child).toHaveLength(1)
  expect(child[0]?.customData).toMatchObject({ turnpike: { parentRun: PARENT } })
  expect(started.find(({ subject }) => subject.id === PARENT)?.customData).not.toHaveProperty(
    'turnpike.parentRun',
  )
  const jobs = await store.events('taskrun.finished')
  expect(jobs.map(({ subject }) => subject.content.taskName).sort()).toEqual(['build', 'in-child'])
  expect(new Set([...started, ...jobs].map(({ context }) => context.chainId)).size).toBe(1)
  expect(await store.get('/v1/events?status=conflict')).toMatchObject({ events: [] })
}, 60_000)
