/**
 * The merged policy as one document that decides the same: for reviews, and to compare with another store's. Names of
 * producers, attesters and groups belong to their policy, so those that mean different things are told apart; rules get
 * the clauses and the owner of their policy. What one document cannot say is a problem, never left out.
 *
 * It is not for publishing beside the policies that it is made of: then each rule would be judged twice.
 */
import { stringify } from 'yaml'
import { canonicalJson } from '../../cdevents/canonical.ts'
import { readDocument } from '../document.ts'
import { termsOf } from '../layers/merge.ts'
import { controlsOf } from '../layers/stricter.ts'
import { loadPolicy } from '../load.ts'
import type { Policy, Rule } from '../policy.ts'
import { own } from '../shape.ts'
import type { Place } from './explain.ts'
import { layersFor } from './explain.ts'
import { listed } from './words.ts'

type Raw = Readonly<Record<string, unknown>>
type Names = 'producers' | 'groups' | 'attesters'
const NAMES: readonly Names[] = ['producers', 'groups', 'attesters']

/** Fields of a rule that hold names, by what they are names of. */
const PRODUCER_FIELDS = ['producer', 'from']

export async function mergedYaml(
  all: readonly Policy[],
  place: Place = {},
): Promise<{ text: string } | { problem: string }> {
  const { policies, problems } = layersFor(all, place)
  if (problems[0] !== undefined) return { problem: problems[0] }
  const merged = mergedDocument(policies, place)
  if ('problem' in merged) return merged
  const text = `${headerOf(policies)}${stringify(merged.document, { lineWidth: 110, aliasDuplicateObjects: false })}`
  const loaded = await loadPolicy(text, { name: 'merged', origin: 'store' })
  if ('policy' in loaded) return { text }
  const [first] = loaded.problems
  return {
    problem: `The merged policy does not fit into one document: ${first?.message ?? 'unknown reason'}.`,
  }
}

function headerOf(policies: readonly Policy[]): string {
  const lines = policies.map(({ name, layer, digest }) => `#   ${layer} ${name} ${digest}`)
  return `# Made of these layers, in order. It decides as they do together.\n${lines.join('\n')}\n`
}

function mergedDocument(policies: readonly Policy[], place: Place): { document: Raw } | { problem: string } {
  const applies = appliesOf(policies, place)
  if (applies === undefined)
    return { problem: 'The policies govern different environments: name the one that is meant.' }
  const classes = new Set(policies.map(({ changeClass }) => changeClass))
  if (classes.size > 1)
    return {
      problem:
        'Some of the policies believe the class of the change that a request claims and others do not: one document cannot say that.',
    }
  const unsayable = whatOneCannotSay(policies)
  if (unsayable !== undefined) return { problem: unsayable }
  const sources = policies.map((policy) => sourceOf(policy))
  const names = nameAll(policies, sources)
  const terms = oneTerms(policies, sources, names)
  if ('problem' in terms) return terms
  const ids = new Set<string>()
  const rules = policies.flatMap((policy, index) =>
    policy.rules.map((rule) => writtenRule(rule, policy, sources[index]!, names[index]!, ids)),
  )
  const ttl = Math.min(...policies.map(({ decisionTtl }) => decisionTtl))
  return {
    document: {
      apiVersion: 'turnpike/v1',
      kind: 'Policy',
      metadata: { name: 'merged' },
      applies,
      ...(classes.has('claimed') ? { changeClass: 'claimed' } : {}),
      decisionTtl: `${Math.max(1, Math.floor(ttl / 1000))}s`,
      ...terms.document,
      ...definitions(sources, names),
      rules,
    },
  }
}

/** What depends on the policy that a rule stands in, beside what it says. */
function whatOneCannotSay(policies: readonly Policy[]): string | undefined {
  if (policies.length === 1) return undefined
  const rules = policies.flatMap((policy) => policy.rules)
  if (rules.some(({ kind }) => kind === 'producer'))
    return 'A rule of kind producer binds the rules of its own layer and later ones otherwise than those before: one document cannot say that.'
  if (rules.some((rule) => rule.kind === 'approval' && rule.bindPolicy))
    return 'Approvals are bound to the text of one of the policies: one document cannot say that.'
  // Who must not approve is told by all groups of the policy.
  const known = policies.map(({ groups }) =>
    canonicalJson(
      Object.values(groups)
        .flat()
        .filter((person) => person.length > 1)
        .map((person) => [...person].sort().join('\n'))
        .sort(),
    ),
  )
  const excludes = rules.some((rule) => rule.kind === 'approval' && rule.excluding.length > 0)
  if (excludes && new Set(known).size > 1)
    return 'The policies say otherwise which names are one person’s, and an approval must not be by the author: one document cannot say that.'
  return undefined
}

function sourceOf({ text }: Policy): Raw {
  const read = readDocument(text)
  if ('problems' in read) throw new Error('a policy that was loaded cannot be read again')
  return read.value as Raw
}

function appliesOf(policies: readonly Policy[], { environment, service }: Place): Raw | undefined {
  if (environment !== undefined)
    return { environments: [environment], ...(service === undefined ? {} : { services: [service] }) }
  const [first] = policies
  return policies.every(({ applies }) => canonicalJson(applies) === canonicalJson(first!.applies))
    ? first?.applies
    : undefined
}

/** For each policy: what its names are called in the merged document. */
type Renamed = Readonly<Record<Names, ReadonlyMap<string, string>>>

function nameAll(policies: readonly Policy[], sources: readonly Raw[]): Renamed[] {
  const taken: Record<Names, Map<string, string>> = {
    producers: new Map(),
    groups: new Map(),
    attesters: new Map(),
  }
  return policies.map((policy, index) => {
    const rename = (kind: Names) =>
      new Map(
        Object.entries((sources[index]![kind] ?? {}) as Raw).map(([name, value]) => {
          const is = canonicalJson(value)
          let called = name
          for (let tries = 1; (taken[kind].get(called) ?? is) !== is; tries++)
            called = `${policy.name}-${name}${tries === 1 ? '' : `-${tries}`}`
              .slice(-100)
              .replace(/^[^A-Za-z0-9]+/u, '')
          taken[kind].set(called, is)
          return [name, called] as const
        }),
      )
    return { producers: rename('producers'), groups: rename('groups'), attesters: rename('attesters') }
  })
}

function definitions(sources: readonly Raw[], names: readonly Renamed[]): Raw {
  const all = NAMES.map((kind) => {
    const entries = sources.flatMap((source, index) =>
      Object.entries((source[kind] ?? {}) as Raw).map(
        ([name, value]) => [names[index]![kind].get(name)!, value] as const,
      ),
    )
    return [kind, Object.fromEntries(entries)] as const
  })
  return Object.fromEntries(all.filter(([, entries]) => Object.keys(entries).length > 0))
}

/** The terms of all rules that can be waived, where they are the same; a document has one set. */
function oneTerms(
  policies: readonly Policy[],
  sources: readonly Raw[],
  names: readonly Renamed[],
): { document: Raw } | { problem: string } {
  const wanted = new Map<string, string>()
  for (const policy of policies)
    for (const rule of policy.rules)
      if (isWaivable(rule, policy)) wanted.set(canonicalJson(termsOf(rule, policy)), policy.name)
  if (wanted.size === 0) return { document: {} }
  if (wanted.size > 1)
    return {
      problem: `The rules of ${listed([...new Set(wanted.values())])} have exceptions granted by different people or for different times: one document cannot say that.`,
    }
  const [terms] = wanted.keys()
  const at = policies.findIndex(
    ({ waivers, override }) =>
      canonicalJson({ ...(waivers && { waivers }), ...(override && { override }) }) === terms,
  )
  if (at === -1) return { problem: 'Who may grant exceptions cannot be said in one document.' }
  const { waivers, override } = sources[at]!
  const given = {
    ...(waivers === undefined ? {} : { waivers }),
    ...(override === undefined ? {} : { override }),
  }
  return { document: renamedPeople(given, names[at]!) as Raw }
}

function isWaivable(rule: Rule, policy: Policy): boolean {
  return rule.waivable && Object.keys(termsOf(rule, policy)).length > 0
}

function writtenRule(rule: Rule, policy: Policy, source: Raw, names: Renamed, ids: Set<string>): Raw {
  const raw = (source['rules'] as Raw[]).find(({ id }) => id === rule.id)!
  const controls = controlsOf(rule, policy)
  const owner = rule.owner ?? policy.owner
  return {
    ...renamedIn(raw, names),
    id: freeId(rule.id, policy, ids),
    ...(controls.length === 0 ? {} : { controls: [...controls] }),
    ...(owner === undefined ? {} : { owner }),
    // Nobody can waive it: said so, because the merged document may name people for others.
    waivable: isWaivable(rule, policy),
    ...(rule.kind === 'anyOf'
      ? {
          members: (raw['members'] as Raw[]).map((member) => ({
            ...renamedIn(member, names),
            id: freeId(String(member['id']), policy, ids),
          })),
        }
      : {}),
  }
}

/** An id of its own: two policies of one layer may use the same, and both are judged. */
function freeId(id: string, { name, layer }: Policy, ids: Set<string>): string {
  let free = id
  const tail = `-${layer}-${name.toLowerCase()}`
  for (let tries = 1; ids.has(free); tries++)
    free = `${id.slice(0, 30)}${tail.slice(0, 28)}${tries === 1 ? '' : `-${tries}`}`.replace(
      /[^a-z0-9]+$/u,
      '',
    )
  ids.add(free)
  return free
}

function renamedIn(raw: Raw, names: Renamed): Raw {
  const renamed = renamedPeople(raw, names) as Record<string, unknown>
  for (const field of PRODUCER_FIELDS) {
    const list = own(raw, field)
    const isOfProducers = field === 'producer' || raw['kind'] === 'producer'
    if (Array.isArray(list) && isOfProducers)
      renamed[field] = list.map((name) => names.producers.get(String(name)) ?? (name as unknown))
  }
  const attesters = own(raw, 'attesters')
  if (Array.isArray(attesters))
    renamed['attesters'] = attesters.map((name) => names.attesters.get(String(name)) ?? (name as unknown))
  return renamed
}

/** `group:<name>` wherever it stands in a `from`. */
function renamedPeople(value: unknown, names: Renamed): unknown {
  if (Array.isArray(value)) return value.map((one) => renamedPeople(one, names))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([field, one]) => [
      field,
      field === 'from' && Array.isArray(one)
        ? one.map((who) => renamedGroup(who, names))
        : renamedPeople(one, names),
    ]),
  )
}

function renamedGroup(who: unknown, { groups }: Renamed): unknown {
  if (typeof who !== 'string' || !who.startsWith('group:')) return renamedPeople(who, { groups } as Renamed)
  return `group:${groups.get(who.slice('group:'.length)) ?? who.slice('group:'.length)}`
}
