/** The workflows to call, as docs/paved-road.md shows them: run by a runner, told to a store that believes nothing but these workflows. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { startTokenService, type TokenService } from '../client/token-service.ts'
import { testWith } from '../tools.ts'
import { startIssuer, type TestIssuer } from '../trust/tokens/issuer.ts'
import { startLiveStore, TOKEN, type LiveStore } from './live-store.ts'
import { createRoad, workflowsOf, type Road } from './paved-road.ts'

const test = testWith(['act', 'git', 'bash'])
const WORKFLOWS = 'turnpike/turnpike/.github/workflows'

describe('the paved road on GitHub', () => {
  let issuer: TestIssuer
  let store: LiveStore
  let tokens: TokenService
  let road: Road
  /** The workflow that the next token is for, as GitHub says it of the job. */
  let calledWorkflow = 'turnpike-build.yml'
  let run = 5200

  beforeAll(async () => {
    issuer = await startIssuer()
    store = await startLiveStore({ trust: trustOf(issuer), policy: policyOf(issuer) })
    tokens = await startTokenService((audience) =>
      issuer.githubToken({
        aud: audience,
        repository: 'acme/webshop',
        repository_id: '74',
        run_id: String(run),
        run_attempt: '1',
        job_workflow_ref: `${WORKFLOWS}/${calledWorkflow}@refs/tags/v1`,
      }),
    )
    road = createRoad({
      'deploy.sh': '#!/bin/sh\necho "deployed $1 with ${#TURNPIKE_PERMIT} characters of permit"\n',
    })
  })
  afterAll(async () => {
    road?.remove()
    await tokens?.close()
    await store?.stop()
    await issuer?.stop()
  })

  const runPage = async (text: string, called: string) => {
    calledWorkflow = called
    run += 1
    return await road.run(text, {
      vars: { TURNPIKE_STORE: store.url },
      env: { ...tokens.env, GITHUB_RUN_ID: String(run) },
    })
  }
  const typesOf = async (): Promise<string[]> => {
    const page = (await store.get('/v1/events?order=asc&limit=1000')) as {
      events: {
        event: { context: { type: string; source: string }; customData?: { turnpike?: { run?: string } } }
      }[]
    }
    return page.events
      .filter(({ event }) => event.customData?.turnpike?.run?.includes(`/runs/${run}/`))
      .map(({ event }) => event.context.type.replace(/^dev\.cdeventsx?\.|\.\d+\.\d+\.\d+.*$/g, ''))
  }

  test('a whole delivery: built, tested, let through by the evidence of the workflow alone, deployed', async () => {
    const [delivery = ''] = workflowsOf('docs/paved-road.md')
    // Tokens say which workflow called; here one name stands for both.
    const { code, log } = await runPage(delivery, 'turnpike-build.yml')
    expect({ code, log: code === 0 ? '' : log.slice(-6000) }).toEqual({ code: 0, log: '' })
    const tar = readFileSync(join(road.folder, 'package.json'), 'utf8')
    expect(JSON.parse(tar)).toMatchObject({ name: 'webshop' })
    const types = await typesOf()
    expect(types).toEqual(
      expect.arrayContaining([
        'pipelinerun.started',
        'taskrun.started',
        'build.finished',
        'artifact.packaged',
        'testsuiterun.started',
        'testsuiterun.finished',
        'testoutput.published',
        'service.deployed',
        'taskrun.finished',
      ]),
    )
    const [suite] = await store.events('testsuiterun.finished')
    const digest = suite?.customData?.turnpike?.artifacts?.[0]?.digest ?? ''
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(log).toContain(`deployed ${digest} with`)
    expect(suite?.subject.content).toMatchObject({ outcome: 'success', testSuite: { id: 'unit' } })
    const [deployed] = await store.events('service.deployed')
    expect(deployed?.subject).toMatchObject({ id: 'webshop', content: { environment: { id: 'production' } } })
  })

  test('tests that fail close the gate, whatever the reports say', async () => {
    const [delivery = ''] = workflowsOf('docs/paved-road.md')
    const { code, log } = await runPage(
      // The report is the one of passing tests; the command fails after it.
      delivery
        .replace('test: npm test', 'test: npm test && exit 3')
        .replace('npm run build', 'echo 2 >>src/price.js; npm run build'),
      'turnpike-build.yml',
    )
    expect(code).not.toBe(0)
    expect(log).not.toContain('deployed sha256')
    const suites = await store.events('testsuiterun.finished')
    expect(suites.at(-1)?.subject.content).toMatchObject({ outcome: 'failure', testSuite: { id: 'unit' } })
  })

  test('what a plain step says of the same repository is refused', async () => {
    const before = (await store.events('testsuiterun.finished')).length
    const { log } = await runPage(
      `name: own
on: push
permissions: { id-token: write }
jobs:
  own:
    runs-on: ubuntu-latest
    steps:
      - uses: turnpike/turnpike/actions/emit@v1
        with:
          store: '\${{ vars.TURNPIKE_STORE }}'
          type: testsuiterun.finished
          artifact: sha256:${'a'.repeat(64)}
          content: '{ outcome: success, testSuite: { id: unit } }'
`,
      'own.yml',
    )
    expect(log).toMatch(/403|refused/)
    expect((await store.events('testsuiterun.finished')).length).toBe(before)
  })

  test('an image: its digest is packaged, attested and published', async () => {
    const [, image = ''] = workflowsOf('docs/paved-road.md')
    const { code, log } = await runPage(image, 'turnpike-build.yml')
    expect({ code, log: code === 0 ? '' : log.slice(-6000) }).toEqual({ code: 0, log: '' })
    const types = await typesOf()
    expect(types).toEqual(
      expect.arrayContaining([
        'build.finished',
        'artifact.packaged',
        'turnpike-attestation.published',
        'artifact.published',
      ]),
    )
    const [published] = await store.events('artifact.published')
    expect(published?.subject.id).toMatch(
      /^pkg:oci\/webshop@sha256(:|%3A)[0-9a-f]{64}\?repository_url=ghcr\.io%2Facme%2Fwebshop$/,
    )
  })
})

function trustOf({ githubUrl }: TestIssuer): string {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const hash = createHash('sha256').update(TOKEN).digest('hex')
  return `apiVersion: turnpike/v1
kind: Trust
metadata: { organisation: default, owner: platform@example.org }
issuers:
  github: { kind: github, url: '${githubUrl}' }
tokens:
  - { name: reader, hash: 'sha256:${hash}', expires: ${tomorrow} }
grants:
  - name: reader
    to: { id: token:reader }
    may: { read: true }
  - name: the workflow
    to: { issuer: github, repositoryId: '74', jobWorkflowRef: '${WORKFLOWS}/turnpike-build.yml@refs/tags/v1' }
    may:
      write: { types: ['*'], sources: ['https://github.com/acme/webshop'], environments: ['*'] }
      ask: { environments: ['*'] }
`
}

function policyOf({ githubUrl }: TestIssuer): string {
  return `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production, owner: platform@example.org }
applies: { environments: [production] }
producers:
  paved-road: { issuer: '${githubUrl}', repositoryId: '74', jobWorkflowRef: '${WORKFLOWS}/turnpike-build.yml@refs/tags/v1' }
rules:
  - id: unit-tests
    kind: evidence
    type: testsuiterun.finished
    producer: [paved-road]
    match: { outcome: success, testSuite.id: unit }
    maxAge: 7d
  - id: built
    kind: evidence
    type: artifact.packaged
    producer: [paved-road]
    maxAge: 7d
`
}
