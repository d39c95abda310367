/**
 * The guards behind docs/defects.md: for each defect what in the sources holds it off, and the tests that must turn red
 * when it is taken away. `npm run guards` takes each away in a copy of the project and looks; `guards.test.ts` sees to it
 * that every guard is still where this table says, and that every test named in docs/defects.md has one.
 *
 * Over 300 lines when every guard is told: it is a table.
 */
import { EVIDENCE_GUARDS } from './evidence.ts'

export interface Guard {
  /** `F1` to `F22`, `E1` to `E21`. */
  defect: string
  /** What is taken away, in words. */
  without: string
  file: string
  /** There exactly once in the file. */
  find: string
  replace: string
  /** Names of tests, as in docs/defects.md. */
  red: readonly string[]
  /** The tests run what is built: it is built anew without the guard. */
  built?: true
}

const policy = (file: string) => `src/policy/${file}`

const DEFECT_GUARDS: readonly Guard[] = [
  {
    defect: 'F1',
    without: 'missing evidence fails',
    file: policy('rules/phrases.ts'),
    find: `    result: onMissing === 'wait' ? 'pending' : 'fail',
    reason: first === undefined ? 'no-evidence' : 'evidence-refused',`,
    replace: `    result: 'pass',
    reason: first === undefined ? 'no-evidence' : 'evidence-refused',`,
    red: ['F1: no evidence is a deny with a typed reason, or pending where the rule waits'],
  },
  {
    defect: 'F2',
    without: 'a reason of its own for what was never verified',
    file: policy('rules/phrases.ts'),
    find: `reason: first === undefined ? 'no-evidence' : 'evidence-refused'`,
    replace: `reason: 'evidence-failed'`,
    red: ['F2: never verified differs from verified and failed; both block'],
  },
  {
    defect: 'F2',
    without: 'a feed that never spoke is an error',
    file: policy('rules/absence-feed.ts'),
    find: `      result: 'error',
      reason: 'feed-unknown',`,
    replace: `      result: 'pass',
      reason: 'feed-unknown',`,
    red: ['F2: when it never spoke, the rule is an error: nobody ever looked'],
  },
  {
    defect: 'F3',
    without: 'at least one blocking rule must have passed',
    file: policy('verdict.ts'),
    find: `  return has('pass') ? 'allow' : 'error'`,
    replace: `  return 'allow'`,
    red: ['F3: zero applicable rules are an error, not an absence of violations'],
  },
  {
    defect: 'F4',
    without: 'a `when` or `unless` that cannot be answered is an error',
    file: policy('judge.ts'),
    find: `  if ('ruleError' in applies)`,
    replace: `  if (false)`,
    red: ['F4: a condition of when or unless that cannot be answered is an error'],
  },
  {
    defect: 'F4',
    without: 'an error of the engine is an error of the condition',
    file: policy('condition.ts'),
    find: `    if (isCelError(value)) return { ruleError: value.message }`,
    replace: `    if (isCelError(value)) return true`,
    red: ['F4: %s is an error, because what it asks for is not there'],
  },
  {
    defect: 'F4',
    without: 'a condition over an event that has no answer is an error',
    file: policy('rules/pass.ts'),
    find: `    if (typeof holds !== 'boolean')`,
    replace: `    if (false)`,
    red: ['a condition decides for the newest event; F4 and F6: what it cannot answer is an error'],
  },
  {
    defect: 'F5',
    without: 'only true and false are answers',
    file: policy('condition.ts'),
    find: `    return { ruleError: \`the condition gives \${sayType(value)}, not true or false\` }`,
    replace: `    return Boolean(value)`,
    red: [
      'F5: %s is an error, because it is neither true nor false',
      'F5: %s is an error, because a part of it is neither true nor false',
    ],
  },
  {
    defect: 'F6',
    without: 'a rule that breaks is an error',
    file: policy('judge.ts'),
    find: `      result: 'error',
      reason: 'rule-failed',`,
    replace: `      result: 'pass',
      reason: 'rule-failed',`,
    red: ['F6: a rule that breaks is an error finding, and the others are still judged'],
  },
  {
    defect: 'F6',
    without: 'an error among alternatives outweighs a failure',
    file: policy('rules/any-of.ts'),
    find: `(['pass', 'error', 'pending', 'fail'] as const)`,
    replace: `(['pass', 'pending', 'fail', 'error'] as const)`,
    red: ['F6: when none passes, one that could not be judged is an error'],
  },
  {
    defect: 'F7',
    without: 'the paths of `match` are checked when the policy loads',
    file: policy('reader.ts'),
    find: `        if (problem !== undefined) reader.problem(problem, 'match', path)`,
    replace: ``,
    red: ['F7: a typo in a path fails the policy, with a suggestion'],
  },
  {
    defect: 'F7',
    without: 'the paths of conditions are checked when the policy loads',
    file: policy('inspect.ts'),
    find: `      const problem = rest.length === 0 ? undefined : pathProblem(rest, types ?? [])`,
    replace: `      const problem = undefined`,
    red: ['F7: %s is a problem'],
  },
  {
    defect: 'F8',
    without: 'a failing rule denies',
    file: policy('verdict.ts'),
    find: `  if (has('fail')) return 'deny'`,
    replace: ``,
    red: ['F8: a request is not allowed by having been asked: without evidence nothing opens'],
  },
  {
    defect: 'F8',
    without: 'an allow must be one by its own findings',
    file: policy('record.ts'),
    find: `  if (found !== 'allow') return`,
    replace: `  if (false) return`,
    red: ['reading a decision fails closed'],
  },
  {
    defect: 'F9',
    without: 'an allow expires',
    file: policy('decide.ts'),
    find: `iso(Math.min(now + ttl, due === undefined ? Infinity : Date.parse(due)))`,
    replace: `iso(now + 365 * 86_400_000)`,
    red: [
      'F9: an allow is bound to its digests and position, and expires',
      'F9: an allow never outlives the evidence it stands on, nor the rules it was judged by',
    ],
  },
  {
    defect: 'F9',
    without: 'evidence is looked for under the digest',
    file: policy('rules/evidence.ts'),
    find: `    keys: [keyOf('artifact', digest)],`,
    replace: `    keys: digest === '' ? [keyOf('artifact', digest)] : [],`,
    red: ['F9: evidence about another digest is not evidence about this one'],
  },
  {
    defect: 'F10',
    without: 'an outcome must be one of the known words',
    file: policy('rules/pass.ts'),
    find: `    if (!OUTCOMES.includes(outcome))`,
    replace: `    if (!OUTCOMES.includes(outcome)) return 'pass'
    if (false)`,
    red: ['F10: an outcome that nobody knows is an error'],
  },
  {
    defect: 'F10',
    without: 'a decision must be one of the known words',
    file: policy('rules/statements.ts'),
    find: `  if (place !== 'elsewhere' && word !== undefined && stance === undefined && stored.event !== undefined)`,
    replace: `  if (false)`,
    red: ['F10: a decision that nobody knows is an error'],
  },
  {
    defect: 'F11',
    without: 'a gate that only warns keeps its true verdict',
    file: policy('decide.ts'),
    find: `  const verdict = layers.problems.length > 0 ? 'error' : verdictOf(findings)`,
    replace: `  const verdict = options.mode === 'warn' ? 'allow' : verdictOf(findings)`,
    red: ['F11: a warning gate keeps its true verdict and says that it only warns'],
  },
  {
    defect: 'F11',
    without: 'a gate that has no answer stays closed',
    file: 'src/actions/gate.ts',
    find: `  const passes = inputs.mode === 'warn' && refusal.code === EXIT.error && refusal !== CANCELLED`,
    replace: `  const passes = true`,
    red: ['F11: when nothing listens at the address', 'F11: when the stream ends without a decision'],
    built: true,
  },
  {
    defect: 'F12',
    without: 'a question takes no fields that it does not know',
    file: policy('shape.ts'),
    find: `    else if (shape.open !== true)`,
    replace: `    else if (false)`,
    red: ['F12: there is no kill switch: a question that brings an override is refused'],
  },
  {
    defect: 'F12',
    without: 'an exception is named by the finding that it covers, and its events stand in the record',
    file: policy('exceptions/apply.ts'),
    find: `    exception: clip(first.id, 100),`,
    replace: ``,
    red: ['F12: opens what fails, and says who broke the glass, why and until when'],
  },
  {
    defect: 'F12',
    without: 'only the store says what somebody took on themselves',
    file: policy('exceptions/told.ts'),
    find: `    if (producer.kind !== 'store' || status !== 'accepted' || event === undefined) continue`,
    replace: `    if (status !== 'accepted' || event === undefined) continue`,
    red: ['F12: when anybody but the store says it'],
  },
  {
    defect: 'F13',
    without: 'a target that no policy governs is a problem',
    file: policy('combine.ts'),
    find: `    problems.push(\`No policy governs \${target}: an unmanaged target is never allowed.\`)`,
    replace: `    notices.push('')`,
    red: ['F13: an unmanaged target is an error'],
  },
  {
    defect: 'F14',
    without: 'a moment must be one',
    file: policy('reader.ts'),
    find: `      reader.problem(result, field)`,
    replace: ``,
    red: [
      'F14: an unreadable date makes the policy invalid',
      'F14: a window that cannot be read makes the policy invalid',
    ],
  },
  {
    defect: 'F14',
    without: 'an exception that cannot be read counts for nothing',
    file: policy('exceptions/waivers.ts'),
    find: `  if (problem !== undefined || until === undefined) return { state: 'unreadable', why: problem ?? '' }`,
    replace: `  if (until === undefined) return { state: 'in-force', until: Infinity }`,
    red: ['F14: with %s it is listed as unreadable and waives nothing'],
  },
  {
    defect: 'F15',
    without: 'a deny window closes while it lasts',
    file: policy('rules/window.ts'),
    find: `  if (denied.inside !== undefined)
    return { open: false, by: denied.inside, ...border, closedUntil: denied.ends }`,
    replace: ``,
    red: ['F15: is judged at the moment of the decision, in its own time zone'],
  },
  {
    defect: 'F15',
    without: 'an allow ends when the next check falls due',
    file: policy('decide.ts'),
    find: `due === undefined ? Infinity : Date.parse(due)`,
    replace: `Infinity`,
    red: ['an allow does not outlive the open window'],
  },
  {
    defect: 'F16',
    without: 'a blocking rule must say whom it believes',
    file: policy('reader.ts'),
    find: `        if (common.enforce === 'block')`,
    replace: `        if (false)`,
    red: ['F16: a blocking rule must name producers or say any aloud; one that only warns need not'],
  },
  {
    defect: 'F17',
    without: 'what is off is listed',
    file: policy('decide.ts'),
    find: `    .filter(({ result }) => result === 'off')`,
    replace: `    .filter(() => false)`,
    red: ['F17: what is switched off or not in force is listed'],
  },
  {
    defect: 'F18',
    without: 'what a stranger sends is refused',
    file: policy('believe.ts'),
    find: `  if (believed === 'any') return 'believed'`,
    replace: `  return 'believed'`,
    red: [
      'F18: a stranger may post a success; it is refused, and seen',
      'F18: a stranger cannot undo evidence either',
      'strangers can add what they like: they never open a gate',
    ],
  },
  {
    defect: 'F18',
    without: 'an event must be allowed by a grant',
    file: 'src/trust/objections.ts',
    find: `  return clock === undefined ? scope : [...scope, clock]`,
    replace: `  return clock === undefined || scope.length > 0 ? [] : [clock]`,
    red: ['F18: that may not be sent are refused one by one, with the reason; the others are kept'],
  },
  {
    defect: 'F19',
    without: 'an outcome that is missing is no pass',
    file: policy('rules/pass.ts'),
    find: `    if (outcome === null)`,
    replace: `    if (outcome === null) return 'pass'
    if (false)`,
    red: ['F19: a missing outcome is not a pass, and an older success does not stand in for it'],
  },
  {
    defect: 'F20',
    without: 'a replay does not end 0',
    file: policy('record.ts'),
    find: `  if (decision.mode === 'replay' && decision.verdict === 'allow') return EXIT.deny`,
    replace: ``,
    red: ['F20: a replay never ends 0 and never says until when an allow may be used'],
  },
  {
    defect: 'F20',
    without: 'a replay does not see what came later',
    file: policy('decide.ts'),
    find: `  if (mode !== 'replay') return evidence`,
    replace: `  if (mode !== undefined) return evidence`,
    red: ['F20: in a replay, what came after the moment is not seen'],
  },
  {
    defect: 'F21',
    without: '`allowed` is there on an allow only',
    file: 'src/actions/gate.ts',
    find: `    ...(allowed ? { allowed: 'true' } : {}),`,
    replace: `    allowed: 'true',`,
    red: [
      'F21: in mode warn the step passes, says so loudly, and still sets no output that a deploy step asks for',
    ],
    built: true,
  },
  {
    defect: 'F22',
    without: 'the newest is the newest by store position',
    file: policy('believe.ts'),
    find: `  candidates.sort((a, b) => b.stored.sequence - a.stored.sequence)`,
    replace: `  candidates.sort((a, b) => Date.parse(b.stored.timestamp) - Date.parse(a.stored.timestamp))`,
    red: ['F22: the newest decisive event wins by store position, whatever an event says of its own time'],
  },
]

/** Of both tables. */
export const GUARDS: readonly Guard[] = [...DEFECT_GUARDS, ...EVIDENCE_GUARDS]
