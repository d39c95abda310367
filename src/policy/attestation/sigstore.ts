/**
 * Sigstore without a network: a certificate that Fulcio gave for minutes, the log's or a timestamp authority's word that
 * the signature was there in those minutes, and a trusted root that says whose word counts. `@sigstore/verify` does the
 * cryptography. The time a certificate is checked at is what they testify to, never now. Heavy: import it lazily.
 */
import { bundleFromJSON } from '@sigstore/bundle'
import { TrustedRoot } from '@sigstore/protobuf-specs'
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify'
import type { Envelope } from '../../cdevents/dsse.ts'
import { isObject } from '../../cdevents/object.ts'
import { parseJson } from '../../cdevents/parse.ts'

/** What a bundle has beside its envelope. */
export interface BundleMaterial {
  mediaType: unknown
  verificationMaterial: unknown
}

export interface SigstoreRoot {
  /** Verifies the one signature of an envelope. Never throws. */
  verify(envelope: Envelope, material: BundleMaterial): Certified | { refused: string }
}

export interface Certified extends CertificateIdentity {
  /** When the signature was there at the latest, epoch ms, as log or timestamp authority testify. */
  signedAt: number
}

/** What the certificate says of who signed, as Fulcio verified it. */
export interface CertificateIdentity {
  /** Subject alternative name: a workflow's URI, a mail address. */
  identity: string
  issuer: string
  /** Of GitHub and GitLab: numbers that survive a rename (OIDs 1.3.6.1.4.1.57264.1.15 and .17). */
  repositoryId?: string
  repositoryOwnerId?: string
  /** What was built: the ref of the source repository, also where a reusable workflow built it (.14). */
  ref?: string
  /** `github-hosted`, `self-hosted` (.11). */
  runnerEnvironment?: string
}

/** Fulcio's extensions, by their names in the claims of a job's token. */
const EXTENSIONS = {
  repositoryId: '1.3.6.1.4.1.57264.1.15',
  repositoryOwnerId: '1.3.6.1.4.1.57264.1.17',
  ref: '1.3.6.1.4.1.57264.1.14',
  runnerEnvironment: '1.3.6.1.4.1.57264.1.11',
} as const
const UTF8_STRING = 0x0c

/**
 * @param text Sigstore's TrustedRoot as JSON
 * @param wants what it must name beside an authority: without a log, timestamps are all there is to go by
 * @throws Error when it is none, or names no certificate authority, or neither log nor (where that is enough) timestamps
 */
export function sigstoreRoot(text: string, wants: 'log' | 'log or timestamps' = 'log'): SigstoreRoot {
  const root = TrustedRoot.fromJSON(parseJson(text))
  if (root.certificateAuthorities.length === 0)
    throw new Error('the trusted root names no certificateAuthorities')
  if (root.tlogs.length === 0 && (wants === 'log' || root.timestampAuthorities.length === 0))
    throw new Error(`the trusted root names no tlogs${wants === 'log' ? '' : ' and no timestampAuthorities'}`)
  const verifier = new Verifier(toTrustMaterial(root), {
    tlogThreshold: root.tlogs.length === 0 ? 0 : 1,
    timestampThreshold: 1,
    // A private deployment may run without a certificate log; where there is one, its word is needed.
    ctlogThreshold: root.ctlogs.length === 0 ? 0 : 1,
  })
  return {
    verify(envelope, material) {
      try {
        const entity = toSignedEntity(bundleOf(envelope, material))
        const { identity } = verifier.verify(entity)
        const name = identity?.subjectAlternativeName
        const issuer = identity?.extensions?.issuer
        if (name === undefined || issuer === undefined) return { refused: 'its certificate names nobody' }
        return {
          identity: name,
          issuer,
          signedAt: earliest(entity),
          ...extensionsIn(identity?.oids),
        }
      } catch (error) {
        return { refused: `Sigstore: ${whyOf(error)}` }
      }
    },
  }
}

/** Written anew from what was read, so that what is verified is what is judged, byte for byte. */
function bundleOf({ payloadType, payload, signatures }: Envelope, material: BundleMaterial) {
  const { mediaType, verificationMaterial } = material
  if (isObject(verificationMaterial) && 'publicKey' in verificationMaterial)
    throw new Error('the signature has a key where a certificate belongs')
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  return bundleFromJSON({
    mediaType,
    verificationMaterial,
    dsseEnvelope: {
      payloadType,
      payload: base64(payload),
      signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig: base64(sig) })),
    },
  })
}

/** The verifier went by these times, and found each of them right. An entry without a promise says none (its proof is of a place). */
function earliest({ timestamps }: ReturnType<typeof toSignedEntity>): number {
  return Math.min(
    ...timestamps.map((each) => {
      if (each.$case === 'timestamp-authority') return each.timestamp.signingTime.getTime()
      const { inclusionPromise, integratedTime } = each.tlogEntry
      return inclusionPromise === undefined ? Infinity : Number(integratedTime) * 1000
    }),
  )
}

type Oids = readonly { oid?: { id: number[] } | undefined; value: Uint8Array }[]

function extensionsIn(oids: Oids | undefined): Pick<CertificateIdentity, keyof typeof EXTENSIONS> {
  const found = Object.entries(EXTENSIONS).map(([name, oid]) => [name, valueOf(oids, oid)] as const)
  return Object.fromEntries(found.filter(([, value]) => value !== undefined))
}

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
