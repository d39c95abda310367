/** The actions without any secret, by a runner that follows GitHub's rules: the store knows a job by its own token. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { startTokenService, type TokenService } from '../client/token-service.ts'
import { testWith } from '../tools.ts'
import { createRepository, type Repository } from './act.ts'
import { FOREIGN, NOT_BELIEVED, OURS, startKeyless, type Keyless } from './keyless.ts'

const test = testWith(['act', 'git'])
const ARTIFACT = 'the web shop, packed without a secret\n'
const DIGEST = `sha256:${createHash('sha256').update(ARTIFACT).digest('hex')}`

describe('a job on GitHub that has nothing but the address of the store', () => {
  let world: Keyless
  let repository: Repository
  let tokens: TokenService
  /** Whose tokens the runner hands out, and for whom instead of the store. */
  let claims: { repositoryId: string; audience?: string } = { repositoryId: OURS }
  /** As GitHub does, tokens say which run they are for. */
  let runId = 7700

  beforeAll(async () => {
    world = await startKeyless()
    repository = createRepository(['keyless'], ARTIFACT)
    tokens = await startTokenService((audience) =>
      world.issuer.githubToken({
        aud: claims.audience ?? audience,
        repository: 'acme/webshop',
        repository_id: claims.repositoryId,
        run_id: String(runId),
        run_attempt: '1',
      }),
    )
  })
  afterAll(async () => {
    repository.remove()
    await tokens.close()
    await world.stop()
  })

  const run = (
    part: 'evidence' | 'deploy',
    as: typeof claims,
    options: { permission?: boolean; wait?: string } = {},
  ) => {
    claims = as
    runId += 1
    return repository.run('keyless', {
      vars: { TURNPIKE_STORE: `${world.store.url}/`, PART: part, WAIT: options.wait ?? '' },
      env: { GITHUB_RUN_ID: String(runId), ...(options.permission === false ? {} : tokens.env) },
    })
  }

  test('is told that it needs the permission where it has none, in the log and in the summary', async () => {
    const evidence = await run('evidence', { repositoryId: OURS }, { permission: false })
    expect(evidence.code).toBe(0)
    // Once in the annotation, once in the summary that the last step prints.
    expect(evidence.log.match(/permissions: \{ id-token: write/g)?.length).toBeGreaterThan(0)
    expect(evidence.log).toContain('Not everything is in the store')
    const deploy = await run('deploy', { repositoryId: OURS }, { permission: false })
    expect([deploy.code === 0, deploy.log.includes('deployed sha256:')]).toEqual([false, false])
    expect(deploy.log).toContain('permissions: { id-token: write')
    expect(deploy.log).toContain('pull requests from forks never get one')
    expect(await world.senders('testsuiterun.finished')).toEqual([])
  })

  test('is told which audience is expected where its token is for another store', async () => {
    const as = { repositoryId: OURS, audience: 'https://elsewhere.example.org' }
    const { code, log } = await run('evidence', as)
    expect(code).toBe(0)
    expect(log).toContain('https://elsewhere.example.org')
    expect(log).toContain(`the audience ${world.store.url}`)
    const deploy = await run('deploy', as)
    expect([deploy.code === 0, deploy.log.includes('deployed sha256:')]).toEqual([false, false])
    expect(await world.senders('taskrun.started')).toEqual([])
  })

  test('may not speak for another repository, and is told what it may', async () => {
    const { code, log } = await run('evidence', { repositoryId: FOREIGN })
    expect(code).toBe(0)
    expect(log).toContain('Not taken by the store')
    expect(log).toContain('https://github.com/acme/webshop')
    expect(await world.senders('testsuiterun.finished')).toEqual([])
  })

  test('opens no gate with evidence of a repository that the policy does not believe', async () => {
    expect((await run('evidence', { repositoryId: NOT_BELIEVED })).code).toBe(0)
    const [sender] = await world.senders('testsuiterun.finished')
    expect(sender?.id).toBe(`${world.issuer.githubUrl}#repository:${NOT_BELIEVED}`)
    const { code, log } = await run('deploy', { repositoryId: OURS })
    expect([code === 0, log.includes('deployed sha256:')]).toEqual([false, false])
    expect(log).toContain('Unit tests')
  })

  test('is known as its repository, in the first step, between and in the post phase; each time by a fresh token', async () => {
    const before = tokens.received.length
    expect((await run('evidence', { repositoryId: OURS })).code).toBe(0)
    for (const type of ['taskrun.started', 'testsuiterun.finished', 'taskrun.finished']) {
      expect((await world.senders(type)).at(-1)).toMatchObject({
        kind: 'oidc',
        id: `${world.issuer.githubUrl}#repository:${OURS}`,
        claims: { repositoryId: OURS, repositoryOwnerId: '4567' },
      })
    }
    expect(tokens.received.length - before).toBe(3)
    expect(new Set(tokens.audiences())).toEqual(new Set([world.store.url]))
  })

  test('opens the gate with the same evidence when it is its own', async () => {
    const { code, log } = await run('deploy', { repositoryId: OURS })
    expect([code, log.includes(`deployed ${DIGEST}`)]).toEqual([0, true])
  })

  test('shows no token in any log', async () => {
    const { log } = await run('deploy', { repositoryId: OURS })
    expect(log).not.toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]+/)
  })
})
