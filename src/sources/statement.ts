/**
 * in-toto statements in what carries them: a DSSE envelope, or a Sigstore bundle with one. Read strictly, so that no
 * text has two meanings, and nothing in here says that a signature holds: whoever judges verifies it. Pure.
 *
 * Sources: in-toto Attestation Framework v1 (statement, envelope, digest_set), its v0.1; Sigstore bundle v0.1 to v0.3.
 */
import { createHash } from 'node:crypto'
import { objectIn, readEnvelope, utf8 } from '../cdevents/dsse.ts'
import type { Envelope } from '../cdevents/dsse.ts'
import { isObject } from '../cdevents/object.ts'
import { repeatedMember } from '../cdevents/repeated.ts'

/** The only type of payload: what else an envelope may hold is no statement. */
const STATEMENT_PAYLOAD = 'application/vnd.in-toto+json'

/** How a statement reaches the store: content `{ bundle }` or `{ envelope }`. */
export const ATTESTATION_TYPE = 'dev.cdeventsx.turnpike-attestation.published.0.1.0'

const STATEMENTS = ['https://in-toto.io/Statement/v1', 'https://in-toto.io/Statement/v0.1']
/** `application/vnd.dev.sigstore.bundle+json;version=0.1`, `….bundle.v0.3+json`. */
const BUNDLE =
  /^application\/vnd\.dev\.sigstore\.bundle(?:\+json;version=0\.[123]|\.v0\.[123]\+json(?:;version=0\.[123])?)$/u
/** Each costs a verification with every key that may have signed. */
const MAX_SIGNATURES = 4
const SHA256 = /^[0-9a-f]{64}$/iu

export interface Statement {
  /** Digests of its subjects, `sha256:<64 lower-case hex>`. Subjects without one are left out. */
  subjects: ReadonlySet<string>
  predicateType: string
  /** As it is; `{}` where there is none. */
  predicate: Readonly<Record<string, unknown>>
  /** All of it. */
  json: Readonly<Record<string, unknown>>
}

/** A statement with what was signed. */
export interface SignedStatement {
  envelope: Envelope
  /** What a Sigstore bundle has beside the envelope. */
  bundle?: { mediaType: string; verificationMaterial: Readonly<Record<string, unknown>> }
  statement: Statement
  /** SHA-256 of the signed bytes, hex. */
  payloadDigest: string
  /** SHA-256 of all of it, hex: what was verified once need not be again. */
  digest: string
}

export interface Unreadable {
  unreadable: string
}

/** `{ bundle }` or `{ envelope }` as JSON. Never throws. */
export function readCarried(carried: Readonly<Record<string, unknown>>): SignedStatement | Unreadable {
  const bundle = own(carried, 'bundle')
  const envelope = own(carried, 'envelope')
  if ((bundle === undefined) === (envelope === undefined))
    return { unreadable: 'it holds neither a bundle nor an envelope, or both' }
  return readSigned(bundle ?? envelope)
}

/** A bundle or an envelope: told apart by what they have. Never throws. */
export function readSigned(value: unknown): SignedStatement | Unreadable {
  if (!isObject(value)) return { unreadable: 'it is not a JSON object' }
  let text: string
  try {
    text = JSON.stringify(value)
  } catch {
    return { unreadable: 'it nests too deeply' }
  }
  const read = readParts(value)
  if ('unreadable' in read) return read
  return { ...read, digest: createHash('sha256').update(text).digest('hex') }
}

function readParts(value: Record<string, unknown>): Omit<SignedStatement, 'digest'> | Unreadable {
  if (own(value, 'mediaType') === undefined && own(value, 'verificationMaterial') === undefined)
    return inEnvelope(value)
  const mediaType = own(value, 'mediaType')
  if (typeof mediaType !== 'string' || !BUNDLE.test(mediaType))
    return { unreadable: `${said(mediaType)} is no bundle of Sigstore v0.1 to v0.3` }
  const verificationMaterial = own(value, 'verificationMaterial')
  if (!isObject(verificationMaterial)) return { unreadable: 'the bundle has no verificationMaterial' }
  const envelope = own(value, 'dsseEnvelope')
  if (envelope === undefined || own(value, 'messageSignature') !== undefined)
    return { unreadable: 'the bundle signs a file and holds no statement (no dsseEnvelope)' }
  if (!isObject(envelope)) return { unreadable: "the bundle's dsseEnvelope is not a JSON object" }
  const read = inEnvelope(envelope)
  if ('unreadable' in read) return read
  if (read.envelope.signatures.length !== 1)
    return { unreadable: `the bundle has ${read.envelope.signatures.length} signatures; it must have one` }
  return { ...read, bundle: { mediaType, verificationMaterial } }
}

function inEnvelope(value: Record<string, unknown>): Omit<SignedStatement, 'digest' | 'bundle'> | Unreadable {
  const envelope = readEnvelope(JSON.stringify(value))
  if ('corrupted' in envelope) return { unreadable: envelope.corrupted }
  if (envelope.signatures.length > MAX_SIGNATURES)
    return {
      unreadable: `it has ${envelope.signatures.length} signatures; at most ${MAX_SIGNATURES} are tried`,
    }
  if (envelope.payloadType !== STATEMENT_PAYLOAD)
    return { unreadable: `the payload is ${said(envelope.payloadType)}, not ${STATEMENT_PAYLOAD}` }
  const statement = readStatement(envelope.payload)
  if ('unreadable' in statement) return statement
  return {
    envelope,
    statement,
    payloadDigest: createHash('sha256').update(envelope.payload).digest('hex'),
  }
}

/** The bytes of a statement. Never throws. */
function readStatement(payload: Uint8Array): Statement | Unreadable {
  const text = utf8(payload)
  if (text === undefined) return { unreadable: 'the statement is not UTF-8' }
  const json = objectIn(text)
  if (json === undefined) return { unreadable: 'the statement is not a JSON object' }
  const twice = repeatedMember(text)
  if (twice !== undefined) return { unreadable: `the statement has ${said(twice)} twice` }
  const type = own(json, '_type')
  if (typeof type !== 'string' || !STATEMENTS.includes(type))
    return { unreadable: `its _type is ${said(type)}, not an in-toto statement v1 or v0.1` }
  const predicateType = own(json, 'predicateType')
  if (typeof predicateType !== 'string' || predicateType === '')
    return { unreadable: 'the statement has no predicateType' }
  const predicate = own(json, 'predicate') ?? {}
  if (!isObject(predicate)) return { unreadable: 'its predicate is not a JSON object' }
  const subjects = subjectsOf(own(json, 'subject'))
  if (subjects === undefined) return { unreadable: 'its subject is not a list of things with digests' }
  return { subjects, predicateType, predicate, json }
}

function subjectsOf(value: unknown): Set<string> | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  const digests = new Set<string>()
  for (const subject of value as unknown[]) {
    const digest = isObject(subject) ? own(subject, 'digest') : undefined
    if (!isObject(digest)) return undefined
    const sha256 = own(digest, 'sha256')
    if (sha256 === undefined) continue
    if (typeof sha256 !== 'string' || !SHA256.test(sha256)) return undefined
    digests.add(`sha256:${sha256.toLowerCase()}`)
  }
  return digests
}

function own(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined
}

function said(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing'
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
