import { afterEach, describe, expect, test } from '@jest/globals'
import { openCheckpoint, parseCheckpoint } from '../../src/log/checkpoint.ts'
import { hashOf } from '../../src/log/export.ts'
import { parseNote } from '../../src/log/note.ts'
import { verifyConsistency, verifyInclusion } from '../../src/log/proof.ts'
import { leafHash } from '../../src/log/tree.ts'
import { logRoutes } from '../../src/server/log-routes.ts'
import { readQuery } from '../../src/server/route.ts'
import { LOG } from '../log/exports.ts'
import { keep, openLog, type Opened } from '../log/store-log.ts'
import { start } from './start.ts'

const open: Opened[] = []
function opened(...options: Parameters<typeof openLog>): Opened {
  const one = openLog(...options)
  open.push(one)
  return one
}
afterEach(async () => {
  for (const { store } of open.splice(0)) await store.close()
})

const sizeOf = (note: string): number => {
  const parsed = parseNote(note)
  const checkpoint = 'text' in parsed ? parseCheckpoint(parsed.text) : parsed
  return 'size' in checkpoint ? checkpoint.size : -1
}

/** Calls a handler as the app does, without the app. */
async function call(log: Opened['log'], method: string, url: string, body?: string): Promise<Response> {
  const [path = ''] = url.split('?')
  const route = logRoutes({ log }).find((one) => one.path === path && one.method === method)
  const request = new Request(`http://store${url}`, { method, ...(body === undefined ? {} : { body }) })
  return route!.handle({ request, query: readQuery(url, route!.parameters), path: {} } as never)
}

describe('the routes', () => {
  test('prove that an event is in the log, against the checkpoint that comes along', async () => {
    const { store, log } = opened()
    await keep(store, 0, 11)
    for (const url of ['/v1/log/inclusion?sequence=4', '/v1/log/inclusion?index=3']) {
      const answer = (await (await call(log, 'GET', url)).json()) as {
        entry: string
        checkpoint: string
        proof: string[]
      }
      const checkpoint = openCheckpoint(answer.checkpoint, [LOG.verifier])
      const leaf = leafHash(answer.entry)
      expect(answer).toMatchObject({
        index: 3,
        sequence: 4,
        size: 11,
        leaf: Buffer.from(leaf).toString('base64'),
      })
      const root = 'root' in checkpoint ? checkpoint.root : new Uint8Array()
      expect(answer).toMatchObject({ root: Buffer.from(root).toString('base64') })
      const proof = answer.proof.map((hash) => hashOf(hash)!)
      expect(verifyInclusion({ index: 3, size: 11, leaf, root, proof })).toBe(true)
    }
  })

  test('prove that a log grew, from every size to every other', async () => {
    const { store, log } = opened()
    const roots = [(await store.log.head('default')).root]
    for (let size = 0; size < 9; size++) {
      await keep(store, size, size + 1)
      roots.push((await store.log.head('default')).root)
    }
    for (let to = 0; to <= 9; to++) {
      for (let from = 0; from <= to; from++) {
        const answer = await call(log, 'GET', `/v1/log/consistency?from=${from}&to=${to}`)
        const { proof } = (await answer.json()) as { proof: string[] }
        const claim = {
          from,
          to,
          fromRoot: roots[from]!,
          toRoot: roots[to]!,
          proof: proof.map((hash) => hashOf(hash)!),
        }
        expect(verifyConsistency(claim)).toBe(true)
      }
    }
  })

  test.each([
    ['/v1/log/inclusion', /Give either 'sequence' or 'index'/],
    ['/v1/log/inclusion?sequence=1&index=0', /Give either 'sequence' or 'index'/],
    ['/v1/log/inclusion?sequence=99', /There is no event 99/],
    ['/v1/log/inclusion?index=3', /There is no leaf 3 among the first 3/],
    ['/v1/log/inclusion?index=2&size=2', /There is no leaf 2 among the first 2/],
    ['/v1/log/inclusion?index=0&size=0', /There is no leaf 0 among the first 0/],
    ['/v1/log/inclusion?index=0&size=4', /The log has 3 entries, not 4/],
    ['/v1/log/inclusion?index=-1', /'index' is not a whole number/],
    ['/v1/log/inclusion?index=1e3', /'index' is not a whole number/],
    ['/v1/log/inclusion?sequenz=1', /There is no parameter 'sequenz' here/],
    ['/v1/log/consistency', /Give 'from'/],
    ['/v1/log/consistency?from=3&to=2', /a log only grows/],
    ['/v1/log/consistency?from=0&to=4', /The log has 3 entries, not 4/],
    ['/v1/log/consistency?from=4', /a log only grows/],
    ['/v1/log/export?limit=0', /'limit' is less than 1/],
    ['/v1/log/export?from=4', /The log has 3 entries, not 4/],
  ])('refuse %s', async (url, message) => {
    const { store, log } = opened()
    await keep(store, 0, 3)
    await expect(call(log, 'GET', url)).rejects.toThrow(message)
  })

  test('refuse a note of more than 64 KiB', async () => {
    const { log } = opened()
    await expect(call(log, 'POST', '/v1/log/cosignatures', 'x'.repeat(65_537))).rejects.toThrow(/65536 bytes/)
  })

  test('stop reading the store when the reader goes away', async () => {
    const { store } = opened()
    await keep(store, 0, 1500)
    let pages = 0
    const counting = {
      ...store.log,
      rows: (...args: Parameters<typeof store.log.rows>) => (pages++, store.log.rows(...args)),
    }
    const { log } = openLog(':memory:', { store: { ...store, log: counting } })
    const reader = (await call(log, 'GET', '/v1/log/export')).body!.getReader()
    await reader.read()
    await reader.read()
    await reader.cancel()
    expect(pages).toBe(1)
  })

  test('are those of the document that the store shows', async () => {
    const store = await start()
    await keep(store.store, 0, 4)
    const checkpoint = await store.call('GET', '/v1/log/checkpoint')
    expect([checkpoint.status, sizeOf(checkpoint.text)]).toEqual([200, 4])
    expect((await store.call('GET', '/v1/log/keys')).body).toMatchObject({ origin: 'localhost/default' })
    expect((await store.call('GET', '/v1/log/inclusion?index=2')).body).toMatchObject({ index: 2, size: 4 })
    expect((await store.call('GET', '/v1/log/consistency?from=1')).body).toMatchObject({ from: 1, to: 4 })
    const text = (await store.call('GET', '/v1/log/export')).text
    expect(text.split('\n')).toHaveLength(7)
    const refused = await store.call('POST', '/v1/log/cosignatures', { body: checkpoint.text })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('No witness that this store knows signed it. It knows none.')
    await store.close()
  })
})
