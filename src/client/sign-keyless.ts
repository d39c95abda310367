/**
 * Sigstore keyless: a key that lives as long as this process, a certificate of Fulcio that says whose job it is, and
 * Rekor's entry that says when the signature was there. One certificate serves all the events of a step; each event has
 * an entry of its own in the log. Certificate and entry ride in the signature, as its member `sigstore`.
 */
import { generateKeyPairSync, sign } from 'node:crypto'
import { bundleToJSON, toDSSEBundle } from '@sigstore/bundle'
import { FulcioSigner, RekorWitness, TSAWitness } from '@sigstore/sign'
import type { Witness } from '@sigstore/sign'
import { PAYLOAD_TYPE } from '../cdevents/verifiable.ts'
import type { SignBytes } from '../cdevents/verifiable.ts'
import { TurnpikeError } from '../errors.ts'
import type { Env } from './address.ts'
import { githubIdToken } from './github-id-token.ts'

export interface KeylessOptions {
  /**
   * SIGSTORE_ID_TOKEN, else GitHub's token service. TURNPIKE_FULCIO_URL, TURNPIKE_REKOR_URL: a Sigstore of one's own;
   * TURNPIKE_TSA_URL: a timestamp authority to ask as well.
   */
  env: Env
  mask?: (token: string) => Promise<void>
}

/** Whom a token for Fulcio is for. */
const AUDIENCE = 'sigstore'
/** Each of Fulcio, Rekor and the timestamp authority has this long: a step waits for it. */
const TIMEOUT_MS = 5000
const NETWORK = { timeout: TIMEOUT_MS, retry: { retries: 1, minTimeout: 200, maxTimeout: 1000 } }
/** Fulcio's certificates hold for 10 minutes. */
const RENEW_MS = 8 * 60_000

/** @throws TurnpikeError NO_TOKEN when this job has no identity; errors of Sigstore while signing, never with a token */
export async function keylessSigner({ env, mask }: KeylessOptions): Promise<SignBytes> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = String(publicKey.export({ type: 'spki', format: 'pem' }))
  const keyHolder = {
    sign: async (data: Buffer) => ({
      signature: sign('sha256', data, privateKey),
      key: { $case: 'publicKey' as const, publicKey: spki },
    }),
  }
  const fulcioUrl = env['TURNPIKE_FULCIO_URL']
  const rekorUrl = env['TURNPIKE_REKOR_URL']
  const tsaUrl = env['TURNPIKE_TSA_URL']
  const fulcio = new FulcioSigner({
    ...(fulcioUrl ? { fulcioBaseURL: fulcioUrl } : {}),
    identityProvider: { getToken: () => identityToken(env, mask) },
    keyHolder,
    ...NETWORK,
  })
  const witnesses: Witness[] = [
    new RekorWitness({ ...(rekorUrl ? { rekorBaseURL: rekorUrl } : {}), entryType: 'dsse', ...NETWORK }),
    ...(tsaUrl ? [new TSAWitness({ tsaBaseURL: tsaUrl, ...NETWORK })] : []),
  ]
  let held: { certificate: Promise<string>; until: number } | undefined
  const certificate = (): Promise<string> => {
    if (held === undefined || Date.now() > held.until)
      held = { certificate: certificateFrom(fulcio), until: Date.now() + RENEW_MS }
    return held.certificate
  }
  return async (bytes, payload) => {
    const pem = await certificate()
    const signature = sign('sha256', bytes, privateKey)
    const bundle = toDSSEBundle({
      artifact: Buffer.from(payload),
      artifactType: PAYLOAD_TYPE,
      signature,
      certificate: derOf(pem),
      certificateChain: false,
    })
    const told = await Promise.all(witnesses.map((witness) => witness.testify(bundle.content, pem))).catch(
      plainly,
    )
    bundle.verificationMaterial.tlogEntries = told.flatMap(({ tlogEntries }) => tlogEntries ?? [])
    bundle.verificationMaterial.timestampVerificationData = {
      rfc3161Timestamps: told.flatMap(({ rfc3161Timestamps }) => rfc3161Timestamps ?? []),
    }
    const { mediaType, verificationMaterial } = bundleToJSON(bundle)
    return { keyid: '', sig: signature, more: { sigstore: { mediaType, verificationMaterial } } }
  }
}

/** A signature that nobody needs, for the certificate that comes with it. */
async function certificateFrom(fulcio: FulcioSigner): Promise<string> {
  const { key } = await fulcio.sign(Buffer.from(AUDIENCE)).catch(plainly)
  if (key.$case !== 'x509Certificate') throw new TurnpikeError('STORE_ANSWER', 'Fulcio gave no certificate')
  return key.certificate
}

async function identityToken(env: Env, mask: KeylessOptions['mask']): Promise<string> {
  const token = env['SIGSTORE_ID_TOKEN']?.trim() || (await fromGithub(env))
  await mask?.(token)
  // The library would put an unreadable one into its message.
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/u.test(token))
    throw new TurnpikeError('NO_TOKEN', 'SIGSTORE_ID_TOKEN is no token')
  return token
}

async function fromGithub(env: Env): Promise<string> {
  const service = env['ACTIONS_ID_TOKEN_REQUEST_URL']
  const secret = env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']
  if (service && secret) return await githubIdToken({ service, secret, audience: AUDIENCE, env })
  throw new TurnpikeError(
    'NO_TOKEN',
    "this job has no identity for Sigstore: on GitHub give it 'permissions: id-token: write'; on GitLab an id_token SIGSTORE_ID_TOKEN with 'aud: sigstore'",
  )
}

/** The library's errors may quote a token; its codes never do. */
function plainly(error: unknown): never {
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  if (cause instanceof TurnpikeError) throw cause
  const status = (cause as { statusCode?: unknown } | undefined)?.statusCode
  const why = (cause as { code?: unknown } | undefined)?.code
  const detail =
    typeof status === 'number' ? `answers ${status}` : typeof why === 'string' ? why : 'no answer'
  throw new TurnpikeError(
    'STORE_UNREACHABLE',
    `Sigstore (${typeof code === 'string' ? code : 'error'}): ${detail}`,
  )
}

function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[^-]+-----/gu, ''), 'base64')
}
