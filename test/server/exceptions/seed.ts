/** Waivers and overrides to be granted, refused, confirmed and reviewed by whoever may: a fresh one for each call. */
import { githubUser } from '../../../src/host/github.ts'
import { DIGEST } from '../sample.ts'
import { SCOPES, type Started } from '../scopes.ts'

export interface SeededExceptions {
  asked: Ids
  granted: Ids
  broken: Ids
}

/** Ids, and how many of them were given out. */
export type Ids = string[] & { given?: number }

/** Once for each kind of caller and route that takes one. */
const ENOUGH = 45

export function nextOf(ids: Ids): string {
  const given = ids.given ?? 0
  ids.given = given + 1
  return ids[given % ids.length]!
}

export const WAIVER = {
  rule: 'freeze',
  artifact: DIGEST,
  environment: 'canary',
  for: '2d',
  reason: 'the fix for the outage',
  ticket: 'SEC-1',
}
export const OVERRIDE = {
  artifact: DIGEST,
  environment: 'canary',
  reason: 'checkout is down, nobody can pay',
  ticket: 'INC-1',
}

export const personOf = (scope: string) => `https://localhost:1#user:person-${scope}`

/** Everybody may everything, but for what they did themselves. */
function policyFor(server: Started): string {
  const onTheForge = (id: string) => githubUser(new URL(server.issuer.githubUrl).origin, id)
  return `apiVersion: turnpike/v1
kind: Policy
metadata: { name: canary }
applies: { environments: [canary] }
groups:
  everybody: [${[...SCOPES.map(personOf), onTheForge('1234')].map((uri) => `'${uri}'`).join(', ')}]
  asker: [['${personOf('asker')}', '${onTheForge('99')}']]
waivers: { from: [group:everybody, group:asker], maxDuration: 30d }
override:
  from: [group:everybody, group:asker]
  second: { from: [group:everybody, group:asker], within: 1h }
  review: { within: 5d }
rules:
  - { id: freeze, kind: window, deny: [{ from: 2020-01-01T00:00Z, to: 2090-01-01T00:00Z }], waivable: true }
  - { id: other, kind: window, deny: [{ from: 2020-01-01T00:00Z, to: 2020-01-02T00:00Z }] }
`
}

export async function seedExceptions(
  server: Started,
  organisation: string,
  prefix: string,
): Promise<SeededExceptions> {
  const admin = { ...server.bearer(organisation, 'all'), 'content-type': 'application/yaml' }
  const asker = await server.pipeline(organisation, 'all', { actor_id: '99' })
  const other = server.session(organisation, 'waive')
  const put = async (path: string, body: unknown, headers: Record<string, string>, method = 'POST') => {
    const answer = await server.call(method, `${prefix}${path}`, { body, headers })
    if (answer.status > 201) throw new Error(answer.text)
    return (answer.body as { waiver?: { id: string }; override?: { id: string } }) ?? {}
  }
  await put('/v1/policies/canary', policyFor(server), admin, 'PUT')
  const asked: string[] = []
  const granted: string[] = []
  const broken: string[] = []
  for (let index = 0; index < 2 * ENOUGH; index++) {
    asked.push((await put('/v1/waivers', WAIVER, asker)).waiver!.id)
    broken.push((await put('/v1/overrides', OVERRIDE, asker)).override!.id)
  }
  for (let index = 0; index < ENOUGH; index++) {
    const { id } = (await put('/v1/waivers', WAIVER, asker)).waiver!
    await put(`/v1/waivers/${id}/grant`, {}, other)
    granted.push(id)
  }
  return { asked, granted, broken }
}
