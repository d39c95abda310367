/**
 * Signatures on arrival. With signers in the trust document a signed event is verified or refused (the extension says:
 * discarded); without any, the material is kept and the event counts as unsigned. What is kept as the event's body is
 * the signed data, byte for byte.
 */
import { readFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { CORE_ATTRIBUTES } from '../cdevents/attribute-bytes.ts'
import { compareDigests, MAX_MATERIAL, readMaterial } from '../cdevents/verifiable.ts'
import type { Problem } from '../errors.ts'
import type { Signature } from '../store/store.ts'
import type { SignerEntry } from '../trust/document.ts'
import type { Identity } from '../trust/identity.ts'
import { createSigners, type Signers } from '../trust/signatures/signers.ts'
import { verifySignature } from '../trust/signatures/verify.ts'
import type { Candidate } from './shapes.ts'
import type { Unverified } from './unverified.ts'

/** A candidate whose signature was looked at. */
export interface Verified {
  /** Its text is the signed data, where a signature says which bytes these are. */
  candidate: Candidate
  /** To be kept with the event. */
  signature?: Signature
  /** Why the event must not be kept. */
  problem?: Problem
}

/** A key's signature takes some 100 µs, one with a certificate some milliseconds: after so many others get their turn. */
const SIGNED_PER_TURN = 20
const CERTIFIED = 4096
/** Of those with a certificate, in one request: at 6 ms each they would keep a server busy for a minute. */
const MAX_CERTIFIED = 500
/** Names and values of the attributes that are kept with an event. */
const MAX_ATTRIBUTES = 16 * 1024
/** A trusted root is some tens of KiB. */
const MAX_ROOT = 4 * 1024 * 1024

/**
 * Every candidate with what its signature is worth, in their order.
 * @param entries `signers` of the trust document in force
 * @param identity who sends them
 */
export async function verified(
  candidates: readonly Candidate[],
  entries: readonly SignerEntry[],
  identity: Pick<Identity, 'principal'>,
): Promise<Verified[]> {
  if (!candidates.some(({ signature }) => signature !== undefined))
    return candidates.map((candidate) => ({ candidate }))
  const signers = entries.length === 0 ? undefined : await signersOf(entries)
  const all: Verified[] = []
  let count = 0
  let certified = 0
  for (const candidate of candidates) {
    const { signature } = candidate
    if (signature === undefined) {
      all.push({ candidate })
      continue
    }
    const isLong = typeof signature.material === 'string' && signature.material.length > CERTIFIED
    if (isLong && ++certified > MAX_CERTIFIED) {
      const message = `Only ${MAX_CERTIFIED} events of a request may be signed with a certificate; send several requests.`
      all.push({ candidate, problem: { path: '/dssematerial', message } })
      continue
    }
    all.push(looked(candidate, signature, signers, identity))
    if (isLong || ++count % SIGNED_PER_TURN === 0) await setImmediate()
  }
  return all
}

function looked(
  candidate: Candidate,
  { material, attributes, data }: Unverified,
  signers: Signers | undefined,
  identity: Pick<Identity, 'principal'>,
): Verified {
  const refused = (why: string): Verified => ({
    candidate,
    problem: { path: '/dssematerial', message: `The event's signature does not hold: ${why}.` },
  })
  if (typeof material !== 'string') return refused('dssematerial is not text')
  if (material.length > MAX_MATERIAL)
    return refused(`the material has ${material.length} characters; at most ${MAX_MATERIAL} are read`)
  const kept = coveredAttributes(material, attributes)
  if (JSON.stringify(kept).length > MAX_ATTRIBUTES) return refused('its attributes are larger than 16 KiB')
  const texts: string[] = []
  const readings = function* () {
    for (const text of data()) {
      texts.push(text)
      yield text
    }
  }
  if (signers === undefined) {
    const text = signedReading(material, attributes, readings()) ?? candidate.text
    return { candidate: { ...candidate, text }, signature: { material, attributes: kept } }
  }
  const result = verifySignature({ material, attributes, data: readings() }, signers, identity)
  if ('refused' in result) return refused(result.refused)
  const text = texts[result.which] ?? candidate.text
  return {
    candidate: { ...candidate, text },
    signature: { material, attributes: kept, signer: result.signer },
  }
}

/** The reading that the material's digests are of, so that somebody else can verify it later. Nothing is proved by it. */
function signedReading(
  material: string,
  attributes: Unverified['attributes'],
  readings: Iterable<string>,
): string | undefined {
  const read = readMaterial(material)
  if ('corrupted' in read) return undefined
  for (const text of readings) if ('covered' in compareDigests(read, attributes, text)) return text
  return undefined
}

/** The attributes that the material covers, as text: what is not signed is not kept (the extension's strict mode). */
function coveredAttributes(material: string, attributes: Unverified['attributes']): Record<string, string> {
  const read = readMaterial(material)
  const names = 'corrupted' in read ? [] : (read.ext?.names ?? [])
  const kept = [...CORE_ATTRIBUTES, ...names].flatMap((name) => {
    const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined
    const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    return isScalar ? [[name, String(value)] as const] : []
  })
  return Object.fromEntries(kept)
}

/** Keys and trusted roots of the document in force, read once; again where something could not be read. */
const ready = new WeakMap<readonly SignerEntry[], Promise<Signers>>()

async function signersOf(entries: readonly SignerEntry[]): Promise<Signers> {
  const known = ready.get(entries) ?? createSigners(entries, readRoot)
  ready.set(entries, known)
  const signers = await known
  if (signers.unusable.length > 0) ready.delete(entries)
  return signers
}

async function readRoot(path: string): Promise<string> {
  const text = await readFile(path, 'utf8')
  if (text.length > MAX_ROOT) throw new Error(`the trusted root ${path} is larger than 4 MiB`)
  return text
}
