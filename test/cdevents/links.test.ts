import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { domainId, end, linkTarget, parseDomainId, path, relation } from '../../src/cdevents/links.ts'
import { domainIdVectors, missing } from './official.ts'

describe('a link', () => {
  test('ends at a context id, or at a domain id when the text is one', () => {
    expect(path('a')).toEqual({ linkType: 'PATH', from: { contextId: 'a' } })
    expect(relation('ARTIFACT', 'a', { why: 'x' })).toEqual({
      linkType: 'RELATION',
      linkKind: 'ARTIFACT',
      target: { contextId: 'a' },
      tags: { why: 'x' },
    })
    expect(end()).toEqual({ linkType: 'END' })
    expect(end('a')).toEqual({ linkType: 'END', from: { contextId: 'a' } })
    expect(
      path('cdevents:v0:github::o:r:pr:1').linkType === 'PATH' && path('cdevents:v0:github::o:r:pr:1'),
    ).toEqual({
      linkType: 'PATH',
      from: { domainId: 'cdevents:v0:github::o:r:pr:1' },
    })
  })

  test('tells what it points at', () => {
    expect(linkTarget(relation('X', 'a'))).toEqual({ contextId: 'a' })
    expect(linkTarget(path({ contextId: 'a', domainId: 'b' }))).toEqual({ contextId: 'a', domainId: 'b' })
    expect(linkTarget(end())).toEqual({})
  })
})

describe('a domain id', () => {
  test('is written with its parts percent-encoded', () => {
    const id = {
      provider: 'gitlab',
      namespace: 'my co',
      groups: ['platform', 'back/end'],
      type: 'pr',
      resourceId: 'a:1',
    }
    const text = 'cdevents:v0:gitlab::my%20co:platform/back%2Fend:pr:a%3A1'
    expect(domainId(id)).toBe(text)
    expect(parseDomainId(text)).toEqual({ providerId: '', ...id })
  })

  test('needs a type and a resource', () => {
    expect(() => domainId({ type: '', resourceId: '1' })).toThrow('needs a type')
    expect(() => domainId({ type: 'pr', resourceId: '' })).toThrow('resource id')
  })

  test('is read back as it was written, whatever is in it', () => {
    const part = fc.string({ unit: 'grapheme' })
    const some = part.filter((text) => text !== '')
    const id = fc.record({
      provider: part,
      providerId: part,
      namespace: part,
      groups: fc.array(some),
      type: some,
      resourceId: some,
    })
    fc.assert(fc.property(id, (given) => expect(parseDomainId(domainId(given))).toEqual(given)))
  })

  if (missing !== undefined) {
    console.log(`skipped: ${missing}`)
    test.skip('agrees with the official vectors', () => {})
  } else {
    const { valid, invalid } = domainIdVectors()
    test.each(valid)('agrees with the official vector $expected', ({ segments, expected }) => {
      const groups = String(segments.groups)
        .split('/')
        .filter((group) => group !== '')
      // The vectors give the resource id as it stands in the text, percent-encoded.
      const plain = {
        ...segments,
        groups,
        resourceId: decodeURIComponent(String(segments.resourceId)),
      } as never
      expect(domainId(plain)).toBe(expected)
      expect(parseDomainId(expected)).toEqual(plain)
    })
    test.each(invalid)('refuses the official vector $input', ({ input }) => {
      expect(parseDomainId(input)).toBeUndefined()
    })
  }

  test.each(['', 'cdevents:v0:', 'cdevents:v0:a:b:c:d:pr:%zz', 'pr 42'])('is not %j', (text) => {
    expect(parseDomainId(text)).toBeUndefined()
  })
})
