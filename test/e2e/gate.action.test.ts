/** The gate action against a real store in another process. */
import { hash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Decision } from '../../src/policy/decision.ts'
import { CI, DEPLOYER, DIGEST, TESTS_DENY, TESTS_WAIT, TOKENS } from './policies.ts'
import { createJob, type Job } from './run-action.ts'
import { startStore, type StoreProcess } from './store-process.ts'

let store: StoreProcess
let job: Job

beforeAll(async () => {
  const waiting = TESTS_WAIT.replace('name: production,', 'name: staging,').replace(
    '[production]',
    '[staging]',
  )
  store = await startStore({ 'production.yaml': TESTS_DENY, 'staging.yaml': waiting }, TOKENS)
})
afterAll(async () => await store.stop())

beforeEach(() => {
  job = createJob({ env: { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: DEPLOYER } })
})
afterEach(() => job.close())

/** A digest of its own for each test: decisions of one test are no history of another. */
function digestOf(test: number): string {
  return `sha256:${test.toString(16).padStart(64, '0')}`
}

async function testsPass(digest: string): Promise<void> {
  const ci = createJob({ env: { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: CI } })
  const sent = await ci.step('actions/emit', {
    type: 'testsuiterun.finished',
    artifact: digest,
    content: 'outcome: success',
    'fail-on-error': 'true',
  })
  ci.close()
  expect(sent).toMatchObject({ exitCode: 0, outputs: { sent: '1' } })
}

describe('a gate that is closed', () => {
  test('denies without evidence: exit 3, the verdict and no `allowed`, the reason in summary, log and annotation', async () => {
    const gate = await job.step('actions/gate', { artifact: digestOf(1), environment: 'production' })
    expect(gate.exitCode).toBe(3)
    expect(gate.outputs).toMatchObject({ verdict: 'deny', 'artifact-digest': digestOf(1) })
    expect(gate.outputs['decision-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(gate.outputs['decision-url']).toBe(`${store.url}/v1/decisions/${gate.outputs['decision-id']}`)
    expect(Object.keys(gate.outputs)).not.toContain('allowed')
    expect(Object.keys(gate.outputs)).not.toContain('expires-at')
    expect(gate.summary).toMatch(/^## Not ready for production/)
    expect(gate.summary).toContain('Unit tests')
    expect(gate.stdout).toContain('Unit tests')
    expect(gate.annotations.map(({ level }) => level)).toEqual(expect.arrayContaining(['error']))
    expect(gate.annotations.map(({ title }) => title)).toContain('Gate: Unit tests')
    expect(gate.stderr).toBe('')
  })

  test('says the verdict once: no two annotations are the same', async () => {
    const { annotations } = await job.step('actions/gate', {
      artifact: digestOf(2),
      environment: 'production',
    })
    expect(new Set(annotations.map(({ message }) => message)).size).toBe(annotations.length)
  })

  test('is an error for an environment that no policy governs: exit 5 (F13)', async () => {
    const gate = await job.step('actions/gate', { artifact: digestOf(3), environment: 'moon' })
    expect(gate).toMatchObject({ exitCode: 5, outputs: { verdict: 'error' } })
    expect(gate.outputs.allowed).toBeUndefined()
  })

  test('is an error when a named policy is not in force: exit 5', async () => {
    await testsPass(digestOf(4))
    const gate = await job.step('actions/gate', {
      artifact: digestOf(4),
      environment: 'production',
      policy: 'nowhere',
    })
    expect(gate).toMatchObject({ exitCode: 5, outputs: { verdict: 'error' } })
    expect(gate.summary).toContain('nowhere')
  })

  test('is still pending when the wait is over: exit 4', async () => {
    const gate = await job.step('actions/gate', { artifact: digestOf(5), environment: 'staging', wait: '1s' })
    expect(gate).toMatchObject({ exitCode: 4, outputs: { verdict: 'pending' } })
    expect(gate.outputs.allowed).toBeUndefined()
    expect(gate.stdout).toContain('Waiting: ')
  })

  test('F21: in mode warn the step passes, says so loudly, and still sets no output that a deploy step asks for', async () => {
    const gate = await job.step('actions/gate', {
      artifact: digestOf(6),
      environment: 'production',
      mode: 'warn',
    })
    expect(gate).toMatchObject({ exitCode: 0, outputs: { verdict: 'deny' } })
    expect(gate.outputs.allowed).toBeUndefined()
    expect(gate.summary).toContain('[!CAUTION]')
    expect(gate.summary).toContain('mode: warn')
    expect(gate.stdout).toContain('this job goes on all the same')
    expect(gate.annotations.map(({ level }) => level)).toContain('warning')
  })

  test('stays closed for evidence of another producer (F18)', async () => {
    const other = createJob({ env: { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: DEPLOYER } })
    await other.step('actions/emit', {
      type: 'testsuiterun.finished',
      artifact: digestOf(7),
      content: 'outcome: success',
    })
    other.close()
    const gate = await job.step('actions/gate', { artifact: digestOf(7), environment: 'production' })
    expect(gate).toMatchObject({ exitCode: 3, outputs: { verdict: 'deny' } })
    expect(gate.summary).toMatch(/refused/i)
  })
})

describe('a gate that opens', () => {
  test('allows with the evidence: exit 0, `allowed`, until when it holds', async () => {
    await testsPass(DIGEST)
    const gate = await job.step('actions/gate', {
      artifact: DIGEST,
      environment: 'production',
      policy: 'production',
    })
    expect(gate.exitCode).toBe(0)
    expect(gate.outputs).toMatchObject({ verdict: 'allow', allowed: 'true', 'artifact-digest': DIGEST })
    expect(Date.parse(gate.outputs['expires-at'] ?? '')).toBeGreaterThan(0)
    expect(gate.summary).toMatch(/^## Ready for production/)
    expect(gate.annotations.filter(({ level }) => level === 'error')).toEqual([])
  })

  test('while it waits, the moment another process sends the evidence', async () => {
    let sent: Promise<void> | undefined
    const waiting = job.step(
      'actions/gate',
      { artifact: digestOf(20), environment: 'staging', wait: '5m' },
      {
        onLog: (log) => {
          if (log.includes('Waiting: ')) sent ??= testsPass(digestOf(20))
        },
      },
    )
    expect(await waiting).toMatchObject({ exitCode: 0, outputs: { verdict: 'allow', allowed: 'true' } })
    await sent
    expect(sent).toBeDefined()
  })

  test('for a file by its path, an image by its digest, and a package URL, all of them judged', async () => {
    writeFileSync(join(job.workspace, 'shop.tgz'), 'the shop')
    const image = digestOf(21)
    const gate = await job.step('actions/gate', {
      artifact: `shop.tgz\nghcr.io/acme/shop:1.2@${image}\npkg:oci/api@${digestOf(22)}`,
      environment: 'production',
    })
    const [file, ...others] = (gate.outputs['artifact-digest'] ?? '').split(' ')
    expect(file).toBe(`sha256:${hash('sha256', 'the shop')}`)
    expect(others).toEqual([digestOf(21), digestOf(22)])
  })

  test('writes the page, the JSON and the JUnit report that were asked for', async () => {
    await testsPass(digestOf(23))
    const gate = await job.step('actions/gate', {
      artifact: digestOf(23),
      environment: 'production',
      html: 'reports/gate.html',
      json: 'reports/gate.json',
      junit: 'reports/gate.xml',
    })
    const read = (name: string) => readFileSync(join(job.workspace, 'reports', name), 'utf8')
    const decision = JSON.parse(read('gate.json')) as Decision
    expect(decision).toMatchObject({ id: gate.outputs['decision-id'], verdict: 'allow' })
    expect(read('gate.html')).toMatch(/^<!doctype html>/i)
    expect(read('gate.xml')).toContain('<testcase')
  })
})

describe('what a gate asks', () => {
  test('names the pull request of the event, its author, the run and who asks', async () => {
    const pull = createJob({
      github: { EVENT_NAME: 'pull_request' },
      event: {
        pull_request: { number: 7, html_url: 'https://github.com/acme/webshop/pull/7', user: { id: 42 } },
      },
      env: { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: DEPLOYER },
    })
    await pull.step('actions/gate', {
      artifact: digestOf(30),
      environment: 'production',
      service: 'webshop',
      json: 'd.json',
    })
    const decision = JSON.parse(readFileSync(join(pull.workspace, 'd.json'), 'utf8')) as Decision
    pull.close()
    expect(decision.request).toMatchObject({
      service: 'webshop',
      change: { id: 'https://github.com/acme/webshop/pull/7', author: 'urn:github:user:42' },
      actor: 'urn:github:user:583231',
      run: 'https://github.com/acme/webshop/actions/runs/8120/attempts/1',
    })
  })

  test('a policy file that tightens is obeyed, and one that does not load fails with every problem: exit 2', async () => {
    await testsPass(digestOf(31))
    const own = TESTS_DENY.replace('name: production,', 'name: shop,')
    writeFileSync(
      join(job.workspace, 'tighter.yaml'),
      own
        .replace('id: unit-tests', 'id: deep-tests')
        .replace('outcome: success', 'outcome: success, testSuite.id: deep'),
    )
    const tighter = await job.step('actions/gate', {
      artifact: digestOf(31),
      environment: 'production',
      'policy-file': 'tighter.yaml',
    })
    expect(tighter).toMatchObject({ exitCode: 3, outputs: { verdict: 'deny' } })
    writeFileSync(
      join(job.workspace, 'broken.yaml'),
      own.replace('kind: evidence', 'kind: wish').replace('maxAge: 7d', 'maxAge: soon'),
    )
    const broken = await job.step('actions/gate', {
      artifact: digestOf(31),
      environment: 'production',
      'policy-file': 'broken.yaml',
    })
    expect(broken).toMatchObject({ exitCode: 2, outputs: { verdict: 'error' } })
    expect(broken.annotations[0]?.message).toMatch(/line \d+/)
    expect(broken.summary).toContain('What to do')
  })

  test('every wrong input is named at once: exit 2, and the store is not asked', async () => {
    const gate = await job.step('actions/gate', {
      store: 'ftp://nowhere',
      artifact: '',
      environment: '',
      wait: 'a while',
      mode: 'gentle',
    })
    expect(gate.exitCode).toBe(2)
    for (const name of ['store', 'artifact', 'environment', 'wait', 'mode']) {
      expect(gate.annotations[0]?.message).toContain(`input ${name}:`)
    }
  })

  test('an artifact that is no digest and no file is named: exit 2', async () => {
    const gate = await job.step('actions/gate', {
      artifact: 'shop:latest\nmissing.tgz',
      environment: 'production',
    })
    expect(gate).toMatchObject({ exitCode: 2, outputs: { verdict: 'error' } })
    expect(gate.summary).toContain('missing.tgz')
    expect(existsSync(join(job.workspace, 'missing.tgz'))).toBe(false)
  })
})

describe('a gate that is cancelled', () => {
  test('while it waits ends at once, not with 0, says so, and opens nothing', async () => {
    const gate = await job.step(
      'actions/gate',
      { artifact: digestOf(40), environment: 'staging', wait: '10m' },
      { cancelWhen: (log) => log.includes('Waiting: ') },
    )
    expect(gate.exitCode).toBe(5)
    expect(gate.outputs).toEqual({ verdict: 'error' })
    expect(gate.summary).toContain('cancelled before there was a verdict')
    expect(gate.annotations.map(({ message }) => message).join()).toContain('cancelled')
  })

  test('in mode warn too', async () => {
    const gate = await job.step(
      'actions/gate',
      { artifact: digestOf(41), environment: 'staging', wait: '10m', mode: 'warn' },
      { cancelWhen: (log) => log.includes('Waiting: ') },
    )
    expect(gate.exitCode).toBe(5)
  })
})
