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
  expect(proxyOf(new URL('http://store'), env)).toEqual({ HTTP_PROXY: 'http://a:1', NO_PROXY: 'x' })
  expect(proxyOf(new URL('https://store'), env)).toEqual({ HTTPS_PROXY: 'http://c:1', NO_PROXY: 'x' })
  expect(proxyOf(new URL('https://store'), { http_proxy: 'http://a:1', HTTPS_PROXY: '' })).toBeUndefined()
})
