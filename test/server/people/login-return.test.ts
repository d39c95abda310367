import { describe, expect, test } from '@jest/globals'
import { createBrowser, type Browser } from './browser.ts'
import { trustText } from './house.ts'
import { browser, house, loginForEachTest, provider, PUBLIC, signIn } from './login-scene.ts'

loginForEachTest()

describe('the way back from the provider', () => {
  const callbackOf = async (who: Browser) => {
    const away = await who.get(`${PUBLIC}/login?to=/v1/me`)
    const back = await who.get(away.headers.get('location')!)
    return back.headers.get('location')!
  }

  test('works once: the same answer again is refused', async () => {
    const callback = await callbackOf(browser)
    expect((await browser.get(callback)).status).toBe(303)
    expect((await browser.get(callback)).status).toBe(400)
  })

  test('works once even for whoever kept the cookie: the provider takes no code twice', async () => {
    const callback = await callbackOf(browser)
    const kept = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ')
    expect((await browser.get(callback)).status).toBe(303)
    expect((await browser.get(callback, { cookie: kept })).status).toBe(403)
  })

  test('is of no use in another browser: nobody is signed in as somebody else by a link', async () => {
    const callback = await callbackOf(browser)
    const other = createBrowser(house)
    expect((await other.get(callback)).status).toBe(400)
    await other.get(`${PUBLIC}/login`)
    expect((await other.get(callback)).status).toBe(403)
    expect(other.cookies.has('turnpike')).toBe(false)
  })

  test('is over after ten minutes', async () => {
    const callback = await callbackOf(browser)
    const kept = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ')
    house.clock.at += 10 * 60_000 + 1000
    expect((await browser.get(callback, { cookie: kept })).status).toBe(400)
  })

  test('is refused when another provider or client was put in force meanwhile', async () => {
    const callback = await callbackOf(browser)
    await house.trust(trustText(provider.issuer, { clientId: 'another' }))
    const page = await browser.get(callback)
    expect([page.status, page.text]).toEqual([400, expect.stringContaining('was changed while you did')])
  })

  test('a login is a session for nothing, and a session no login', async () => {
    await browser.get(`${PUBLIC}/login`)
    const { value } = browser.cookies.get('turnpike-login')!
    const asSession = await browser.get(`${PUBLIC}/v1/me`, { cookie: `turnpike=${value}`, accept: '*/*' })
    expect(asSession.status).toBe(401)
    await signIn()
    const session = browser.cookies.get('turnpike')!.value
    const callback = await callbackOf(browser)
    expect((await browser.get(callback, { cookie: `turnpike-login=${session}` })).status).toBe(400)
  })

  test('a program is told by a problem document', async () => {
    const answer = await browser.get(`${PUBLIC}/login/callback?code=a&state=b`, {
      accept: 'application/json',
    })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
  })
})
