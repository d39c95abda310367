import { describe, expect, test } from '@jest/globals'
import { isLoopback, proxyOf, storeAddress } from '../../src/client/address.ts'
import { createClient } from '../../src/client/client.ts'

describe('a store’s address', () => {
  test.each([
    ['https://store.example.org', 'https://store.example.org/'],
    ['https://store.example.org/turnpike/?x=1#y', 'https://store.example.org/turnpike/'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/'],
    ['http://[::1]:8080', 'http://[::1]:8080/'],
    ['http://localhost', 'http://localhost/'],
  ])('%s is used as %s', (text, used) => {
    expect(storeAddress(text, { token: true }).href).toBe(used)
  })

  test.each([
    '',
    'store',
    'ftp://store',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://',
    'https://user:hush@store',
  ])('%j is refused, and never repeats a password', (text) => {
    let refused: unknown
    try {
      storeAddress(text, { token: false })
    } catch (error) {
      refused = error
    }
    expect(refused).toMatchObject({ code: 'USAGE' })
    expect(String(refused)).not.toContain('hush')
  })

  test('over plain http is given no token, unless somebody says so', () => {
    for (const text of [
      'http://store.example.org',
      'http://localhost.example.org',
      'http://128.0.0.1',
      'http://127.0.0.1.example.org',
    ]) {
      expect(() => createClient({ url: text, token: 'hush' })).toThrow(/plain http/)
      expect(() => createClient({ url: text, token: async () => 'hush' })).toThrow(/plain http/)
      expect(() => createClient({ url: text })).not.toThrow()
      expect(() => createClient({ url: text, token: 'hush', allowPlainHttp: true })).not.toThrow()
    }
  })
})

test.each([
  ['http://127.1.2.3', true],
  ['http://2130706433', true],
  ['http://store.localhost', true],
  ['http://0.0.0.0', false],
  ['http://169.254.169.254', false],
  ['http://[::ffff:10.0.0.1]', false],
])('%s is this machine: %j', (text, expected) => {
  expect(isLoopback(new URL(text))).toBe(expected)
})

test('proxies are those of the scheme, in small letters first, as everywhere', () => {
  const env = { http_proxy: 'http://a:1', HTTP_PROXY: 'http://b:1', HTTPS_PROXY: 'http://c:1', NO_PROXY: 'x' }
  expect(proxyOf(new URL('http://store'), env)).toEqual({ HTTP_PROXY: 'http://a:1' })
  expect(proxyOf(new URL('https://store'), env)).toEqual({ HTTPS_PROXY: 'http://c:1' })
  expect(proxyOf(new URL('https://store'), { http_proxy: 'http://a:1', HTTPS_PROXY: '' })).toBeUndefined()
})

describe('NO_PROXY', () => {
  const goesBy = (url: string, list: string, name = 'NO_PROXY') =>
    proxyOf(new URL(url), { HTTPS_PROXY: 'http://p:1', HTTP_PROXY: 'http://p:1', [name]: list }) !== undefined

  test.each([
    ['https://store.example.org', 'store.example.org'],
    ['https://store.example.org', 'example.org'],
    ['https://store.example.org', '.example.org'],
    ['https://store.example.org', '*.example.org'],
    ['https://example.org', '.example.org'],
    ['https://STORE.Example.org', 'Store.EXAMPLE.org'],
    ['https://store.example.org.', 'example.org'],
    ['https://store.example.org', 'localhost, 10.0.0.1 , example.org'],
    ['https://store.example.org', 'localhost 10.0.0.1 example.org'],
    ['https://store.example.org', 'example.org:443'],
    ['http://store.example.org', 'example.org:80'],
    ['https://store.example.org:8443', 'example.org:8443'],
    ['https://10.1.2.3', '10.1.2.3'],
    ['https://[fd00::1]', 'fd00::1'],
    ['https://[fd00::1]', '[fd00::1]'],
    ['https://[fd00::1]:8443', '[fd00::1]:8443'],
    ['https://store.example.org', '*'],
  ])('%s is not sent by way of a proxy: %s', (url, list) => {
    expect(goesBy(url, list)).toBe(false)
    expect(goesBy(url, list, 'no_proxy')).toBe(false)
  })

  test.each([
    ['https://store.example.org', ''],
    ['https://store.example.org', ','],
    ['https://store.example.org', '.'],
    ['https://store.example.org', 'ample.org'],
    ['https://store.example.org', 'example.org:8443'],
    ['https://store.example.org', 'example.com'],
    ['https://store.example.org', 'org.'.repeat(3)],
    ['https://10.1.2.3', '1.2.3'],
    ['https://10.1.2.3', '2.3'],
    ['https://10.1.2.3', '10.0.0.0/8'],
    ['https://[fd00::1]', 'fd00'],
    ['https://store.example.org', 'evil.org#example.org'],
  ])('%s is: %s', (url, list) => {
    expect(goesBy(url, list)).toBe(true)
  })

  test('in small letters wins', () => {
    const env = { HTTPS_PROXY: 'http://p:1', NO_PROXY: '*', no_proxy: 'elsewhere' }
    expect(proxyOf(new URL('https://store'), env)).toBeDefined()
  })
})
