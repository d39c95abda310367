/** The page for any CI, run: the blocks that people copy, with the variables of their CI, against a real store. */
import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { githubFacts } from '../../src/host/github.ts'
import { GITHUB, PUSH, SHA } from '../host/surroundings.ts'
import { findProgram, testWith } from '../tools.ts'
import { blockOf, PAGE, READERS, type Script } from './any-ci.ts'
import { ROOT, startLiveStore, TOKEN, type LiveStore, type SentEvent } from './live-store.ts'

const test = testWith(['curl', 'sha256sum', 'bash', 'sh'])
const CLI = readFileSync(join(ROOT, 'dist', 'turnpike.js'))
const SHA256 = createHash('sha256').update(CLI).digest('hex')

/** What one release is, wherever it runs: the same events in the same order. */
const CHAIN = [
  'pipelinerun.started',
  'taskrun.started',
  'testsuiterun.started',
  'testsuiterun.finished',
  'artifact.packaged',
  'taskrun.finished',
  'taskrun.started',
  'service.deployed',
  'taskrun.finished',
]
/** Where all is one job of the CI, the build's end is told after the deployment's. */
const IN_ONE_JOB = [...CHAIN.slice(0, 5), ...CHAIN.slice(6), 'taskrun.finished']

/** What tells more of the same, or is told by some blocks only. */
const BESIDE = ['testoutput.published', 'environment.created', 'pipelinerun.finished']

const STUBS = {
  'buildkite-agent': `case "$1 $2" in "oidc request-token") printf '%s' "${TOKEN}" ;; esac`,
  circleci: `printf '%s' "${TOKEN}"`,
  // A clone of the project, and what a checkout of it would say.
  git: `case "$1" in
clone) mkdir source && cp build.sh deploy.sh source ;;
remote) echo git@github.com:acme/webshop.git ;;
rev-parse) echo ${SHA} ;;
branch) echo main ;;
esac`,
}

let downloads: Server
let address = ''
beforeAll(async () => {
  downloads = createServer((_, response) => void response.end(CLI))
  await new Promise<void>((done) => downloads.listen(0, '127.0.0.1', done))
  address = `http://127.0.0.1:${(downloads.address() as AddressInfo).port}/turnpike.js`
})
afterAll(() => new Promise((done) => downloads.close(done)))

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function project(): { folder: string; path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-any-ci-'))
  folders.push(folder)
  const bin = join(folder, '.bin')
  mkdirSync(bin)
  const program = (file: string, text: string) => {
    writeFileSync(file, `#!/bin/sh\n${text}\n`)
    chmodSync(file, 0o755)
  }
  for (const [name, text] of Object.entries(STUBS)) program(join(bin, name), text)
  const report = '<testsuite name="unit" tests="2"><testcase name="a"/><testcase name="b"/></testsuite>'
  program(
    join(folder, 'build.sh'),
    `mkdir -p dist reports && echo shop >dist/webshop.tar && echo '${report}' >reports/unit.xml`,
  )
  program(join(folder, 'deploy.sh'), `echo "deployed $TURNPIKE_ARTIFACT_DIGEST"`)
  return { folder, path: `${bin}:${dirname(process.execPath)}:${process.env.PATH ?? ''}` }
}

function runScript({ shell, env, text }: Script, { folder, path }: ReturnType<typeof project>) {
  const [program = 'sh', ...args] = shell
  const file = join(folder, '.script')
  writeFileSync(file, text)
  return new Promise<{ code: number | null; log: string }>((done) => {
    const child = spawn(findProgram(program) ?? program, [...args, file], {
      cwd: folder,
      env: { PATH: path, HOME: folder, NODE_NO_WARNINGS: '1', ...env },
    })
    let log = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (one: string) => (log += one))
    child.once('close', (code) => done({ code, log }))
  })
}

async function eventsOf(store: LiveStore): Promise<SentEvent[]> {
  const page = (await store.get('/v1/events?order=asc&limit=1000')) as { events: { event: SentEvent }[] }
  return page.events.map(({ event }) => event)
}

const typeOf = ({ context }: SentEvent) => context.type.split('.').slice(2, 4).join('.')

/** The store of one CI, after its block has run as far as it came. */
async function released(section: string, { build }: { build?: string } = {}) {
  const store = await startLiveStore()
  try {
    const here = project()
    if (build !== undefined) writeFileSync(join(here.folder, 'build.sh'), `#!/bin/sh\n${build}\n`)
    const tokenFile = join(here.folder, '.token')
    writeFileSync(tokenFile, TOKEN)
    const scripts = READERS[section]?.(
      blockOf(section, [
        ['https://store.example.org', store.url],
        ['https://downloads.example.org/turnpike.js', address],
        ['0'.repeat(64), SHA256],
        ['/var/run/secrets/turnpike/token', tokenFile],
      ]),
    )
    const done = []
    for (const script of scripts ?? []) {
      done.push(await runScript(script, here))
      if (done.at(-1)?.code !== 0) break
    }
    const problems = await Promise.all(
      ['conflict', 'quarantined'].map((status) => store.get(`/v1/events?status=${status}`)),
    )
    return { done, events: await eventsOf(store), problems }
  } finally {
    await store.stop()
  }
}

test('every section of the page that has a block is run here', () => {
  const sections = readFileSync(PAGE, 'utf8').split(/^## /m).slice(1)
  const withBlock = sections.filter((one) => /^```/m.test(one)).map((one) => one.split('\n')[0])
  expect(withBlock).toEqual(Object.keys(READERS))
})

describe.each(Object.keys(READERS))('%s', (section) => {
  test('the block releases the web shop, and the chain arrives whole', async () => {
    const { done, events, problems } = await released(section)
    for (const { code, log } of done) expect({ code, log }).toEqual({ code: 0, log })
    expect(done.map(({ log }) => log).join('')).toContain('deployed sha256:')
    // Those of the store itself, such as the decision, are beside the pipeline's.
    const told = events.filter(({ context }) => !context.type.startsWith('dev.cdeventsx.'))
    const types = told.map(typeOf).filter((type) => !BESIDE.includes(type))
    expect(types).toEqual(section === 'Drone' || section === 'Woodpecker' ? IN_ONE_JOB : CHAIN)
    const chains = new Set(told.map(({ context }) => context.chainId))
    const commit =
      section === 'Forgejo and Gitea' ? { ...GITHUB, GITHUB_SERVER_URL: 'https://codeberg.org' } : GITHUB
    expect([...chains]).toEqual([githubFacts(commit, PUSH).chainId])
    expect(problems).toEqual([
      expect.objectContaining({ events: [] }),
      expect.objectContaining({ events: [] }),
    ])
    // A start and an end for each job, of one id.
    const jobs = (type: string) =>
      told.filter((event) => typeOf(event) === type).map(({ subject }) => subject.id)
    expect(jobs('taskrun.finished').sort()).toEqual(jobs('taskrun.started').sort())
    expect(new Set(jobs('taskrun.started')).size).toBe(2)
  }, 60_000)
})

/** Those whose job is one script: the others have their CI's own way of telling how a job ended. */
describe.each([
  'Tekton',
  'Argo Workflows',
  'CircleCI',
  'Azure Pipelines',
  'Buildkite',
  'Forgejo and Gitea',
  'A plain shell',
])('%s', (section) => {
  test('a build that fails is told as one, keeps its exit code, and nothing is deployed', async () => {
    const { done, events } = await released(section, { build: 'exit 7' })
    expect(done.map(({ code }) => code)).toEqual([7])
    const finished = events.filter((event) => typeOf(event) === 'taskrun.finished')
    expect(finished.map(({ subject }) => subject.content.outcome)).toEqual(['failure'])
    expect(events.map(typeOf)).not.toContain('service.deployed')
  }, 60_000)
})
