/** Events that the store does not let this sender say, alone and among others. */
import { afterEach, expect, test } from '@jest/globals'
import { createClient } from '../../src/client/client.ts'
import { deliver } from '../../src/actions/deliver.ts'
import { fakeWorld, githubHost } from '../actions/surroundings.ts'
import { accepts, startFake, type Answer, type FakeStore } from '../e2e/fake-store.ts'
import { someEvents } from './events.ts'

let store: FakeStore | undefined
afterEach(async () => await store?.close())

const forbids =
  (problems: unknown): Answer =>
  (_, response) =>
    void response
      .writeHead(403, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ title: 'Forbidden', status: 403, detail: 'You are known as x.', problems }))

async function sendTo(answer: Answer, count = 2) {
  store = await startFake(answer, accepts)
  const world = fakeWorld()
  const host = githubHost()
  const client = createClient({ url: store.url, env: {} })
  const delivered = await deliver(someEvents(count), { store: store.url, failOnError: false }, host, {
    ...world,
    client: () => client,
  })
  return { delivered, host, received: store.received }
}

test('all of a batch: they are not kept for another attempt, and the summary says why for each', async () => {
  const { delivered, host } = await sendTo(
    forbids([
      { path: '/0/context/source', message: 'is not yours' },
      { path: '/1', message: 'is too old' },
    ]),
  )
  expect(delivered).toMatchObject({ sent: 0, undelivered: 0 })
  const [page] = host.summaries
  for (const part of [
    'Not taken by the store',
    'You are known as x',
    '/context/source: is not yours',
    'is too old',
    'What to do',
  ])
    expect(page?.replaceAll('&#47;', '/')).toContain(part)
  expect(page).not.toContain('could not be delivered')
})

test('the batches after it still go', async () => {
  const { delivered, received } = await sendTo(forbids([{ path: '/0/context/type', message: 'no' }]), 150)
  expect([delivered.sent, delivered.undelivered, received.length]).toEqual([50, 0, 2])
})

test.each([
  ['no problems', []],
  ['problems of something else', [{ path: '/rules/0', message: 'x' }]],
  ['a place outside', [{ path: '/2/context', message: 'x' }]],
  ['the whole document', [{ path: '', message: 'x' }]],
])('a 403 with %s is no word about the events: they are kept', async (_, problems) => {
  const { delivered } = await sendTo(forbids(problems))
  expect(delivered.undelivered).toBe(2)
})

test('some of a batch: a receipt says so', async () => {
  const { delivered, host } = await sendTo((request, response) => {
    const receipts = (
      JSON.parse(request.body) as { data: { context: { id: string; source: string } } }[]
    ).map(({ data: { context } }, index) => ({
      status: index === 0 ? 'accepted' : 'refused',
      sequence: index === 0 ? 1 : 0,
      id: context.id,
      source: context.source,
      problems: index === 0 ? [] : [{ path: '/context/type', message: 'only others may say this' }],
    }))
    response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ receipts }))
  })
  expect(delivered).toMatchObject({ sent: 1, undelivered: 0 })
  expect(host.summaries.join('')).toContain('only others may say this')
  expect(host.annotations[0]?.message).toContain('this job may not say it')
})
