/**
 * Sigstore keyless: a key that lives as long as this process, a certificate of Fulcio that says whose job it is, and
 * Rekor's entry that says when the signature was there. One certificate serves all the events of a step; each event has
 * an entry of its own in the log. Certificate and entry ride in the signature as its member `sigstore`, in the JSON of a
 * Sigstore bundle (v0.3), so that `@sigstore/verify` reads them as one.
 *
 * Two requests in this project's own HTTP client: it honours proxies, bounds answers and never shows a token, and
 * `@sigstore/sign` brings 1.3 MB and loads parts of itself while it runs, which the one-file CLI cannot have.
 * Sources: Fulcio `POST /api/v2/signingCert`, Rekor v1 `POST /api/v1/log/entries` (entry type `dsse` 0.0.1).
 */
import { generateKeyPairSync, sign } from 'node:crypto'
import { envelopeText } from '../cdevents/dsse.ts'
import { isObject } from '../cdevents/object.ts'
import { parseJson } from '../cdevents/parse.ts'
import { PAYLOAD_TYPE } from '../cdevents/verifiable.ts'
import type { SignBytes } from '../cdevents/verifiable.ts'
import { TurnpikeError } from '../errors.ts'
import type { Env } from './address.ts'
import { isLoopback } from './address.ts'
import { sendUntilAnswered } from './attempts.ts'
import { githubIdToken } from './github-id-token.ts'
import { systemClock } from './retry.ts'
import { valueOf } from './variables.ts'

export interface KeylessOptions {
  /** SIGSTORE_ID_TOKEN, else GitHub's token service; TURNPIKE_FULCIO_URL, TURNPIKE_REKOR_URL: a Sigstore of one's own. */
  env: Env
  /** Told of the token before anything else has it. */
  mask?: (token: string) => Promise<void>
}

const FULCIO = 'https://fulcio.sigstore.dev'
const REKOR = 'https://rekor.sigstore.dev'
/** Whom a token for Fulcio is for. */
const AUDIENCE = 'sigstore'
const MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json'
/** Each of Fulcio and Rekor has this long: a step waits for it. */
const BUDGET_MS = 5000
const MAX_ANSWER = 1024 * 1024
/** Fulcio's certificates hold for 10 minutes. */
const RENEW_MS = 8 * 60_000

/** What it returns throws TurnpikeError NO_TOKEN when this job has no identity, STORE_UNREACHABLE, STORE_REFUSED, STORE_ANSWER. */
export async function keylessSigner({ env, mask }: KeylessOptions): Promise<SignBytes> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signed = (data: Uint8Array) => sign('sha256', data, privateKey)
  const fulcio = addressOf(env['TURNPIKE_FULCIO_URL'], FULCIO, 'TURNPIKE_FULCIO_URL')
  const rekor = addressOf(env['TURNPIKE_REKOR_URL'], REKOR, 'TURNPIKE_REKOR_URL')

  const certify = async (): Promise<string> => {
    const token = await identityToken(env, mask)
    const answer = await post('Fulcio', new URL('api/v2/signingCert', fulcio), env, {
      credentials: { oidcIdentityToken: token },
      publicKeyRequest: {
        publicKey: { algorithm: 'ECDSA', content: publicKey.export({ type: 'spki', format: 'pem' }) },
        proofOfPossession: signed(Buffer.from(subjectOf(token))).toString('base64'),
      },
    })
    return certificateIn(answer)
  }
  let held: { certificate: Promise<string>; until: number } | undefined
  const certificate = (): Promise<string> => {
    if (held !== undefined && Date.now() <= held.until) return held.certificate
    const asked = { certificate: certify(), until: Date.now() + RENEW_MS }
    held = asked
    // What failed is asked for again, by whoever signs next.
    asked.certificate.catch(() => (held = held === asked ? undefined : held))
    return asked.certificate
  }
  return async (bytes, payload) => {
    const pem = await certificate()
    const sig = signed(bytes)
    const answer = await post('Rekor', new URL('api/v1/log/entries', rekor), env, {
      apiVersion: '0.0.1',
      kind: 'dsse',
      spec: {
        proposedContent: {
          envelope: envelopeText(PAYLOAD_TYPE, payload, [{ keyid: '', sig }]),
          verifiers: [Buffer.from(pem).toString('base64')],
        },
      },
    })
    const verificationMaterial = {
      certificate: { rawBytes: pem.replace(/-----[^-]+-----|\s/gu, '') },
      tlogEntries: [entryIn(answer)],
    }
    return { keyid: '', sig, more: { sigstore: { mediaType: MEDIA_TYPE, verificationMaterial } } }
  }
}

/** A token says whose job it is: it travels encrypted, or to this machine. */
function addressOf(given: string | undefined, standard: string, where: string): URL {
  const text = valueOf(given) ?? standard
  const url = URL.canParse(text) ? new URL(text.endsWith('/') ? text : `${text}/`) : undefined
  if (url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))))
    return url
  throw new TurnpikeError('USAGE', `${where} is no https address`)
}

async function post(
  who: string,
  url: URL,
  env: Env,
  body: object,
): Promise<Readonly<Record<string, unknown>>> {
  const request = {
    method: 'POST' as const,
    url,
    headers: { 'content-type': 'application/json', accept: 'application/json', 'user-agent': 'turnpike' },
    body: JSON.stringify(body),
    timeoutMs: BUDGET_MS,
    maxBytes: MAX_ANSWER,
    env,
  }
  const deadline = systemClock.now() + BUDGET_MS
  try {
    const answer = await sendUntilAnswered(async () => request, { clock: systemClock, deadline })
    const value = parseJson(answer.body)
    if (isObject(value)) return value
  } catch (error) {
    if (!(error instanceof TurnpikeError)) throw unreadable(who)
    // What it answered is not repeated: it may quote the token.
    const why = error.status === undefined ? 'does not answer' : `answers ${error.status}`
    throw new TurnpikeError(error.code, `${who} (${url.origin}) ${why}`)
  }
  throw unreadable(who)
}

function unreadable(who: string): TurnpikeError {
  return new TurnpikeError('STORE_ANSWER', `${who}'s answer cannot be used`)
}

function certificateIn(answer: Readonly<Record<string, unknown>>): string {
  const signed = answer['signedCertificateEmbeddedSct'] ?? answer['signedCertificateDetachedSct']
  const chain = isObject(signed) ? signed['chain'] : undefined
  const certificates = isObject(chain) ? chain['certificates'] : undefined
  const [first] = Array.isArray(certificates) ? (certificates as unknown[]) : []
  if (typeof first !== 'string' || !first.includes('BEGIN CERTIFICATE')) throw unreadable('Fulcio')
  return first
}

interface RekorEntry {
  body: string
  integratedTime: number
  logID: string
  logIndex: number
  verification: {
    signedEntryTimestamp: string
    inclusionProof: {
      logIndex: number
      rootHash: string
      treeSize: number
      hashes: string[]
      checkpoint: string
    }
  }
}

/** Rekor's entry, under its number, in the words of a bundle. */
function entryIn(answer: Readonly<Record<string, unknown>>): object {
  try {
    const [entry] = Object.values(answer) as [RekorEntry]
    const { signedEntryTimestamp, inclusionProof: proof } = entry.verification
    const kind = parseJson(Buffer.from(entry.body, 'base64').toString('utf8')) as {
      kind: string
      apiVersion: string
    }
    const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64')
    return {
      logIndex: String(entry.logIndex),
      logId: { keyId: base64(entry.logID) },
      kindVersion: { kind: kind.kind, version: kind.apiVersion },
      integratedTime: String(entry.integratedTime),
      inclusionPromise: { signedEntryTimestamp },
      inclusionProof: {
        logIndex: String(proof.logIndex),
        rootHash: base64(proof.rootHash),
        treeSize: String(proof.treeSize),
        hashes: proof.hashes.map(base64),
        checkpoint: { envelope: proof.checkpoint },
      },
      canonicalizedBody: entry.body,
    }
  } catch {
    throw unreadable('Rekor')
  }
}

async function identityToken(env: Env, mask: KeylessOptions['mask']): Promise<string> {
  const token = valueOf(env['SIGSTORE_ID_TOKEN']) ?? (await fromGithub(env))
  await mask?.(token)
  return token
}

async function fromGithub(env: Env): Promise<string> {
  const service = valueOf(env['ACTIONS_ID_TOKEN_REQUEST_URL'])
  const secret = valueOf(env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'])
  if (service !== undefined && secret !== undefined)
    return await githubIdToken({ service, secret, audience: AUDIENCE, env })
  throw new TurnpikeError(
    'NO_TOKEN',
    "this job has no identity for Sigstore: on GitHub give it 'permissions: id-token: write'; on GitLab an id_token SIGSTORE_ID_TOKEN with 'aud: sigstore'",
  )
}

/** What Fulcio has signed as proof of the key: the mail address that the issuer verified, else the subject. */
function subjectOf(token: string): string {
  let claims: unknown
  try {
    claims = parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
  } catch {
    claims = undefined
  }
  const { email, email_verified: isVerified, sub } = isObject(claims) ? claims : {}
  const subject = typeof email === 'string' && isVerified === true ? email : sub
  if (/^[\w-]+\.[\w-]+\.[\w-]*$/u.test(token) && typeof subject === 'string') return subject
  throw new TurnpikeError('NO_TOKEN', 'SIGSTORE_ID_TOKEN is no token')
}
