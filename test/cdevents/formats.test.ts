/** The quick patterns admit nothing that ajv-formats does not, and all three formats agree with it on anything. */
import { expect, test } from '@jest/globals'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import fc from 'fast-check'
import { isDateTime, isUri, isUriReference } from '../../src/cdevents/formats.ts'

const theirs = {
  uri: fullFormats.uri as (text: string) => boolean,
  reference: (text: string) => (fullFormats['uri-reference'] as RegExp).test(text),
  time: (fullFormats['date-time'] as { validate: (text: string) => boolean }).validate,
}
const runs = { numRuns: 10_000, seed: 20261121 }

const URI_PARTS = [...'aZ09-._~:/?#[]@!$&\'()*+,;=%"<>\\^`{|} \n\tüſ', '%41', '%zz', '//', '://', 'http:', 'urn:', '::1', '127.0.0.1', ':80', '\u{1f4a5}'] // prettier-ignore
const TIME_PARTS = [...'0123456789-:.TtZz+ \n', '2026-', '11-', '21', '02-29', '2024-02-29', 'T14:03:00', '23:59:60', 'Z', '+02:00', '-0230', '+24:00', '.123'] // prettier-ignore

test('URIs made of any parts', () => {
  let uris = 0
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...URI_PARTS), { maxLength: 12 }), (parts) => {
      for (const text of [parts.join(''), `http://${parts.join('')}`, `x-y:${parts.join('')}`]) {
        expect([text, isUri(text), isUriReference(text)]).toEqual([
          text,
          theirs.uri(text),
          theirs.reference(text),
        ])
        if (isUri(text)) uris++
      }
    }),
    runs,
  )
  expect(uris).toBeGreaterThan(1000)
})

test('real URLs', () => {
  const url = fc.webUrl({ withQueryParameters: true, withFragments: true })
  fc.assert(
    fc.property(url, (text) => expect(isUri(text)).toBe(theirs.uri(text))),
    { ...runs, numRuns: 2000 },
  )
})

test('dates and times made of any parts', () => {
  let times = 0
  const digits = (length: number) =>
    fc.integer({ min: 0, max: 10 ** length - 1 }).map((number) => String(number).padStart(length, '0'))
  const near = fc.tuple(fc.constantFrom('2024', '2026', '1900', '0000'), digits(2), digits(2), digits(2), digits(2), digits(2), fc.constantFrom('T', 't', ' '), fc.constantFrom('Z', 'z', '', '+02:00', '-13:59', '+24:00', '+0200', '.5Z')) // prettier-ignore
    .map(([year, month, day, hour, minute, second, separator, zone]) => `${year}-${small(month, 13)}-${small(day, 32)}${separator}${small(hour, 25)}:${minute}:${second}${zone}`) // prettier-ignore
  const any = fc.array(fc.constantFrom(...TIME_PARTS), { maxLength: 10 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.oneof(near, any), (text) => {
      expect([text, isDateTime(text)]).toEqual([text, theirs.time(text)])
      if (isDateTime(text)) times++
    }),
    runs,
  )
  expect(times).toBeGreaterThan(500)
})

function small(text: string, below: number): string {
  return String(Number(text) % below).padStart(2, '0')
}
