import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { runEmit } from '../../src/actions/emit.ts'
import { toStructured } from '../../src/cdevents/envelope.ts'
import { isSignedBy } from '../../src/cdevents/signing-key.ts'
import { compareDigests, readMaterial } from '../../src/cdevents/verifiable.ts'
import { createClient } from '../../src/client/client.ts'
import { signerFor } from '../../src/client/sign.ts'
import { fakeWorld, githubHost } from '../actions/surroundings.ts'
import { identityToken, startSigstore } from '../trust/signatures/sigstore-world.ts'
import { someEvents } from './events.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const PEM = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
const never = (message: string): Promise<void> => Promise.reject(new Error(message))

/** An event's attributes and the text of its data, as the client signs them. */
function first() {
  const { data, ...attributes } = toStructured(someEvents(1)[0]!)
  return { attributes, text: JSON.stringify(data) }
}

function holds(material: string | undefined): boolean {
  const { attributes, text } = first()
  const read = readMaterial(material ?? '')
  if ('corrupted' in read) return false
  const isRight = read.envelope.signatures.some(({ sig }) => isSignedBy(publicKey, read.signed, sig))
  return isRight && 'covered' in compareDigests(read, attributes, text)
}

describe('who signs', () => {
  test.each<[string, string | undefined, Record<string, string>, boolean]>([
    ['nobody, when nothing is said', undefined, {}, false],
    ['the key that is there', undefined, { TURNPIKE_SIGNING_KEY: PEM }, true],
    ['nobody, when it is off', 'off', { TURNPIKE_SIGNING_KEY: PEM }, false],
    ['nobody, when the job says off', undefined, { TURNPIKE_SIGNING_KEY: PEM, TURNPIKE_SIGN: 'off' }, false],
    [
      'the key, when the input says so against the job',
      'key',
      { TURNPIKE_SIGNING_KEY: PEM, TURNPIKE_SIGN: 'off' },
      true,
    ],
    ['the key, when signing is demanded', 'require', { TURNPIKE_SIGNING_KEY: PEM }, true],
    [
      'nobody, where GitLab left a reference to a variable that is not there',
      undefined,
      { TURNPIKE_SIGNING_KEY: '$KEY' },
      false,
    ],
    ['the key, in other words', ' key,require ', { TURNPIKE_SIGNING_KEY: PEM }, true],
  ])('%s', async (_name, sign, env, isSigned) => {
    const signer = signerFor({ sign, env, warn: never })
    expect(signer !== undefined).toBe(isSigned)
    if (signer === undefined) return
    const { attributes, text } = first()
    expect(holds(await signer(attributes, text))).toBe(true)
  })

  test('a key from a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sign-'))
    try {
      const path = join(folder, 'key.pem')
      writeFileSync(path, PEM)
      const signer = signerFor({ env: { TURNPIKE_SIGNING_KEY_FILE: path }, warn: never })
      const { attributes, text } = first()
      expect(holds(await signer?.(attributes, text))).toBe(true)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test.each([
    ['sometimes', {}, "sign: 'sometimes' is not a way to sign"],
    ['key keyless', {}, 'is not a way to sign'],
    ['off require', {}, 'is not a way to sign'],
    ['key', {}, 'set TURNPIKE_SIGNING_KEY (PEM)'],
    ['require', {}, 'or say sign: keyless'],
  ])('%s is wrong usage, told before anything is sent', (sign, env, message) => {
    expect(() => signerFor({ sign, env, warn: never })).toThrow(expect.objectContaining({ code: 'USAGE' }))
    expect(() => signerFor({ sign, env, warn: never })).toThrow(message)
  })
})

describe('trouble', () => {
  test('with the key sends events unsigned, and is told once', async () => {
    const warnings: string[] = []
    const env = { TURNPIKE_SIGNING_KEY: 'not a key' }
    const signer = signerFor({ env, warn: (message) => void warnings.push(message) })!
    const { attributes, text } = first()
    expect(await Promise.all([1, 2, 3].map(() => signer(attributes, text)))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(warnings).toEqual([
      expect.stringMatching(/^Events go unsigned: TURNPIKE_SIGNING_KEY: is not a private key/u),
    ])
    expect(warnings.join()).not.toContain('not a key')
  })

  test('keeps events back where signing is demanded', async () => {
    const sign = signerFor({ sign: 'require', env: { TURNPIKE_SIGNING_KEY: 'not a key' }, warn: never })!
    const events = someEvents(2)
    // Nothing listens there: nothing must be sent.
    const client = createClient({ url: 'http://127.0.0.1:9', sign })
    const delivery = await client.send(events)
    expect(delivery).toMatchObject({ receipts: [], undelivered: events, error: { code: 'NOT_SIGNED' } })
  })

  test.each([
    ['Fulcio', { fulcio: 500 }],
    ['Rekor', { rekor: 500 }],
  ])('with %s is an outage, not a failure, and is asked about only once', async (_name, fail) => {
    const world = await startSigstore()
    Object.assign(world.fail, fail)
    try {
      const warnings: string[] = []
      const env = {
        SIGSTORE_ID_TOKEN: identityToken({}),
        TURNPIKE_FULCIO_URL: world.url,
        TURNPIKE_REKOR_URL: world.url,
      }
      const signer = signerFor({ sign: 'keyless', env, warn: (message) => void warnings.push(message) })!
      const { attributes, text } = first()
      expect(await signer(attributes, text)).toBeUndefined()
      const { fulcio, rekor } = world.asked
      expect(await signer(attributes, text)).toBeUndefined()
      expect(world.asked).toEqual({ fulcio, rekor })
      expect(warnings).toEqual([
        expect.stringMatching(/^Events go unsigned: (Fulcio|Rekor) \(http.*\) answers 500$/u),
      ])
      expect(warnings.join()).not.toContain(env.SIGSTORE_ID_TOKEN.slice(0, 20))
    } finally {
      await world.close()
    }
  })
})

describe('emit', () => {
  const INPUTS = {
    store: 'https://store.example.org',
    failOnError: false,
    artifact: [],
    type: 'taskrun.started',
    content: '{ taskName: build }',
  }

  test('hands the signer on, and takes the input before the job', async () => {
    const world = fakeWorld({ env: { TURNPIKE_SIGNING_KEY: PEM } })
    const signers: unknown[] = []
    const client = world.client.bind(world)
    world.client = (options) => {
      signers.push(options.sign)
      return client(options)
    }
    expect(await runEmit(INPUTS, githubHost(), world)).toBe(0)
    expect(await runEmit({ ...INPUTS, sign: 'off' }, githubHost(), world)).toBe(0)
    expect(signers).toEqual([expect.any(Function), undefined])
  })

  test('fails the step when signing was demanded and did not work, and only then', async () => {
    const { TurnpikeError } = await import('../../src/errors.ts')
    const broken = (code: 'NOT_SIGNED' | 'STORE_UNREACHABLE') =>
      fakeWorld({
        deliver: (events) => ({
          receipts: [],
          undelivered: [...events],
          error: new TurnpikeError(code, 'Events must be signed: no key'),
        }),
      })
    const host = githubHost()
    expect(await runEmit(INPUTS, host, broken('NOT_SIGNED'))).toBe(5)
    expect(host.failure?.message).toContain('Events must be signed')
    expect(await runEmit(INPUTS, githubHost(), broken('STORE_UNREACHABLE'))).toBe(0)
  })

  test('says what is wrong with the words', async () => {
    const host = githubHost()
    expect(await runEmit({ ...INPUTS, sign: 'maybe' }, host, fakeWorld())).toBe(2)
    expect(host.failure?.message).toContain("sign: 'maybe' is not a way to sign")
  })
})
