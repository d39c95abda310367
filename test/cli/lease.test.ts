import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { turnpike } from './run-cli.ts'

const LEASE = {
  id: '0198c2f0-0000-8000-8000-000000000001',
  environment: 'production',
  service: 'shop',
  fencing: 42,
  holder: 'https://ci.example.org/runs/7\n::error::forged',
  until: '2026-11-21T14:15:00.000Z',
  state: 'held',
}
let server: Server
let url: string
let asked: { method: string; path: string; body: string }[]

beforeEach(async () => {
  asked = []
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const { method = '', url: path = '' } = request
      asked.push({ method, path, body })
      const answer = method === 'GET' ? { leases: [LEASE] } : { ...LEASE, state: 'released' }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
})

test('lease list says who holds what until when, in one line that is no command', async () => {
  const { code, stdout } = await turnpike(['lease', 'list', '--environment', 'production', '--store', url])
  expect([code, stdout]).toEqual([
    0,
    `held production/shop #42 until ${LEASE.until} by https://ci.example.org/runs/7 ::error::forged (${LEASE.id})\n`,
  ])
  expect(asked).toEqual([{ method: 'GET', path: '/v1/leases?environment=production', body: '' }])
})

test('lease list --json passes on what the store says', async () => {
  const { stdout } = await turnpike(['lease', 'list', '--json', '--store', url])
  expect(JSON.parse(stdout)).toEqual({ leases: [LEASE] })
})

test('lease list takes a number of leases that the store takes', async () => {
  expect((await turnpike(['lease', 'list', '--limit', '101', '--store', url])).code).toBe(2)
  expect(asked).toEqual([])
})

test('lease release names the run: the one that is given, else the one it is called in, else none', async () => {
  const release = (args: string[], env: Record<string, string> = {}) =>
    turnpike(['lease', 'release', LEASE.id, ...args, '--store', url], { env })
  expect((await release(['--run', 'https://ci.example.org/runs/7', '--reason', 'it failed'])).code).toBe(0)
  await release([], { TURNPIKE_RUN: 'https://ci.example.org/runs/8' })
  await release([])
  expect(asked.map(({ path, body }) => [path, JSON.parse(body) as unknown])).toEqual([
    [`/v1/leases/${LEASE.id}/release`, { run: 'https://ci.example.org/runs/7', reason: 'it failed' }],
    [`/v1/leases/${LEASE.id}/release`, { run: 'https://ci.example.org/runs/8' }],
    [`/v1/leases/${LEASE.id}/release`, {}],
  ])
})
