import { describe, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { createBrowser } from './browser.ts'
import {
  browser,
  house,
  keys,
  me,
  MINUTE,
  NAME,
  open,
  openedForEachTest,
  PUBLIC,
  session,
  signIn,
} from './session-scene.ts'

openedForEachTest()

describe('an organisation', () => {
  test('has sessions of its own: those of another one are no sessions there, under any name', async () => {
    await signIn(browser, '/o/acme')
    expect([...browser.cookies.keys()]).toEqual([`${NAME}.acme`])
    expect(await me(undefined, '/o/acme/v1/me')).toBe(200)
    const { value } = browser.cookies.get(`${NAME}.acme`)!
    for (const [path, name] of [
      ['/v1/me', NAME],
      ['/o/beta/v1/me', `${NAME}.beta`],
      ['/o/beta/v1/me', `${NAME}.acme`],
      ['/v1/me', `${NAME}.acme`],
      ['/v1/me', `${NAME}.default`],
    ] as const)
      expect([path, name, await me(`${name}=${value}`, path)]).toEqual([path, name, 401])
  })

  test('sends people back to its own pages, and signs them out of itself only', async () => {
    await signIn()
    await signIn(browser, '/o/acme')
    const front = await browser.open(`${PUBLIC}/o/acme/`)
    expect(front.url.pathname).toBe('/o/acme/')
    const out = await browser.press(front, '/o/acme/logout')
    expect(out.url.pathname).toBe('/o/acme/login')
    expect([...browser.cookies.keys()]).toEqual([NAME])
    expect(await me()).toBe(200)
  })
})

describe('the keys of sessions', () => {
  test('may change: what the old key sealed still opens, and is sealed by the new one from then on', async () => {
    await signIn()
    const old = `${NAME}=${session().value}`
    const fresh = randomBytes(32)
    const rotated = await open({ keys: [fresh, keys[0]] })
    rotated.clock.at = house.clock.at + 6 * MINUTE
    const other = createBrowser(rotated)
    expect(await me(old, '/v1/me', other)).toBe(200)
    const renewed = `${NAME}=${other.cookies.get(NAME)!.value}`
    const without = await open({ keys: [fresh] })
    without.clock.at = rotated.clock.at
    const last = createBrowser(without)
    expect([await me(old, '/v1/me', last), await me(renewed, '/v1/me', last)]).toEqual([401, 200])
    await rotated.close()
    await without.close()
  })
})

describe('a browser that nobody signed in with', () => {
  test.each(['/', '/v1/decisions', '/v1/events?type=service.deployed', '/metrics', '/v1/me'])(
    'is sent to sign in from %s, and back',
    async (path) => {
      const answer = await browser.get(PUBLIC + path)
      expect([answer.status, answer.headers.get('location'), answer.headers.get('cache-control')]).toEqual([
        303,
        `${PUBLIC}/login?to=${encodeURIComponent(path)}`,
        'no-store',
      ])
      expect((await browser.open(PUBLIC + path)).url.href).toBe(PUBLIC + path)
    },
  )

  test.each([
    ['a program', { accept: 'application/json' }, 'GET', '/'],
    ['a program without an opinion', { accept: '*/*' }, 'GET', '/'],
    ['whoever presents a wrong token', { authorization: 'Bearer abc' }, 'GET', '/'],
    ['a form', {}, 'POST', '/v1/events'],
  ])('but %s gets a 401', async (_, headers, method, path) => {
    const answer = await browser.send(PUBLIC + path, { method, headers })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/problem+json'])
  })

  test('gets a 403, not another login, for what the person may not', async () => {
    await signIn()
    expect((await browser.get(`${PUBLIC}/v1/trust`)).status).toBe(403)
  })

  test('health is asked without signing in', async () => {
    expect((await browser.get(`${PUBLIC}/healthz`)).status).toBe(200)
  })
})
