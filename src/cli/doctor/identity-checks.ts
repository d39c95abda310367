/** Who this job is: the token it would show, what is in it, and whom the store takes it for. The token is never told. */
import { credentialFor, audienceOf } from '../../client/credentials.ts'
import { sendAs, type Token } from '../../client/bearer.ts'
import { isLoopback, type Env } from '../../client/address.ts'
import { tokenAdvice } from '../../client/token-advice.ts'
import { valueOf } from '../../client/variables.ts'
import { isObject } from '../../cdevents/object.ts'
import { parseJson } from '../../cdevents/parse.ts'
import { explain } from '../../errors.ts'
import type { Facts } from '../../host/host.ts'
import { noted, ok, problem, warning, type Check } from './check.ts'
import { environmentLines, grantLines, tokenLines } from './pasted.ts'

export interface Shown {
  store: URL
  explicit: string | undefined
  env: Env
  facts: Facts
  environment: string | undefined
  now: () => number
  /** Told of the token before anything else has it. */
  mask: (token: string) => Promise<void>
}

export interface Identity {
  checks: Check[]
  /** To ask with. */
  token: Token | undefined
  /** As the token says them; not verified here. */
  claims: Record<string, unknown> | undefined
}

/** The token that a request to the store would carry. */
export async function tokenChecks(shown: Shown): Promise<Identity> {
  const { store, explicit, env, facts } = shown
  const audience = audienceOf(store)
  let token: string | undefined
  try {
    const found = credentialFor({ store: store.href, explicit, env, mask: shown.mask })
    token = typeof found === 'function' ? await found(true) : found
    if (typeof found === 'string') await shown.mask(found)
  } catch (error) {
    return {
      checks: [problem('token', explain(error), `look at ${originOf(shown)}`)],
      token: undefined,
      claims: undefined,
    }
  }
  if (token === undefined) return { checks: noToken(shown, audience), token, claims: undefined }
  const claims = claimsIn(token)
  if (claims === undefined) {
    return {
      checks: [ok('token', `A token of the store's own is shown, from ${originOf(shown)}`)],
      token,
      claims,
    }
  }
  const checks = [
    ok('token', `A token of the CI is shown, from ${originOf(shown)}: ${told(claims, shown.now())}`),
    audienceCheck(claims, audience, facts.forge),
    ...expiry(claims, shown.now()),
    ...environmentCheck(claims, shown),
  ]
  return { checks, token, claims }
}

function originOf({ explicit, env }: Shown): string {
  if (explicit !== undefined && explicit !== valueOf(env.TURNPIKE_TOKEN)) return '--token-file'
  if (valueOf(env.TURNPIKE_TOKEN) !== undefined) return 'TURNPIKE_TOKEN'
  if (valueOf(env.TURNPIKE_ID_TOKEN_FILE) !== undefined) return 'the file that TURNPIKE_ID_TOKEN_FILE names'
  if (valueOf(env.TURNPIKE_ID_TOKEN) !== undefined) return 'TURNPIKE_ID_TOKEN'
  return "GitHub's token service"
}

function noToken(shown: Shown, audience: string): Check[] {
  const { store, env, facts } = shown
  const todo = tokenAdvice({ store: store.href, explicit: undefined, env, status: undefined })
  const lines = tokenLines(facts.forge, audience)
  const says = 'This job has no token to show who it is'
  // A store on this machine without a trust document knows everybody here: it is asked next.
  if (isLoopback(store)) return [noted('token', says, todo)]
  return [problem('token', says, todo, lines)]
}

/** What the store's owner compares with the trust document. */
const TOLD = [
  'iss',
  'sub',
  'aud',
  'repository',
  'repository_id',
  'project_path',
  'project_id',
  'ref',
  'environment',
  'job_workflow_ref',
  'ci_config_ref_uri',
  'runner_environment',
] as const

function told(claims: Readonly<Record<string, unknown>>, now: number): string {
  const parts = TOLD.flatMap((name) =>
    claims[name] === undefined ? [] : [`${name} ${JSON.stringify(claims[name])}`],
  )
  const end = typeof claims['exp'] === 'number' ? [`ends in ${Math.round(claims['exp'] - now / 1000)} s`] : []
  return [...parts, ...end].join(', ').slice(0, 2000)
}

function audienceCheck(
  claims: Readonly<Record<string, unknown>>,
  audience: string,
  forge: Facts['forge'],
): Check {
  const said = Array.isArray(claims['aud']) ? (claims['aud'] as unknown[]) : [claims['aud']]
  if (said.includes(audience)) return ok('audience', `The token is for ${audience}`)
  const lines = tokenLines(forge, audience)
  return problem(
    'audience',
    `The token is for ${JSON.stringify(said.length === 1 ? said[0] : said)}, and not for ${audience}`,
    "ask for a token for the store's address, exactly as the store writes it (--public-url), or add this audience to its trust document",
    forge === 'github' ? undefined : lines,
  )
}

function expiry(claims: Readonly<Record<string, unknown>>, now: number): Check[] {
  const { exp, nbf } = claims
  if (typeof exp === 'number' && exp * 1000 < now)
    return [
      problem('token-time', 'The token is over', 'ask for it in the step that uses it, or for a longer time'),
    ]
  if (typeof nbf === 'number' && nbf * 1000 > now + 60_000)
    return [problem('token-time', 'The token does not hold yet', 'set the clock of the runner by NTP')]
  return []
}

/** Grants for an environment mostly ask for the job's own word of it, which the forge protects. */
function environmentCheck(claims: Readonly<Record<string, unknown>>, { environment, facts }: Shown): Check[] {
  if (environment === undefined || claims['environment'] === environment) return []
  const says =
    claims['environment'] === undefined
      ? `The token names no environment, so grants for jobs of ${environment} do not apply`
      : `The token is of the environment ${JSON.stringify(claims['environment'])}, not of ${environment}`
  const lines = environmentLines(facts.forge, environment)
  return lines === undefined ? [] : [warning('environment', says, 'name it at the job', lines)]
}

/** The payload of a JWT (RFC 7519); undefined for any other token. */
function claimsIn(token: string): Record<string, unknown> | undefined {
  const [, payload, signature] = token.split('.')
  if (payload === undefined || signature === undefined) return undefined
  try {
    const value: unknown = parseJson(Buffer.from(payload, 'base64url').toString('utf8'))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Which version the store is of; nothing where it does not say so. */
export async function versionChecks(
  { store, env }: Pick<Shown, 'store' | 'env'>,
  token: Token | undefined,
  own: string,
): Promise<Check[]> {
  try {
    const url = new URL('openapi.json', store)
    const headers = { accept: 'application/json' }
    const answer = await sendAs({ method: 'GET', url, headers, timeoutMs: 10_000, env }, token)
    const { info } = parseJson(answer.body) as { info?: { version?: unknown } }
    const version = info?.version
    if (answer.status !== 200 || typeof version !== 'string') return []
    const same = version === own ? 'as this is' : `this is ${own}`
    return [noted('version', `The store is of version ${version}, ${same}`)]
  } catch {
    return []
  }
}

/** Whom the store takes this job for, and whether it may what jobs do. */
export async function meChecks(shown: Shown, { token, claims }: Identity): Promise<Check[]> {
  const { store, env, environment } = shown
  const query = environment === undefined ? '' : `?environment=${encodeURIComponent(environment)}`
  const ask = (path: string) =>
    sendAs(
      {
        method: 'GET',
        url: new URL(path, store),
        headers: { accept: 'application/json' },
        timeoutMs: 10_000,
        env,
      },
      token,
    )
  try {
    let answer = await ask(`v1/me${query}`)
    // An older store does not know the question after the environment.
    if (answer.status === 400 && query !== '') answer = await ask('v1/me')
    if (answer.status === 200) return permitted(parseJson(answer.body), claims, environment)
    if (answer.status === 404) return [noted('identity', 'The store does not say whom it takes this job for')]
    const todo = tokenAdvice({ store: store.href, explicit: shown.explicit, env, status: answer.status })
    const detail = detailIn(answer.body)
    const lines =
      token === undefined ? tokenLines(shown.facts.forge, audienceOf(store)) : grantLines(claims, 'write')
    return [problem('identity', `The store answers ${answer.status}: ${detail}`, todo, lines)]
  } catch (error) {
    return [problem('identity', `The store cannot be asked who this job is: ${explain(error)}`, 'see above')]
  }
}

interface Me {
  principal?: { id?: unknown }
  person?: unknown
  grants?: unknown
  may?: unknown
  says?: unknown
  in?: { may?: unknown }
}

function permitted(
  value: unknown,
  claims: Record<string, unknown> | undefined,
  environment: string | undefined,
): Check[] {
  const me = (isObject(value) ? value : {}) as Me
  const list = (given: unknown) =>
    Array.isArray(given) ? given.filter((one) => typeof one === 'string') : []
  const may = list(me.may)
  const id = typeof me.principal?.id === 'string' ? me.principal.id : 'nobody'
  const person = typeof me.person === 'string' ? `, for ${me.person}` : ''
  const checks = [
    ok('identity', `The store takes this job for ${id}${person}`),
    noted('grants', typeof me.says === 'string' ? me.says : `It may ${may.join(', ')}`),
  ]
  const grantOf = (action: string, place?: string) => grantLines(claims, action, place)
  if (!may.includes('write'))
    checks.push(
      problem(
        'write',
        'It may not send events',
        'whoever owns the trust document grants it',
        grantOf('write'),
      ),
    )
  if (environment === undefined) return checks
  const there = me.in === undefined ? may : list(me.in.may)
  if (there.includes('ask')) checks.push(ok('ask', `It may ask a gate for ${environment}`))
  else
    checks.push(
      problem(
        'ask',
        `It may not ask a gate for ${environment}`,
        'whoever owns the trust document grants it',
        grantOf('ask', environment),
      ),
    )
  return checks
}

function detailIn(body: string): string {
  try {
    const { detail, title } = parseJson(body) as { detail?: unknown; title?: unknown }
    const said = detail ?? title
    return typeof said === 'string' ? said : 'it does not say why'
  } catch {
    return 'it does not say why'
  }
}
