import { afterEach, describe, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { createSealer } from '../../../src/server/people/seal.ts'
import {
  loadSessionKeys,
  parseSessionKeys,
  type SessionKeys,
} from '../../../src/server/people/session-key.ts'

const KEYS: SessionKeys = [Buffer.alloc(32, 1)]
const sealer = (given: { keys?: SessionKeys; organisation?: string; purpose?: string } = {}) =>
  createSealer(given.keys ?? KEYS, {
    organisation: given.organisation ?? 'acme',
    purpose: given.purpose ?? 'session',
    random: randomBytes,
  })

describe('what is sealed', () => {
  test('opens to the same, and is a cookie’s value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const sealed = sealer().seal(value)
        expect(sealed).toMatch(/^[0-9a-f]{8}\.[\w-]+$/)
        expect(JSON.stringify(sealer().open(sealed))).toBe(JSON.stringify(value))
      }),
      { numRuns: 200 },
    )
  })

  test('is another text every time', () => {
    expect(sealer().seal('a')).not.toBe(sealer().seal('a'))
  })

  test.each([
    ['another key', { keys: [Buffer.alloc(32, 2)] as SessionKeys }],
    ['another organisation', { organisation: 'beta' }],
    ['another purpose', { purpose: 'login' }],
    ['a name and purpose that read the same together', { organisation: 'me', purpose: 'session","ac' }],
  ])('does not open with %s', (_, other) => {
    expect(sealer(other).open(sealer().seal('a'))).toBeUndefined()
  })

  test('does not open when any byte of it is another one, or is missing', () => {
    const [id, body] = sealer().seal({ a: 1 }).split('.')
    const bytes = Buffer.from(body!, 'base64url')
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1
      expect(sealer().open(`${id}.${changed.toString('base64url')}`)).toBeUndefined()
      expect(sealer().open(`${id}.${bytes.subarray(0, at).toString('base64url')}`)).toBeUndefined()
    }
  })

  test('nothing else opens, and nothing throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f]{8}\.[\w-]{38,80}$/)), (text) => {
        expect(sealer().open(text)).toBeUndefined()
      }),
    )
  })
})

describe('the file of keys', () => {
  const folders: string[] = []
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })))
  const place = () => {
    const folder = mkdtempSync(join(tmpdir(), 'turnpike-keys-'))
    folders.push(folder)
    return join(folder, 'events.db.session-key')
  }

  test('is made once, for the store alone', () => {
    const file = place()
    const [first] = loadSessionKeys(file, randomBytes)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(first).toHaveLength(32)
    expect(Buffer.from(loadSessionKeys(file, randomBytes)[0]).equals(first)).toBe(true)
  })

  test.each([0o640, 0o604, 0o666])('that others may read (%i) is refused with what to do', (mode) => {
    const file = place()
    loadSessionKeys(file, randomBytes)
    chmodSync(file, mode)
    expect(() => loadSessionKeys(file, randomBytes)).toThrow(/others on this machine may read.*chmod 600/)
  })

  test('may hold older keys below the one in use, and remarks', () => {
    const file = place()
    const keys = [randomBytes(32), randomBytes(32)]
    writeFileSync(file, `# since Monday\n${keys.map((key) => key.toString('base64')).join('\n')}\n`, {
      mode: 0o600,
    })
    expect(loadSessionKeys(file, randomBytes).map((key) => Buffer.from(key))).toEqual(keys)
  })

  const GOOD = Buffer.alloc(32, 7).toString('base64')
  test.each([
    ['nothing', '', 'holds no key'],
    ['a short key', 'YWJj', 'line 1 is not 32 bytes'],
    ['no base64', `${GOOD}\nsecret-secret-secret`, 'line 2 is not 32 bytes'],
    ['base64 with something behind it', `${GOOD}x`, 'line 1 is not 32 bytes'],
    ['too many keys', `${GOOD}\n`.repeat(5), '4 at most'],
  ])('with %s is refused, and the message holds no key', (_, text, said) => {
    const parse = () => parseSessionKeys(text, 'keys')
    expect(parse).toThrow(said)
    expect(parse).not.toThrow(/secret-secret|YWJj|BwcH/)
  })

  test('in a folder that is not there is refused', () => {
    expect(() => loadSessionKeys(join(place(), 'nowhere'), randomBytes)).toThrow(/cannot be made/)
  })

  test('is never written over', () => {
    const file = place()
    loadSessionKeys(file, randomBytes)
    const before = readFileSync(file, 'utf8')
    loadSessionKeys(file, randomBytes)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })
})
