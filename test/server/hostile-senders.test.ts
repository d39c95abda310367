/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment -- answers are read freely; start.ts checks their shape against the published document */
import { afterEach, describe, expect, test } from '@jest/globals'
import { testsPassed } from './sample.ts'
import { start, type Started } from './start.ts'

let server: Started
afterEach(() => server.close())

const send = (text: string) =>
  server.call('POST', '/v1/events', { body: text, headers: { 'content-type': 'application/json' } })

describe('what one sender does to another one', () => {
  test("nobody's JSON changes how the names in somebody else's event are read", async () => {
    server = await start()
    const event = testsPassed()
    const text = JSON.stringify({ ...event, customData: { ...(event.customData as object), tool: 'x' } })
    const named = (name: string) => text.replace('"tool":"x"', `"tool":{"version":1,"${name}":3}`)
    // Node reads `l`, whatever is escaped behind it, as the name `l\`, once it has seen that name in this place.
    const held = JSON.parse(named('l\\\\').replace(event.context.id, 'poison')) as unknown
    expect(held).toBeDefined()
    const victim = named('l\\u00fccken')
    const plain = named('lücken')
    const answer = await send(victim)
    expect(answer.body.receipts).toMatchObject([{ status: 'accepted', valid: true }])
    expect((await send(plain)).body.receipts).toMatchObject([
      { status: 'duplicate', digest: answer.body.receipts[0].digest },
    ])
  })

  test('an escape in a name hides no type from the check of who may write it', async () => {
    server = await start()
    const event = testsPassed()
    await send(JSON.stringify(event).replace('"type"', '"typ\\\\"'))
    const reserved = JSON.stringify({
      ...event,
      context: { ...event.context, type: 'dev.cdeventsx.turnpike-gate.evaluated.0.1.0' },
    })
    expect((await send(reserved.replace('"type"', '"typ\\u0065"'))).status).toBe(403)
  })
})
