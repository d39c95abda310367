/**
 * The root of the public Sigstore instance, as the pinned `@sigstore/tuf` ships it to begin with: no network is asked, so
 * a decision of today is the same one tomorrow, and a root that Sigstore changes comes with a new version of this program.
 */
import seeds from '@sigstore/tuf/seeds.json' with { type: 'json' }

const PUBLIC_GOOD = 'https://tuf-repo-cdn.sigstore.dev'

/** Sigstore's TrustedRoot as JSON. */
export function publicGoodRoot(): string {
  return Buffer.from(seeds[PUBLIC_GOOD].targets['trusted_root.json'], 'base64').toString('utf8')
}
