/**
 * Keyless signatures on events: the certificate and the log entry ride in the signature's member `sigstore`; with the
 * envelope they are a Sigstore bundle.
 */
import type { Envelope, EnvelopeSignature } from '../../cdevents/dsse.ts'
import { isObject } from '../../cdevents/object.ts'
import { sigstoreRoot as rootIn } from '../../policy/attestation/sigstore.ts'
import type { CertificateIdentity } from '../../policy/attestation/sigstore.ts'

/** Verifies one signature of an envelope. */
export interface SigstoreRoot {
  verify(envelope: Envelope, signature: EnvelopeSignature): CertificateIdentity | { refused: string }
}

/**
 * @param text Sigstore's TrustedRoot as JSON
 * @throws Error when it is none, or names no certificate authority or no log
 */
export function sigstoreRoot(text: string): SigstoreRoot {
  const root = rootIn(text)
  return {
    verify(envelope, signature) {
      const { sigstore } = signature.json
      if (!isObject(sigstore)) return { refused: 'Sigstore: the signature has no certificate' }
      const { mediaType, verificationMaterial } = sigstore
      const found = root.verify({ ...envelope, signatures: [signature] }, { mediaType, verificationMaterial })
      if ('refused' in found) return found
      const { signedAt: _, ...identity } = found
      return identity
    },
  }
}
