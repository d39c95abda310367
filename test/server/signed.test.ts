import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { toStructured } from '../../src/cdevents/envelope.ts'
import { signWith } from '../../src/cdevents/signing-key.ts'
import { materialOf } from '../../src/cdevents/verifiable.ts'
import { createClient, createSink } from '../../src/client/client.ts'
import { signerFor } from '../../src/client/sign.ts'
import { entryOf } from '../../src/log/entry.ts'
import { leafHash } from '../../src/log/tree.ts'
import { canonicalJson } from '../../src/cdevents/canonical.ts'
import type { SignerEntry } from '../../src/trust/document.ts'
import { VECTOR_KEY, VECTORS } from '../cdevents/vectors.ts'
import { testsPassed } from './sample.ts'
import {
  release,
  stranger,
  pem,
  BY,
  SIGNED,
  store,
  send,
  kept,
  STRUCTURED,
  structured,
  type Sent,
  storeForEachTest,
} from './signed-stage.ts'

storeForEachTest()

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
