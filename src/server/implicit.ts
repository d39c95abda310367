/** What holds without a trust document. A stand-in until `src/trust/trust.ts` has it. */
import { hash, timingSafeEqual } from 'node:crypto'
import type { Authority, Identity } from '../trust/identity.ts'
import type { Token } from './tokens.ts'

/** What the server asks of the trust in force. */
export interface TrustInForce {
  organisation: string
  digest: string
  issuers: readonly never[]
  audiences: readonly string[]
  authorityOf(identity: Identity): Authority
  holderOf(secret: string, now: number): Identity | { refused: string }
}

export function implicitTrust({ tokens }: { tokens: readonly Token[] }): TrustInForce {
  const known = tokens.map(({ name, secret }) => ({
    digest: hash('sha256', secret, 'buffer'),
    identity: Object.freeze<Identity>({ principal: Object.freeze({ kind: 'token', id: `token:${name}` }) }),
  }))
  return {
    organisation: 'default',
    digest: '',
    issuers: [],
    audiences: [],
    authorityOf: ({ principal }) => ({
      grants: ['implicit'],
      may: (action) =>
        principal.kind === 'loopback' || action !== 'administer' || principal.id === 'token:admin',
      objections: () => [],
      describe: () => `known as '${principal.id}'`,
    }),
    holderOf(secret) {
      const digest = hash('sha256', secret, 'buffer')
      let holder: Identity | undefined
      for (const candidate of known)
        if (timingSafeEqual(candidate.digest, digest)) holder = candidate.identity
      return holder ?? { refused: 'The token is not one of those this store knows.' }
    },
  }
}
