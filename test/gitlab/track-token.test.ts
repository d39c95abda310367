/** Whom the sh hook says the job is. */
import { describe, expect, test } from '@jest/globals'
import { refuses } from '../e2e/fake-store.ts'
import { FINISH, SHELLS, START, world } from './hook.ts'

describe("GitLab's own token", () => {
  const ID = 'eyJhbGciOiJSUzI1NiJ9.eyJwcm9qZWN0X2lkIjoiMjAifQ.c2ln'

  test.each(SHELLS)('is what the store is shown when no other one is given, in %s', async (_, shell) => {
    await START({ TURNPIKE_ID_TOKEN: ID, TURNPIKE_TRACK_TOKEN: '$TURNPIKE_TOKEN' }, { shell })
    await FINISH({ TURNPIKE_ID_TOKEN: ID, CI_JOB_STATUS: 'success' }, { shell })
    await START({ TURNPIKE_ID_TOKEN: ID, TURNPIKE_TOKEN: 'given' }, { shell })
    await START({ TURNPIKE_ID_TOKEN: '$TURNPIKE_ID_TOKEN' }, { shell })
    expect(world.store.received.map(({ headers }) => headers['authorization'])).toEqual([
      `Bearer ${ID}`,
      `Bearer ${ID}`,
      'Bearer given',
      undefined,
    ])
  })

  test('goes over plain http to this machine only, and the job goes on', async () => {
    const proxied = { http_proxy: world.store.url, TURNPIKE_STORE: 'http://store.internal' }
    const { code } = await START({ TURNPIKE_ID_TOKEN: ID, ...proxied })
    expect([
      code,
      world.store.received[0]?.headers['host'],
      world.store.received[0]?.headers['authorization'],
    ]).toEqual([0, 'store.internal', undefined])
  })

  test('that is missing where the store wants one: the log says how to have it', async () => {
    await world.answerWith(refuses(401, 'Unauthorized'))
    const missing = await START({})
    const wrong = await START({ TURNPIKE_ID_TOKEN: ID })
    expect(missing.output).toContain('needs id_tokens with TURNPIKE_ID_TOKEN')
    expect(wrong.output).not.toContain('id_tokens')
    expect([missing.code, wrong.code]).toEqual([0, 0])
  })
})
