/**
 * Forgery against a gate: evidence whose every text a stranger wrote, in a real store. A failure stays a failure, and what
 * the gate prints and hands on is what it does for harmless evidence.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { markdownShape } from '../report/structure.ts'
import { atOnce } from './at-once.ts'
import { STRINGS } from './hostile-strings.ts'
import { observedLog, signsIn } from './observed.ts'
import { CI, DEPLOYER, TESTS_DENY, TOKENS } from './policies.ts'
import { createJob } from './run-action.ts'
import { startStore, type StoreProcess } from './store-process.ts'

let store: StoreProcess
let digests = 0

beforeAll(async () => {
  store = await startStore({ 'production.yaml': TESTS_DENY }, TOKENS)
})
afterAll(async () => await store.stop())

/** A failed test run whose names are a stranger's, as another pipeline sends it: valid, and in the store. */
function failure(digest: string, text: string): unknown {
  return {
    context: {
      specversion: '0.5.1',
      id: `unit-${digest}`,
      source: 'https://ci.example.org/acme/webshop',
      type: 'dev.cdevents.testsuiterun.finished.0.3.0',
      timestamp: new Date().toISOString(),
    },
    subject: {
      id: `unit ${text}`,
      content: {
        outcome: 'failure',
        reason: text,
        environment: { id: `ci ${text}` },
        testSuite: { id: 'unit', name: text, version: text },
      },
    },
    customData: { title: text, turnpike: { artifacts: [{ digest }], title: text, commit: text } },
  }
}

async function gateWith(text: string) {
  const digest = `sha256:${(digests += 1).toString(16).padStart(64, '0')}`
  // A store keeps what is no event at all as such: it must not be evidence either.
  const [receipt] = await store.post([failure(digest, text.toWellFormed().replaceAll('\u0000', ''))], CI)
  const job = createJob({ env: { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: DEPLOYER } })
  const result = await job.step('actions/gate', { artifact: digest, environment: 'production' })
  job.close()
  const { verdict, ...others } = result.outputs
  return {
    summary: result.summary,
    seen: {
      status: receipt?.status,
      exitCode: result.exitCode,
      verdict,
      others: Object.keys(others).sort(),
      ...observedLog(result.stdout + result.stderr),
      page: markdownShape(result.summary),
      signs: signsIn(result.summary),
      handed: { ...result.handed, state: result.state },
    },
  }
}

describe('failed tests with a name that tries to become', () => {
  const resultOf = atOnce(['harmless', ...STRINGS.map(([, text]) => text)], gateWith)
  let harmless: Awaited<ReturnType<typeof gateWith>>['seen']
  beforeAll(async () => {
    harmless = (await resultOf('harmless')).seen
  })

  test('nothing, keep the gate closed', () => {
    expect(harmless).toMatchObject({ exitCode: 3, verdict: 'deny', status: 'accepted' })
    expect(harmless.others).not.toContain('allowed')
  })

  test.each(STRINGS)('%s keep it closed as well: %j', async (_, text) => {
    const { seen, summary } = await resultOf(text)
    expect(seen).toEqual(harmless)
    // The page's own elements, and no other.
    expect(summary).not.toMatch(
      /<(?!\/?(?:span|details|summary|br|strong|code|abbr title="[^"<>]*")>)[a-z!]/i,
    )
  })
})
