/** The JSON Schemas (2020-12) of what is asked and answered about decisions judged again. */
import { artifact, digest, list, moment, object, open, text } from './schema-parts.ts'
import { ref } from './schemas.ts'

const verdict = { enum: ['allow', 'deny', 'pending', 'error'] }
const mode = { enum: ['enforce', 'warn', 'dry-run', 'replay'] }
const count = { type: 'integer', minimum: 0 }
const named = object({ name: text, digest })
const policyTexts = { type: 'array', maxItems: 16, items: object({ name: text, text }) }

export const REPLAY_ASK = object({}, { at: moment, policies: policyTexts })

export const REPLAY = object(
  {
    apiVersion: { const: 'turnpike/v1' },
    kind: { const: 'Replay' },
    mode: { const: 'replay' },
    replayOf: text,
    result: { enum: ['identical', 'different', 'impossible', 'what-if'] },
    differences: list(object({ path: text, where: text, says: text }, { was: {}, is: {} })),
    causes: list(object({ what: text, says: text }, { sequence: count })),
    remarks: list(text),
    notCompared: list(object({ field: text, why: text })),
  },
  {
    whatIf: object({}, { at: moment, policies: list(named) }),
    recorded: object(
      {
        verdict,
        mode,
        summary: text,
        decidedAt: moment,
        position: count,
        request: ref('GateRequest'),
        evaluator: object({ name: text, version: text }),
      },
      {},
      { description: 'What the record says.' },
    ),
    decision: ref('Decision'),
    differencesMore: count,
  },
  { description: 'A decision judged again. It opens nothing.' },
)

export const IMPACT_ASK = object(
  { since: moment },
  {
    policies: policyTexts,
    without: { type: 'array', maxItems: 100, items: text },
    environment: text,
    before: { ...count, minimum: 1, description: 'From `next`.' },
    limit: { type: 'integer', minimum: 1, maximum: 500, default: 100 },
  },
)

const reason = object({ policy: text, rule: text, title: text, found: text }, { was: text, wouldBe: text })

export const IMPACT_PAGE = object(
  {
    apiVersion: { const: 'turnpike/v1' },
    kind: { const: 'PolicyImpact' },
    policies: list(named),
    without: list(text),
    since: moment,
    totals: object({
      examined: count,
      same: count,
      different: count,
      drifted: { ...count, description: 'This version judges them otherwise, whatever the policy.' },
      impossible: count,
      changes: list(object({ was: verdict, wouldBe: verdict, count })),
    }),
    rows: list(
      object(
        {
          id: text,
          sequence: count,
          decidedAt: moment,
          mode,
          artifacts: list(artifact),
          environment: text,
          was: verdict,
          wouldBe: verdict,
          because: list(reason),
        },
        { service: text, becauseMore: count },
      ),
    ),
    gaps: list(object({ id: text, sequence: count, decidedAt: moment, why: text })),
  },
  { environment: text, next: count },
  { ...open, description: 'A part of the answer; the totals are those of the part.' },
)
