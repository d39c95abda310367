/** `attestation`: whose statements count, which of them decides, and what a hostile one comes to. Over 300 lines: tables, a row each. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { preAuthEncoding } from '../../src/cdevents/dsse.ts'
import { ago, DIGEST, OTHER, problemsOf } from './scene.ts'
import type { Said } from './scene.ts'
import {
  attested,
  decided,
  envelope,
  found,
  HEX,
  keys,
  OTHER_KEY,
  PAYLOAD,
  policyOf,
  published,
  statement,
  VERIFIER,
  VSA,
  VSA_RULE,
  VSA_TYPE,
  vsaOf,
} from './attestation-scene.ts'

const PASSED = attested(vsaOf())
const FAILED = attested(vsaOf({ verificationResult: 'FAILED', verifiedLevels: ['FAILED'] }))

describe('a signed statement', () => {
  test('passes when it verifies, is about the digest, and says what is needed', async () => {
    const decision = await decided(VSA_RULE, [{ ...PASSED, when: '20m' }])
    expect(decision.verdict).toBe('allow')
    expect(decision.findings[0]).toMatchObject({
      result: 'pass',
      reason: 'attested',
      found: 'PASSED: SLSA_BUILD_LEVEL_3',
      required: 'verified by https://verifier.example.org/*: SLSA_BUILD_LEVEL_2, signed by verifier',
      by: 'key verifier',
      at: ago('20m'),
      evidence: [{ type: 'dev.cdeventsx.turnpike-attestation.published.0.1.0' }],
      refused: [],
    })
  })

  test('may be sent by anybody: the signature decides', async () => {
    expect((await found(VSA_RULE, [{ ...PASSED, by: 'token:stranger' }])).result).toBe('pass')
  })

  test('of a key over P-256, in DER or as r and s, verifies', async () => {
    const p256 = keys('p256')
    const head = { attesters: { verifier: { key: p256.pem } } }
    const payload = Buffer.from(JSON.stringify(vsaOf()))
    const raw = sign('sha256', preAuthEncoding(PAYLOAD, payload), {
      key: p256.privateKey,
      dsaEncoding: 'ieee-p1363',
    })
    const der = envelope(vsaOf(), { by: [p256] })
    for (const one of [der, { ...der, signatures: [{ sig: raw.toString('base64') }] }])
      expect((await found(VSA_RULE, [published({ envelope: one })], head)).result).toBe('pass')
  })

  test('is read from artifact.signed, artifact.packaged and artifact.published as well', async () => {
    for (const type of ['artifact.signed', 'artifact.packaged', 'artifact.published']) {
      const event: Said = {
        type,
        ...(type === 'artifact.signed' ? { content: { signature: 'x' } } : {}),
        ...(type === 'artifact.packaged' ? { content: { change: { id: 'x' } } } : {}),
        customData: { turnpike: { attestation: { envelope: envelope(vsaOf()) } } },
      }
      expect([type, (await found(VSA_RULE, [event])).result]).toEqual([type, 'pass'])
    }
  })

  test('says that nothing is there, or waits for it', async () => {
    expect(await found(VSA_RULE, [])).toMatchObject({
      result: 'fail',
      reason: 'not-attested',
      found: 'nothing',
    })
    expect(await found(`${VSA_RULE}, onMissing: wait`, [])).toMatchObject({ result: 'pending' })
  })

  test('is about every artifact of the request, each by its own statement or by one together', async () => {
    const both = { artifacts: [{ digest: DIGEST }, { digest: OTHER }] }
    const together = vsaOf()
    together['subject'] = [DIGEST, OTHER].map((digest) => ({ digest: { sha256: digest.slice(7) } }))
    const event = attested(together, { artifact: [DIGEST, OTHER] })
    expect((await found(VSA_RULE, [event], {}, both)).result).toBe('pass')
    expect((await found(VSA_RULE, [PASSED], {}, both)).result).toBe('fail')
  })

  test('of another predicate is no business of the rule', async () => {
    const sbom = attested(statement('https://spdx.dev/Document', { spdxVersion: 'SPDX-2.3' }))
    expect(await found(VSA_RULE, [PASSED, sbom])).toMatchObject({ result: 'pass', refused: [] })
    expect((await found(VSA_RULE, [sbom])).reason).toBe('not-attested')
  })

  test('of a version that is not known is an error, until one that is known comes after it', async () => {
    const later = attested(statement('https://slsa.dev/verification_summary/v2', VSA))
    expect(await found(VSA_RULE, [PASSED, later])).toMatchObject({
      result: 'error',
      reason: 'unknown-predicate',
    })
    expect(await found(VSA_RULE, [later])).toMatchObject({ result: 'error', reason: 'unknown-predicate' })
    const again = attested(vsaOf({ timeVerified: '2026-11-21T13:00:00Z' }))
    expect((await found(VSA_RULE, [PASSED, later, again])).result).toBe('pass')
  })
})

describe('the newest statement', () => {
  test('decides, by position: a failure after a pass, a pass after a failure', async () => {
    expect(await found(VSA_RULE, [PASSED, FAILED])).toMatchObject({
      result: 'fail',
      reason: 'predicate-failed',
      found: 'FAILED',
    })
    expect((await found(VSA_RULE, [FAILED, PASSED])).result).toBe('pass')
  })

  test('is not an old one that is sent again, by whomever and in whatever event', async () => {
    const one = envelope(vsaOf())
    const first = published({ envelope: one })
    const again: Said[] = [
      published({ envelope: one }, { by: 'token:stranger' }),
      published({ envelope: { ...one, signatures: [...one.signatures, { sig: 'AAAA' }] } }),
      { type: 'artifact.published', customData: { turnpike: { attestation: { envelope: one } } } },
    ]
    for (const event of again) expect((await found(VSA_RULE, [first, FAILED, event])).found).toBe('FAILED')
  })

  test('does not hide one that says of itself that it was made later', async () => {
    const heldBack = attested(vsaOf({ timeVerified: '2026-11-20T00:00:00Z' }))
    expect((await found(VSA_RULE, [FAILED, heldBack])).result).toBe('fail')
  })

  test('is of each verifier and resource: one that passes hides no other that fails', async () => {
    const second = attested(
      vsaOf({ verifier: { id: 'https://verifier.example.org/v3' }, verificationResult: 'FAILED' }),
    )
    expect((await found(VSA_RULE, [second, PASSED])).result).toBe('fail')
  })

  test('of every attester must pass', async () => {
    const rule = VSA_RULE.replace('[verifier]', '[verifier, other]')
    const others = published({
      envelope: envelope(vsaOf({ verificationResult: 'FAILED' }), { by: [OTHER_KEY] }),
    })
    expect((await found(rule, [others, PASSED])).result).toBe('fail')
    expect((await found(VSA_RULE, [others, PASSED])).result).toBe('pass')
  })

  test('in an event that cannot be used objects and never supports', async () => {
    const future = '2026-11-21T18:00:00.000Z'
    expect((await found(VSA_RULE, [{ ...PASSED, when: future }])).result).toBe('fail')
    expect((await found(VSA_RULE, [PASSED, { ...FAILED, when: future }])).found).toBe('FAILED')
    const other = attested(vsaOf({ timeVerified: '2026-11-21T13:00:00Z' }), { when: future })
    expect((await found(VSA_RULE, [PASSED, other])).result).toBe('pass')
  })
})

describe('age', () => {
  test('counts from when it first came, also when it is sent again', async () => {
    const one = envelope(vsaOf())
    const rule = `${VSA_RULE}, maxAge: 1d`
    expect((await found(rule, [published({ envelope: one }, { when: '23h' })])).result).toBe('pass')
    expect(await found(rule, [published({ envelope: one }, { when: '25h' })])).toMatchObject({
      result: 'fail',
      reason: 'evidence-too-old',
    })
    const again = [
      published({ envelope: one }, { when: '25h' }),
      published({ envelope: one }, { when: '1h' }),
    ]
    expect((await found(rule, again)).reason).toBe('evidence-too-old')
  })

  test('is when the verdict has to be looked at again', async () => {
    const finding = await found(`${VSA_RULE}, maxAge: 1d`, [{ ...PASSED, when: '23h' }])
    expect(finding.dueAt).toBe('2026-11-21T15:00:00.000Z')
    const own = await found(`${VSA_RULE}, verifiedWithin: 3h`, [PASSED])
    expect(own.dueAt).toBe('2026-11-21T15:00:00.000Z')
  })
})

describe('what does not verify', () => {
  const altered = (change: (one: ReturnType<typeof envelope>) => void) => {
    const one = envelope(vsaOf())
    change(one)
    return one
  }
  const bytes = (text: string) => Buffer.from(text, 'base64')
  const INVALID = 'signature-invalid'
  const UNREADABLE = 'unreadable-statement'

  test.each<[string, unknown, string]>([
    ['signed by another key', { envelope: envelope(vsaOf(), { by: [OTHER_KEY] }) }, INVALID],
    [
      'with another payload under the signature',
      { envelope: altered((one) => (one.payload = envelope(vsaOf({ slsaVersion: '1.1' })).payload)) },
      INVALID,
    ],
    [
      'with one bit of the signature changed',
      {
        envelope: altered((one) => {
          const sig = bytes(one.signatures[0]!.sig)
          sig[0]! ^= 1
          one.signatures[0]!.sig = sig.toString('base64')
        }),
      },
      INVALID,
    ],
    [
      'with the signature cut short',
      { envelope: altered((one) => (one.signatures[0]!.sig = 'AAAA')) },
      INVALID,
    ],
    [
      'signed over the bare payload, without the encoding',
      {
        envelope: altered(
          (one) =>
            (one.signatures[0]!.sig = sign(null, bytes(one.payload), VERIFIER.privateKey).toString('base64')),
        ),
      },
      INVALID,
    ],
    [
      'with another payloadType',
      { envelope: envelope(vsaOf(), { payloadType: 'application/json' }) },
      UNREADABLE,
    ],
    [
      'with a payloadType that was swapped after signing',
      { envelope: { ...envelope(vsaOf(), { payloadType: 'text/plain' }), payloadType: PAYLOAD } },
      INVALID,
    ],
    [
      'with the payloadType in capitals',
      { envelope: envelope(vsaOf(), { payloadType: PAYLOAD.toUpperCase() }) },
      UNREADABLE,
    ],
    ['without a signature', { envelope: altered((one) => (one.signatures = [])) }, UNREADABLE],
    [
      'with more signatures than are tried',
      { envelope: altered((one) => (one.signatures = Array.from({ length: 5 }, () => one.signatures[0]!))) },
      UNREADABLE,
    ],
    [
      'with white space in base64',
      { envelope: altered((one) => (one.payload = `${one.payload.slice(0, 4)}\n${one.payload.slice(4)}`)) },
      UNREADABLE,
    ],
    [
      'with a payload that is no text',
      { envelope: altered((one) => ((one as object as { payload: number }).payload = 7)) },
      UNREADABLE,
    ],
    [
      'with a statement that is not UTF-8',
      { envelope: envelope(Uint8Array.of(0x7b, 0xff, 0x7d)) },
      UNREADABLE,
    ],
    [
      'with a statement that begins with a byte order mark',
      { envelope: envelope(`\uFEFF${JSON.stringify(vsaOf())}`) },
      UNREADABLE,
    ],
    ['with a statement that is no JSON', { envelope: envelope('{') }, UNREADABLE],
    ['with a statement that is a list', { envelope: envelope(`[${JSON.stringify(vsaOf())}]`) }, UNREADABLE],
    [
      'with a result that is there twice',
      {
        envelope: envelope(
          JSON.stringify(vsaOf({ verificationResult: 'FAILED' })).replace(
            '"verificationResult":"FAILED"',
            '"verificationResult":"FAILED","verificationResult":"PASSED"',
          ),
        ),
      },
      UNREADABLE,
    ],
    [
      'with a name that is there twice, once with an escape',
      {
        envelope: envelope(
          JSON.stringify(vsaOf()).replace('"predicateType":', '"predicate\\u0054ype":"x","predicateType":'),
        ),
      },
      UNREADABLE,
    ],
    [
      'of a type that is not a statement',
      { envelope: envelope(statement(VSA_TYPE, VSA, { _type: 'https://in-toto.io/Statement/v2' })) },
      UNREADABLE,
    ],
    ['without subjects', { envelope: envelope(statement(VSA_TYPE, VSA, { subject: [] })) }, UNREADABLE],
    [
      'with a subject that is no list',
      { envelope: envelope(statement(VSA_TYPE, VSA, { subject: { digest: { sha256: HEX } } })) },
      UNREADABLE,
    ],
    [
      'with a digest that is cut short',
      { envelope: envelope(statement(VSA_TYPE, VSA, { subject: [{ digest: { sha256: HEX.slice(1) } }] })) },
      UNREADABLE,
    ],
    [
      'with a subject that has no sha256',
      { envelope: envelope(statement(VSA_TYPE, VSA, { subject: [{ digest: { sha512: HEX } }] })) },
      'other-digest',
    ],
    [
      'about another digest',
      {
        envelope: envelope(statement(VSA_TYPE, VSA, { subject: [{ digest: { sha256: 'cd'.repeat(32) } }] })),
      },
      'other-digest',
    ],
    [
      'with the digest in the name only',
      {
        envelope: envelope(
          statement(VSA_TYPE, VSA, { subject: [{ name: DIGEST, digest: { sha256: 'cd'.repeat(32) } }] }),
        ),
      },
      'other-digest',
    ],
    ['with a predicate that is a list', { envelope: envelope(statement(VSA_TYPE, [VSA])) }, UNREADABLE],
    ['without a predicateType', { envelope: envelope(statement('', VSA)) }, UNREADABLE],
    ['as a text', { envelope: JSON.stringify(envelope(vsaOf())) }, UNREADABLE],
    ['as both bundle and envelope', { envelope: envelope(vsaOf()), bundle: envelope(vsaOf()) }, UNREADABLE],
    ['as neither', {}, UNREADABLE],
    [
      'in a prototype',
      JSON.parse(`{"__proto__":{"envelope":${JSON.stringify(envelope(vsaOf()))}}}`),
      UNREADABLE,
    ],
    ['in a list', { envelope: [envelope(vsaOf())] }, UNREADABLE],
    [
      'in a bundle of a version nobody knows',
      {
        bundle: {
          mediaType: 'application/vnd.dev.sigstore.bundle.v0.9+json',
          verificationMaterial: {},
          dsseEnvelope: envelope(vsaOf()),
        },
      },
      UNREADABLE,
    ],
    [
      'in a bundle without material',
      {
        bundle: {
          mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
          dsseEnvelope: envelope(vsaOf()),
        },
      },
      UNREADABLE,
    ],
    [
      'in a bundle that signs a file',
      {
        bundle: {
          mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
          verificationMaterial: {},
          messageSignature: {},
        },
      },
      UNREADABLE,
    ],
    [
      'in a bundle with two signatures',
      {
        bundle: {
          mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
          verificationMaterial: {},
          dsseEnvelope: envelope(vsaOf(), { by: [VERIFIER, OTHER_KEY] }),
        },
      },
      UNREADABLE,
    ],
  ])('%s is refused, listed with why, and changes nothing', async (_, content, reason) => {
    const hostile = published(content)
    expect(await found(VSA_RULE, [hostile])).toMatchObject({ result: 'fail', reason, refused: [{ reason }] })
    expect(await found(VSA_RULE, [PASSED, hostile])).toMatchObject({ result: 'pass', refused: [{ reason }] })
  })

  test('objects when it came from a producer whom the rule names, until one that verifies comes after', async () => {
    const rule = `${VSA_RULE}, producer: [ci]`
    const broken = published({ envelope: envelope(vsaOf(), { by: [OTHER_KEY] }) })
    expect(await found(rule, [PASSED, broken])).toMatchObject({ result: 'fail', reason: 'signature-invalid' })
    expect((await found(rule, [broken, PASSED])).result).toBe('pass')
    expect((await found(rule, [PASSED, { ...broken, by: 'token:stranger' }])).result).toBe('pass')
  })

  test('an event outside the bounds of its type is none, whoever signed what it carries', async () => {
    const more =
      '  - { id: who, kind: producer, types: dev.cdeventsx.turnpike-attestation.published, from: [ops], onMissing: pass }'
    expect(await found(VSA_RULE, [PASSED], { more })).toMatchObject({
      result: 'fail',
      reason: 'producer-not-allowed',
    })
    expect((await found(VSA_RULE, [{ ...PASSED, by: 'token:ops' }], { more })).result).toBe('pass')
  })

  test('one signature of the right key among others is enough', async () => {
    const two = published({ envelope: envelope(vsaOf(), { by: [OTHER_KEY, VERIFIER] }) })
    expect((await found(VSA_RULE, [two])).result).toBe('pass')
  })

  test('a bundle that was signed with a key is verified with the key, whatever its log entry says', async () => {
    const inBundle = (by = VERIFIER) =>
      published({
        bundle: {
          mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1',
          verificationMaterial: { publicKey: { hint: 'x' }, tlogEntries: [] },
          dsseEnvelope: envelope(vsaOf(), { by: [by] }),
        },
      })
    expect((await found(VSA_RULE, [inBundle()])).result).toBe('pass')
    expect((await found(VSA_RULE, [inBundle(OTHER_KEY)])).reason).toBe('signature-invalid')
  })

  test('a predicate in a prototype says nothing', async () => {
    const text = JSON.stringify(statement(VSA_TYPE, {})).replace(
      '"predicate":{}',
      `"predicate":{"__proto__":${JSON.stringify(VSA)}}`,
    )
    expect(await found(VSA_RULE, [attested(text)])).toMatchObject({
      result: 'error',
      reason: 'field-missing',
    })
    const whole = JSON.stringify(vsaOf()).replace('"predicateType":', '"__proto__":{"x":1},"predicateType":')
    expect((await found(VSA_RULE, [attested(whole)])).result).toBe('pass')
  })

  test('a statement of 700 KiB, of 8,001 subjects, or nested 100,000 deep is read in good time', async () => {
    const large = vsaOf({ inputAttestations: 'x'.repeat(700 * 1024) })
    const many = vsaOf()
    many['subject'] = Array.from({ length: 8000 }, (_, index) => ({
      digest: { sha256: createHash('sha256').update(String(index)).digest('hex') },
    })).concat([{ digest: { sha256: HEX } }])
    const deep = JSON.stringify(vsaOf({ x: 0 })).replace(
      '"x":0',
      `"x":${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    )
    for (const content of [large, many, deep])
      expect((await found(VSA_RULE, [attested(content)])).result).toBe('pass')
  })

  test('more events than are looked at are an error, never a pass on those that were', async () => {
    const one = envelope(vsaOf())
    const flood = Array.from({ length: 201 }, () => published({ envelope: one }))
    expect(await found(VSA_RULE, flood)).toMatchObject({ result: 'error', reason: 'too-many-events' })
    const different = Array.from({ length: 101 }, (_, index) => attested(vsaOf({ index })))
    expect(await found(VSA_RULE, different)).toMatchObject({ result: 'error', reason: 'too-many-events' })
    expect((await found(VSA_RULE, different.slice(1))).result).toBe('pass')
    expect((await found(VSA_RULE, flood.slice(1))).result).toBe('pass')
  })

  test('no error of a rule ever allows', async () => {
    const later = attested(statement('https://slsa.dev/verification_summary/v2', VSA))
    expect((await decided(VSA_RULE, [PASSED, later])).verdict).toBe('error')
  })
})

describe('a condition over the statement', () => {
  const where = (text: string) => `${VSA_RULE}, where: '${text}'`

  test('must hold', async () => {
    const rule = where('statement.predicate.verifier.version["scanner"] == "2.1"')
    expect((await found(rule, [PASSED])).result).toBe('pass')
    const other = attested(
      vsaOf({ verifier: { id: 'https://verifier.example.org/v2', version: { scanner: '2.0' } } }),
    )
    expect(await found(rule, [other])).toMatchObject({ result: 'fail', reason: 'predicate-failed' })
  })

  test('that cannot be answered is an error', async () => {
    expect(await found(where('statement.predicate.nothing == "x"'), [PASSED])).toMatchObject({
      result: 'error',
      reason: 'condition-error',
    })
    expect((await found(where('statement.predicate.resourceUri'), [PASSED])).reason).toBe('condition-error')
  })

  test('knows the one variable', async () => {
    for (const text of ['event.subject.id == "x"', 'request.environment == "x"', 'now > 1'])
      expect(await problemsOf(policyOf(where(text)))).toEqual([expect.stringContaining('known: statement')])
  })
})

describe('the rule in a document', () => {
  test.each([
    ['attesters: [verifier]', 'needs either predicate'],
    [VSA_RULE.replace('[verifier]', '[verifeir]'), 'did you mean "verifier"'],
    [VSA_RULE.replace('attesters: [verifier], ', ''), 'attesters is missing'],
    [VSA_RULE.replace(/, levels.*/u, ''), 'levels is missing'],
    [VSA_RULE.replace(/, resources: \['\*'\]/u, ''), 'resources is missing'],
    [`${VSA_RULE}, builders: [x]`, '"builders" is not for vsa'],
    [`${VSA_RULE}, verdict: { organisation: beta, environment: staging }`, 'needs either predicate'],
    [`${VSA_RULE}, verifiedWithin: soon`, 'is not a duration'],
    [`${VSA_RULE}, producer: [nobody]`, '"nobody" is not defined under producers'],
    [
      'predicate: slsa-provenance, attesters: [verifier], builders: [x], level: 3',
      '"level" is not a known field',
    ],
    ['predicate: vulns, attesters: [verifier], atMost: { high: 3 }', 'critical is missing'],
    [
      'predicate: vulns, attesters: [verifier], atMost: { critical: 0, medium: 3 }',
      'limits medium and not what is worse',
    ],
    ['predicate: sbom, attesters: [verifier]', '"sbom" is not allowed'],
    ['verdict: { organisation: beta, environment: staging }, maxAge: 1d', 'belongs into verdict'],
    ['verdict: { organisation: beta, environment: staging }, attesters: [verifier]', 'not for a verdict'],
  ])('%s: %s', async (rule, problem) => {
    expect((await problemsOf(policyOf(rule))).join('\n')).toContain(problem)
  })

  test.each<[string, unknown, string]>([
    ['a private key', VERIFIER.privateKey.export({ type: 'pkcs8', format: 'pem' }), 'holds a private key'],
    ['no key', 'x', 'is not a public key in PEM'],
    ['a key of a kind that is not known', keysOfKind(), 'use Ed25519 or ECDSA P-256'],
  ])('an attester with %s is a problem', async (_, key, problem) => {
    const problems = await problemsOf(policyOf(VSA_RULE, { attesters: { verifier: { key } } }))
    expect(problems).toEqual([expect.stringContaining(problem)])
  })
})

function keysOfKind(): string {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
  return publicKey.export({ type: 'spki', format: 'pem' }) as string
}
