/**
 * The examples of the pages for GitHub, as they stand there: workflows are run by a runner against a real store, documents
 * are checked by the command line. An example that nobody knows how to run is a failure with its page and line.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test as plain } from '@jest/globals'
import { globSync } from 'tinyglobby'
import { readManifest } from '../e2e/run-action.ts'
import { startTokenService, type TokenService } from '../client/token-service.ts'
import { testWith } from '../tools.ts'
import { startIssuer, type TestIssuer } from '../trust/tokens/issuer.ts'
import { passed } from './evidence.ts'
import {
  examplesOf,
  IMAGE_DIGEST,
  kindOf,
  treeOf,
  usesIn,
  wholePolicy,
  wholeTrust,
  wholeWorkflow,
  type Example,
} from './examples.ts'
import { ELSEWHERE, FORK, HEAD, PROMISED, REPOSITORY, type Promised } from './examples-github-promised.ts'
import { keptIn, type Kept } from './examples-kept.ts'
import { digestOf, policyOf, trustOf, WORLD } from './examples-world.ts'
import { ROOT, startLiveStore, type LiveStore } from './live-store.ts'
import { createRoad, type Road } from './paved-road.ts'

const test = testWith(['act', 'git', 'bash', 'make', 'npm'])
const MINUTES = 180_000

const PAGES = [
  'README.md',
  ...[
    'track',
    'getting-started',
    'forks',
    'paved-road',
    'project',
    'evidence',
    'delivery',
    'run',
    'doctor',
  ].map((page) => `docs/${page}.md`),
  ...globSync(['actions/*/README.md', 'examples/*/README.md'], { cwd: ROOT }).sort(),
]
const EXAMPLES = PAGES.flatMap(examplesOf).filter(({ language }) => /^ya?ml$/.test(language))
const of = (...kinds: ReturnType<typeof kindOf>[]) => EXAMPLES.filter((one) => kinds.includes(kindOf(one)))

plain('every example of YAML is one that a test runs or checks', () => {
  const unknown = EXAMPLES.filter(
    (one) =>
      kindOf(one) === 'unknown' ||
      (['workflow', 'job', 'steps'].includes(kindOf(one)) &&
        !(one.name in PROMISED) &&
        !(one.name in ELSEWHERE)),
  )
  expect(unknown.map(({ page, line, name }) => `${page}:${line} (${name})`)).toEqual([])
  const there = new Set(EXAMPLES.map(({ name }) => name))
  expect([...Object.keys(PROMISED), ...Object.keys(ELSEWHERE)].filter((name) => !there.has(name))).toEqual([])
})

plain('the README of every action begins with an example and says requirements, inputs and limits', () => {
  for (const page of globSync('actions/*/README.md', { cwd: ROOT })) {
    const text = readFileSync(join(ROOT, page), 'utf8')
    const order = ['```yaml', '## Requirements', '## Limits', '## Inputs and outputs', '<!-- action.yml -->']
    const places = order.map((one) => text.indexOf(one))
    expect({
      page,
      places: places.every((at, index) => at > (places[index - 1] ?? 0)) ? 'in order' : places,
    }).toEqual({
      page,
      places: 'in order',
    })
  }
})

describe('documents', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'turnpike-documents-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const CHECKS = { policy: wholePolicy, trust: wholeTrust } as const
  plain.each(of('policy', 'trust').map((one) => [one.name, one] as const))('%s loads', async (_, example) => {
    const kind = kindOf(example) as keyof typeof CHECKS
    const file = join(folder, `${kind}.yaml`)
    writeFileSync(file, CHECKS[kind](example))
    expect(await turnpike([kind, 'check', file], folder)).toMatchObject({ code: 0 })
  })

  plain.each(of('project').map((one) => [one.name, one] as const))('%s is taken', async (_, { text }) => {
    writeFileSync(join(folder, 'turnpike.yaml'), text)
    const { code, said } = await turnpike(['project', 'show'], folder)
    expect({ code, said: said.includes('webshop') ? 'webshop' : said }).toEqual({ code: 0, said: 'webshop' })
  })
})

function turnpike(args: readonly string[], cwd: string): Promise<{ code: number; said: string }> {
  return new Promise((ended) => {
    execFile(process.execPath, [join(ROOT, 'dist/turnpike.js'), ...args], { cwd }, (error, stdout, stderr) =>
      ended({ code: Number(error?.code ?? 0), said: `${stdout}${stderr}` }),
    )
  })
}

describe('workflows, jobs and steps', () => {
  let issuer: TestIssuer
  let store: LiveStore
  let tokens: TokenService
  let road: Road
  let run = 6200
  let seen = 0
  let claims: Record<string, string> = {}

  beforeAll(async () => {
    issuer = await startIssuer()
    const [approvers] = examplesOf('actions/approve/README.md').filter(
      (one) => one.language === 'yaml' && kindOf(one) === 'trust',
    )
    store = await startLiveStore({
      trust: trustOf(issuer.githubUrl, approvers === undefined ? {} : (treeOf(approvers) as object)),
      policy: policyOf(issuer.githubUrl),
    })
    tokens = await startTokenService((audience) =>
      issuer.githubToken({
        aud: audience,
        repository: 'acme/webshop',
        repository_id: '1111',
        run_id: String(run),
        run_attempt: '1',
        actor_id: '1234',
        ...claims,
      }),
    )
    road = createRoad(WORLD)
    for (const digest of [digestOf('dist/webshop.tar'), IMAGE_DIGEST]) await store.post(passed(digest))
  })
  afterAll(async () => {
    road?.remove()
    await tokens?.close()
    await store?.stop()
    await issuer?.stop()
  })

  /** What came since it was asked last. */
  const newEvents = async (): Promise<Kept[]> => {
    const events = await keptIn(store, seen)
    seen = events.at(-1)?.sequence ?? seen
    return events
  }

  /** The one that passes on what a fork's run handed over follows that run. */
  const followed = (number: number) => ({
    action: 'completed',
    workflow_run: {
      id: number,
      run_attempt: 1,
      event: 'pull_request',
      head_sha: HEAD,
      head_repository: FORK,
      repository: REPOSITORY,
      pull_requests: [],
      name: 'CI',
      conclusion: 'success',
      run_started_at: new Date(Date.now() - 600_000).toISOString(),
      updated_at: new Date().toISOString(),
    },
    repository: REPOSITORY,
  })

  test.each(
    of('workflow', 'job', 'steps')
      .filter(({ name }) => name in PROMISED)
      .map((one) => [one.name, one] as const),
  )(
    '%s',
    async (name, example: Example) => {
      const {
        event = 'push',
        payload = { repository: REPOSITORY },
        foreign,
        types,
        holds,
      } = PROMISED[name] as Promised
      const text = wholeWorkflow(example)
      for (const { folder, given } of usesIn(text))
        expect(Object.keys(readManifest(folder).inputs ?? {})).toEqual(expect.arrayContaining(given))
      run += 1
      claims = { event_name: event }
      await newEvents()
      const { code, log } = await road.run(text.replaceAll('https://turnpike.example.org', store.url), {
        event,
        payload: event === 'workflow_run' ? followed(run - 1) : payload,
        vars: { TURNPIKE_STORE: store.url },
        env: {
          ...(foreign ? {} : tokens.env),
          GITHUB_RUN_ID: String(run),
          GITHUB_REPOSITORY_ID: '1111',
          GITHUB_ACTOR_ID: '1234',
          STAND_IN_PROJECT: ROOT,
        },
      })
      const at = `${example.page}:${example.line}`
      expect({ at, code, log: code === 0 ? '' : log.slice(-5000) }).toEqual({ at, code: 0, log: '' })
      expect(log.match(/^.*::(?:error|warning).*$/gm) ?? []).toEqual([])
      const events = await newEvents()
      expect(
        inOrder(
          types,
          events.map(({ type }) => type),
        ),
      ).toEqual(types)
      holds?.({ log, events })
    },
    MINUTES,
  )
})

/** As many of the wanted as come one after the other. */
function inOrder(wanted: readonly string[], all: readonly string[]): string[] {
  const rest = [...wanted]
  for (const one of all) if (rest[0]?.split('|').includes(one) === true) rest.shift()
  return rest.length === 0
    ? [...wanted]
    : [...wanted.slice(0, -rest.length), `no ${rest[0]} in ${all.join(', ')}`]
}
