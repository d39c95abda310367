/** `turnpike serve` as a process: its options, and what signals do. */
import { afterEach, expect, test } from '@jest/globals'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { hashOfToken } from '../../src/trust/static-tokens.ts'
import { send } from './process.ts'

const CLI = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const SECRET = `tpk_${'c'.repeat(43)}`
const headers = { authorization: `Bearer ${SECRET}` }
const folders: string[] = []
let child: ChildProcess | undefined
afterEach(() => {
  child?.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

const documentOf = (organisation: string) => `apiVersion: turnpike/v1
kind: Trust
metadata: { organisation: ${organisation} }
tokens:
  - { name: ci, hash: '${hashOfToken(SECRET)}', expires: '${new Date(Date.now() + 9e9).toISOString().slice(0, 10)}' }
grants:
  - { name: ci, to: { id: 'token:ci' }, may: { read: true } }
`

function organisation(folder: string, name: string): void {
  mkdirSync(join(folder, name))
  writeFileSync(join(folder, name, 'trust.yaml'), documentOf(name))
}

test('serves organisations, takes up new ones on SIGHUP, and ends on SIGTERM', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-serve-command-'))
  folders.push(folder)
  organisation(folder, 'acme')
  writeFileSync(join(folder, 'mine.yaml'), documentOf('default'))
  const options = ['--database', ':memory:', '--port', '0', '--public-url', 'https://store.example.org']
  child = spawn(
    process.execPath,
    [CLI, 'serve', '--json', ...options, '--organisations', folder, '--trust', join(folder, 'mine.yaml')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let url = ''
  for await (const line of createInterface(child.stdout!)) {
    url = (JSON.parse(line) as { url?: string }).url ?? ''
    if (url !== '') break
  }
  const statusOf = async (path: string, given: Record<string, string> = headers) =>
    (await send(url + path, { headers: given })).status
  expect(await statusOf('/v1/events')).toBe(200)
  expect(await statusOf('/v1/events', {})).toBe(401)
  expect(await statusOf('/o/acme/v1/events')).toBe(200)
  organisation(folder, 'late')
  expect(await statusOf('/o/late/v1/events')).toBe(404)
  child.kill('SIGHUP')
  while ((await statusOf('/o/late/v1/events')) !== 200) await sleep(20)
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})
