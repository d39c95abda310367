import { createHmac } from 'node:crypto'
import { afterAll, describe, expect, test } from '@jest/globals'
import { hookRoutes, MAX_HOOK_BYTES } from '../../src/server/hook-routes.ts'
import type { Acknowledgement } from '../../src/server/ingest.ts'
import { problemResponse, refusalOf } from '../../src/server/problem.ts'
import { readQuery } from '../../src/server/route.ts'
import type { Call } from '../../src/server/route.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { loadTrust } from '../../src/trust/load.ts'
import { createTrust } from '../../src/trust/trust.ts'
import { create } from '../../src/cdevents/create.ts'

const NOW = '2026-11-21T12:00:00.000Z'
const SECRET = 'correct horse battery staple'
const DOCUMENT = `apiVersion: turnpike/v1
kind: Trust
metadata: { organisation: acme }
hooks:
  - { name: alerts, scheme: github, secret: env:ALERTS }
  - { name: mute, scheme: github, secret: env:NOT_THERE }
grants:
  - name: alerts
    to: { id: 'hook:alerts' }
    may: { write: { types: [incident.*], sources: [https://alerts.example.org], environments: [production] } }
`
const loaded = loadTrust(DOCUMENT, { name: 'trust.yaml' })
if (!('trust' in loaded)) throw new Error(JSON.stringify(loaded.problems))
const trust = createTrust(loaded.trust, { env: (name) => (name === 'ALERTS' ? SECRET : undefined) })

const store = openSqliteStore(':memory:')
afterAll(() => store.close())
const told: Acknowledgement[] = []
const [route] = hookRoutes({
  store,
  organisation: 'acme',
  now: () => NOW,
  trust: () => trust,
  onReceipts: (receipts) => void told.push(...receipts),
})

const incident = (id: string, environment = 'production') =>
  create(
    'incident.detected',
    {
      source: 'https://alerts.example.org',
      subject: { id: 'incident-1', content: { environment: { id: environment } } },
    },
    { id, now: NOW },
  )
const sign = (body: string | Uint8Array, secret = SECRET) => ({
  'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
})
interface Answer {
  status: number
  body: { receipts?: Acknowledgement[]; detail?: string; problems?: { message: string }[] }
}

async function post(
  sender: string,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream,
  headers: Record<string, string>,
  contentType = 'application/json',
): Promise<Answer> {
  const request = new Request(`http://localhost/v1/hooks/${sender}`, {
    method: 'POST',
    body,
    headers: { 'content-type': contentType, ...headers },
    duplex: 'half',
  } as RequestInit)
  let response: Response
  try {
    const nobody = { principal: { kind: 'loopback', id: 'nobody' } } as const
    const query = readQuery(request.url, route!.parameters)
    const call = { request, ...nobody, identity: nobody, authority: undefined, path: { sender }, query }
    response = await route!.handle(call as unknown as Call)
  } catch (error) {
    response = problemResponse(refusalOf(error))
  }
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

const signed = (value: unknown, contentType?: string) => {
  const body = typeof value === 'string' ? value : JSON.stringify(value)
  return post('alerts', body, sign(body), contentType)
}

describe('POST /v1/hooks/{sender}', () => {
  test('keeps what its sender signed, as the sender and nobody else', async () => {
    const { status, body } = await signed(incident('a'))
    expect([status, body.receipts?.[0]?.status]).toEqual([202, 'accepted'])
    const kept = await store.get('acme', body.receipts?.[0]?.sequence ?? 0)
    expect(kept?.producer).toEqual({ kind: 'hook', id: 'hook:alerts' })
    expect(told.at(-1)).toMatchObject({ status: 'accepted' })
  })

  test('takes every form that POST /v1/events takes', async () => {
    const envelope = (id: string) => ({
      specversion: '1.0',
      id,
      source: 's',
      type: 't',
      datacontenttype: 'application/json',
      data: incident(id),
    })
    const forms: [unknown, string | undefined][] = [
      [[incident('b1'), incident('b2')], undefined],
      [envelope('b3'), 'application/cloudevents+json'],
      [[envelope('b4')], 'application/cloudevents-batch+json'],
      [`${JSON.stringify(incident('b5'))}\n${JSON.stringify(incident('b6'))}\n`, 'application/x-ndjson'],
    ]
    const statuses: (string | undefined)[] = []
    for (const [value, type] of forms) {
      const { body } = await signed(value, type)
      statuses.push(...(body.receipts ?? []).map(({ status }) => status))
    }
    expect(statuses).toEqual(Array.from({ length: 6 }, () => 'accepted'))
  })

  test('sent again, the same is a duplicate and changes nothing', async () => {
    const first = await signed(incident('again'))
    const position = await store.position('acme')
    const second = await signed(incident('again'))
    expect(second.body.receipts?.[0]).toMatchObject({
      status: 'duplicate',
      sequence: first.body.receipts?.[0]?.sequence,
    })
    expect(await store.position('acme')).toBe(position)
  })

  test.each([
    ['a sender that is not there', 'nobody', sign('{}')],
    ['no signature', 'alerts', {}],
    ['a name that every object has', '__proto__', sign('{}')],
    ['a sender whose secret is not there', 'mute', {}],
    ["somebody else's signature", 'alerts', sign('{}', 'guess')],
    ['a signature for a sender without a secret', 'mute', sign('{}', '')],
  ])('tells nobody whether a sender is there: %s', async (_, sender, headers) => {
    expect(await post(sender, '{}', headers)).toEqual({
      status: 401,
      body: expect.objectContaining({
        detail: 'There is no such sender, or its proof is missing or wrong.',
      }) as never,
    })
  })

  test('refuses what somebody else signed, and keeps nothing of it', async () => {
    const position = await store.position('acme')
    const body = JSON.stringify(incident('c'))
    expect((await post('alerts', body, sign(body, 'guess'))).status).toBe(401)
    expect((await post('alerts', `${body} `, sign(body))).status).toBe(401)
    expect((await post('mute', body, sign(body, ''))).status).toBe(401)
    expect(await store.position('acme')).toBe(position)
  })

  test('verifies before it looks at the body: what is not signed is not even parsed', async () => {
    expect((await post('alerts', 'no JSON at all', sign('other'))).status).toBe(401)
    expect((await post('alerts', 'no JSON at all', sign('no JSON at all'))).status).toBe(400)
  })

  test('is bound by its grants like everybody', async () => {
    const { status, body } = await signed([incident('d1'), incident('d2', 'staging')])
    expect([status, body.receipts?.map((receipt) => receipt.status)]).toEqual([202, ['accepted', 'refused']])
    expect(body.receipts?.[1]?.problems[0]?.message).toContain(
      '"staging" is not among production (grant "alerts")',
    )
    expect((await signed(incident('d3', 'staging'))).status).toBe(403)
  })

  test("refuses another tool's own document with a sentence that helps", async () => {
    const { status, body } = await signed({ action: 'opened', repository: { id: 1 } })
    expect([status, body.detail]).toEqual([
      422,
      expect.stringContaining("Other tools' own webhook documents are not read here"),
    ])
    const form = await signed('payload=%7B%7D', 'application/x-www-form-urlencoded')
    expect([form.status, form.body.detail]).toEqual([
      415,
      expect.stringContaining('Events come as application/json'),
    ])
  })

  test('reads no more than it may, whatever is announced', async () => {
    const large = Buffer.alloc(MAX_HOOK_BYTES + 1, 32)
    expect((await post('alerts', new Uint8Array(large), sign(large))).status).toBe(413)
    expect(
      (await post('alerts', '{}', { ...sign('{}'), 'content-length': String(MAX_HOOK_BYTES + 1) })).status,
    ).toBe(413)
    let pulled = 0
    const endless = new ReadableStream({
      pull: (controller) => {
        pulled++
        controller.enqueue(new Uint8Array(64 * 1024))
      },
    })
    expect((await post('alerts', endless, sign(''))).status).toBe(413)
    expect(pulled).toBeLessThan(64)
  })

  test('a body that is not UTF-8 is refused, not repaired', async () => {
    const bytes = new Uint8Array([0x22, 0xff, 0x22])
    expect(await post('alerts', bytes, sign(bytes))).toMatchObject({ status: 400 })
  })
})
