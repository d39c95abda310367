/** Over 300 lines: one stage, and every way a signed event may come in. */
import { generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { toStructured } from '../../src/cdevents/envelope.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { signWith } from '../../src/cdevents/signing-key.ts'
import { materialOf, type Attributes } from '../../src/cdevents/verifiable.ts'
import { createClient, createSink } from '../../src/client/client.ts'
import { signerFor } from '../../src/client/sign.ts'
import { entryOf } from '../../src/log/entry.ts'
import { leafHash } from '../../src/log/tree.ts'
import { canonicalJson } from '../../src/cdevents/canonical.ts'
import { postEvents } from '../../src/server/ingest.ts'
import { Refusal } from '../../src/server/problem.ts'
import type { Call } from '../../src/server/route.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventStore, StoredEvent } from '../../src/store/store.ts'
import type { SignerEntry } from '../../src/trust/document.ts'
import { VECTOR_KEY, VECTORS } from '../cdevents/vectors.ts'
import { testsPassed } from './sample.ts'

const release = generateKeyPairSync('ed25519')
const stranger = generateKeyPairSync('ed25519')
const pem = (key: KeyObject) => String(key.export({ type: 'spki', format: 'pem' }))
const BY = [{ id: 'token:jenkins' }]
const RELEASE: SignerEntry = { name: 'release', key: pem(release.publicKey), by: BY }
const SIGNED = { id: 'key:release', name: 'release', keyid: expect.any(String) }

let store: EventStore
beforeEach(() => {
  store = openSqliteStore(':memory:')
})
afterEach(() => store.close())

interface Answer {
  status: string
  problems: { path?: string; message: string }[]
}

interface Sent {
  body: string
  type: string
  headers?: Record<string, string>
  signers?: readonly SignerEntry[]
  as?: string
}

async function send({
  body,
  type,
  headers = {},
  signers = [RELEASE],
  as = 'token:jenkins',
}: Sent): Promise<Answer[]> {
  const request = new Request('http://localhost/v1/events', {
    method: 'POST',
    body,
    headers: { 'content-type': type, ...headers },
  })
  const principal = { kind: 'token' as const, id: as }
  const authority = { grants: [], may: () => true, objections: () => [], describe: () => '' }
  const query = { one: () => undefined, all: () => [], integer: () => undefined }
  const call: Call = { request, principal, identity: { principal }, authority, path: {}, query }
  const ingest = {
    store,
    organisation: 'default',
    now: () => '2026-11-21T10:00:00.000Z',
    trust: () => ({ signers }),
    onReceipts: () => {},
  }
  try {
    const answer = await postEvents(ingest, call)
    return ((await answer.json()) as { receipts: Answer[] }).receipts
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return (error.problems ?? []).map(({ message }) => ({ status: 'refused', problems: [{ message }] }))
  }
}

const kept = async (): Promise<StoredEvent[]> =>
  (await store.query({ organisation: 'default', status: 'any', order: 'asc' })).events

const STRUCTURED = 'application/cloudevents+json'

/** A structured CloudEvent with its signature, as text; what comes back can be bent before it is sent. */
async function structured(
  event: CDEvent,
  key = release.privateKey,
  more: Attributes = {},
  extensions: string[] = [],
) {
  const { data, ...attributes } = { ...toStructured(event), ...more }
  const text = JSON.stringify(data)
  const dssematerial = await materialOf(attributes, text, signWith(key), { extensions })
  return { ...attributes, dssematerial, data } as Record<string, unknown> & {
    dssematerial: string
    data: CDEvent
  }
}

describe('a signed event', () => {
  test('is kept with who signed it, and its body is what was signed', async () => {
    const event = testsPassed()
    const receipts = await send({ body: JSON.stringify(await structured(event)), type: STRUCTURED })
    expect(receipts).toMatchObject([{ status: 'accepted' }])
    const [stored] = await kept()
    expect(stored?.signature).toMatchObject({
      signer: SIGNED,
      attributes: { id: event.context.id, specversion: '1.0' },
    })
    expect(stored?.body).toBe(JSON.stringify(event))
  })

  test('is in the log with its material: who takes the signature away changes the leaf', async () => {
    const body = await structured(testsPassed())
    await send({ body: JSON.stringify(body), type: STRUCTURED })
    const [row] = await store.log.rows('default', 0, 1)
    const head = await store.log.head('default')
    expect(row?.material).toBe(body.dssematerial)
    const { material, ...rest } = { ...row!, producer: canonicalJson(row!.producer) }
    expect(leafHash(entryOf({ ...rest, material: material! }))).toEqual(head.root)
    expect(leafHash(entryOf(rest))).not.toEqual(head.root)
  })

  test('in a batch stands beside others, each with its own fate', async () => {
    const good = await structured(testsPassed())
    const bad = await structured(testsPassed(), stranger.privateKey)
    const unsigned = toStructured(testsPassed())
    const receipts = await send({
      body: JSON.stringify([good, bad, unsigned]),
      type: 'application/cloudevents-batch+json',
    })
    expect(receipts.map(({ status }) => status)).toEqual(['accepted', 'refused', 'accepted'])
    expect(receipts[1]?.problems[0]).toEqual({
      path: '/dssematerial',
      message: expect.stringContaining('is not one of signers of the trust document'),
    })
    expect((await kept()).map(({ signature }) => signature?.signer?.['id'])).toEqual([
      'key:release',
      undefined,
    ])
  })

  test('in binary mode is verified over its headers and the whole body', async () => {
    const event = testsPassed()
    const { data, datacontenttype, ...attributes } = toStructured(event)
    const body = ` ${JSON.stringify(data)}\n`
    const material = await materialOf({ ...attributes, datacontenttype }, body, signWith(release.privateKey))
    const headers = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [`ce-${name}`, value]),
    )
    const sent = { body, type: datacontenttype, headers: { ...headers, 'ce-dssematerial': material } }
    expect(await send(sent)).toMatchObject([{ status: 'accepted' }])
    expect(await kept()).toMatchObject([{ body, signature: { signer: SIGNED } }])
    const other = { ...sent, headers: { ...sent.headers, 'ce-source': 'https://evil.example.org' } }
    expect(await send(other)).toMatchObject([{ status: 'refused' }])
  })

  test('in base64 is verified over the bytes', async () => {
    const event = testsPassed()
    const { data, ...attributes } = toStructured(event)
    const text = JSON.stringify(data, null, 2)
    const dssematerial = await materialOf(attributes, text, signWith(release.privateKey))
    const body = { ...attributes, dssematerial, data_base64: Buffer.from(text).toString('base64') }
    expect(await send({ body: JSON.stringify(body), type: STRUCTURED })).toMatchObject([
      { status: 'accepted' },
    ])
    expect(await kept()).toMatchObject([{ body: text, signature: { signer: SIGNED } }])
  })

  test('signed over compact data and sent with white space is taken as it was signed', async () => {
    const event = testsPassed()
    const body = JSON.stringify(await structured(event), null, 2)
    expect(await send({ body, type: STRUCTURED })).toMatchObject([{ status: 'accepted' }])
    expect((await kept())[0]?.body).toBe(JSON.stringify(event))
  })

  test.each(VECTORS.filter(({ data }) => typeof data === 'string'))(
    "the extension's case $name holds here as a third party sends it, space and all",
    async ({ event, data, material }) => {
      const head = JSON.stringify({ ...event, dssematerial: material }).slice(0, -1)
      const signers = [{ name: 'testkey', key: pem(VECTOR_KEY), by: BY }]
      await send({ body: `${head},"data" :${String(data)}}`, type: STRUCTURED, signers })
      // It is no CDEvent, so it is quarantined; its signature holds.
      expect(await kept()).toMatchObject([
        { status: 'quarantined', body: data, signature: { signer: { id: 'key:testkey' } } },
      ])
    },
  )
})

describe('what does not hold is refused, and nothing of it is kept', () => {
  const refused = async (body: object | string, more: Partial<Sent> = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const receipts = await send({ body: text, type: STRUCTURED, ...more })
    expect(await kept()).toEqual([])
    expect(receipts).toMatchObject([{ status: 'refused' }])
    return receipts[0]?.problems[0]?.message ?? ''
  }

  test.each<[string, (body: Awaited<ReturnType<typeof structured>>) => object | string, string]>([
    ['other data', (body) => ({ ...body, data: testsPassed({ outcome: 'failure' }) }), 'not what was signed'],
    [
      'a number written otherwise',
      (body) => JSON.stringify(body).replace('"outcome"', '"x":1.0,"outcome"'),
      'not what',
    ],
    [
      'an escape in the data',
      (body) => JSON.stringify(body).replace('"success"', '"\\u0073uccess"'),
      'not what was signed',
    ],
    ['another source', (body) => ({ ...body, source: 'https://evil.example.org' }), 'not what was signed'],
    ['another second', (body) => ({ ...body, time: '2020-01-01T00:00:00Z' }), 'not what was signed'],
    [
      'a second data, which counts',
      (body) => JSON.stringify(body).slice(0, -1) + ',"data":{}}',
      'not what was signed',
    ],
    ['an id that is a number', (body) => ({ ...body, id: 1 }), 'not Unicode text'],
    ['material that is a number', (body) => ({ ...body, dssematerial: 1 }), 'is not text'],
    ['material that is rubbish', (body) => ({ ...body, dssematerial: '%%%' }), 'not base64'],
    ['huge material', (body) => ({ ...body, dssematerial: 'A'.repeat(70_000) }), 'at most'],
  ])('%s', async (_name, change, message) => {
    expect(await refused(change(await structured(testsPassed())))).toContain(message)
  })

  test('a part of a second is no other event', async () => {
    const event = testsPassed({ at: '2026-11-21T09:59:00.250Z' })
    const body = { ...(await structured(event)), time: '2026-11-21T09:59:00.999Z' }
    expect(await send({ body: JSON.stringify(body), type: STRUCTURED })).toMatchObject([
      { status: 'accepted' },
    ])
  })

  test('the signature of another event', async () => {
    const [one, two] = [await structured(testsPassed()), await structured(testsPassed())]
    expect(await refused({ ...one, dssematerial: two.dssematerial })).toContain('not what was signed')
  })

  test("somebody else's signed event, sent as one's own", async () => {
    const message = await refused(await structured(testsPassed()), { as: 'token:other' })
    expect(message).toContain('key:release does not sign for token:other')
  })

  test('a signed extension attribute that was changed, and one of no type', async () => {
    const body = await structured(testsPassed(), release.privateKey, { traceparent: 'a' }, ['traceparent'])
    expect(await refused({ ...body, traceparent: 'b' })).toContain('extension attribute')
    expect(await refused({ ...body, traceparent: ['a'] })).toContain('CloudEvents type')
    expect(await send({ body: JSON.stringify(body), type: STRUCTURED })).toMatchObject([
      { status: 'accepted' },
    ])
    expect((await kept())[0]?.signature?.attributes['traceparent']).toBe('a')
  })

  test('attributes that nobody signed are not kept', async () => {
    const body = { ...(await structured(testsPassed())), traceparent: 'x', other: 'y'.repeat(50_000) }
    await send({ body: JSON.stringify(body), type: STRUCTURED })
    const names = Object.keys((await kept())[0]?.signature?.attributes ?? {})
    expect(names).not.toContain('traceparent')
    expect(names).not.toContain('other')
  })
})

test('one request has room for 500 signatures with a certificate, and for any number of others', async () => {
  const large = await structured(testsPassed())
  const bad = { ...large, dssematerial: 'A'.repeat(4100) }
  const batch = [...Array.from({ length: 501 }, () => bad), await structured(testsPassed())]
  const receipts = await send({ body: JSON.stringify(batch), type: 'application/cloudevents-batch+json' })
  expect(receipts[499]?.problems[0]?.message).toContain('does not hold')
  expect(receipts[500]?.problems[0]?.message).toContain('Only 500 events of a request')
  expect(receipts[501]).toMatchObject({ status: 'accepted' })
})

describe('without its signature', () => {
  test('an event is an event, and unsigned: whether that is enough is for policies', async () => {
    const { dssematerial: _, ...stripped } = await structured(testsPassed())
    await send({ body: JSON.stringify(stripped), type: STRUCTURED })
    for (const empty of ['', null])
      await send({
        body: JSON.stringify({ ...(await structured(testsPassed())), dssematerial: empty }),
        type: STRUCTURED,
      })
    expect((await kept()).map(({ signature }) => signature)).toEqual([undefined, undefined, undefined])
  })

  test('sent again with it, it stays what it was', async () => {
    const body = await structured(testsPassed())
    const { dssematerial: _, ...stripped } = body
    await send({ body: JSON.stringify(stripped), type: STRUCTURED })
    const again = await send({ body: JSON.stringify(body), type: STRUCTURED })
    expect(again).toMatchObject([{ status: 'duplicate' }])
    expect((await kept())[0]?.signature).toBeUndefined()
  })
})

describe('with no signers in the trust document', () => {
  test('the material is kept, with the bytes it is over, and nobody has signed', async () => {
    const event = testsPassed()
    const body = JSON.stringify(await structured(event), null, 1)
    expect(await send({ body, type: STRUCTURED, signers: [] })).toMatchObject([{ status: 'accepted' }])
    const [stored] = await kept()
    expect(stored?.signature?.material).toMatch(/^[A-Za-z0-9+/=]+$/u)
    expect(stored?.signature?.signer).toBeUndefined()
    expect(stored?.body).toBe(JSON.stringify(event))
  })

  test('bounds hold all the same', async () => {
    const body = { ...(await structured(testsPassed())), dssematerial: 'A'.repeat(70_000) }
    expect(await send({ body: JSON.stringify(body), type: STRUCTURED, signers: [] })).toMatchObject([
      { status: 'refused' },
    ])
    const wide = { ...(await structured(testsPassed())), subject: 's'.repeat(20_000) }
    expect(await send({ body: JSON.stringify(wide), type: STRUCTURED, signers: [] })).toMatchObject([
      { status: 'refused' },
    ])
  })
})

describe('signers', () => {
  test('whose trusted root comes back are usable again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'signers-'))
    try {
      const trustedRoot = join(folder, 'root.json')
      const sigstore = {
        trustedRoot,
        issuer: 'https://issuer.example.org',
        identity: 'https://example.org/x',
      }
      const signers: SignerEntry[] = [{ name: 'keyless', by: BY, sigstore }]
      const body = JSON.stringify(await structured(testsPassed()))
      const why = async () => (await send({ body, type: STRUCTURED, signers }))[0]?.problems[0]?.message
      expect(await why()).toContain('signer keyless cannot be used')
      writeFileSync(trustedRoot, '{"certificateAuthorities":[{}],"tlogs":[]}')
      expect(await why()).toContain('names no tlogs')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('what the client signs', () => {
  const env = { TURNPIKE_SIGNING_KEY: String(release.privateKey.export({ type: 'pkcs8', format: 'pem' })) }

  test.each(['store', 'structured', 'binary', 'batch'] as const)('the store verifies: %s', async (format) => {
    const { createServer } = await import('node:http')
    const bodies: Sent[] = []
    const events = [testsPassed(), testsPassed()]
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).filter((pair): pair is [string, string] =>
            pair[0].startsWith('ce-'),
          ),
        )
        const body = Buffer.concat(chunks).toString()
        bodies.push({ body, type: request.headers['content-type'] ?? '', headers })
        const receipts = events.map(({ context: { id, source } }) => ({ status: 'accepted', id, source }))
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify({ receipts }))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
      const sign = signerFor({ env, warn: (message) => Promise.reject(new Error(message)) })!
      const client = format === 'store' ? createClient({ url, sign }) : createSink({ url, sign, format })
      expect(await client.send(events)).toMatchObject({ undelivered: [] })
    } finally {
      server.close()
    }
    for (const body of bodies) await send(body)
    expect((await kept()).map(({ signature }) => signature?.signer)).toEqual([SIGNED, SIGNED])
    expect((await kept()).map(({ status }) => status)).toEqual(['accepted', 'accepted'])
  })
})
