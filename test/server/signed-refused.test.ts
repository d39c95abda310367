import { describe, expect, test } from '@jest/globals'
import { testsPassed } from './sample.ts'
import { release, send, kept, STRUCTURED, structured, type Sent, storeForEachTest } from './signed-stage.ts'

storeForEachTest()

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
