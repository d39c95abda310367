/** An event's `dssematerial` against the signers of a trust document: who signed it, or why it has to be discarded. */
import type { EnvelopeSignature } from '../../cdevents/dsse.ts'
import { isObject } from '../../cdevents/object.ts'
import { isSignedBy } from '../../cdevents/signing-key.ts'
import { compareDigests, readMaterial } from '../../cdevents/verifiable.ts'
import type { Attributes, Covered, Data, Material } from '../../cdevents/verifiable.ts'
import { hasClaims } from '../../policy/believe.ts'
import type { Identity } from '../identity.ts'
import { coversUri } from '../../policy/uri-pattern.ts'
import type { Signers } from './signers.ts'

/** A signature without a keyid is tried with every key; more tries than these are nobody's honest event. */
const MAX_TRIES = 32

export interface Signed {
  /** `dssematerial` as it came. */
  material: string
  /** The envelope's context attributes as they came. */
  attributes: Attributes
  /** Its data, byte for byte; several where it is not known how the sender's library cut it out. */
  data: Iterable<Data>
}

export type Verification =
  | {
      /** `id` is `key:<name>` or `sigstore:<certificate identity>`; `name` is the trust document's. */
      signer: Readonly<Record<string, string>>
      covered: Covered
      /** Which of `data` was signed. */
      which: number
    }
  | { refused: string }

/**
 * Protocol steps 3 to 10. One right signature of a signer who may sign for this sender is enough (DSSE's threshold of
 * one); others beside it are not asked. The digests are compared only after a signature was found right.
 * @param identity who sent it: a signer counts only for those it is bound to
 */
export function verifySignature(
  { material: text, attributes, data }: Signed,
  signers: Signers,
  { principal }: Pick<Identity, 'principal'>,
): Verification {
  const material = readMaterial(text)
  if ('corrupted' in material) return { refused: material.corrupted }
  const found = signersOf(material, signers)
  if (found.right.length === 0) return { refused: found.why }
  const differs: string[] = []
  let which = -1
  for (const bytes of data) {
    which++
    const compared = compareDigests(material, attributes, bytes)
    if ('differs' in compared) {
      differs.push(compared.differs)
      continue
    }
    const own = found.right.find(({ by }) => hasClaims(principal, by))
    if (own !== undefined) return { signer: own.signer, covered: compared.covered, which }
    const ids = found.right.map(({ signer }) => signer['id'] ?? '').join(', ')
    return {
      refused: `${clipped(ids)} does not sign for ${clipped(principal.id)} (signers[].by of the trust document)`,
    }
  }
  return { refused: differs[0] ?? 'it has no data' }
}

interface Right {
  signer: Readonly<Record<string, string>>
  by: Signers['keys'][number]['by']
}

/** Whose signatures on the material are right. */
function signersOf(material: Material, signers: Signers): { right: Right[]; why: string } {
  const right: Right[] = []
  const wrong: string[] = []
  let tries = 0
  for (const signature of material.envelope.signatures) {
    if (isObject(signature.json['sigstore'])) {
      if (++tries > MAX_TRIES || signers.sigstore.length === 0) continue
      const found = bySigstore(material, signature, signers)
      if (Array.isArray(found)) right.push(...found)
      else wrong.push(found.refused)
      continue
    }
    for (const { name, by, key, keyid } of signers.keys) {
      if (signature.keyid !== '' && signature.keyid !== keyid && signature.keyid !== name) continue
      if (++tries > MAX_TRIES) break
      if (isSignedBy(key, material.signed, signature.sig))
        right.push({ by, signer: { id: `key:${name}`, name, keyid } })
      else if (signature.keyid !== '')
        wrong.push(`the signature is not one of key ${clipped(signature.keyid)}`)
    }
  }
  return { right, why: wrong[0] ?? nobodyKnown(material, signers) }
}

/** Every signer of the document whom the certificate fits, of every trusted root that verifies it. */
function bySigstore(
  { envelope }: Material,
  signature: EnvelopeSignature,
  { sigstore }: Signers,
): Right[] | { refused: string } {
  const right: Right[] = []
  const wrong: string[] = []
  for (const root of new Set(sigstore.map((signer) => signer.root))) {
    const found = root.verify(envelope, signature)
    if ('refused' in found) {
      wrong.push(found.refused)
      continue
    }
    const { identity, ...claims } = found
    for (const { name, by, issuer, identity: pattern, root: own } of sigstore)
      if (own === root && issuer === found.issuer && covers(pattern, identity))
        right.push({ by, signer: { id: `sigstore:${identity}`, name, ...claims } })
    wrong.push(`signed by ${clipped(identity)} of ${clipped(found.issuer)}, who is not one of signers`)
  }
  return right.length > 0 ? right : { refused: wrong.at(-1) ?? 'no trusted root is configured' }
}

/** A mail address or another name is compared whole; only of a URI may a beginning be meant. */
function covers(pattern: string, identity: string): boolean {
  return pattern.endsWith('*') ? coversUri(pattern, identity) : pattern === identity
}

function nobodyKnown({ envelope }: Material, { unusable }: Signers): string {
  const ids = envelope.signatures.map(({ keyid, json }) =>
    isObject(json['sigstore']) ? 'a Sigstore certificate' : keyid === '' ? 'a key without an id' : keyid,
  )
  const broken = unusable.map(({ name, why }) => `; signer ${name} cannot be used: ${why}`).join('')
  return `signed by ${clipped(ids.join(', '))}, which is not one of signers of the trust document${clipped(broken)}`
}

function clipped(text: string): string {
  return (text.length > 200 ? `${text.slice(0, 199)}…` : text).toWellFormed()
}
