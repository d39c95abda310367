/** Producers that nobody can be, that nobody asks for, and rules that believe anybody. */
import { isObject } from '../../cdevents/object.ts'
import type { ProducerClaims } from '../policy.ts'
import { quote } from '../shape.ts'
import type { Linting } from './context.ts'

const KINDS = ['loopback', 'token', 'oidc', 'hook', 'person', 'store']
/** Claims that are numbers on every forge that has them. */
const NUMBERS =
  /^(repositoryId|repositoryOwnerId|enterpriseId|projectId|jobProjectId|namespaceId|jobNamespaceId|actorId|userId)$/u
/** What only an identity token proves. */
const OF_TOKENS =
  /^(repository|project|namespace|job|pipeline|workflow|environment|ref|runner|ci|enterprise)/u

/** @param raw the document as written */
export function lintProducers({ policy, placed, warn }: Linting, raw: unknown): void {
  const written = isObject(raw) && isObject(raw['producers']) ? raw['producers'] : {}
  for (const [name, alternatives] of Object.entries(policy.producers)) {
    alternatives.forEach((claims, index) => {
      const why = whyNobody(claims)
      if (why !== undefined)
        warn(
          'nobody',
          `nobody can be this producer: ${why}`,
          'producers',
          name,
          ...(Array.isArray(written[name]) ? [index] : []),
        )
    })
  }
  const used = wordsIn(isObject(raw) ? raw['rules'] : undefined)
  for (const name of Object.keys(policy.producers))
    if (!used.has(name)) warn('unused', `no rule asks for the producer ${quote(name)}`, 'producers', name)
  const appointed = new Set([
    ...used,
    ...wordsIn(isObject(raw) ? raw['waivers'] : undefined),
    ...wordsIn(isObject(raw) ? raw['override'] : undefined),
  ])
  for (const [name, people] of Object.entries(policy.groups))
    // One that lists several names of a person says who is who, whoever asks for it.
    if (!appointed.has(`group:${name}`) && people.every((person) => person.length === 1))
      warn('unused', `nothing asks for the group ${quote(name)}`, 'groups', name)
  for (const { rule, at } of placed)
    if ('producer' in rule && rule.producer === 'any' && rule.enforce === 'block')
      warn('any', 'believes anybody: whoever may send such events can make it pass', ...at, 'producer')
}

function whyNobody(claims: ProducerClaims[number]): string | undefined {
  const { id, kind, issuer } = claims
  const others = Object.keys(claims).filter(
    (claim) => !['id', 'kind'].includes(claim) && !claim.startsWith('signer'),
  )
  if (Object.keys(claims).length === 0) return 'it has no claims'
  if (kind !== undefined && !kind.endsWith('*') && !KINDS.includes(kind))
    return `kind is one of ${KINDS.join(', ')}`
  if (issuer !== undefined && !/^https?:\/\/|^\*$|^h(t(t(p(s?(:\/?)?)?)?)?)?\*$/u.test(issuer))
    return `issuer is the address of who issues the tokens, such as https://token.actions.githubusercontent.com, not ${quote(issuer)}`
  const number = Object.entries(claims).find(
    ([claim, value]) => NUMBERS.test(claim) && !/^[0-9]*\*?$/u.test(value),
  )
  if (number !== undefined) return `${number[0]} is a number, not ${quote(number[1])}`
  const only = id !== undefined && !id.endsWith('*') ? kindOfId(id) : undefined
  if (kind !== undefined && KINDS.includes(kind) && only !== undefined && !only.includes(kind))
    return `${quote(id)} is of kind ${only.join(' or ')}, never ${kind}`
  const bare = ['loopback', 'token', 'hook', 'person', 'store'].find(
    (one) => kind === one || (only?.length === 1 && only[0] === one),
  )
  const proved = others.find((claim) => OF_TOKENS.test(claim))
  if (bare !== undefined && proved !== undefined)
    return `${proved} is proved by identity tokens of pipelines, which ${bare === 'person' ? 'people' : `a producer of kind ${bare}`} never have`
  return undefined
}

/** The kinds of producer that can have such an id. */
function kindOfId(id: string): readonly string[] {
  if (id === 'loopback') return ['loopback']
  if (id === 'store') return ['store']
  if (id.startsWith('token:')) return ['token']
  if (id.startsWith('hook:')) return ['hook']
  return ['oidc', 'person']
}

/** Every text in the values of a part of the document; texts for people are left out. */
function wordsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') found.add(value)
  else if (Array.isArray(value)) for (const item of value) wordsIn(item, found)
  else if (isObject(value))
    for (const [name, inner] of Object.entries(value)) if (!PROSE.has(name)) wordsIn(inner, found)
  return found
}

const PROSE = new Set([
  'id',
  'kind',
  'title',
  'controls',
  'remediation',
  'owner',
  'why',
  'match',
  'where',
  'when',
  'unless',
])
