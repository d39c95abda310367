/** Claims of a token → who that is. Pure; `sub` is never parsed. */
import { githubUser } from '../../host/github.ts'
import { gitlabUser } from '../../host/gitlab.ts'
import type { Identity } from '../identity.ts'
import { GITHUB_CLAIMS, GITLAB_CLAIMS, keptName, PERSONAL } from './claims.ts'
import type { ClaimKind, ClaimTable } from './claims.ts'
import { githubServer } from './issuer.ts'
import type { Issuer } from './issuer.ts'
import { quoted, TokenRefused } from './refused.ts'

type Claims = Readonly<Record<string, unknown>>
type Kept = Record<string, string>

const LONGEST_CLAIM = 1024

const KINDS: Readonly<Record<ClaimKind, { form: RegExp; allowed: string }>> = {
  id: { form: /^\d{1,20}$/, allowed: 'a string of up to 20 digits' },
  path: { form: /^[\w.-]+(\/[\w.-]+)*$/u, allowed: "names joined by '/'" },
  // No control characters, nothing that ends a line, no half of a pair.
  text: { form: /^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]*$/u, allowed: 'a string without control characters' },
}

/**
 * @param claims of a token that has this issuer's `iss`
 * @throws TokenRefused claims
 */
export function identityOf(issuer: Issuer, claims: Claims): Identity {
  if (issuer.kind === 'github') return githubIdentity(issuer, claims)
  if (issuer.kind === 'gitlab') return gitlabIdentity(issuer, claims)
  return otherIdentity(issuer, claims)
}

function githubIdentity(issuer: Issuer, claims: Claims): Identity {
  const kept = keptOf(issuer, GITHUB_CLAIMS, claims)
  const id = required(kept, 'repositoryId', 'repository_id')
  const repository = required(kept, 'repository', 'repository')
  const server = githubServer(issuer.url)
  // A run again by somebody else has the first person's actor_id, and a schedule has whoever edited it last.
  const acted = kept.runAttempt === '1' && kept.eventName !== 'schedule'
  return {
    principal: { kind: 'oidc', id: `${issuer.url}#repository:${id}`, claims: kept },
    ...(server !== undefined && acted && kept.actorId !== undefined
      ? { person: githubUser(server, kept.actorId) }
      : {}),
    sources: [...(server === undefined ? [] : [`${server}/${repository}`]), ...issuer.sources],
  }
}

function gitlabIdentity(issuer: Issuer, claims: Claims): Identity {
  const kept = keptOf(issuer, GITLAB_CLAIMS, claims)
  // Always the two of one project: the id of one with the path of another would let a fork write as its parent.
  const job = kept.jobProjectId !== undefined
  const id = job ? kept.jobProjectId : required(kept, 'projectId', 'project_id')
  const path = job
    ? required(kept, 'jobProjectPath', 'job_project_path')
    : required(kept, 'projectPath', 'project_path')
  return {
    principal: { kind: 'oidc', id: `${issuer.url}#project:${id}`, claims: kept },
    ...(kept.userId !== undefined && kept.pipelineSource !== 'schedule'
      ? { person: gitlabUser(issuer.url, kept.userId) }
      : {}),
    sources: [`${issuer.url}/${path}`, ...issuer.sources],
    ...(isForeign(kept) ? { foreignCode: true as const } : {}),
  }
}

/**
 * A merge request of a fork whose pipeline runs in the project it wants to change: `project_id` is the fork then.
 * Before 18.4 there is no `job_project_id`, and before 18.2.2 nothing in the token tells such a pipeline apart, so
 * that every merge request's pipeline counts as one there.
 */
function isForeign({ projectId, jobProjectId, pipelineSource }: Kept): boolean {
  return jobProjectId === undefined ? pipelineSource === 'merge_request_event' : jobProjectId !== projectId
}

function otherIdentity(issuer: Issuer, claims: Claims): Identity {
  const parts = issuer.identity.map((name) => {
    if (name !== 'sub' && PERSONAL.includes(name)) {
      throw new TokenRefused(
        'claims',
        `The trust document has '${name}' as the identity of ${issuer.url}; claims about people are not kept.`,
      )
    }
    const value = other(claims, name)
    if (value === undefined || value === '') throw refused(name, 'there: it is the identity', undefined)
    // Else 'a b' with 'c' would be the same as 'a' with 'b c'.
    if (issuer.identity.length > 1 && value.includes(' ')) {
      throw refused(name, 'without a space, since it is joined with others', value)
    }
    return value
  })
  const kept: Kept = {}
  for (const name of issuer.claims) {
    // Whatever the settings ask for.
    const value = PERSONAL.includes(name) ? undefined : other(claims, name)
    if (value !== undefined && value !== '') kept[name] = value
  }
  return {
    principal: {
      kind: 'oidc',
      id: `${issuer.url}#${parts.join(' ')}`,
      claims: { ...kept, issuer: issuer.url },
    },
    sources: issuer.sources,
  }
}

/** A claim that the settings name: issuers differ in whether a number or a truth is written as text. */
function other(claims: Claims, name: string): string | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined
  if (value === undefined) return undefined
  if (typeof value === 'boolean' || isWhole(value)) return String(value)
  return checked(name, value, 'text')
}

function keptOf(issuer: Issuer, table: ClaimTable, claims: Claims): Kept {
  const kept: Kept = { issuer: issuer.url }
  for (const [name, kind] of Object.entries(table)) {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined
    // An absent claim is one that no policy can match; the forges write some of them as an empty string.
    if (value === undefined || value === '') continue
    // The one claim that GitLab writes as a number.
    const given = name === 'runner_id' && isWhole(value) ? String(value) : value
    kept[keptName(name)] = checked(name, given, kind)
  }
  return kept
}

function checked(name: string, value: unknown, kind: ClaimKind): string {
  const { form, allowed } = KINDS[kind]
  if (typeof value !== 'string') throw refused(name, allowed, value)
  if (value.length > LONGEST_CLAIM) throw refused(name, `at most ${LONGEST_CLAIM} characters long`, value)
  const steps = kind === 'path' ? value.split('/') : []
  if (!form.test(value) || steps.some((step) => /^\.+$/.test(step))) throw refused(name, allowed, value)
  return value
}

/** A whole number that JSON carried without losing a digit. */
function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value)
}

function required(kept: Kept, name: string, claim: string): string {
  const value = kept[name]
  if (value === undefined) throw refused(claim, 'there', undefined)
  return value
}

function refused(name: string, allowed: string, value: unknown): TokenRefused {
  return new TokenRefused('claims', `The token's '${name}' must be ${allowed}; it is ${quoted(value)}.`)
}
