/** `turnpike log key`, `export`, `verify` and `prove` as their users type them. */
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { turnpike } from '../cli/run-cli.ts'
import { openHouse, type House } from './house.ts'

let house: House
const at = (name: string) => house.at(name)
const read = (name: string) => house.read(name)
const log = (command: string, ...more: string[]) => house.log(command, ...more)
beforeAll(async () => {
  house = await openHouse()
  await house.serve('store.db', [0, 40])
})
afterAll(() => house.close())

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
    const { code, stderr } = await turnpike(['log', 'export', at('no.ndjson'), '--store', house.url()])
    expect([code, stderr]).toEqual([5, expect.stringContaining('401')])
    expect(existsSync(at('no.ndjson'))).toBe(false)
  })
})

const pretending: Server[] = []
afterEach(() => {
  for (const server of pretending.splice(0)) server.close()
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
  pretending.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { code, stderr } = await turnpike(['log', 'export', at('resumed.ndjson'), '--store', url])
  expect([code, stderr]).toEqual([0, expect.stringContaining('going on behind leaf 11')])
  expect(asked.map((path) => path.split('?')[1])).toEqual(['from=0', 'from=12', 'from=24'])
  expect(read('resumed.ndjson')).toBe(read('log.ndjson'))
})

test('an export that does not begin leaves no file', async () => {
  const server = createServer((_, response) => response.end('hello\nworld\n'))
  pretending.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { code, stderr } = await turnpike(['log', 'export', at('none.ndjson'), '--store', url])
  expect([code, stderr]).toEqual([5, expect.stringContaining('that is no row')])
  expect([existsSync(at('none.ndjson')), existsSync(at('none.ndjson.part'))]).toEqual([false, false])
})

test('a database that was changed with SQL is found by an auditor who has only the file', async () => {
  await house.stop()
  const db = new DatabaseSync(at('store.db'))
  db.exec(
    `update event set body = replace(body, 'the text of event 33"', 'the text of event 34"') where leaf = 33`,
  )
  db.close()
  expect((await log('export file.ndjson --store', `sqlite:${at('store.db')}`)).code).toBe(0)
  const { code, stdout } = await log('verify file.ndjson --log-key log.pub')
  expect([code, stdout]).toEqual([3, expect.stringMatching(/leaf 33 \(event \d+\): does not fit its leaf/)])
})
