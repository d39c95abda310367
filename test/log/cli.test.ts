/** `turnpike log …` as its users type it, against a store of its own process. */
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { formatCheckpoint } from '../../src/log/checkpoint.ts'
import { parseSigner } from '../../src/log/keys.ts'
import { signNote } from '../../src/log/note.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { turnpike, type Outcome } from '../cli/run-cli.ts'
import { startProcess, type Running } from '../server/process.ts'
import { keep } from './store-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'turnpike-log-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string) => join(folder, name)
const read = (name: string) => readFileSync(at(name), 'utf8')

const TOKEN = 'a-secret-of-thirty-two-characters'
let running: Running | undefined

/** Fills a database, and serves it with the key and the trust document of these tests, which is one entry more. */
async function serve(database: string, ...fills: [from: number, to: number][]): Promise<void> {
  await stop()
  const store = openSqliteStore(at(database))
  for (const [from, to] of fills) await keep(store, from, to)
  await store.close()
  const more = { logKey: at('log.key'), trustFile: at('trust.yaml'), env: {} }
  running = await startProcess(at(database), '0', '', JSON.stringify(more))
}

async function stop(): Promise<void> {
  running?.process.kill('SIGTERM')
  await running?.ended
  running = undefined
}
afterAll(stop)

const log = (command: string, ...more: string[]): Promise<Outcome> =>
  turnpike(['log', ...command.split(' '), ...more], {
    cwd: folder,
    env: running === undefined ? {} : { TURNPIKE_STORE: running.url, TURNPIKE_TOKEN: TOKEN },
  })

beforeAll(async () => {
  expect((await log('key log.key --name https://store.example.org/')).code).toBe(0)
  expect((await log('key witness.key --name witness.beta.example --kind witness')).code).toBe(0)
  writeFileSync(at('log.pub'), (await log('key log.key --public')).stdout)
  writeFileSync(at('witness.pub'), (await log('key witness.key --public')).stdout)
  const in30Days = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  writeFileSync(
    at('trust.yaml'),
    `apiVersion: turnpike/v1
kind: Trust
metadata: { organisation: default, owner: platform@example.org }
witnesses: ['${read('witness.pub').trim()}']
tokens:
  - { name: auditor, hash: 'sha256:${hash('sha256', TOKEN)}', expires: ${in30Days} }
grants:
  - { name: audit, to: { id: token:auditor }, may: { read: true } }
`,
  )
  await serve('store.db', [0, 40])
}, 60_000)

describe('a key', () => {
  test('is secret, and its public part is not', async () => {
    expect(statSync(at('log.key')).mode & 0o777).toBe(0o600)
    expect(read('log.key')).toMatch(/^PRIVATE\+KEY\+store\.example\.org\+/)
    expect(read('log.pub')).toMatch(/^store\.example\.org\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}\n$/)
  })

  test('is never written over', async () => {
    const before = read('log.key')
    const { code, stderr } = await log('key log.key --name other.example.org')
    expect([code, stderr]).toEqual([2, expect.stringContaining('log.key is there already')])
    expect(read('log.key')).toBe(before)
  })

  test('that is rotated comes before the old one, in a file that is as secret', async () => {
    writeFileSync(at('turning.key'), read('log.key'), { mode: 0o600 })
    const { code, stdout } = await log('key turning.key --rotate')
    expect(code).toBe(0)
    expect(stdout.trim().split('\n')[1]).toBe(read('log.pub').trim())
    expect(read('turning.key').trim().split('\n')).toHaveLength(2)
    expect(statSync(at('turning.key')).mode & 0o777).toBe(0o600)
    expect(stdout).not.toContain('PRIVATE')
  })

  test.each([
    ['key nothing.key', /say one of: --name NAME/],
    ['key nothing.key --public', /nothing\.key cannot be read/],
    ['key trust.yaml --rotate', /trust\.yaml, key 1: this is no secret key/],
    ['key n.key --name a+b', /cannot name a key/],
    ['key n.key --name a --kind person', /--kind is log or witness/],
    ['key nowhere/n.key --name a', /nowhere\/n\.key cannot be written/],
  ])('turnpike log %s is refused', async (command, message) => {
    const { code, stderr } = await log(command)
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)])
    expect(existsSync(at('n.key'))).toBe(false)
  })
})

describe('an auditor', () => {
  test('exports the log and verifies it', async () => {
    expect(await log('export log.ndjson')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('41 entries in log.ndjson'),
    })
    const { code, stdout } = await log('verify log.ndjson --log-key log.pub')
    expect(stdout).toContain(
      'log.ndjson holds: the log store.example.org as it was signed\n  41 entries, leaves 0 to 40',
    )
    expect(code).toBe(0)
    expect(existsSync(at('log.ndjson.part'))).toBe(false)
  })

  test('does the same through a pipe', async () => {
    const { stdout } = await log('export -')
    expect(stdout).toBe(read('log.ndjson'))
    const verified = await turnpike(['log', 'verify', '-', '--log-key', read('log.pub').trim(), '--json'], {
      input: stdout,
    })
    expect([verified.code, JSON.parse(verified.stdout)]).toMatchObject([
      0,
      { holds: true, rows: 41, size: 41, findings: [] },
    ])
  })

  test('sees which event was changed', async () => {
    writeFileSync(
      at('changed.ndjson'),
      read('log.ndjson').replace('the text of event 17', 'the text of event 71'),
    )
    const { code, stdout } = await log('verify changed.ndjson --log-key log.pub')
    expect(stdout).toBe(
      'changed.ndjson does not hold:\n  line 19, leaf 17 (event 18): does not fit its leaf: it was changed after it was kept\n',
    )
    expect(code).toBe(3)
  })

  test('hands on the proof of one event', async () => {
    const { code, stdout } = await log('prove 18 --log-key log.pub --out proof.json')
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining('Proven: event 18 is leaf 17 of the log store.example.org'),
    ])
    expect((await log('verify proof.json --log-key log.pub')).stdout).toBe(stdout)
    writeFileSync(at('forged.json'), read('proof.json').replace('event 17', 'event 71'))
    const forged = await log('verify forged.json --log-key log.pub')
    expect([forged.code, forged.stdout]).toEqual([
      3,
      'Not proven: the event does not fit its leaf: it was changed\n',
    ])
  })

  test('needs the key of the log from elsewhere', async () => {
    expect(await log('verify log.ndjson')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('whose signature counts?'),
    })
    expect(await log('verify log.ndjson --log-key witness.pub')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--log-key wants the key of a log'),
    })
  })

  test('is shown nothing without a token', async () => {
    const { code, stderr } = await turnpike(['log', 'export', at('no.ndjson'), '--store', running!.url])
    expect([code, stderr]).toEqual([5, expect.stringContaining('401')])
    expect(existsSync(at('no.ndjson'))).toBe(false)
  })
})

const WATCH = 'watch --state acme.state --log-key log.pub --key witness.key --once'

describe('a witness', () => {
  afterEach(() => {
    expect(existsSync(at('acme.state.lock'))).toBe(false)
  })

  test('takes the log as it is at first, cosigns it, and the store shows that', async () => {
    const { code, stdout } = await log(WATCH)
    expect([code, stdout]).toEqual([0, expect.stringContaining('first look: 41 entries')])
    expect(read('acme.state')).toContain('\n— witness.beta.example ')
    expect((await log('checkpoint --log-key log.pub')).stdout).toBe(read('acme.state'))
    await log('export seen.ndjson')
    const verified = await log(
      'verify seen.ndjson --log-key log.pub --witness witness.pub --since acme.state',
    )
    expect(verified.stdout).toMatch(/witness\.beta\.example \(key [0-9a-f]{8}\) saw the first 41 entries/)
    expect(verified.code).toBe(0)
  })

  test('goes on with a log that grew', async () => {
    await serve('store.db', [40, 60])
    const { code, stdout } = await log(WATCH)
    expect([code, stdout]).toEqual([0, expect.stringMatching(/grown: 61 entries/)])
    expect(await log('checkpoint --log-key log.pub --since acme.state')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('nothing before it was changed'),
    })
  })

  test('looks again and again until it is stopped', async () => {
    const args = [
      'log',
      'watch',
      running!.url,
      '--state',
      at('acme.state'),
      '--log-key',
      at('log.pub'),
      '--interval',
      '1',
    ]
    const { code, stdout } = await turnpike(args, {
      env: { TURNPIKE_TOKEN: TOKEN },
      onStdout: (text, kill) => {
        if (text.split('no change').length > 1 && ++looks === 2) kill('SIGTERM')
      },
    })
    expect(code).toBe(0)
    expect(stdout.split('\n').filter((line) => line.includes('no change'))).toHaveLength(2)
  })
  let looks = 0

  test('signs nothing more when the end was rewritten and signed again, and keeps the proof', async () => {
    await serve('forged.db', [0, 30], [1000, 1040])
    const before = read('acme.state')
    const { code, stderr } = await log(WATCH)
    expect([code, stderr]).toEqual([3, expect.stringContaining('is not shown to continue')])
    expect(stderr).toContain('acme.state.evidence-1.json. Nothing was signed.')
    expect(read('acme.state')).toBe(before)
    const evidence = JSON.parse(read('acme.state.evidence-1.json')) as Record<string, string>
    expect(evidence).toMatchObject({ kind: 'fork', remembered: before })
    expect(evidence['seen']).toMatch(/^store\.example\.org\n71\n/)
    // The next look finds the same, and is one finding.
    expect((await log(WATCH)).code).toBe(3)
    expect(existsSync(at('acme.state.evidence-2.json'))).toBe(false)
    // By itself, what the operator made holds.
    await log('export forged.ndjson')
    expect((await log('verify forged.ndjson --log-key log.pub')).code).toBe(0)
    expect((await log('verify forged.ndjson --log-key log.pub --since acme.state')).code).toBe(3)
    expect((await log('verify forged.ndjson --log-key log.pub --witness witness.pub')).code).toBe(3)
  })

  test('notices an old copy of the database', async () => {
    await serve('old.db', [0, 20])
    const { code, stderr } = await log(WATCH)
    expect([code, stderr]).toEqual([3, expect.stringMatching(/the log had 61 entries and now shows 21/)])
    expect(read('acme.state.evidence-2.json')).toContain('"kind": "rollback"')
  })

  test('does not believe another key', async () => {
    await log('key other.key --name store.example.org')
    writeFileSync(at('other.pub'), (await log('key other.key --public')).stdout)
    const { code, stderr } = await log('watch --state fresh.state --log-key other.pub --once')
    expect([code, stderr]).toEqual([3, expect.stringContaining('no known key signed it')])
    expect(existsSync(at('fresh.state'))).toBe(false)
  })

  test('does not take a damaged memory for none', async () => {
    writeFileSync(at('broken.state'), read('acme.state').slice(0, -20))
    const { code, stderr } = await log(
      'watch --state broken.state --log-key log.pub --key witness.key --once',
    )
    expect([code, stderr]).toEqual([2, expect.stringContaining('broken.state is no checkpoint of this log')])
  })

  test('shares its memory with no other process', async () => {
    writeFileSync(at('held.state.lock'), String(process.pid))
    const { code, stderr } = await log('watch --state held.state --log-key log.pub --once')
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`process ${process.pid} watches with --state held.state`),
    ])
    writeFileSync(at('held.state.lock'), '999999999')
    expect((await log('watch --state held.state --log-key log.pub --once')).code).toBe(0)
  })

  test('signs with its own key, not with that of a log', async () => {
    const { code, stderr } = await log('watch --state x.state --log-key log.pub --key log.key --once')
    expect([code, stderr]).toEqual([2, expect.stringContaining('a witness has its own')])
  })

  test('says that the store cannot be reached', async () => {
    const { code } = await turnpike([
      'log',
      'watch',
      'http://127.0.0.1:9',
      '--state',
      at('y.state'),
      '--log-key',
      at('log.pub'),
      '--once',
    ])
    expect(code).toBe(5)
    expect(existsSync(at('y.state'))).toBe(false)
  })
})

test('a database that was changed with SQL is found by an auditor who has only the file', async () => {
  await stop()
  const db = new DatabaseSync(at('store.db'))
  db.exec(
    `update event set body = replace(body, 'the text of event 33"', 'the text of event 34"') where leaf = 33`,
  )
  db.close()
  expect((await log('export file.ndjson --store', `sqlite:${at('store.db')}`)).code).toBe(0)
  const { code, stdout } = await log('verify file.ndjson --log-key log.pub')
  expect([code, stdout]).toEqual([3, expect.stringMatching(/leaf 33 \(event \d+\): does not fit its leaf/)])
})

test('what is remembered is on disk before the signature leaves', async () => {
  const text = formatCheckpoint({ origin: 'store.example.org', size: 3, root: new Uint8Array(32) })
  const note = signNote(text, [parseSigner(read('log.key').trim())], 0)
  let remembered: string | undefined
  let posted = ''
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      remembered = existsSync(at('order.state')) ? read('order.state') : undefined
      request.setEncoding('utf8').on('data', (text: string) => (posted += text))
      // It breaks off here: the witness has signed all the same, and must know.
      request.on('end', () => response.destroy())
    } else response.end(note)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const args = [
    'log',
    'watch',
    url,
    '--state',
    at('order.state'),
    '--log-key',
    at('log.pub'),
    '--key',
    at('witness.key'),
    '--once',
  ]
  const { code } = await turnpike(args)
  server.close()
  expect(code).toBe(5)
  expect(posted).toContain('— witness.beta.example ')
  expect(remembered).toBe(posted)
  expect(read('order.state')).toBe(posted)
})

test('an export that breaks off goes on where it broke, and is whole', async () => {
  const whole = read('log.ndjson').trimEnd().split('\n')
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const from = Number(new URL(request.url ?? '', 'http://x').searchParams.get('from'))
    const lines = [whole[0], ...whole.slice(1 + from)]
    if (asked.length === 3) return void response.end(`${lines.join('\n')}\n`)
    // In the middle of the thirteenth row.
    response.write(`${lines.slice(0, 13).join('\n')}\n${(lines[13] ?? '').slice(0, 100)}`)
    setTimeout(() => response.destroy(), 50)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { code, stderr } = await turnpike(['log', 'export', at('resumed.ndjson'), '--store', url])
  server.close()
  expect([code, stderr]).toEqual([0, expect.stringContaining('going on behind leaf 11')])
  expect(asked.map((path) => path.split('?')[1])).toEqual(['from=0', 'from=12', 'from=24'])
  expect(read('resumed.ndjson')).toBe(read('log.ndjson'))
})

test('an export that does not begin leaves no file', async () => {
  const server = createServer((_, response) => response.end('hello\nworld\n'))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { code, stderr } = await turnpike(['log', 'export', at('none.ndjson'), '--store', url])
  server.close()
  expect([code, stderr]).toEqual([5, expect.stringContaining('that is no row')])
  expect([existsSync(at('none.ndjson')), existsSync(at('none.ndjson.part'))]).toEqual([false, false])
})
