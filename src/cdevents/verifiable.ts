/**
 * Verifiable CloudEvents with DSSE (the CloudEvents extension `dssematerial`, payload type v0.1): what a signature is
 * over, how the material is written, and everything of its verification protocol but the keys (step 7), which are the
 * caller's. Pure.
 */
import { hash } from 'node:crypto'
import { bytesOfBase64 } from './base64.ts'
import { envelopeText, objectIn, preAuthEncoding, readEnvelope, sayName, utf8 } from './dsse.ts'
import type { Corrupted, Envelope } from './dsse.ts'
import { repeatedMember } from './repeated.ts'
import { bytesOfAttribute, CORE_ATTRIBUTES, wholeSeconds } from './attribute-bytes.ts'
import type { AttributeType } from './attribute-bytes.ts'
import { TurnpikeError } from '../errors.ts'

export const PAYLOAD_TYPE = 'https://cloudevents.io/verifiability/dsse/v0.1'

/** The base64 text of the material may be this long; a Sigstore certificate and log entry take about 10 KiB. */
export const MAX_MATERIAL = 64 * 1024
/** Each signed extension attribute costs a digest. */
const MAX_SIGNED_ATTRIBUTES = 64
/** CloudEvents 1.0 §3.1: lower-case letters and digits. `data` is reserved. */
const ATTRIBUTE_NAME = /^[a-z0-9]{1,128}$/u

/** Context attributes as an envelope has them: text, numbers and booleans; `null` and absent are one. */
export type Attributes = Readonly<Record<string, unknown>>

/** The data, byte for byte; text stands for its UTF-8. */
export type Data = Uint8Array | string

/** Makes one signature over bytes, which are DSSE's encoding of the payload. */
export type SignBytes = (bytes: Uint8Array, payload: Uint8Array) => Promise<MadeSignature> | MadeSignature

/** `more`: members for the signature's JSON, which whoever does not know them ignores. */
export interface MadeSignature {
  keyid: string
  sig: Uint8Array
  more?: Readonly<Record<string, unknown>>
}

/** What was in `dssematerial`, its form checked (protocol steps 3 to 6); nothing of it is verified yet. */
export interface Material {
  envelope: Envelope
  /** What the signatures are over (DSSE's pre-authentication encoding). */
  signed: Uint8Array
  core: Uint8Array
  /** Absent: no extension attribute is signed. */
  ext?: { digest: Uint8Array; names: readonly string[] }
}

/** What a signature covers, once it and the digests were found right (protocol step 10). */
export type Covered = 'core' | 'core and extensions' | 'core, extensions skipped'

/** The signed attributes of an event: which ones, beside the nine of the core. */
export interface SignOptions {
  /** Extension attributes to sign, in this order. */
  extensions?: readonly string[]
  typeOf?: (name: string) => AttributeType | undefined
}

/**
 * The value of `dssematerial` for an event: base64 of a DSSE envelope.
 * @throws TurnpikeError INVALID_EVENT for attributes that cannot be signed: not text, no readable time, unfit names
 */
export async function materialOf(
  attributes: Attributes,
  data: Data,
  sign: SignBytes,
  { extensions = [], typeOf = attributeType }: SignOptions = {},
): Promise<string> {
  const core = coreDigest(attributes, data)
  const unfit = namesProblem(extensions)
  if (unfit !== undefined) throw cannotSign(unfit)
  if ('problem' in core) throw cannotSign(core.problem)
  const untyped = extensions.find((name) => typeOf(name) === undefined)
  if (untyped !== undefined) throw cannotSign(`the type of the attribute ${sayName(untyped)} is not known`)
  const ext = extensions.length === 0 ? undefined : extDigest(attributes, extensions, typeOf)
  if (ext !== undefined && 'problem' in ext) throw cannotSign(ext.problem)
  const payload = Buffer.from(
    JSON.stringify({
      core: core.digest.toString('base64'),
      ...(ext === undefined ? {} : { ext: ext.digest.toString('base64'), signedextattrs: extensions }),
    }),
  )
  const signature = await sign(preAuthEncoding(PAYLOAD_TYPE, payload), payload)
  return Buffer.from(envelopeText(PAYLOAD_TYPE, payload, [signature])).toString('base64')
}

/** Reads `dssematerial` as it came. Bounded, strict where the extension says discard; never throws. */
export function readMaterial(base64: string): Material | Corrupted {
  if (base64.length > MAX_MATERIAL)
    return { corrupted: `the material has ${base64.length} characters; at most ${MAX_MATERIAL} are read` }
  const bytes = bytesOfBase64(base64)
  if (bytes === undefined) return { corrupted: 'the material is not base64' }
  const text = utf8(bytes)
  if (text === undefined) return { corrupted: 'the material is not UTF-8' }
  const envelope = readEnvelope(text)
  if ('corrupted' in envelope) return envelope
  if (envelope.payloadType !== PAYLOAD_TYPE)
    return { corrupted: `the payloadType is ${sayName(envelope.payloadType)}, not ${PAYLOAD_TYPE}` }
  const payload = readPayload(envelope.payload)
  if ('corrupted' in payload) return payload
  return { envelope, signed: preAuthEncoding(PAYLOAD_TYPE, envelope.payload), ...payload }
}

function readPayload(bytes: Uint8Array): Pick<Material, 'core' | 'ext'> | Corrupted {
  const text = utf8(bytes)
  const json = text === undefined ? undefined : objectIn(text)
  if (text === undefined || json === undefined) return { corrupted: 'the payload is not a JSON object' }
  const twice = repeatedMember(text)
  if (twice !== undefined) return { corrupted: `the payload has ${sayName(twice)} twice` }
  const core = digestIn(json['core'])
  if (core === undefined) return { corrupted: 'the core digest is not base64 of 32 bytes' }
  const hasExt = Object.hasOwn(json, 'ext')
  const names = Object.hasOwn(json, 'signedextattrs') ? json['signedextattrs'] : undefined
  if (!hasExt && names === undefined) return { core }
  if (!hasExt || names === undefined)
    return { corrupted: 'one of ext and signedextattrs is there without the other' }
  const digest = digestIn(json['ext'])
  if (digest === undefined) return { corrupted: 'the ext digest is not base64 of 32 bytes' }
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string'))
    return { corrupted: 'signedextattrs is not a list of names' }
  if (names.length === 0) return { corrupted: 'signedextattrs is empty' }
  const unfit = namesProblem(names)
  return unfit === undefined ? { core, ext: { digest, names: names } } : { corrupted: unfit }
}

/**
 * Are these the event's digests (protocol steps 8 and 9)? Says what is covered, or why the event has to be discarded.
 * To be asked after a signature was found right: without that, the digests are anybody's.
 */
export function compareDigests(
  material: Material,
  attributes: Attributes,
  data: Data,
  typeOf: (name: string) => AttributeType | undefined = attributeType,
): { covered: Covered } | { differs: string } {
  const core = coreDigest(attributes, data)
  if ('problem' in core) return { differs: core.problem }
  if (!core.digest.equals(material.core))
    return { differs: 'the data or a context attribute is not what was signed' }
  if (material.ext === undefined) return { covered: 'core' }
  const { names, digest } = material.ext
  if (names.some((name) => typeOf(name) === undefined)) return { covered: 'core, extensions skipped' }
  const ext = extDigest(attributes, names, typeOf)
  if ('problem' in ext) return { differs: ext.problem }
  if (!ext.digest.equals(digest)) return { differs: 'a signed extension attribute is not what was signed' }
  return { covered: 'core and extensions' }
}

type Digest = { digest: Buffer } | { problem: string }

/** The digest of nine digests, in this order; what is absent or empty counts as no bytes (signing protocol, step 3). */
function coreDigest(attributes: Attributes, data: Data): Digest {
  const parts: Buffer[] = []
  for (const name of CORE_ATTRIBUTES) {
    const value = valueOf(attributes, name) ?? ''
    if (typeof value !== 'string' || !value.isWellFormed())
      return { problem: `the attribute ${name} is not Unicode text` }
    const text = name === 'time' && value !== '' ? wholeSeconds(value) : value
    if (text === undefined) return { problem: 'the time is not RFC 3339' }
    parts.push(sha256(text))
  }
  parts.push(sha256(data))
  return { digest: sha256(Buffer.concat(parts)) }
}

function extDigest(
  attributes: Attributes,
  names: readonly string[],
  typeOf: (name: string) => AttributeType | undefined,
): Digest {
  const parts: Buffer[] = []
  for (const name of names) {
    const bytes = bytesOfAttribute(valueOf(attributes, name), typeOf(name) ?? 'String')
    if (bytes === undefined)
      return { problem: `the extension attribute ${sayName(name)} is not of a CloudEvents type` }
    parts.push(sha256(bytes))
  }
  return { digest: sha256(Buffer.concat(parts)) }
}

function namesProblem(names: readonly string[]): string | undefined {
  if (names.length > MAX_SIGNED_ATTRIBUTES)
    return `signedextattrs has ${names.length} names; at most ${MAX_SIGNED_ATTRIBUTES} are read`
  if (new Set(names).size < names.length) return 'signedextattrs has a name twice'
  for (const name of names) {
    if (name === 'dssematerial' || (CORE_ATTRIBUTES as readonly string[]).includes(name))
      return `signedextattrs must not have ${sayName(name)}`
    if (!ATTRIBUTE_NAME.test(name) || name === 'data')
      return `signedextattrs has ${sayName(name)}, which is no name of an attribute`
  }
  return undefined
}

/**
 * The type of an extension attribute. JSON has text where CloudEvents has five types; text is a String there unless
 * the attribute is registered as something else (CloudEvents extensions `expirytime`, `recordedtime`).
 */
function attributeType(name: string): AttributeType | undefined {
  return name === 'expirytime' || name === 'recordedtime' ? 'Timestamp' : 'String'
}

function valueOf(attributes: Attributes, name: string): unknown {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined
}

function digestIn(value: unknown): Buffer | undefined {
  const bytes = typeof value === 'string' ? bytesOfBase64(value) : undefined
  return bytes?.length === 32 ? bytes : undefined
}

function sha256(data: Data): Buffer {
  return hash('sha256', data, 'buffer')
}

function cannotSign(why: string): TurnpikeError {
  return new TurnpikeError('INVALID_EVENT', `the event cannot be signed: ${why}`)
}
