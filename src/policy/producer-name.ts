/** A producer as people know it. What counts is its id; a name is for reading. */
import type { Principal } from '../store/store.ts'

/**
 * `acme/webshop on github.com` for a job of a repository, as its forge's token named it; undefined for everybody who has
 * no name beside the id.
 */
export function producerName({ kind, claims }: Principal): string | undefined {
  if (kind !== 'oidc' || claims === undefined) return undefined
  const repository = claims['repository'] ?? claims['jobProjectPath'] ?? claims['projectPath']
  const server = serverOf(claims['issuer'])
  return repository === undefined || server === undefined ? undefined : `${repository} on ${server}`
}

/** The name if there is one, else the id. */
export function knownAs(principal: Principal): string {
  return producerName(principal) ?? principal.id
}

/** GitHub's tokens come from a host of their own: `token.actions.githubusercontent.com`, `token.actions.acme.ghe.com`. */
function serverOf(issuer: string | undefined): string | undefined {
  if (issuer === undefined || !URL.canParse(issuer)) return undefined
  const host = new URL(issuer).host.replace(/^token\.actions\./, '')
  return host === 'githubusercontent.com' ? 'github.com' : host
}
