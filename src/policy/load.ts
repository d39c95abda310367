/** Text → policy, or every problem at once with line and column. A policy with any problem does not load. */
import { createHash } from 'node:crypto'
import { isObject } from '../cdevents/object.ts'
import type { Problem } from '../errors.ts'
import { attestersOf, namesOnly } from './attestation/attesters.ts'
import { inPlace, readDocument } from './document.ts'
import { parseDuration } from './duration.ts'
import type { Attester, Person, Policy, ProducerClaims } from './policy.ts'
import type { Layer } from './decision.ts'
import { readTerms } from './exceptions/terms.ts'
import { createReader, listOf } from './reader.ts'
import type { Compile, Reader } from './reader.ts'
import { readRule } from './rules/read.ts'
import { policyShape } from './schema.ts'
import { checkShape, quote } from './shape.ts'

const DEFAULT_TTL_MS = 15 * 60_000
const MAX_TTL_MS = 24 * 3_600_000

type Raw = Readonly<Record<string, unknown>>
export type Loaded = { policy: Policy } | { problems: Problem[] }

let shape: ReturnType<typeof policyShape> | undefined

/**
 * Loads a policy. Asynchronous because the engine for conditions and what verifies Sigstore's signatures are heavy, and
 * only loaded for policies that need them.
 * @param name what the policy is called where it comes from (a file name); its own name is `metadata.name`
 */
export async function loadPolicy(
  text: string,
  options: { name: string; origin: 'store' | 'file' },
): Promise<Loaded> {
  const read = readDocument(text)
  if ('problems' in read) return read
  const structural = checkShape((shape ??= policyShape()), read.value)
  if (structural.length > 0) {
    const more = await problemsOfSoundRules(read.value, structural)
    return { problems: inPlace([...structural, ...more].map(read.locate)) }
  }
  const problems: Problem[] = []
  const raw = read.value as Raw
  const attesters = await attestersOf(raw, problems)
  const policy = readPolicy(raw, text, options.origin, problems, {
    compile: await compilerFor(raw),
    attesters,
  })
  return problems.length > 0 ? { problems: inPlace(problems.map(read.locate)) } : { policy }
}

/** A document with a wrong shape somewhere: its other rules are judged all the same, so that all is told at once. */
async function problemsOfSoundRules(value: unknown, structural: readonly Problem[]): Promise<Problem[]> {
  if (!isObject(value) || !Array.isArray(value['rules'])) return []
  const problems: Problem[] = []
  const producers = isObject(value['producers']) ? Object.keys(value['producers']) : []
  const groups = Object.entries(isObject(value['groups']) ? value['groups'] : {})
  const people = groups.map(([name, members]) => [name, Array.isArray(members) ? members.map(String) : []])
  // What is wrong with the attesters is not told twice; only their names matter here.
  const unsound = structural.some(({ path }) => path.startsWith('/attesters'))
  const attesters = await attestersOf(unsound ? namesOnly(value) : value, problems)
  const names = { producers, groups: readGroups({ groups: Object.fromEntries(people) as Raw }), attesters }
  const reader = createReader(problems, names, await compilerFor(value))
  for (const [index, rule] of (value['rules'] as Raw[]).entries()) {
    const own = `/rules/${index}`
    if (structural.some(({ path }) => path === own || path.startsWith(`${own}/`))) continue
    readRule(rule, reader.at('rules', index))
  }
  return problems
}

function readPolicy(
  raw: Raw,
  text: string,
  origin: 'store' | 'file',
  problems: Problem[],
  { compile, attesters }: { compile: Compile; attesters: Record<string, Attester> },
): Policy {
  const metadata = raw['metadata'] as {
    name: string
    owner?: string
    layer?: string
    controls?: string[]
  }
  const producers = (raw['producers'] ?? {}) as Record<string, ProducerClaims | ProducerClaims[number]>
  const groups = readGroups(raw)
  const reader = createReader(problems, { producers: Object.keys(producers), groups, attesters }, compile)
  const ttl = raw['decisionTtl'] === undefined ? DEFAULT_TTL_MS : parseDuration(raw['decisionTtl'] as string)!
  if (ttl > MAX_TTL_MS) reader.problem('a decision may be used for 24h at most', 'decisionTtl')
  const applies = raw['applies'] as Policy['applies']
  const rules = (raw['rules'] as Raw[]).map((rule, index) => readRule(rule, reader.at('rules', index)))
  sameIds(raw['rules'] as Raw[], reader)
  return {
    name: metadata.name,
    digest: `sha256:${createHash('sha256').update(text).digest('hex')}`,
    ...(metadata.owner === undefined ? {} : { owner: metadata.owner }),
    origin,
    layer: origin === 'file' ? 'file' : ((metadata.layer as Layer | undefined) ?? 'service'),
    text,
    controls: metadata.controls ?? [],
    applies,
    producers: Object.fromEntries(Object.entries(producers).map(([name, claims]) => [name, listOf(claims)])),
    groups,
    ...(Object.keys(attesters).length === 0 ? {} : { attesters }),
    changeClass: (raw['changeClass'] as Policy['changeClass'] | undefined) ?? 'recorded',
    ...readTerms(raw, reader),
    decisionTtl: ttl,
    rules,
  }
}

function readGroups(raw: Raw): Record<string, Person[]> {
  const groups = (raw['groups'] ?? {}) as Record<string, (string | string[])[]>
  return Object.fromEntries(
    Object.entries(groups).map(([name, people]) => [name, people.map((one) => listOf<string>(one))]),
  )
}

/** An id names one rule of its policy, members of `anyOf` included. */
function sameIds(rules: readonly Raw[], reader: Reader): void {
  const seen = new Set<unknown>()
  const check = (raw: Raw, ...place: (string | number)[]): void => {
    if (seen.has(raw['id']))
      reader.problem(`${quote(raw['id'])} is the id of an earlier rule`, ...place, 'id')
    seen.add(raw['id'])
  }
  rules.forEach((rule, index) => {
    check(rule, 'rules', index)
    if (Array.isArray(rule['members']))
      (rule['members'] as Raw[]).forEach((member, at) => check(member, 'rules', index, 'members', at))
  })
}

/** The compiler for conditions; the engine is loaded only when the policy has one. */
async function compilerFor(raw: Raw): Promise<Compile> {
  if (!hasCondition(raw['rules'])) return () => ({ problem: 'conditions are not available' })
  return (await import('./condition.ts')).compile
}

function hasCondition(rules: unknown): boolean {
  return (
    Array.isArray(rules) &&
    rules.some(
      (rule) =>
        isObject(rule) &&
        (['where', 'when', 'unless'].some((field) => typeof rule[field] === 'string') ||
          hasCondition(rule['members'])),
    )
  )
}
