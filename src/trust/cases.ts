/** `trust test`: a file of cases (who does what, allowed or refused) against a trust document. */
import { searchedType, typeOf } from '../cdevents/vocabulary.ts'
import type { EventType } from '../cdevents/vocabulary.ts'
import { readCasesFile } from '../policy/cases-file.ts'
import { parseDuration } from '../policy/duration.ts'
import { own, quote } from '../policy/shape.ts'
import { nearest } from '../policy/suggest.ts'
import { admit } from '../store/admit.ts'
import { authorityOf } from './authority.ts'
import { callerOf } from './caller.ts'
import { DEEDS, trustCasesShape } from './cases-shape.ts'
import type { Deed, TrustCase, TrustCases } from './cases-shape.ts'
import type { Grant, TrustDocument } from './document.ts'
import type { Authority, Identity } from './identity.ts'
import { readTypePattern } from './type-pattern.ts'

export interface TrustCaseResult {
  name: string
  passed: boolean
  /** Why not, or, of the coverage, what is not covered; a line each. */
  problems: string[]
}

type Right = (typeof DEEDS)[number]

/** What a case showed: which grants allowed it, and which applied when it was refused. */
interface Shown {
  right: Right
  allowedBy: readonly string[]
  refusedUnder: readonly string[]
}

/** Cases happen at one moment; nothing about them depends on which. */
const AT = Date.parse('2026-01-01T00:00:00.000Z')

/**
 * Runs every case. The last result says which rights of which grants no case shows at work or at their limits; it fails
 * only where the file asks for `coverage: all`.
 * @throws TurnpikeError USAGE with every problem when the file of cases cannot be read
 */
export function runTrustCases(document: TrustDocument, text: string): TrustCaseResult[] {
  const file = readCasesFile(text, trustCasesShape) as TrustCases
  const results: TrustCaseResult[] = []
  const shown: Shown[] = []
  for (const one of file.cases) {
    const caller = typeof one.as === 'string' ? own(file.callers ?? {}, one.as) : one.as
    const identity =
      caller === undefined
        ? {
            problem: `${quote(one.as)} is not one of callers${nearest(one.as, Object.keys(file.callers ?? {}))}`,
          }
        : callerOf(document, caller as Readonly<Record<string, string>>)
    if ('problem' in identity) results.push({ name: one.name, passed: false, problems: [identity.problem] })
    else results.push(runCase(one, document, identity, shown))
  }
  return [...results, coverageOf(document.grants, shown, file.coverage === 'all')]
}

function runCase(
  one: TrustCase,
  document: TrustDocument,
  identity: Identity,
  shown: Shown[],
): TrustCaseResult {
  const fail = (...problems: string[]): TrustCaseResult => ({ name: one.name, passed: false, problems })
  const right = DEEDS.find((deed) => one.does[deed] !== undefined)!
  const others = DEEDS.filter((deed) => deed !== right && one.does[deed] !== undefined)
  if (others.length > 0) return fail(`does ${[right, ...others].join(' and ')}; a case is about one of them`)
  const unreadable = one.does.write === undefined ? undefined : typeProblem(one.does.write.type)
  if (unreadable !== undefined) return fail(unreadable)
  const names = document.grants.map(({ name }) => name)
  if (one.by !== undefined && !names.includes(one.by))
    return fail(`${quote(one.by)} is not a grant${nearest(one.by, names)}`)

  const authority = authorityOf(document, identity)
  const objections = objectionsTo(one.does, right, authority, identity)
  // Grants add up and none halves another, so a grant allows what it would allow alone.
  const allowedBy = document.grants
    .filter((grant) => {
      const alone = authorityOf({ ...document, grants: [grant] }, identity)
      return alone.grants.length > 0 && objectionsTo(one.does, right, alone, identity).length === 0
    })
    .map(({ name }) => name)
  const allowed = objections.length === 0
  shown.push({ right, allowedBy: allowed ? allowedBy : [], refusedUnder: allowed ? [] : authority.grants })
  const said = objections.join('; ')
  if (allowed !== (one.expect === 'allowed'))
    return fail(
      allowed
        ? `expected refused, but ${allowedBy.map((name) => `grant ${quote(name)}`).join(', ')} allows it`
        : `expected allowed, but: ${said}`,
    )
  if (allowed && one.by !== undefined && !allowedBy.includes(one.by))
    return fail(`allowed by ${allowedBy.map(quote).join(', ')}, not by ${quote(one.by)}`)
  if (!allowed && one.because !== undefined && !said.includes(one.because))
    return fail(`refused, but not because of ${quote(one.because)}: ${said}`)
  return { name: one.name, passed: true, problems: [] }
}

/** Sentences; empty when it is allowed. */
function objectionsTo(deed: Deed, right: Right, authority: Authority, identity: Identity): string[] {
  const event = deed.write ?? deed.approve
  if (event !== undefined) {
    const problems = authority.objections(eventOf(deed, identity), new Date(AT).toISOString())
    // Who signed in approves through the store, which names itself as the source.
    const isStores = event.source === undefined && identity.principal.kind === 'person'
    return problems
      .filter(({ path }) => !(isStores && path === '/context/source'))
      .map(({ message }) => message)
  }
  const environment = (deed[right] as { environment?: string }).environment
  if (authority.may(right, environment)) return []
  return [
    `this takes the right to ${right}${environment === undefined ? '' : ` for ${environment}`}. ${authority.describe()}`,
  ]
}

/** An event that says no more than what is judged. It need not be valid: invalid ones are judged the same. */
function eventOf({ write, approve }: Deed, { sources = [] }: Identity): ReturnType<typeof admit> {
  const {
    type,
    source = 'own',
    environment,
    age,
  } = write ?? { ...approve, type: 'approval.updated', age: undefined }
  const at = AT - (age === undefined ? 0 : (parseDuration(age) ?? 0))
  return admit({
    context: {
      specversion: '0.5.1',
      id: 'case',
      source: source === 'own' ? (sources[0] ?? 'urn:turnpike:case:no-source') : source,
      type: fullTypeOf(type),
      timestamp: new Date(at).toISOString(),
    },
    subject: { id: 'case', content: approve === undefined ? {} : { responder: approve.as } },
    customData: { turnpike: environment === undefined ? {} : { environment } },
  })
}

function fullTypeOf(type: string): string {
  const full = typeOf(type as EventType)
  return full === type ? (searchedType(type) ?? type) : full
}

function typeProblem(type: string): string | undefined {
  if (type.endsWith('*')) return `${quote(type)} is not one type of event`
  const read = readTypePattern(type)
  return 'problem' in read ? read.problem : undefined
}

/** Rights that no case saw at work, and limited ones that no case saw hold. */
function coverageOf(grants: readonly Grant[], shown: readonly Shown[], required: boolean): TrustCaseResult {
  const gaps: string[] = []
  let rights = 0
  for (const grant of grants)
    for (const right of rightsOf(grant)) {
      rights++
      if (!shown.some((one) => one.right === right && one.allowedBy.includes(grant.name)))
        gaps.push(`${grant.name}: allows ${right} in no case`)
      if (
        isLimited(grant, right) &&
        !shown.some((one) => one.right === right && one.refusedUnder.includes(grant.name))
      )
        gaps.push(`${grant.name}: refuses ${right} in no case`)
    }
  const complete = gaps.length === 0
  return {
    name: `coverage: ${complete ? `every right (${rights}) is at work in a case, and held back in another where it has limits` : `${gaps.length} gaps in ${rights} rights`}`,
    passed: complete || !required,
    problems: gaps,
  }
}

/** Could it refuse anything at all to whom it is given? */
function isLimited(grant: Grant, right: Right): boolean {
  if (right === 'write' || right === 'approve') return true
  const given = grant[right]
  return typeof given === 'object' && !given.includes('*')
}

function rightsOf(grant: Grant): Right[] {
  return DEEDS.filter((right) => {
    const given = grant[right]
    return typeof given === 'object' ? given.length > 0 : given === true
  })
}
