/** Events that wait for another attempt: whose they are, and what a folder keeps. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { filesIn, pendingFor, RECEIVER_FILE, spoolFolder } from '../../src/actions/pending.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { shellFacts } from '../../src/host/shell.ts'
import { describe as described } from '../../src/sources/described.ts'
import { fakeWorld, githubHost, NOW } from './surroundings.ts'

const TO = 'turnpike https://store.example.org'
let base: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'turnpike-pending-'))
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

const { facts } = githubHost()
const events = (...subjects: string[]): CDEvent[] =>
  described(
    subjects.map((subject) => ({ type: 'build.started', subject })),
    facts,
    NOW,
  )
const lasting = () => fakeWorld({ env: { TURNPIKE_SPOOL: base } })
const ofJob = () => fakeWorld({ env: { RUNNER_TEMP: base } })
const names = (of: readonly CDEvent[]) => of.map(({ subject }) => subject.id)
const files = () => filesIn(spoolFolder(base, TO))

describe('in a folder that outlives the job', () => {
  beforeEach(async () => {
    expect(await (await pendingFor(TO, lasting())).keep(events('a', 'b'))).toBe(true)
  })

  test('what a run left is taken by its own jobs', async () => {
    const pending = await pendingFor(TO, lasting(), facts)
    expect(names(pending.events)).toEqual(['a', 'b'])
    await pending.keep([])
    expect(files()).toEqual([])
  })

  test.each<[string, Parameters<typeof pendingFor>[2]]>([
    ['another run', githubHost({ GITHUB_RUN_ID: '9' }).facts],
    ['another attempt', githubHost({ GITHUB_RUN_ATTEMPT: '2' }).facts],
    ['another repository', githubHost({ GITHUB_REPOSITORY: 'acme/other' }).facts],
    ['somebody who does not say who it is', undefined],
  ])('it is not taken by %s, and stays', async (_, whose) => {
    const pending = await pendingFor(TO, lasting(), whose)
    expect(pending.events).toEqual([])
    expect(await pending.keep([])).toBe(true)
    expect(files()).toHaveLength(1)
  })

  test('a file in which one event is of another run is not taken at all', async () => {
    const [file] = files()
    const [other] = described([{ type: 'build.started' }], githubHost({ GITHUB_RUN_ID: '9' }).facts, NOW)
    writeFileSync(file!, `${readFileSync(file!, 'utf8')}${JSON.stringify(other)}\n`)
    expect((await pendingFor(TO, lasting(), facts)).events).toEqual([])
    expect((await pendingFor(TO, lasting(), 'everybody')).events).toHaveLength(3)
  })

  test('it names the receiver, and is for nobody else to read', () => {
    const folder = spoolFolder(base, TO)
    expect(readFileSync(join(folder, RECEIVER_FILE), 'utf8')).toBe(`${TO}\n`)
    expect([statSync(folder).mode & 0o777, statSync(files()[0]!).mode & 0o777]).toEqual([0o700, 0o600])
  })

  test('there is an end to how much it keeps, and that is said', async () => {
    truncateSync(files()[0]!, 257 * 1024 * 1024)
    const pending = await pendingFor('structured https://other.example.org', lasting(), facts)
    expect(await pending.keep(events('c'))).toBe(true)
    const full = await pendingFor(TO, lasting())
    expect(await full.keep(events('c'))).toBe(false)
    expect(full.trouble()).toMatch(/268435456 bytes wait there already/)
  })
})

test('in a plain shell, where no run is known, what the same repository left is taken', async () => {
  const shell = shellFacts({ TURNPIKE_REPOSITORY: facts.source }, { hostname: 'h', user: 'u', run: '1-2' })
  await (await pendingFor(TO, lasting())).keep(events('a'))
  expect(names((await pendingFor(TO, lasting(), shell)).events)).toEqual(['a'])
})

describe('what is on its way', () => {
  test('is kept meanwhile, and forgotten when it has arrived', async () => {
    const pending = await pendingFor(TO, ofJob(), facts)
    await pending.hold(events('a'))
    expect(names((await pendingFor(TO, ofJob(), facts)).events)).toEqual(['a'])
    await pending.keep([])
    expect(files()).toEqual([])
  })

  test('is kept as a whole when the rest of it cannot be written', async () => {
    const pending = await pendingFor(TO, ofJob(), facts)
    await pending.hold(events('a', 'b'))
    // From now on nothing can be made there: the folder's name is taken by a file.
    const folder = spoolFolder(base, TO)
    const [held] = files()
    const text = readFileSync(held!, 'utf8')
    rmSync(folder, { recursive: true })
    writeFileSync(folder, '')
    expect(await pending.keep(events('b'))).toBe(true)
    expect(pending.trouble()).toBeUndefined()
    expect(text.trim().split('\n')).toHaveLength(2)
  })
})

test('lines that are no events are counted, and go with the rest', async () => {
  const folder = spoolFolder(base, TO)
  mkdirSync(folder)
  writeFileSync(join(folder, '1.ndjson'), `half of an ev\n${JSON.stringify(events('a')[0])}\n`)
  const pending = await pendingFor(TO, ofJob(), facts)
  expect([names(pending.events), pending.skipped]).toEqual([['a'], 1])
  await pending.keep([])
  expect(readdirSync(folder)).toEqual([])
})

test('a file that another step takes meanwhile is no trouble', async () => {
  await (await pendingFor(TO, ofJob())).keep(events('a'))
  const [one, other] = [await pendingFor(TO, ofJob(), facts), await pendingFor(TO, ofJob(), facts)]
  expect([await one.keep([]), await other.keep([])]).toEqual([true, true])
})
