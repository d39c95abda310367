/**
 * A recorded decision judged again: with the policies, the people, the evidence and the moment of then the answer is the
 * same, or the difference is shown. Pure; what was in the store is handed in. A replay opens no gate: its answer has the
 * mode `replay`, no verdict beside the decision, and no end until which an allow could be used.
 */
import { parseJson } from '../cdevents/parse.ts'
import { compareDecisions, NOT_COMPARED, type Difference } from './compare.ts'
import { decide } from './decide.ts'
import type { Decision, Mode } from './decision.ts'
import type { Evidence } from './gather.ts'
import type { Policy } from './policy.ts'
import { decisionEvent } from './record.ts'
import type { Principal } from '../store/store.ts'

/** Why a replay may differ from the record, or cannot be made. */
export interface Cause {
  what:
    | 'policy-missing'
    | 'policy-altered'
    | 'policy-unreadable'
    | 'trust-missing'
    | 'trust-altered'
    | 'trust-unreadable'
    | 'evaluator-changed'
    | 'evidence-missing'
    | 'evidence-altered'
    | 'record-altered'
    | 'record-unreadable'
    | 'previous-missing'
  /** The store's number of the event it is about. */
  sequence?: number
  says: string
}

/** Without these there is nothing to judge, or nothing to compare it with. */
const FATAL: readonly Cause['what'][] = [
  'policy-missing',
  'policy-altered',
  'policy-unreadable',
  'trust-missing',
  'trust-altered',
  'trust-unreadable',
  'record-unreadable',
]
/** Another version may judge the same; everything else that is not as it was is no identical replay. */
const HARMLESS: readonly Cause['what'][] = ['evaluator-changed']

/** Differences that an answer lists; the rest is counted. */
const MAX_LISTED = 200

/** The answer to "judge it again". */
export interface Replay {
  apiVersion: 'turnpike/v1'
  kind: 'Replay'
  mode: 'replay'
  /** The id of the decision that was judged again. */
  replayOf: string
  /**
   * `identical`: the record, and everything it rests on, is as it was, and judging it again gives the same. `different`:
   * something is not; see `differences` and `causes`. `impossible`: something it needs is gone. `what-if`: another
   * moment or other policies were asked for, so there is nothing to be identical with.
   */
  result: 'identical' | 'different' | 'impossible' | 'what-if'
  whatIf?: { at?: string; policies?: { name: string; digest: string }[] }
  recorded?: Pick<
    Decision,
    'verdict' | 'mode' | 'summary' | 'decidedAt' | 'position' | 'request' | 'evaluator'
  >
  /** Judged again; absent when that is impossible. */
  decision?: Decision
  differences: Difference[]
  /** How many more there are. */
  differencesMore?: number
  causes: Cause[]
  /** What an auditor should know beside. */
  remarks: string[]
  /** Fields of a decision that are not compared, and why. */
  notCompared: typeof NOT_COMPARED
}

/** What the record was judged from, as the store still has it. */
export interface Material {
  /** All names of everybody in them, as then. */
  policies: readonly Policy[]
  evidence: Evidence
  previous?: Decision
  /** Who judges now. */
  evaluator: { name: string; version: string }
}

/** When and how something is judged, where it is not as it was. */
interface Circumstances {
  id: string
  now: string
  mode: Mode
}

/**
 * The question of a record once more. In the mode of the record everything up to its position is seen, as it was then; as
 * a replay, nothing that came after the moment.
 */
export function judgeQuestion(
  recorded: Decision,
  material: Material,
  given: Circumstances = { id: recorded.id, now: recorded.decidedAt, mode: recorded.mode },
): Decision {
  const { kind, id } = recorded.requester
  const decision = decide(material.policies, recorded.request, material.evidence, {
    ...given,
    organisation: recorded.organisation,
    // A record holds no kind of principal that is not one: the store wrote it.
    requester: { kind: kind as Principal['kind'], id },
    evaluator: material.evaluator,
    ...(material.previous === undefined ? {} : { previous: material.previous }),
    ...(recorded.trust === undefined ? {} : { trust: recorded.trust }),
  })
  // Its name came from a credential that is not kept.
  return { ...decision, requester: recorded.requester }
}

/**
 * The record as this program would make it today: same mode, same moment, shortened the same way. Comparing it with the
 * record compares everything. What the judging was given and the record holds (requester, files, address) is taken from
 * there.
 * @throws TurnpikeError TOO_LARGE when it could not be recorded today
 */
export function judgeAgain(recorded: Decision, material: Material): Decision {
  const { files, replayOf, url } = recorded
  return asRecorded({
    ...judgeQuestion(recorded, material),
    ...(files === undefined ? {} : { files }),
    ...(replayOf === undefined ? {} : { replayOf }),
    ...(url === undefined ? {} : { url }),
  })
}

/** As it would be read from its record: shortened where it is too long, and nothing in it that JSON cannot say. */
function asRecorded(decision: Decision): Decision {
  const { subject } = decisionEvent(decision, { source: 'urn:turnpike:store' })
  return parseJson(JSON.stringify(subject.content)) as Decision
}

/** A judged-again decision as an answer that opens nothing. */
export function asReplay(
  { expiresAt: _end, url: _url, lease: _lease, ...decision }: Decision,
  id: string,
): Decision {
  return { ...decision, id, mode: 'replay', replayOf: decision.replayOf ?? decision.id }
}

/** What another moment or other policies would have said. Judged as a replay: what came later is not seen. */
export function judgeInstead(
  recorded: Decision,
  material: Material,
  given: Pick<Circumstances, 'id' | 'now'>,
): Decision {
  return asRecorded({
    ...judgeQuestion(recorded, material, { ...given, mode: 'replay' }),
    replayOf: recorded.id,
  })
}

/** The answer, from what was recorded and what was judged again. */
export function replayOf(
  recorded: Decision,
  again: Decision | undefined,
  given: { id: string; causes: readonly Cause[]; remarks: readonly string[]; whatIf?: Replay['whatIf'] },
): Replay {
  const differences = again === undefined ? [] : compareDecisions(recorded, again)
  const impossible = again === undefined || given.causes.some(({ what }) => FATAL.includes(what))
  const clean = differences.length === 0 && given.causes.every(({ what }) => HARMLESS.includes(what))
  const { verdict, mode, summary, decidedAt, position, request, evaluator } = recorded
  return {
    ...frame(recorded.id),
    result: impossible
      ? 'impossible'
      : given.whatIf !== undefined
        ? 'what-if'
        : clean
          ? 'identical'
          : 'different',
    ...(given.whatIf === undefined ? {} : { whatIf: given.whatIf }),
    recorded: { verdict, mode, summary, decidedAt, position, request, evaluator },
    ...(again === undefined || impossible
      ? {}
      : { decision: asReplay({ ...again, replayOf: recorded.id }, given.id) }),
    differences: differences.slice(0, MAX_LISTED),
    ...(differences.length > MAX_LISTED ? { differencesMore: differences.length - MAX_LISTED } : {}),
    causes: [...given.causes],
    remarks: [...given.remarks],
  }
}

/** The answer where not even the record can be read. */
export function unreadableReplay(id: string, causes: readonly Cause[]): Replay {
  return { ...frame(id), result: 'impossible', differences: [], causes: [...causes], remarks: [] }
}

function frame(id: string): Pick<Replay, 'apiVersion' | 'kind' | 'mode' | 'replayOf' | 'notCompared'> {
  return {
    apiVersion: 'turnpike/v1',
    kind: 'Replay',
    mode: 'replay',
    replayOf: id,
    notCompared: NOT_COMPARED,
  }
}

/** Was it judged by another version than would judge it now? */
export function evaluatorCause(recorded: Decision, now: { name: string; version: string }): Cause[] {
  const { name, version } = recorded.evaluator
  if (name === now.name && version === now.version) return []
  const says = `It was judged by ${name} ${version} and is judged again by ${now.name} ${now.version}.`
  return [{ what: 'evaluator-changed', says }]
}
