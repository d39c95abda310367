/** The components without any secret: the store knows a job by the token that GitLab made for it. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { testWith } from '../tools.ts'
import { createProject, type Project } from './gitlab-ci-local.ts'
import { FOREIGN, NOT_BELIEVED, OURS, startKeyless, type Keyless } from './keyless.ts'

const test = testWith(['rsync', 'git', 'curl'])
const ARTIFACT = 'the web shop, packed on the other forge without a secret\n'
const DIGEST = `sha256:${createHash('sha256').update(ARTIFACT).digest('hex')}`

describe('a job on GitLab that has nothing but the address of the store', () => {
  let world: Keyless
  let project: Project

  beforeAll(async () => {
    world = await startKeyless()
    project = createProject(ARTIFACT)
  })
  afterAll(async () => {
    project.remove()
    await world.stop()
  })

  let pipeline = 7700

  /** `gitlab-ci-local` makes no tokens, so the test does what GitLab does with `id_tokens`. */
  const run = async (
    jobs: string[],
    as: { project: string; audience?: string } | undefined,
    store: string = world.store.url,
  ) => {
    pipeline += 1
    const token =
      as === undefined
        ? undefined
        : await world.issuer.gitlabToken({
            aud: as.audience ?? store,
            project_id: as.project,
            project_path: 'acme/webshop',
            job_project_id: as.project,
            job_project_path: 'acme/webshop',
            pipeline_id: String(pipeline),
          })
    return await project.run(jobs, {
      variables: {
        TURNPIKE_STORE: store,
        CI_PIPELINE_ID: String(pipeline),
        ARTIFACT: 'webshop.txt',
        WAIT: '',
        ...(token === undefined ? {} : { TURNPIKE_ID_TOKEN: token }),
      },
    })
  }

  test('is told to add id_tokens where it has none', async () => {
    const { code, log } = await run(['green', 'unit-evidence'], undefined)
    expect(code).not.toBe(0)
    expect(log).toContain('needs id_tokens with TURNPIKE_ID_TOKEN')
    expect(log).toContain('add `id_tokens: { TURNPIKE_ID_TOKEN:')
    expect(await world.senders('taskrun.started')).toEqual([])
  })

  test('is told which audience is expected where its token is for another store', async () => {
    const { log } = await run(['unit-evidence'], { project: OURS, audience: 'https://elsewhere.example.org' })
    expect(log).toContain('https://elsewhere.example.org')
    expect(log).toContain(`aud: ${world.store.url}`)
    expect(await world.senders('testsuiterun.finished')).toEqual([])
  })

  test('may not speak for another project', async () => {
    const { code, log } = await run(['unit-evidence'], { project: FOREIGN })
    expect(code).not.toBe(0)
    expect(log).toContain('https://gitlab.com/acme/webshop')
    expect(await world.senders('testsuiterun.finished')).toEqual([])
  })

  test('opens no gate with evidence of a project that the policy does not believe', async () => {
    expect((await run(['unit-evidence'], { project: NOT_BELIEVED })).code).toBe(0)
    const { code, log } = await run(['production-gate', 'deploy'], { project: OURS })
    expect([code === 0, log.includes('deployed sha256:')]).toEqual([false, false])
    expect(log).toContain('Unit tests')
  })

  test('is known as its project, by the hook and by the component, and opens the gate', async () => {
    expect((await run(['green', 'unit-evidence'], { project: OURS })).code).toBe(0)
    for (const type of ['taskrun.started', 'testsuiterun.finished', 'taskrun.finished']) {
      expect((await world.senders(type)).at(-1)).toMatchObject({
        kind: 'oidc',
        id: `${world.issuer.url}#project:${OURS}`,
      })
    }
    const { code, log } = await run(['production-gate', 'deploy'], { project: OURS })
    expect([code, log.includes(`deployed ${DIGEST}`)]).toEqual([0, true])
  })

  test('is the same where the address of the store ends in a slash', async () => {
    const before = (await world.senders('taskrun.finished')).length
    const { code } = await run(['green', 'unit-evidence'], { project: OURS }, `${world.store.url}/`)
    expect([code, (await world.senders('taskrun.finished')).length]).toEqual([0, before + 1])
  })
})
