/**
 * Sigstore without a network: a certificate that Fulcio gave for minutes, the log's word that the signature was there in
 * those minutes, and a trusted root that says whose word counts. `@sigstore/verify` does the cryptography.
 */
import { bundleFromJSON } from '@sigstore/bundle'
import { TrustedRoot } from '@sigstore/protobuf-specs'
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify'
import { isObject } from '../../cdevents/check.ts'
import type { Envelope, EnvelopeSignature } from '../../cdevents/dsse.ts'
import { parseJson } from '../../cdevents/parse.ts'

/** Verifies one signature of an envelope. */
export interface SigstoreRoot {
  verify(envelope: Envelope, signature: EnvelopeSignature): CertificateIdentity | { refused: string }
}

/** What the certificate says of who signed, as Fulcio verified it. */
export interface CertificateIdentity {
  /** Subject alternative name: a workflow's URI, a mail address. */
  identity: string
  issuer: string
  /** Of GitHub and GitLab: numbers that survive a rename (OIDs 1.3.6.1.4.1.57264.1.15 and .17). */
  repositoryId?: string
  repositoryOwnerId?: string
}

const SOURCE_REPOSITORY_ID = '1.3.6.1.4.1.57264.1.15'
const SOURCE_REPOSITORY_OWNER_ID = '1.3.6.1.4.1.57264.1.17'
const UTF8_STRING = 0x0c

/**
 * @param text Sigstore's TrustedRoot as JSON
 * @throws Error when it is none, or names no certificate authority or no log
 */
export function sigstoreRoot(text: string): SigstoreRoot {
  const root = TrustedRoot.fromJSON(parseJson(text))
  if (root.certificateAuthorities.length === 0)
    throw new Error('the trusted root names no certificateAuthorities')
  if (root.tlogs.length === 0) throw new Error('the trusted root names no tlogs')
  const verifier = new Verifier(toTrustMaterial(root), {
    tlogThreshold: 1,
    timestampThreshold: 1,
    // A private deployment may run without a certificate log; where there is one, its word is needed.
    ctlogThreshold: root.ctlogs.length === 0 ? 0 : 1,
  })
  return {
    verify(envelope, signature) {
      try {
        const { identity } = verifier.verify(toSignedEntity(bundleOf(envelope, signature)))
        const name = identity?.subjectAlternativeName
        const issuer = identity?.extensions?.issuer
        if (name === undefined || issuer === undefined) return { refused: 'its certificate names nobody' }
        const repositoryId = valueOf(identity?.oids, SOURCE_REPOSITORY_ID)
        const repositoryOwnerId = valueOf(identity?.oids, SOURCE_REPOSITORY_OWNER_ID)
        return {
          identity: name,
          issuer,
          ...(repositoryId === undefined ? {} : { repositoryId }),
          ...(repositoryOwnerId === undefined ? {} : { repositoryOwnerId }),
        }
      } catch (error) {
        return { refused: `Sigstore: ${whyOf(error)}` }
      }
    },
  }
}

/** The certificate and the log entry ride in the signature's member `sigstore`; with the envelope they are a bundle. */
function bundleOf({ payloadType, payload }: Envelope, { keyid, sig, json }: EnvelopeSignature) {
  const { sigstore } = json
  if (!isObject(sigstore)) throw new Error('the signature has no certificate')
  const { mediaType, verificationMaterial } = sigstore
  if (isObject(verificationMaterial) && 'publicKey' in verificationMaterial)
    throw new Error('the signature has a key where a certificate belongs')
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  return bundleFromJSON({
    mediaType,
    verificationMaterial,
    dsseEnvelope: { payloadType, payload: base64(payload), signatures: [{ keyid, sig: base64(sig) }] },
  })
}

type Oids = readonly { oid?: { id: number[] } | undefined; value: Uint8Array }[]

/** The text of a certificate's extension: a DER UTF8String of at most 255 bytes. */
function valueOf(oids: Oids | undefined, wanted: string): string | undefined {
  const value = oids?.find(({ oid }) => oid?.id.join('.') === wanted)?.value
  if (value === undefined || value[0] !== UTF8_STRING) return undefined
  const start = value[1] === 0x81 ? 3 : 2
  const length = value[start - 1]
  return length === value.length - start ? Buffer.from(value.subarray(start)).toString('utf8') : undefined
}

function whyOf(error: unknown): string {
  const message = error instanceof Error ? error.message : 'unreadable'
  const { cause } = error as { cause?: unknown }
  const why = cause instanceof Error && cause.message !== message ? `${message}: ${cause.message}` : message
  return why.replace(/\s+/gu, ' ').slice(0, 300)
}
