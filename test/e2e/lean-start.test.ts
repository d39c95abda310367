/** What a step that only sends events must not load: every step of every job waits for it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { accepts, startFake, type FakeStore } from './fake-store.ts'
import { createJob } from './run-action.ts'

interface Loaded {
  urls: string[]
  builtins: string[]
}

const folder = mkdtempSync(join(tmpdir(), 'turnpike-lean-'))
const probe = join(folder, 'probe.mjs')
let store: FakeStore

beforeAll(async () => {
  // Tells, at the end, every module of ours and every part of Node that was loaded.
  writeFileSync(
    probe,
    `import { registerHooks } from 'node:module'
import { writeFileSync } from 'node:fs'
const urls = []
registerHooks({ load(url, context, next) { urls.push(url); return next(url, context) } })
process.on('exit', () => writeFileSync(process.env.PROBE, JSON.stringify({ urls, builtins: process.moduleLoadList })))
`,
  )
  store = await startFake(accepts)
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

async function loadedBy(action: string, inputs: Record<string, string>): Promise<Loaded> {
  const file = join(folder, 'loaded.json')
  const job = createJob({
    env: {
      PROBE: file,
      NODE_OPTIONS: `--import=${probe}`,
      TURNPIKE_STORE: store.url,
      TURNPIKE_TOKEN: 'a-token-0123456789',
    },
  })
  const result = await job.step(action, inputs)
  job.close()
  expect(result).toMatchObject({ exitCode: 0, stderr: '' })
  return JSON.parse(readFileSync(file, 'utf8')) as Loaded
}

/** Signs of the parts in what is bundled. */
const HEAVY: [string, RegExp][] = [
  ['@actions/core', /exports\.setFailed|function setFailed/],
  ['octokit', /octokit-endpoint|@octokit/],
  ['cloudevents', /CloudEvents-|new CloudEvent\(/],
  ['CEL', /google\.api\.expr|bufbuild\/cel/],
  ['yaml', /class YAMLParseError/],
  ['the HTML page', /<!doctype html>/i],
]

test.each<[string, string, Record<string, string>]>([
  [
    'emit',
    'actions/emit',
    {
      type: 'testsuiterun.finished',
      content: '{"outcome":"success"}',
      artifact: `sha256:${'ab'.repeat(32)}`,
    },
  ],
  ['track', '.', {}],
])('%s loads nothing that it does not need', async (_, action, inputs) => {
  const { urls, builtins } = await loadedBy(action, inputs)
  const own = urls
    .filter((url) => url.includes('/dist/'))
    .map((url) => readFileSync(fileURLToPath(url), 'utf8'))
  expect(own.length).toBeGreaterThan(0)
  const text = own.join('\n')
  for (const [part, sign] of HEAVY) expect({ part, loaded: sign.test(text) }).toEqual({ part, loaded: false })
  expect(
    builtins.filter((name) =>
      /undici|internal\/deps\/(?!cjs-module-lexer)| fs\/promises|webcrypto/.test(name),
    ),
  ).toEqual([])
})

test('a bundle holds no path of the machine that built it', () => {
  const { stdout } = spawnSync(
    'grep',
    ['-rlE', '/(home|root|work|Users)/[a-z]+/', join(import.meta.dirname, '../../dist')],
    {
      encoding: 'utf8',
    },
  )
  expect(stdout.split('\n').filter((name) => name !== '' && !name.endsWith('licenses.txt'))).toEqual([])
  expect(process.version).toMatch(/^v2[4-9]/)
})
