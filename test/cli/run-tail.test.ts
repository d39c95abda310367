import { describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { createTail, lastLines, type OutputTail } from '../../src/cli/output-tail.ts'
import { formsOf, masked, secretsIn } from '../../src/cli/secret-values.ts'

function tailOf(text: string | Buffer, secrets: readonly string[] = [], size = 1000): OutputTail {
  const tail = createTail(secrets)
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) tail.push(bytes.subarray(at, at + size))
  return tail.result()
}
const sha256 = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`

describe('the end of the output', () => {
  test('is all of a short one, with its numbers and its digest', () => {
    expect(tailOf('one\ntwo\n')).toEqual({
      tail: 'one\ntwo',
      bytes: 8,
      lines: 2,
      digest: sha256('one\ntwo\n'),
    })
    expect(tailOf('')).toEqual({ tail: '', bytes: 0, lines: 0, digest: sha256('') })
    expect(tailOf('no end')).toMatchObject({ tail: 'no end', lines: 1 })
  })

  test('is the last whole lines of a long one, 4 KiB at most', () => {
    const text = Array.from({ length: 100_000 }, (_, index) => `line ${index}\n`).join('')
    const { tail, bytes, lines, digest } = tailOf(text, [], 777)
    expect(tail.endsWith('line 99999')).toBe(true)
    expect(tail.split('\n')[0]).toMatch(/^line \d+$/)
    expect(Buffer.byteLength(tail)).toBeLessThanOrEqual(4096)
    expect(Buffer.byteLength(tail)).toBeGreaterThan(4000)
    expect({ bytes, lines, digest }).toEqual({ bytes: text.length, lines: 100_000, digest: sha256(text) })
  })

  test('of one endless line is its end', () => {
    const { tail, lines } = tailOf(`${'ä'.repeat(100_000)}END`)
    expect(tail).toMatch(/^…ä+END$/)
    expect(Buffer.byteLength(tail)).toBeLessThanOrEqual(4096)
    expect(lines).toBe(1)
  })

  test('reads as in a terminal: no colours, no controls, of a progress bar what it came to', () => {
    expect(tailOf('\u001b[31mred\u001b[0m\r\n10%\r50%\r100%\ndone\u0007\u202e\n').tail).toBe(
      'red\n100%\ndone',
    )
  })

  test('is text whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9000 }), fc.integer({ min: 1, max: 500 }), (bytes, size) => {
        const { tail } = tailOf(Buffer.from(bytes), [], size)
        expect(tail.isWellFormed()).toBe(true)
        expect(Buffer.byteLength(tail)).toBeLessThanOrEqual(4096)
        expect(tail).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/)
      }),
    )
  })
})

describe('secrets in the output', () => {
  const secret = 'correct-horse/battery+staple'

  test.each([
    ['as it is', secret],
    ['in an address', encodeURIComponent(secret)],
    ['in a header', Buffer.from(secret).toString('base64')],
    ['with colours in it', `${secret.slice(0, 9)}\u001b[1m${secret.slice(9)}`],
  ])('%s are masked, and there is no digest to try them by', (_, shown) => {
    const { tail, digest } = tailOf(`before ${shown} after\n`, formsOf(secret))
    expect(tail).toMatch(/^before \*\*\*=* after$/)
    expect(digest).toBeUndefined()
  })

  test('are masked wherever the pieces are cut', () => {
    for (let size = 1; size < 40; size++) {
      const { tail, digest } = tailOf(`${'x'.repeat(10)}${secret}y\n`, [secret], size)
      expect(tail).toBe(`${'x'.repeat(10)}***y`)
      expect(digest).toBeUndefined()
    }
  })

  test('leave no rest where the window cuts them', () => {
    for (let room = 64 * 1024 - 40; room < 64 * 1024 + 5; room++) {
      const { tail } = tailOf(`${secret}${'x'.repeat(room)}`, [secret], 64 * 1024)
      expect(tail).not.toContain('staple')
    }
  })

  test('that were printed long before the end leave no digest either', () => {
    expect(tailOf(`${secret}\n${'line\n'.repeat(50_000)}`, [secret]).digest).toBeUndefined()
  })

  test('that the job masked itself are masked, also in the lines before', () => {
    const { tail } = tailOf('was hush-hush\n::add-mask::hush-hush\nis hush-hush\n', [], 3)
    expect(tail).toBe('was ***\n::add-mask::***\nis ***')
  })

  test('of several lines are masked line by line', () => {
    const { tail } = tailOf('x first-half y\nz second-half\n', formsOf('first-half\nsecond-half\n'))
    expect(tail).toBe('x *** y\nz ***')
  })

  test.each([
    `token ghp_${'a'.repeat(36)}`,
    `token github_pat_${'a'.repeat(40)}`,
    `token glpat-${'a'.repeat(20)}`,
    `jwt eyJhbGciOiJIUzI1.eyJzdWIiOiIx.c2lnbmF0dXJl`,
    'git https://user:hunter2hunter2@example.org/x.git',
    'curl -H "Authorization: Bearer hunter2hunter2"',
    '-----BEGIN RSA PRIVATE KEY-----\nhunter2hunter2\n-----END RSA PRIVATE KEY-----',
    `key AKIA${'A'.repeat(16)}`,
  ])('are known by their form: %s', (text) => {
    const { tail, digest } = tailOf(`${text}\n`)
    expect(tail).toContain('***')
    expect(tail).not.toMatch(/hunter2|aaaa|eyJ|AAAA/)
    expect(digest).toBeUndefined()
  })

  test('are the values of variables whose names say so, from six characters on', () => {
    const found = secretsIn({
      NPM_TOKEN: 'abcdef',
      db_password: 'swordfish',
      MY_API_KEY: 'k-123456',
      AWS_CREDENTIALS: 'credential',
      SHORT_TOKEN: 'abcde',
      HOME: '/home/alice',
      EMPTY_SECRET: '',
      NO_SECRET: undefined,
    })
    for (const value of ['abcdef', 'swordfish', 'k-123456', 'credential']) expect(found).toContain(value)
    for (const value of ['abcde', '/home/alice', '']) expect(found).not.toContain(value)
  })

  test('are looked for in time that grows with the text, whatever the text', () => {
    const texts = [
      `authorization:${' '.repeat(60_000)}x`,
      '-----BEGIN '.repeat(6_000),
      '://'.repeat(20_000),
      'a'.repeat(64_000),
      `${'a:'.repeat(30_000)}@`,
    ]
    for (const text of texts) expect(masked(text, []).text.length).toBeGreaterThan(0)
  })
})

describe('lines that fit', () => {
  test('are as many as there is room for', () => {
    expect(lastLines('a\nbb\nccc', 7)).toBe('bb\nccc')
    expect(lastLines('a\nbb\nccc', 6)).toBe('ccc')
    expect(lastLines('abc', 3)).toBe('abc')
  })
})
