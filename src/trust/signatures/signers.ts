/**
 * The signers of a trust document, ready to verify with. `@sigstore/verify` is loaded only where a signer needs it.
 * Reading a trusted root is the caller's, by a function.
 */
import type { KeyObject } from 'node:crypto'
import { keyIdOf, publicKeyIn } from '../../cdevents/signing-key.ts'
import { explain } from '../../errors.ts'
import type { ProducerClaims } from '../../policy/policy.ts'
import type { SignerEntry } from '../document.ts'
import type { SigstoreRoot } from './sigstore.ts'

interface Common {
  /** As the trust document calls it. */
  name: string
  /** Whose events its signature counts on: copied under somebody else's, it lifts nothing. */
  by: ProducerClaims
}

export interface KeySigner extends Common {
  key: KeyObject
  keyid: string
}

export interface SigstoreSigner extends Common {
  root: SigstoreRoot
  /** The issuer that Fulcio saw, exactly. */
  issuer: string
  /** Subject alternative name of the certificate; a trailing `*` covers what is below. */
  identity: string
}

export interface Signers {
  keys: readonly KeySigner[]
  sigstore: readonly SigstoreSigner[]
  /** Signers that cannot be used now, and why. Events that only they could have signed are refused. */
  unusable: readonly { name: string; why: string }[]
}

/** @param read the text of a trusted root (JSON of Sigstore's TrustedRoot) by the path in the document */
export async function createSigners(
  entries: readonly SignerEntry[],
  read: (path: string) => Promise<string>,
): Promise<Signers> {
  const keys: KeySigner[] = []
  const sigstore: SigstoreSigner[] = []
  const unusable: { name: string; why: string }[] = []
  const roots = new Map<string, Promise<SigstoreRoot>>()
  for (const entry of entries) {
    const { name, by } = entry
    try {
      if ('key' in entry) {
        const key = publicKeyIn(entry.key, `signer ${name}`)
        keys.push({ name, by, key, keyid: keyIdOf(key) })
        continue
      }
      const { trustedRoot, issuer, identity } = entry.sigstore
      const root = roots.get(trustedRoot) ?? readRoot(trustedRoot, read)
      roots.set(trustedRoot, root)
      sigstore.push({ name, by, root: await root, issuer, identity })
    } catch (error) {
      unusable.push({ name, why: explain(error) })
    }
  }
  return { keys, sigstore, unusable }
}

async function readRoot(path: string, read: (path: string) => Promise<string>): Promise<SigstoreRoot> {
  const { sigstoreRoot } = await import('./sigstore.ts')
  return sigstoreRoot(await read(path))
}
