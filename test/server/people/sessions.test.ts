import { describe, expect, test } from '@jest/globals'
import { createBrowser } from './browser.ts'
import { openHouse, trustText } from './house.ts'
import {
  browser,
  house,
  me,
  MINUTE,
  NAME,
  open,
  openedForEachTest,
  provider,
  PUBLIC,
  session,
  signIn,
} from './session-scene.ts'

openedForEachTest()

/** Without a login nobody is in a group, so no grant may name one. */
const withoutLogin = (issuer: string) =>
  trustText(issuer)
    .replace(/^login:.*$/m, '')
    .replace('group: change-board', 'person: urn:user:alice')

describe('the cookie of a session', () => {
  test('is for this host, over TLS, and for no script and no other site', async () => {
    await signIn()
    expect(session().attributes).toEqual({
      path: '/',
      'max-age': '3600',
      httponly: '',
      samesite: 'Lax',
      secure: '',
    })
    expect([...browser.cookies.keys()]).toEqual([NAME])
  })

  test('on this machine without TLS goes without what TLS would need', async () => {
    const local = await open({ publicUrl: 'http://localhost:8080' })
    const other = createBrowser(local)
    await other.open('http://localhost:8080/login?to=/v1/me')
    expect([...other.cookies.keys()]).toEqual(['turnpike'])
    expect(other.cookies.get('turnpike')!.attributes).not.toHaveProperty('secure')
    await local.close()
  })

  test.each(['http://store.example.org', undefined])(
    'is never given at the address %s',
    async (publicUrl) => {
      const plain = await openHouse({
        trust: trustText(provider.issuer),
        ...(publicUrl === undefined ? {} : { publicUrl }),
        ...(publicUrl === undefined ? { noAddress: true } : {}),
      })
      const answer = await plain.fetch(new Request('http://store.example.org/login'))
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([404, null])
      expect(await answer.text()).toMatch(/--public-url/)
      expect(plain.log.join()).toMatch(/--public-url/)
      await plain.close()
    },
  )

  test('tells nothing to whoever reads it', async () => {
    await signIn()
    const bytes = Buffer.from(session().value.split('.')[1]!, 'base64url').toString('latin1')
    expect(session().value.length).toBeLessThan(800)
    for (const said of ['alice', 'change-board', provider.issuer, 'default'])
      expect(bytes).not.toContain(said)
  })

  test('stays small when somebody is in very many groups that grants name', async () => {
    const groups = Array.from({ length: 40 }, (_, at) => `${'g'.repeat(90)}${at}`)
    const more = groups
      .map((name) => `  - { name: ${name}, to: { group: ${name} }, may: { read: true } }`)
      .join('\n')
    await house.trust(trustText(provider.issuer, { more }))
    provider.behave({ claims: (claims) => ({ ...claims, groups: [...groups, 'change-board'] }) })
    await signIn()
    expect(`${NAME}=${session().value}`.length).toBeLessThan(4096)
    expect(await me()).toBe(200)
    expect(house.log.join('\n')).toMatch(/login: \d+ of 41 groups do not fit/)
  })
})

describe('a session', () => {
  test('ends after an hour without a request', async () => {
    await signIn()
    const cookie = `${NAME}=${session().value}`
    house.clock.at += 60 * MINUTE - 1000
    expect(await me(cookie)).toBe(200)
    house.clock.at += 1000
    expect(await me(cookie)).toBe(401)
  })

  test('goes on while it is used, and ends after eight hours whatever happens', async () => {
    await signIn()
    const renewals = new Set<string>()
    for (let minutes = 30; minutes < 480; minutes += 30) {
      house.clock.at += 30 * MINUTE
      expect(await me()).toBe(200)
      renewals.add(session().value)
    }
    expect(renewals.size).toBe(15)
    expect(Number(session().attributes['max-age'])).toBeLessThanOrEqual(30 * 60)
    const last = `${NAME}=${session().value}`
    house.clock.at += 30 * MINUTE
    expect(await me(last)).toBe(401)
  })

  test('is not sealed anew at every request', async () => {
    await signIn()
    const before = session().value
    house.clock.at += 4 * MINUTE
    expect(await me()).toBe(200)
    expect(session().value).toBe(before)
  })

  test('of the future is none', async () => {
    await signIn()
    const cookie = `${NAME}=${session().value}`
    house.clock.at -= 6 * MINUTE
    expect(await me(cookie)).toBe(401)
  })

  test('begins with a cookie of its own: one that was there before is not taken over', async () => {
    await signIn()
    const before = session().value
    await signIn()
    const after = session().value
    expect(after).not.toBe(before)
    const fixed = createBrowser(house)
    fixed.cookies.set(NAME, { value: before, attributes: {}, until: Infinity })
    provider.behave({ claims: (claims) => ({ ...claims, sub: 'carol', groups: [] }) })
    await signIn(fixed)
    expect(fixed.cookies.get(NAME)!.value).not.toBe(before)
    const known = JSON.parse((await fixed.get(`${PUBLIC}/v1/me`)).text) as { person: string }
    expect(known.person).toBe(`${provider.issuer}#user:carol`)
  })

  test('ends when it is signed out of; a copy of its cookie is a known limit, until the hour is over', async () => {
    await signIn()
    const copy = `${NAME}=${session().value}`
    const front = await browser.get(`${PUBLIC}/`)
    const out = await browser.press(front, '/logout')
    expect([out.status, out.text]).toEqual([200, expect.stringContaining('You are signed out')])
    expect(browser.cookies.size).toBe(0)
    expect(await me()).toBe(401)
    expect(await me(copy)).toBe(200)
    house.clock.at += 61 * MINUTE
    expect(await me(copy)).toBe(401)
  })

  test('signing out without a session is no error', async () => {
    const out = await browser.send(`${PUBLIC}/logout`, { method: 'POST' })
    expect([out.status, out.headers.get('location')]).toEqual([303, `${PUBLIC}/login?out=true`])
  })

  test.each([
    ['has no login any more', withoutLogin],
    ['has the login of another client', (issuer: string) => trustText(issuer, { clientId: 'other' })],
    ['has the login of another issuer', () => trustText('https://login.example.org')],
  ])('counts no more when the trust document %s', async (_, text) => {
    await signIn()
    expect(await me()).toBe(200)
    await house.trust(text(provider.issuer))
    expect(await me()).toBe(401)
  })

  test('may what the document in force says, not what it said at the beginning', async () => {
    await signIn()
    await house.trust(trustText(provider.issuer).replace('may: { read: true }', 'may: { witness: true }'))
    expect((await browser.get(`${PUBLIC}/v1/events`)).status).toBe(403)
  })
})

describe('a cookie that the store did not make so', () => {
  test('never opens, whichever character of it is another one', async () => {
    await signIn()
    const { value } = session()
    const statuses = new Set<number>()
    for (let at = 0; at < value.length; at++) {
      const other = value[at] === 'A' ? 'B' : 'A'
      // The last character of base64url may hold bits that say nothing.
      if (at === value.length - 1) continue
      statuses.add(await me(`${NAME}=${value.slice(0, at)}${other}${value.slice(at + 1)}`))
    }
    expect([...statuses]).toEqual([401])
  })

  test.each([
    ['nothing', () => ''],
    ['half of it', (value: string) => value.slice(0, value.length / 2)],
    ['no seal', (value: string) => value.slice(0, 9)],
    ['more behind it', (value: string) => `${value}AAAA`],
    ['quotes around it', (value: string) => `"${value}"`],
    ['JSON', () => '{"o":"default","s":"alice"}'],
    ['a megabyte', () => 'a'.repeat(20_000)],
    ['another key’s name', (value: string) => `00000000${value.slice(8)}`],
  ])('never opens: %s', async (_, change) => {
    await signIn()
    expect(await me(`${NAME}=${change(session().value)}`)).toBe(401)
  })

  test('does not keep the right one beside it from opening', async () => {
    await signIn()
    expect(await me(`${NAME}=abc; other=1; ${NAME}=${session().value}`)).toBe(200)
  })
})
