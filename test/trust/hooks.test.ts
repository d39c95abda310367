import { createHmac } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { missingHeader, verifyHook } from '../../src/trust/hooks.ts'
import type { Hook } from '../../src/trust/trust.ts'

const BODY = Buffer.from('{"context":{"id":"1"}}')
const NOW = Date.parse('2026-11-21T12:00:00Z')
const SECRET = "It's a Secret to Everybody"

const hook = (scheme: Hook['scheme'], secrets: string[] = [SECRET], header?: string): Hook => ({
  name: 'h',
  scheme,
  secrets,
  ...(header === undefined ? {} : { header }),
  identity: { principal: { kind: 'hook', id: 'hook:h' } },
})
const hmac = (secret: string | Buffer, ...parts: (string | Buffer)[]) => {
  const made = createHmac('sha256', secret)
  for (const part of parts) made.update(part)
  return made
}
const verdict = (one: Hook, headers: Record<string, string>, body: Uint8Array = BODY, now = NOW) => {
  const verified = verifyHook(one, new Headers(headers), body, now)
  return 'refused' in verified ? verified.refused : 'ok'
}
const WRONG = "The signature is not this sender's."

describe('github', () => {
  // The example of GitHub's own documentation on validating webhook deliveries.
  test('takes the signature of its documentation', () => {
    const headers = {
      'X-Hub-Signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    }
    expect(verdict(hook('github'), headers, Buffer.from('Hello, World!'))).toBe('ok')
  })

  const good = `sha256=${hmac(SECRET, BODY).digest('hex')}`
  test.each([
    ['another body', { 'x-hub-signature-256': `sha256=${hmac(SECRET, 'x').digest('hex')}` }, WRONG],
    ['another secret', { 'x-hub-signature-256': `sha256=${hmac('x', BODY).digest('hex')}` }, WRONG],
    [
      'the secret with a space',
      { 'x-hub-signature-256': `sha256=${hmac(`${SECRET} `, BODY).digest('hex')}` },
      WRONG,
    ],
    [
      'sha1',
      { 'x-hub-signature-256': `sha1=${createHmac('sha1', SECRET).update(BODY).digest('hex')}` },
      WRONG,
    ],
    ['no prefix', { 'x-hub-signature-256': good.slice(7) }, WRONG],
    ['half of it', { 'x-hub-signature-256': good.slice(0, 40) }, WRONG],
    ['more than it', { 'x-hub-signature-256': `${good}00` }, WRONG],
    ['nothing behind the prefix', { 'x-hub-signature-256': 'sha256=' }, WRONG],
    [
      'an empty header',
      { 'x-hub-signature-256': '' },
      'A sender of the scheme github proves itself by x-hub-signature-256.',
    ],
    [
      'the older header',
      { 'x-hub-signature': good },
      'A sender of the scheme github proves itself by x-hub-signature-256.',
    ],
    ['two values', { 'x-hub-signature-256': `${good}, ${good}` }, WRONG],
  ])('refuses %s', (_, headers, message) => {
    expect(verdict(hook('github'), headers)).toBe(message)
  })

  test('takes either of two secrets, while one is being changed', () => {
    for (const secrets of [
      [SECRET, 'new'],
      ['new', SECRET],
    ])
      expect(verdict(hook('github', secrets), { 'x-hub-signature-256': good })).toBe('ok')
  })

  test('refuses everything without a secret: an empty one would sign for anybody', () => {
    const empty = `sha256=${hmac('', BODY).digest('hex')}`
    expect(verdict(hook('github', []), { 'x-hub-signature-256': empty })).toBe(
      'This store has no secret for this sender.',
    )
  })
})

const KEY = Buffer.alloc(32, 7)
const WHSEC = `whsec_${KEY.toString('base64')}`
const standard = (at = NOW / 1000, key: string | Buffer = KEY, id = 'msg_1') => ({
  'webhook-id': id,
  'webhook-timestamp': String(at),
  'webhook-signature': `v1,${hmac(key, `${id}.${at}.`, BODY).digest('base64')}`,
})

describe('standard-webhooks', () => {
  // The example of the specification's reference libraries.
  test('takes the example of the reference libraries', () => {
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    }
    const one = hook('standard-webhooks', ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])
    expect(verdict(one, headers, Buffer.from('{"test": 2432232314}'), 1_614_265_330_000)).toBe('ok')
  })

  const one = hook('standard-webhooks', [WHSEC])
  test('takes one signature among several, of any version', () => {
    const headers = standard()
    const others = `v1a,aaaa v2,bbbb v1,${KEY.toString('base64')} ${headers['webhook-signature']}`
    expect(verdict(one, { ...headers, 'webhook-signature': others })).toBe('ok')
  })

  test('takes a secret that is no key by its bytes, as the libraries do', () => {
    expect(verdict(hook('standard-webhooks'), standard(NOW / 1000, SECRET))).toBe('ok')
  })

  test('takes five minutes to either side, and no more', () => {
    for (const off of [-300, 300]) expect(verdict(one, standard(NOW / 1000 + off))).toBe('ok')
    for (const off of [-301, 301])
      expect(verdict(one, standard(NOW / 1000 + off))).toContain('301 s off; 300 are allowed')
  })

  test('tells the clock only to who signed', () => {
    expect(verdict(one, standard(0, 'other'))).toBe(WRONG)
  })

  test.each([
    ['another id', { ...standard(), 'webhook-id': 'msg_2' }, WRONG],
    ['another time', { ...standard(), 'webhook-timestamp': String(NOW / 1000 + 1) }, WRONG],
    [
      'another version',
      { ...standard(), 'webhook-signature': standard()['webhook-signature'].replace('v1,', 'v2,') },
      WRONG,
    ],
    ['no version', { ...standard(), 'webhook-signature': standard()['webhook-signature'].slice(3) }, WRONG],
    [
      'a time that is none',
      { ...standard(), 'webhook-timestamp': '1e9' },
      'webhook-timestamp is not a whole number',
    ],
    [
      'a time before 1970',
      { ...standard(), 'webhook-timestamp': '-1' },
      'webhook-timestamp is not a whole number',
    ],
  ])('refuses %s', (_, headers, message) => {
    expect(verdict(one, headers)).toContain(message)
  })

  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
    'refuses a request without %s',
    (name) => {
      const headers: Record<string, string> = standard()
      delete headers[name]
      expect(verdict(one, headers)).toContain(
        'proves itself by webhook-id, webhook-timestamp, webhook-signature',
      )
    },
  )

  test('refuses a key that is too short to be one', () => {
    expect(verdict(hook('standard-webhooks', ['whsec_']), standard(NOW / 1000, ''))).toContain('is not a key')
    expect(verdict(hook('standard-webhooks', ['whsec_AAAA']), standard())).toContain('is not a key')
  })

  test('looks at few signatures, however many there are', () => {
    const many = `${'v1,AAAA '.repeat(8)}${standard()['webhook-signature']}`
    expect(verdict(one, { ...standard(), 'webhook-signature': many })).toBe(WRONG)
  })
})

describe('gitlab', () => {
  test('takes its secret token, or its signature where there is a signing key', () => {
    expect(verdict(hook('gitlab'), { 'X-Gitlab-Token': SECRET })).toBe('ok')
    expect(verdict(hook('gitlab', [WHSEC]), standard())).toBe('ok')
    expect(verdict(hook('gitlab', [SECRET, WHSEC]), standard())).toBe('ok')
    expect(verdict(hook('gitlab', [WHSEC, SECRET]), { 'X-Gitlab-Token': SECRET })).toBe('ok')
  })

  test('never takes a signing key as a token, nor a token as a key', () => {
    expect(verdict(hook('gitlab', [WHSEC]), { 'X-Gitlab-Token': WHSEC })).toContain(
      'proves itself by webhook-id',
    )
    expect(verdict(hook('gitlab', [WHSEC]), { ...standard(NOW / 1000, 'x'), 'X-Gitlab-Token': WHSEC })).toBe(
      WRONG,
    )
    expect(verdict(hook('gitlab'), standard(NOW / 1000, SECRET))).toContain('proves itself by x-gitlab-token')
  })

  test.each(['', SECRET.toLowerCase(), `${SECRET}x`, SECRET.slice(0, -1)])(
    'refuses the token %j',
    (token) => {
      expect(verdict(hook('gitlab'), { 'X-Gitlab-Token': token })).not.toBe('ok')
    },
  )
})

describe('hmac-sha256', () => {
  const one = hook('hmac-sha256', [SECRET], 'x-signature')
  const digest = hmac(SECRET, BODY).digest()
  test.each([
    digest.toString('hex'),
    digest.toString('hex').toUpperCase(),
    `sha256=${digest.toString('hex')}`,
    digest.toString('base64'),
    digest.toString('base64url'),
    `SHA256=${digest.toString('base64')}`,
  ])('takes %s', (signature) => {
    expect(verdict(one, { 'X-Signature': signature })).toBe('ok')
  })

  test.each([
    '0'.repeat(64),
    'sha256=',
    '*',
    digest.subarray(1).toString('hex'),
    `md5=${digest.toString('hex')}`,
  ])('refuses %s', (signature) => {
    expect(verdict(one, { 'X-Signature': signature })).toBe(WRONG)
  })

  test('looks at its own header only', () => {
    expect(missingHeader(one, new Headers({ 'x-other': digest.toString('hex') }))).toContain('x-signature')
  })
})

describe('token', () => {
  test('takes a bearer token, or a header of its own', () => {
    expect(verdict(hook('token', ['s3cret'], 'authorization'), { Authorization: 'Bearer s3cret' })).toBe('ok')
    expect(verdict(hook('token', ['s3cret'], 'x-token'), { 'X-Token': 's3cret' })).toBe('ok')
  })

  test.each(['s3cret', 'Basic s3cret', 'Bearer', 'Bearer s3cret x', 'Bearer S3CRET'])(
    'refuses Authorization: %s',
    (value) => {
      expect(verdict(hook('token', ['s3cret'], 'authorization'), { Authorization: value })).toBe(WRONG)
    },
  )
})
