import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { coversUri, isBelow, uriPatternProblem } from '../../src/policy/uri-pattern.ts'

const OWN = 'https://github.com/acme/shop'

/** Ways to look like something below `OWN`, and be something else to one reader or another. */
const TRICKS = [
  'https://github.com/acme/shop-evil',
  'https://github.com/acme/shopevil/x',
  'https://github.com/acme/shop.git/x',
  'https://github.com/acme/shop%2f..%2fother',
  'https://github.com/acme/shop/../other',
  'https://github.com/acme/shop/..',
  'https://github.com/acme/shop/./x',
  'https://github.com/acme/shop/%2e%2e/other',
  'https://github.com/acme/shop/%2E%2e/other',
  'https://github.com/acme/shop/.%2e/other',
  'https://github.com/acme/shop/%252e%252e/other',
  'https://github.com/acme/shop/..;/other',
  'https://github.com/acme/shop/x?a/../..',
  'https://github.com/acme/shop#/../other',
  'https://github.com/acme/shop\\..\\other',
  'https://github.com/acme/shop/\\evil.example',
  'https://github.com/acme/shop/\t../other',
  'https://github.com/acme/shop/ x',
  'https://github.com/acme/shop/x\n',
  'https://github.com/acme/shop/\u0000',
  'https://github.com/acme/shop/\u202ex',
  'https://github.com/acme/shop/é',
  'https://github.com@evil.example/acme/shop/x',
  'https://evil.example/https://github.com/acme/shop/x',
  'https://evil.example#https://github.com/acme/shop/x',
  'https://github.com.evil.example/acme/shop/x',
  'https://github.com:443/acme/shop/x',
  'https://github.com:8443/acme/shop/x',
  'https://user@github.com/acme/shop/x',
  'https://user:pass@github.com/acme/shop/x',
  'https://GITHUB.com/acme/shop/x',
  'HTTPS://github.com/acme/shop/x',
  'https:/github.com/acme/shop/x',
  'https:github.com/acme/shop/x',
  'https:///github.com/acme/shop/x',
  'http://github.com/acme/shop/x',
  '//github.com/acme/shop/x',
  'github.com/acme/shop/x',
  'https://github.com/ACME/shop/x',
  'https://ｇithub.com/acme/shop/x',
  'https://xn--github-.com/acme/shop/x',
  ' https://github.com/acme/shop/x',
  '\ufeffhttps://github.com/acme/shop/x',
  'javascript:https://github.com/acme/shop/x',
]

describe("a credential's own source", () => {
  test.each([
    OWN,
    `${OWN}/`,
    `${OWN}/actions/runs/1`,
    `${OWN}#main`,
    `${OWN}?x=1`,
    `${OWN}/a%20b`,
    `${OWN}//x`,
  ])('%s is its own', (source) => {
    expect(isBelow(OWN, source)).toBe(true)
  })

  test.each(TRICKS)('%j is not', (source) => {
    expect(isBelow(OWN, source)).toBe(false)
  })

  test('that ends in a slash covers what is below it', () => {
    expect(isBelow('https://jenkins.example.org/', 'https://jenkins.example.org/job/1')).toBe(true)
    expect(isBelow('https://jenkins.example.org/', 'https://jenkins.example.org.evil/job')).toBe(false)
  })
})

describe('a pattern', () => {
  test.each(TRICKS)('with a * behind a boundary does not cover %j', (source) => {
    expect(coversUri(`${OWN}/*`, source)).toBe(false)
  })

  test('covers what is below it, not itself; without a * itself alone; * anything', () => {
    expect(coversUri(`${OWN}/*`, `${OWN}/x`)).toBe(true)
    expect(coversUri(`${OWN}/*`, OWN)).toBe(false)
    expect(coversUri(`${OWN}/*`, `${OWN}/`)).toBe(false)
    expect(coversUri(OWN, OWN)).toBe(true)
    expect(coversUri(OWN, `${OWN}/x`)).toBe(false)
    expect(coversUri('*', 'anything at all')).toBe(true)
    expect(coversUri('urn:user:*', 'urn:user:alice')).toBe(true)
    expect(coversUri('urn:user:*', 'urn:user:a/../../b')).toBe(false)
    expect(coversUri('urn:user:*', 'URN:user:alice')).toBe(false)
  })

  test.each([
    'https://github.com/acme/*',
    'https://github.com/*',
    'https://github.com/acme',
    'https://github.com',
    'https://ci.example.org:8443/x/*',
    'urn:acme:*',
    'urn:acme:ci/*',
    'urn:acme:ci',
    '*',
  ])('%s can be written', (pattern) => {
    expect(uriPatternProblem(pattern)).toBeUndefined()
  })

  test.each([
    ['https://github.com/acme*', 'would also cover "https://github.com/acme-something-else"'],
    ['https://github.com*', 'would also cover other hosts'],
    ['https://*', 'is not an absolute URI'],
    ['https://*.example.org/', 'has a * before its end'],
    ['https://github.com/*/shop', 'has a * before its end'],
    ['urn:*', 'is not a URN'],
    ['urn:user*', 'write "urn:user:*"'],
    ['urn:user:al*', 'would also cover'],
    ['**', 'has a * before its end'],
    ['acme/shop', 'is not an absolute URI'],
    ['https://GitHub.com/acme/*', 'several spellings; write it as "https://github.com/acme/"'],
    ['https://github.com/acme/../x/*', 'several spellings'],
    ['https://u:p@github.com/acme/*', 'several spellings'],
    ['https://github.com/%2e%2e/*', 'several spellings'],
    ['file:///etc/*', 'names no host'],
  ])('%s cannot: %s', (pattern, message) => {
    expect(uriPatternProblem(pattern)).toContain(message)
  })
})

describe('whatever is sent', () => {
  const piece = fc.constantFrom(
    ...[
      '/',
      '..',
      '.',
      '%2e',
      '%2F',
      '%5c',
      '%25',
      '\\',
      '@',
      ':',
      '?',
      '#',
      '*',
      'acme',
      'shop',
      'evil',
      'github.com',
    ],
    ...[
      'https://',
      'http://',
      'HTTPS:',
      ' ',
      '\t',
      '\n',
      '\u0000',
      'é',
      'ａ',
      '\u202e',
      ';',
      '//',
      '-',
      'x',
      '443',
      '[',
      '::1',
      ']',
    ],
  )
  const anything = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
  const sources = fc.oneof(
    anything,
    anything.map((end) => OWN + end),
    anything.map((end) => `${OWN}/${end}`),
    fc.string({ unit: 'binary', maxLength: 40 }).map((end) => `${OWN}/${end}`),
    fc.webUrl().map((url) => url),
  )

  test('what a * covers is, for the URL standard too, the same scheme, host and port, and a path below', () => {
    const base = new URL(OWN)
    let covered = 0
    fc.assert(
      fc.property(sources, (source) => {
        if (!coversUri(`${OWN}/*`, source) && !isBelow(OWN, source)) return
        covered++
        const url = new URL(source)
        expect([url.protocol, url.host, url.username, url.password]).toEqual([
          base.protocol,
          base.host,
          '',
          '',
        ])
        expect(url.pathname === base.pathname || url.pathname.startsWith(`${base.pathname}/`)).toBe(true)
        // Decoded as often as anybody would, it still has no way up.
        const decoded = decodeURIComponent(decodeURIComponent(url.pathname))
        expect(decoded.split(/[/\\]/).some((step) => step === '..' || step === '.')).toBe(false)
      }),
      { numRuns: 20_000, seed: 20261121 },
    )
    expect(covered).toBeGreaterThan(500)
  })

  test('a pattern that can be written covers nothing that differs in scheme or host', () => {
    fc.assert(
      fc.property(anything, sources, (start, source) => {
        const pattern = `https://github.com/${start}*`
        if (uriPatternProblem(pattern) !== undefined || !coversUri(pattern, source)) return
        expect(new URL(source).origin).toBe('https://github.com')
      }),
      { numRuns: 20_000, seed: 20261121 },
    )
  })
})
