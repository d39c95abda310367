import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { keylessSigner } from '../../../src/client/sign-keyless.ts'
import { materialOf } from '../../../src/cdevents/verifiable.ts'
import { createSigners } from '../../../src/trust/signatures/signers.ts'
import { verifySignature } from '../../../src/trust/signatures/verify.ts'
import { identityToken, startSigstore, type SigstoreWorld } from './sigstore-world.ts'

const WORKFLOW = 'https://github.com/acme/ci/.github/workflows/build.yml@refs/heads/main'
const ISSUER = 'https://token.actions.githubusercontent.com'
const EVENT = {
  specversion: '1.0',
  id: '1',
  source: 'https://github.com/acme/shop',
  type: 'x',
  time: '2026-11-21T10:00:00Z',
}
const DATA = '{"hello":"world"}'
const ME = { principal: { kind: 'oidc' as const, id: `${ISSUER}#repository:7` } }
const BY = [{ id: `${ISSUER}#repository:7` }]

let world: SigstoreWorld
let material: string

beforeAll(async () => {
  world = await startSigstore()
  material = await signedAt(world)
})
afterAll(() => world.close())

/** The stand-in's root begins now, so another time than now can only be a later one. */
const minutesAhead = (minutes: number) => new Date(Date.now() + minutes * 60_000)

async function signedAt({ url }: SigstoreWorld, claims: Record<string, string> = {}): Promise<string> {
  const token = identityToken({
    job_workflow_uri: WORKFLOW,
    repository_id: '7',
    repository_owner_id: '4567',
    repository: 'acme/shop',
    ref: 'refs/heads/main',
    runner_environment: 'github-hosted',
    ...claims,
  })
  const env = { SIGSTORE_ID_TOKEN: token, TURNPIKE_FULCIO_URL: url, TURNPIKE_REKOR_URL: url }
  return await materialOf(EVENT, DATA, await keylessSigner({ env }))
}

async function verified(
  text: string,
  { identity = 'https://github.com/acme/*', issuer = ISSUER, root = world.trustedRoot, data = DATA } = {},
) {
  const entry = { name: 'keyless', by: BY, sigstore: { trustedRoot: 'root.json', issuer, identity } }
  const signers = await createSigners([entry], async () => root)
  expect(signers.unusable).toEqual([])
  return verifySignature({ material: text, attributes: EVENT, data: [data] }, signers, ME)
}

interface Json {
  signatures: { sig: string; sigstore: { verificationMaterial: Material } }[]
  payload: string
}
interface Material {
  certificate: { rawBytes: string }
  tlogEntries: Record<string, unknown>[]
  timestampVerificationData?: unknown
  publicKey?: unknown
}

function changed(text: string, change: (envelope: Json, material: Material) => void): string {
  const envelope = JSON.parse(Buffer.from(text, 'base64').toString()) as Json
  change(envelope, envelope.signatures[0]!.sigstore.verificationMaterial)
  return Buffer.from(JSON.stringify(envelope)).toString('base64')
}

describe('a keyless signature', () => {
  test('says who signed, by name and by numbers, what was built, and on whose runner', async () => {
    expect(await verified(material)).toEqual({
      covered: 'core',
      which: 0,
      signer: {
        id: `sigstore:${WORKFLOW}`,
        name: 'keyless',
        issuer: ISSUER,
        repositoryId: '7',
        repositoryOwnerId: '4567',
        ref: 'refs/heads/main',
        runnerEnvironment: 'github-hosted',
      },
    })
  })

  test('is of the one identity that is written in full', async () => {
    expect(await verified(material, { identity: WORKFLOW })).toHaveProperty('signer')
  })

  test.each([
    ['another identity', { identity: `${WORKFLOW}-other` }],
    ['another organisation', { identity: 'https://github.com/acme-evil/*' }],
    ['a beginning without a star', { identity: 'https://github.com/acme/ci/' }],
    ['another issuer', { issuer: 'https://gitlab.example.org' }],
    ['an issuer with a slash more', { issuer: `${ISSUER}/` }],
  ])('is refused for %s', async (_name, given) => {
    expect(await verified(material, given)).toEqual({
      refused: expect.stringContaining('who is not one of signers'),
    })
  })

  test('does not cover an identity that another reader could take for another one', async () => {
    const tricky = await signedAt(world, { job_workflow_uri: 'https://github.com/acme/../evil/build.yml' })
    expect(await verified(tricky)).toEqual({ refused: expect.stringContaining('not one of signers') })
  })

  test('of other data is refused', async () => {
    expect(await verified(material, { data: '{"hello":"sun"}' })).toEqual({
      refused: 'the data or a context attribute is not what was signed',
    })
  })

  test('of another Sigstore is refused', async () => {
    const other = await startSigstore()
    try {
      expect(await verified(await signedAt(other))).toEqual({ refused: expect.stringContaining('Sigstore:') })
    } finally {
      await other.close()
    }
  })

  test('is judged at the time of the log, not now: its certificate held then', async () => {
    const past = await startSigstore(minutesAhead(120))
    try {
      expect(await verified(await signedAt(past), { root: past.trustedRoot })).toHaveProperty('signer')
    } finally {
      await past.close()
    }
  })

  test('made after its certificate had ended is refused', async () => {
    const late = await startSigstore(minutesAhead(120), minutesAhead(150))
    try {
      expect(await verified(await signedAt(late), { root: late.trustedRoot })).toEqual({
        refused: expect.stringContaining('certificate'),
      })
    } finally {
      await late.close()
    }
  })
})

describe('what is taken out of a bundle or changed in it', () => {
  const entry = ({ tlogEntries }: Material) => tlogEntries[0]!

  test.each<[string, (envelope: Json, material: Material) => void]>([
    ['no log entry', (_, found) => void (found.tlogEntries = [])],
    [
      'no signed time: neither the log nor an authority says when',
      (_, found) => void delete entry(found).inclusionPromise,
    ],
    [
      'no inclusion at all',
      (_, found) => {
        delete entry(found).inclusionPromise
        delete entry(found).inclusionProof
      },
    ],
    ['another time in the log entry', (_, found) => void (entry(found).integratedTime = '1700000000')],
    [
      'the promise of nobody',
      (_, found) => void (entry(found).inclusionPromise = { signedEntryTimestamp: 'MEUCIQ==' }),
    ],
    ['the same entry twice', (_, found) => void found.tlogEntries.push(entry(found))],
    ['a key where the certificate was', (_, found) => void (found.publicKey = { hint: 'x' })],
    ['no certificate', (_, found) => void Object.assign(found, { certificate: undefined })],
    ['a broken certificate', (_, found) => void (found.certificate.rawBytes = 'AAAA')],
    [
      'another signature',
      (envelope) => void (envelope.signatures[0]!.sig = Buffer.alloc(70, 1).toString('base64')),
    ],
    [
      'another payload',
      (envelope) => {
        const core = Buffer.alloc(32).toString('base64')
        envelope.payload = Buffer.from(JSON.stringify({ core })).toString('base64')
      },
    ],
    [
      'material that is text',
      (envelope) => void Object.assign(envelope.signatures[0]!.sigstore, { verificationMaterial: 'x' }),
    ],
    [
      'no media type',
      (envelope) => void Object.assign(envelope.signatures[0]!.sigstore, { mediaType: undefined }),
    ],
  ])('with %s is refused', async (_name, change) => {
    const result = await verified(changed(material, change))
    expect(result).toHaveProperty('refused')
    // Every one of them is refused for what was changed, not because nothing ever passes.
    expect(await verified(changed(material, () => {}))).toHaveProperty('signer')
  })

  test('the log entry of another signature is refused', async () => {
    const other = JSON.parse(Buffer.from(await signedAt(world), 'base64').toString()) as Json
    const swapped = changed(material, (_, found) => {
      found.tlogEntries = other.signatures[0]!.sigstore.verificationMaterial.tlogEntries
    })
    expect(await verified(swapped)).toEqual({ refused: expect.stringContaining('Sigstore:') })
  })

  test('without the inclusion proof it is refused, though the log promised one', async () => {
    const without = changed(material, (_, found) => void delete entry(found).inclusionProof)
    expect(await verified(without)).toHaveProperty('refused')
  })
})

describe('the trusted root', () => {
  test.each([
    ['is no JSON', 'x'],
    ['names no authority', '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}'],
  ])('that %s makes its signer unusable, and says so where an event is refused', async (_name, root) => {
    const entry = {
      name: 'keyless',
      by: BY,
      sigstore: { trustedRoot: 'root.json', issuer: ISSUER, identity: WORKFLOW },
    }
    const signers = await createSigners([entry], async () => root)
    expect(signers.unusable).toHaveLength(1)
    const result = verifySignature({ material, attributes: EVENT, data: [DATA] }, signers, ME)
    expect(result).toEqual({ refused: expect.stringContaining('signer keyless cannot be used') })
  })
})

describe('signing keyless', () => {
  test('asks for one certificate, and for a log entry each', async () => {
    const before = { ...world.asked }
    const token = identityToken({ job_workflow_uri: WORKFLOW })
    const env = { SIGSTORE_ID_TOKEN: token, TURNPIKE_FULCIO_URL: world.url, TURNPIKE_REKOR_URL: world.url }
    const sign = await keylessSigner({ env })
    await Promise.all([1, 2, 3].map((n) => materialOf({ ...EVENT, id: String(n) }, DATA, sign)))
    expect(world.asked.fulcio - before.fulcio).toBe(1)
    expect(world.asked.rekor - before.rekor).toBe(3)
  })

  test('masks the token, and no error has it', async () => {
    const token = identityToken({ job_workflow_uri: WORKFLOW })
    const masked: string[] = []
    const sign = await keylessSigner({
      env: { SIGSTORE_ID_TOKEN: `${token} x`, TURNPIKE_FULCIO_URL: world.url, TURNPIKE_REKOR_URL: world.url },
      mask: async (secret) => void masked.push(secret),
    })
    const failed = await materialOf(EVENT, DATA, sign).catch((error: unknown) => error)
    expect(String(failed)).toContain('SIGSTORE_ID_TOKEN is no token')
    expect(String(failed)).not.toContain(token.slice(0, 20))
    expect(masked).toEqual([`${token} x`])
  })

  test('says what to do where the job has no identity', async () => {
    const sign = await keylessSigner({ env: { TURNPIKE_FULCIO_URL: world.url } })
    await expect(materialOf(EVENT, DATA, sign)).rejects.toThrow('id-token: write')
  })
})
