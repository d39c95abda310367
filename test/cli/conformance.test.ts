import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testsPassed } from '../server/sample.ts'
import { says, startFake } from '../e2e/fake-store.ts'
import { turnpike } from './run-cli.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-conformance-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const conformance = (...args: string[]) =>
  turnpike(['conformance', '--store', 'sqlite:e.db', ...args], { cwd: folder })

async function sent(...events: unknown[]): Promise<void> {
  writeFileSync(join(folder, 'events.json'), JSON.stringify(events))
  // Whatever is invalid is refused by emit itself, so it goes in as it came: by the store's own door.
  const { code, stderr } = await turnpike(['emit', '--store', 'sqlite:e.db', '--file', 'events.json'], {
    cwd: folder,
  })
  expect([code, stderr.includes('refused')]).toEqual([0, false])
}

test('tells of each producer what there is to mend', async () => {
  const unbound = { ...testsPassed(), customData: {} }
  await sent(testsPassed(), unbound)
  const { code, stdout } = await conformance()
  expect(code).toBe(0)
  expect(stdout).toMatch(/^✗ loopback 2 events, the last /)
  expect(stdout).toContain('1 about no artifact, so no gate counts them: testsuiterun.finished (no. 2)')
})

test('says that there is nobody yet', async () => {
  expect((await conformance()).stderr).toContain('Nobody has sent an event yet')
})

test('marks who has nothing to mend', async () => {
  await sent(testsPassed())
  expect((await conformance()).stdout).toMatch(/^✓ loopback 1 event, the last /)
  const none = await conformance('--producer', 'nobody')
  expect(none.stdout).toBe('')
  expect(none.stderr).toContain('No such producers')
})

test('prints the store’s own answer for machines', async () => {
  await sent(testsPassed())
  const { stdout } = await conformance('--json')
  expect(JSON.parse(stdout)).toMatchObject({ after: 0, total: 1, producers: [{ accepted: 1 }] })
})

test('refuses a limit that is none', async () => {
  expect((await conformance('--limit', '0')).code).toBe(2)
})

test('prints what strangers said as words, not as commands of a terminal or a runner', async () => {
  const found = { count: 1, examples: [7] }
  const none = { count: 0, examples: [] }
  const record = {
    producer: { kind: 'oidc', id: 'x\u001b[2J\n::add-mask::x' },
    first: '2026-11-21T00:00:00Z',
    last: '2026-11-21T00:00:00Z',
    accepted: 0,
    quarantined: found,
    conflict: none,
    unbound: none,
    contradictory: none,
    late: { ...none, worstSeconds: 0 },
    ahead: { ...none, worstSeconds: 0 },
    refused: none,
    signed: { verified: 0, unverified: 0, none: 0 },
    types: [],
    problems: [{ path: '/a', message: '::error::owned\n::set-output name=x::y', ...found }],
    otherProblems: 0,
    versions: { '0.3.0': 1 },
    sources: [],
    moreSources: false,
  }
  const answer = { after: 10, position: 20, complete: true, refusedSince: '', total: 3, producers: [record] }
  const store = await startFake(says(JSON.stringify(answer), 'application/json'))
  const { stdout, stderr } = await turnpike(['conformance', '--store', store.url])
  expect(stdout).not.toMatch(/^\s*::/m)
  expect(stdout).not.toContain('\u001b[2J')
  expect(stdout).toContain('1 invalid: kept, never evidence (no. 7)')
  expect(stdout).toContain('1 of an older version of CDEvents: 0.3.0')
  expect(stderr).toContain('2 more producers')
  expect(stderr).toContain('Of the events after no. 10')
  await store.close()
})
