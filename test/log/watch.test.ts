/** `turnpike log watch` as another organisation runs it. */
import { existsSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { formatCheckpoint } from '../../src/log/checkpoint.ts'
import { parseSigner } from '../../src/log/keys.ts'
import { signNote } from '../../src/log/note.ts'
import { EMPTY_ROOT, type Hash } from '../../src/log/tree.ts'
import { turnpike } from '../cli/run-cli.ts'
import { openHouse, TOKEN, type House } from './house.ts'

let house: House
const at = (name: string) => house.at(name)
const read = (name: string) => house.read(name)
const log = (command: string, ...more: string[]) => house.log(command, ...more)
beforeAll(async () => {
  house = await openHouse()
  await house.serve('store.db', [0, 40])
})
afterAll(() => house.close())

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
    await house.serve('store.db', [40, 60])
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
      house.url(),
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
    await house.serve('forged.db', [0, 30], [1000, 1040])
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
    await house.serve('old.db', [0, 20])
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

const pretending: Server[] = []
afterEach(() => {
  for (const server of pretending.splice(0)) server.close()
})

/** A store whose log is what the test says. */
async function pretend(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  pretending.push(server)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const keys = ['--log-key', at('log.pub'), '--key', at('witness.key')]
  return {
    look: (state: string) => turnpike(['log', 'watch', url, '--state', at(state), ...keys, '--once']),
  }
}

function signed(size: number, root: Hash = new Uint8Array(32)): string {
  const text = formatCheckpoint({ origin: 'store.example.org', size, root })
  return signNote(text, [parseSigner(read('log.key').trim())], 0)
}

test('a log that goes on showing an older state has hidden the rest', async () => {
  let notes = [signed(3), signed(0, EMPTY_ROOT), signed(0, EMPTY_ROOT)]
  const posted: string[] = []
  const store = await pretend((request, response) => {
    if (request.method === 'POST') {
      posted.push('cosignature')
      response.end('{}')
      // Of nothing at all, everything is a continuation: the proof is empty and right.
    } else response.end(request.url?.includes('consistency') === true ? '{"proof":[]}' : notes.shift())
  })
  expect((await store.look('hidden.state')).code).toBe(0)
  const { code, stderr } = await store.look('hidden.state')
  expect([code, stderr]).toEqual([3, expect.stringContaining('the log had 3 entries and goes on showing 0')])
  // One that is only a moment behind is no alarm.
  notes = [signed(0, EMPTY_ROOT), signed(3)]
  expect((await store.look('hidden.state')).code).toBe(0)
  expect(posted).toHaveLength(2)
})

test('what is remembered is on disk before the signature leaves', async () => {
  let remembered: string | undefined
  let posted = ''
  const store = await pretend((request, response) => {
    if (request.method === 'POST') {
      remembered = existsSync(at('order.state')) ? read('order.state') : undefined
      request.setEncoding('utf8').on('data', (text: string) => (posted += text))
      // It breaks off here: the witness has signed all the same, and must know.
      request.on('end', () => response.destroy())
    } else response.end(signed(3))
  })
  const { code } = await store.look('order.state')
  expect(code).toBe(5)
  expect(posted).toContain('— witness.beta.example ')
  expect(remembered).toBe(posted)
  expect(read('order.state')).toBe(posted)
})
