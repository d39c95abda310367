/**
 * DSSE v1.0.2 (Dead Simple Signing Envelope): the bytes that are signed, and the JSON that carries them. Who signed,
 * and with what, is the caller's.
 */
import { bytesOfBase64 } from './base64.ts'
import { isObject } from './object.ts'
import { parseJson } from './parse.ts'
import { repeatedMember } from './repeated.ts'

/** More signatures than these in one envelope are refused: each may cost a verification. */
const MAX_SIGNATURES = 16

export interface EnvelopeSignature {
  /** Says which key it may be; a hint, never a proof. `''` where there is none. */
  keyid: string
  sig: Uint8Array
  /** The signature's JSON, for members that are no part of DSSE (a Sigstore bundle's material). */
  json: Readonly<Record<string, unknown>>
}

export interface Envelope {
  payloadType: string
  payload: Uint8Array
  signatures: readonly EnvelopeSignature[]
}

/** What is wrong with material that came with an event. A value, not an error: strangers send it. */
export interface Corrupted {
  corrupted: string
}

/** The bytes a signature is over: `DSSEv1 SP len(type) SP type SP len(body) SP body` (protocol v1.0.2). */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType, 'utf8')
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} `, 'latin1'),
    type,
    Buffer.from(` ${payload.length} `, 'latin1'),
    payload,
  ])
}

/** An envelope as JSON. `more` holds members of the signature that others ignore. */
export function envelopeText(
  payloadType: string,
  payload: Uint8Array,
  signatures: readonly { keyid: string; sig: Uint8Array; more?: Readonly<Record<string, unknown>> }[],
): string {
  return JSON.stringify({
    payloadType,
    payload: Buffer.from(payload).toString('base64'),
    signatures: signatures.map(({ keyid, sig, more }) => ({
      keyid,
      sig: Buffer.from(sig).toString('base64'),
      ...more,
    })),
  })
}

/** Reads an envelope's JSON; members nobody knows are ignored (v1.0.2, envelope). Never throws. */
export function readEnvelope(text: string): Envelope | Corrupted {
  const json = objectIn(text)
  if (json === undefined) return { corrupted: 'the envelope is not a JSON object' }
  const twice = repeatedMember(text)
  if (twice !== undefined) return { corrupted: `the envelope has ${sayName(twice)} twice` }
  const { payloadType, payload, signatures } = json
  if (typeof payloadType !== 'string') return { corrupted: 'the envelope has no payloadType' }
  const body = typeof payload === 'string' ? bytesOfBase64(payload) : undefined
  if (body === undefined) return { corrupted: "the envelope's payload is not base64" }
  if (!Array.isArray(signatures) || signatures.length === 0)
    return { corrupted: 'the envelope has no signatures' }
  if (signatures.length > MAX_SIGNATURES)
    return {
      corrupted: `the envelope has ${signatures.length} signatures; at most ${MAX_SIGNATURES} are read`,
    }
  const read: EnvelopeSignature[] = []
  for (const signature of signatures as unknown[]) {
    if (!isObject(signature)) return { corrupted: 'a signature is not a JSON object' }
    const { keyid = '', sig } = signature
    const bytes = typeof sig === 'string' ? bytesOfBase64(sig) : undefined
    if (bytes === undefined || bytes.length === 0) return { corrupted: 'a signature is not base64' }
    if (typeof keyid !== 'string' && keyid !== null) return { corrupted: "a signature's keyid is not text" }
    read.push({ keyid: keyid ?? '', sig: bytes, json: signature })
  }
  return { payloadType, payload: body, signatures: read }
}

/** A JSON object, or undefined for everything else. */
export function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value = parseJson(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** UTF-8 as strict as RFC 3629; a byte order mark is no part of JSON and stays in the text. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

export function sayName(name: string): string {
  return JSON.stringify(name.length > 60 ? `${name.slice(0, 57)}…` : name)
}
