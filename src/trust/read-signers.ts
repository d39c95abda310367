/** `signers` of a trust document: whose signatures on events count, and whose events they may sign. */
import { createPublicKey } from 'node:crypto'
import { listOf } from '../policy/reader.ts'
import type { ProducerClaims } from '../policy/policy.ts'
import type { SignerEntry } from './document.ts'
import { entriesOf, sameNames } from './load.ts'
import type { Raw, Reading } from './load.ts'
import { readRecipient } from './read-recipients.ts'
import type { Referable, WrittenClaims } from './read-recipients.ts'
import { uriPatternProblem } from '../policy/uri-pattern.ts'

interface Written {
  name: string
  key?: string
  sigstore?: { trustedRoot: string; issuer: string; identity: string }
  by: WrittenClaims | WrittenClaims[]
}

/** Whose signatures count, and on whose events. A key that cannot be read is a problem. */
export function readSigners(raw: Raw, known: Referable, to: Reading): SignerEntry[] {
  const { reader } = to
  const entries = entriesOf<Written>(raw, 'signers')
  sameNames(entries, 'signers', reader)
  return entries.map(([index, { name, key, sigstore, by }]) => {
    const at = reader.at('signers', index)
    const whose: ProducerClaims = listOf<WrittenClaims>(by).map((claims, place) => {
      const steps = Array.isArray(by) ? ['signers', index, 'by', place] : ['signers', index, 'by']
      const recipient = readRecipient(claims, known, steps, to)
      if (recipient.person !== undefined || recipient.group !== undefined)
        reader.problem('signers are for producers; person and group are not known here', ...steps)
      return recipient.claims
    })
    if ((key === undefined) === (sigstore === undefined))
      at.problem('needs either key or sigstore, and not both')
    if (sigstore !== undefined) {
      const wrong = uriPatternProblem(sigstore.identity)
      // A mail address is an identity of Sigstore too, and no URI.
      if (wrong !== undefined && !/^[^\s*@]+@[^\s*@]+$/u.test(sigstore.identity))
        at.problem(wrong, 'sigstore', 'identity')
      return { name, by: whose, sigstore }
    }
    if (key !== undefined && !isPublicKey(key))
      at.problem('is not a public key in PEM (-----BEGIN PUBLIC KEY-----)', 'key')
    return { name, by: whose, key: key ?? '' }
  })
}

/** A private key would be read as well, and must not be in a document that everybody may read. */
function isPublicKey(pem: string): boolean {
  if (!pem.trimStart().startsWith('-----BEGIN PUBLIC KEY-----')) return false
  try {
    createPublicKey(pem)
    return true
  } catch {
    return false
  }
}
