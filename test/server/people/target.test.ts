import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { localTarget } from '../../../src/server/people/target.ts'

const ROOT = { origin: 'https://store.example.org', base: '', secure: true }
const ACME = { ...ROOT, base: '/o/acme' }

describe('after signing in somebody goes to', () => {
  test.each([
    ['/', '/'],
    ['/v1/decisions/01980a3e', '/v1/decisions/01980a3e'],
    ['/v1/events?type=service.deployed&limit=5', '/v1/events?type=service.deployed&limit=5'],
    [
      '/v1/artifacts/pkg%3Aoci%2Fshop%40sha256%3Aab/timeline',
      '/v1/artifacts/pkg%3Aoci%2Fshop%40sha256%3Aab/timeline',
    ],
    ['/v1/environments/my%20place', '/v1/environments/my%20place'],
    ['/?a=//evil.example', '/?a=//evil.example'],
    ['/v1/../v1/me', '/v1/me'],
    ['/v1/me#//evil.example', '/v1/me'],
  ])('%s', (given, expected) => {
    expect(localTarget(ROOT, given)).toBe(expected)
  })

  test.each([
    ['/o/acme/v1/me', '/o/acme/v1/me'],
    ['/v1/me', '/o/acme/v1/me'],
    ['/o/beta/', '/o/acme/o/beta/'],
    ['/o/acme/../beta/', '/o/acme/o/beta/'],
    ['/o/acmetwo/', '/o/acme/o/acmetwo/'],
    ['//evil.example', '/o/acme/'],
    ['/o/acme/login', '/o/acme/'],
  ])('%s below an organisation: %s', (given, expected) => {
    expect(localTarget(ACME, given)).toBe(expected)
  })
})

const HOSTILE = [
  undefined,
  '',
  'evil.example',
  'https://evil.example/',
  'HTTPS:evil.example',
  'javascript:alert(1)',
  'data:text/html,a',
  '//evil.example',
  '///evil.example',
  '////evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '\\/evil.example',
  '/\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/ /evil.example',
  '/\u0000/evil.example',
  '/\u2028/evil.example',
  '/..//evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/a/../..//evil.example',
  '/%2e%2e//evil.example',
  '/%2F/evil.example',
  '/%2Fevil.example',
  '/%2F%2Fevil.example',
  '%2F%2Fevil.example',
  '/%5Cevil.example',
  '/%5c%5cevil.example',
  '/%09/evil.example',
  '/%0a/evil.example',
  '/%0d%0aset-cookie:%20a=b',
  '/%252F%252Fevil.example',
  '/%255Cevil.example',
  '/%25252F%25252Fevil.example',
  '/%2525252F%2525252Fevil.example',
  '/%',
  '/%zz',
  '/%ff',
  '/.//@evil.example',
  `/${'a'.repeat(1000)}`,
  '/login',
  '/login?to=/login',
  '/login/callback?code=a',
  '/LOGIN',
  '/logout',
  '/v1/../login',
  '/o/beta/v1/me',
  '/o',
]

describe('after signing in nobody goes to', () => {
  test.each(HOSTILE.map((given) => [JSON.stringify(given), given]))('%s', (_, given) => {
    expect(localTarget(ROOT, given)).toBe('/')
  })

  test('another host, whatever is asked for, however often it is decoded on the way', () => {
    const piece = fc.constantFrom(
      '/',
      '//',
      '\\',
      '%2f',
      '%5c',
      '%252f',
      '.',
      '..',
      '%2e',
      'evil.example',
      '@',
      ':',
      '?',
      '#',
      '\t',
      '\n',
      '%09',
      '%0d%0a',
      'o',
      'acme',
      'a',
      ' ',
      '\u2028',
      'https:',
      '%',
      '\ud800',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), fc.constantFrom(ROOT, ACME), (pieces, place) => {
        const target = localTarget(place, pieces.join(''))
        // As a browser takes the whole address, and as it would take the path alone.
        const whole = new URL(place.origin + target)
        expect(whole.origin).toBe(place.origin)
        for (let text = target, round = 0; round < 3; round++) {
          expect(new URL(text, place.origin).origin).toBe(place.origin)
          expect(text).toMatch(/^\/(?![/\\])/)
          expect(new URL(text, place.origin).pathname.startsWith(`${place.base}/`)).toBe(true)
          text = safely(text)
        }
      }),
      {
        numRuns: 5000,
        examples: [
          [['/', '..', '%2f'], ACME],
          [['/', 'a', '%2f', '..', '%252f', '..'], ACME],
        ],
      },
    )
  })
})

function safely(text: string): string {
  const [path = '', ...rest] = text.split(/(?=[?#])/)
  try {
    return decodeURIComponent(path) + rest.join('')
  } catch {
    return text
  }
}
