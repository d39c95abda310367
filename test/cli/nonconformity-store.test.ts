/** `turnpike nonconformity` against a store with a trust document: who may answer, and what they read. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createServer, type Server } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { exceptionsForAll, fresh, server } from '../server/exceptions/stage.ts'
import { deployed } from '../server/sample.ts'
import type { Scope } from '../server/scopes.ts'
import { turnpike } from './run-cli.ts'

const REASON = 'Rolled forward by hand at night; the incident is over.'

exceptionsForAll()

let front: Server
let url: string
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-nonconformity-'))
  // The stage has no socket: this is its own.
  front = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      const { authorization = '', 'content-type': type = 'application/json' } = headers
      void server
        .call(method, path, {
          headers: { authorization, 'content-type': type },
          ...(text === '' ? {} : { body: text }),
        })
        .then((answer) =>
          response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.text),
        )
    })
  })
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(front.address() as AddressInfo).port}/o/acme`
})
afterAll(async () => {
  const closed = new Promise<void>((resolve) => front.close(() => resolve()))
  front.closeAllConnections()
  await closed
  rmSync(folder, { recursive: true })
})

/** From a pipeline that this person started. */
async function as(scope: Scope, actor: string, ...args: string[]) {
  const { authorization = '' } = await server.pipeline('acme', scope, { actor_id: actor })
  return turnpike(['nonconformity', ...args, '--store', url], {
    env: { TURNPIKE_TOKEN: authorization.replace('Bearer ', '') },
    cwd: folder,
  })
}

/** Something is deployed past the gate; the number of what the store raised for it. */
async function raised(): Promise<string> {
  const body = deployed('webshop', 'production', { digest: fresh() })
  const headers = await server.pipeline('acme', 'write', { actor_id: '98' })
  expect((await server.call('POST', '/o/acme/v1/events', { headers, body })).status).toBe(202)
  for (let tries = 0; tries < 100; tries++) {
    const { stdout } = await as('read', '1', 'list', '--environment', 'production')
    const [, number] = /^ +no\. (\d+)$/m.exec(stdout) ?? []
    if (number !== undefined) return number
    await sleep(50)
  }
  throw new Error('nothing was raised')
}

test('whoever may override answers, once; nobody without the right, and not whoever deployed it', async () => {
  expect(await as('read', '1', 'list')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: expect.stringMatching(/^No open/),
  })
  const number = await raised()
  const answer = (scope: Scope, actor: string, reason = REASON) =>
    as(scope, actor, 'answer', number, '--reason', reason)

  expect(await answer('read', '1')).toMatchObject({
    code: 5,
    stdout: '',
    stderr: expect.stringMatching(/answered 403: .*override.* What to do: /),
  })
  expect(await answer('override', '98')).toMatchObject({
    code: 5,
    stdout: '',
    stderr: expect.stringMatching(/Whoever deployed it does not answer for it: somebody else has to\.\n$/),
  })
  expect(await answer('override', '777', 'too short')).toMatchObject({
    code: 5,
    stderr: expect.stringMatching(/The answer has problems\.\n +\/reason .*20 to 1000 characters/),
  })

  const first = await answer('override', '777')
  expect([first.code, first.stderr]).toEqual([0, ''])
  expect(first.stdout).toMatch(new RegExp(`^answered +webshop in production, .*\\n.*\\n.*\\n +${REASON}\\n`))
  const second = await answer('override', '778', 'It was something else altogether, I think.')
  expect([second.code, second.stderr]).toEqual([0, 'It was answered before; that answer stays.\n'])
  // But for how long ago it was.
  const timeless = (text: string) => text.replace(/\([^()]* ago\)|\(just now\)/g, '')
  expect(timeless(second.stdout)).toBe(timeless(first.stdout))

  expect((await as('read', '1', 'list')).stdout).toBe('')
  expect((await as('read', '1', 'list', '--all')).stdout).toMatch(
    new RegExp(`^answered[^]*no\\. ${number}\\n$`),
  )
  expect(await as('override', '777', 'answer', '999999', '--reason', REASON)).toMatchObject({ code: 5 })
}, 60_000)
