/** `grants` of a trust document. */
import { isObject } from '../cdevents/object.ts'
import { listOf } from '../policy/reader.ts'
import { quote } from '../policy/shape.ts'
import type { Approving, Environments, Grant, Recipient, Writing } from './document.ts'
import { entriesOf, sameNames } from './load.ts'
import type { Raw, Reading } from './load.ts'
import { readRecipient } from './read-recipients.ts'
import type { Referable, WrittenClaims } from './read-recipients.ts'
import { readTypePattern } from './type-pattern.ts'
import type { TypePattern } from './type-pattern.ts'
import { uriPatternProblem } from '../policy/uri-pattern.ts'

interface Written {
  name: string
  to: WrittenClaims | WrittenClaims[]
  may: Raw
}

type Steps = readonly (string | number)[]

/** The grants; names that stand nowhere in the document are problems. */
export function readGrants(raw: Raw, known: Referable, to: Reading): Grant[] {
  const entries = entriesOf<Written>(raw, 'grants')
  sameNames(entries, 'grants', to.reader)
  return entries.map(([index, { name, to: written, may }]) => {
    const recipients = placed<WrittenClaims>(written, ['grants', index, 'to']).map(([one, steps]) =>
      readRecipient(one, known, steps, to),
    )
    const at: Steps = ['grants', index, 'may']
    const write = placed<Raw>(may['write'], [...at, 'write']).map(([one, steps]) =>
      readWriting(one, steps, to),
    )
    const approve = placed<Raw>(may['approve'], [...at, 'approve']).map(([one, steps]) =>
      readApproving(one, steps, to),
    )
    const grant: Grant = {
      name,
      to: recipients,
      write,
      approve,
      ...environmentsOf(may, 'ask'),
      ...environmentsOf(may, 'waive'),
      ...environmentsOf(may, 'override'),
      read: may['read'] === true,
      administer: may['administer'] === true,
      witness: may['witness'] === true,
      foreignCode: may['foreignCode'] === true,
    }
    warnOfVoids(grant, at, to)
    foreignProblems(grant, at, to)
    return grant
  })
}

function readWriting(raw: Raw, steps: Steps, to: Reading): Writing {
  return {
    types: readTypes(raw['types'], [...steps, 'types'], to),
    sources: readUris(raw['sources'], 'own', [...steps, 'sources'], to),
    environments: (raw['environments'] ?? []) as string[],
  }
}

function readApproving(raw: Raw, steps: Steps, to: Reading): Approving {
  return {
    as: readUris(raw['as'], 'self', [...steps, 'as'], to),
    sources: readUris(raw['sources'], 'own', [...steps, 'sources'], to),
    environments: raw['environments'] as string[],
  }
}

/** Types that could be read; the others are problems. */
export function readTypes(written: unknown, steps: Steps, { reader }: Reading): TypePattern[] {
  return placed<string>(written, steps).flatMap(([type, at]) => {
    const pattern = readTypePattern(type)
    if (!('problem' in pattern)) return [pattern]
    reader.problem(pattern.problem, ...at)
    return []
  })
}

function readUris(written: unknown, word: 'own' | 'self', steps: Steps, { reader }: Reading): string[] {
  if (written === undefined) return [word]
  return placed<string>(written, steps).map(([uri, at]) => {
    const problem = uri === word ? undefined : uriPatternProblem(uri)
    const more = /[:*]/u.test(uri) ? '' : `, or ${word}`
    if (problem !== undefined) reader.problem(`${problem}${more}`, ...at)
    return uri
  })
}

function environmentsOf<F extends 'ask' | 'waive' | 'override'>(
  may: Raw,
  field: F,
): { [K in F]?: Environments } {
  const written = may[field]
  return (isObject(written) ? { [field]: written['environments'] } : {}) as { [K in F]?: Environments }
}

/** Static tokens, hooks and programs on this machine prove no source, and nobody is behind them. */
function warnOfVoids({ to: recipients, write, approve }: Grant, at: Steps, { warn }: Reading): void {
  if (!recipients.every(provesNothing)) return
  write.forEach(({ sources }, index) => {
    if (sources.every((source) => source === 'own'))
      warn(
        'allows nothing: a static token or a hook proves no source of its own; name sources',
        ...at,
        'write',
        index,
      )
  })
  approve.forEach(({ as, sources }, index) => {
    if (as.every((one) => one === 'self') || sources.every((source) => source === 'own'))
      warn(
        'allows nothing: nobody is behind a static token or a hook, and it proves no source; name people in as, and sources',
        ...at,
        'approve',
        index,
      )
  })
}

function provesNothing({ claims, person, group }: Recipient): boolean {
  if (person !== undefined || group !== undefined) return false
  const { id = '', kind = '' } = claims
  return /^(token|hook):/u.test(id) || id === 'loopback' || ['token', 'hook', 'loopback'].includes(kind)
}

/** What a stranger's code must never do, whoever runs it. */
function foreignProblems(grant: Grant, at: Steps, { reader }: Reading): void {
  if (!grant.foreignCode) return
  const given = (['waive', 'override'] as const).filter((field) => grant[field] !== undefined)
  const more = [
    ...(grant.approve.length > 0 ? ['approve'] : []),
    ...(grant.administer ? ['administer'] : []),
    ...given,
  ]
  if (more.length > 0)
    reader.problem(
      `${quote(grant.name)} would let a fork's code ${more.join(', ')}; give foreignCode a grant of its own, with write, ask or read`,
      ...at,
      'foreignCode',
    )
}

/** One value or several, each with its place. */
export function placed<T>(written: unknown, steps: Steps): [T, Steps][] {
  if (!Array.isArray(written)) return listOf<T>(written).map((one): [T, Steps] => [one, steps])
  return (written as T[]).map((one, index): [T, Steps] => [one, [...steps, index]])
}
