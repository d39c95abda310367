/** Which claims the store keeps of each kind of issuer, for checking what grants ask for. */
import { GITHUB_CLAIMS, GITLAB_CLAIMS, keptName, PERSONAL } from './tokens/claims.ts'
import type { Issuer } from './tokens/issuer.ts'

/** Names of the claims that are kept with what a principal of this issuer sends, beside `issuer`. */
export function claimsOf({ kind, claims }: Issuer): readonly string[] {
  if (kind === 'github') return Object.keys(GITHUB_CLAIMS).map(keptName)
  if (kind === 'gitlab') return Object.keys(GITLAB_CLAIMS).map(keptName)
  return kind === 'people' ? [] : claims.filter((claim) => !PERSONAL.includes(claim))
}

/**
 * Claims that stay with whom they were given to. Not among them: a user's number, which comes with whatever repository
 * that user touches, and a hash of a commit, which every fork has. Of another issuer's claims nobody knows; its principals
 * are named by `id`.
 */
export function immutableClaims({ kind }: Issuer): readonly string[] {
  if (kind === 'github') return ['repositoryId', 'repositoryOwnerId', 'enterpriseId']
  if (kind === 'gitlab') return ['projectId', 'namespaceId', 'jobProjectId', 'jobNamespaceId']
  return []
}
