/** What a recorded decision looks like: as strict as what reads it needs. Later versions may add fields. */
import type { RecordShape, Shape } from './shape.ts'
import { requestShape } from './request-shape.ts'

const text: Shape = { is: 'text', max: 2000 }
const filled: Shape = { is: 'text', max: 2000, empty: true }
const moment: Shape = {
  is: 'text',
  max: 40,
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$',
  says: 'a moment (RFC 3339)',
}
const count: Shape = { is: 'integer', min: 0, max: Number.MAX_SAFE_INTEGER }
const list = (of: Shape, max = 1000): Shape => ({ is: 'list', of, max })
const record = (fields: Record<string, Shape>, optional: readonly string[] = []): RecordShape => ({
  is: 'record',
  open: true,
  fields,
  required: Object.keys(fields).filter((field) => !optional.includes(field)),
})

const evidenceFields: Record<string, Shape> = {
  sequence: count,
  source: filled,
  id: filled,
  type: filled,
  digest: filled,
  producer: filled,
  producerName: filled,
  signer: filled,
  receivedAt: filled,
  timestamp: filled,
  subject: filled,
  says: filled,
  uri: text,
}

const findingFields: Record<string, Shape> = {
  rule: text,
  policy: text,
  kind: text,
  title: text,
  result: { is: 'word', of: ['pass', 'fail', 'pending', 'error', 'waived', 'not-applicable', 'off'] },
  enforce: { is: 'word', of: ['block', 'warn', 'off'] },
  reason: text,
  required: filled,
  found: filled,
  at: filled,
  by: filled,
  remediation: filled,
  owner: text,
  controls: list(text),
  evidence: list(record(evidenceFields, ['uri', 'signer', 'producerName'])),
  refused: list(
    record({ ...evidenceFields, reason: text, explanation: filled }, ['uri', 'signer', 'producerName']),
  ),
  refusedMore: count,
  dueAt: moment,
}
const OPTIONAL = ['at', 'by', 'remediation', 'owner', 'refusedMore', 'dueAt', 'members']
const member = record(findingFields, OPTIONAL)
const finding = record({ ...findingFields, members: list(member) }, OPTIONAL)

const verdict: Shape = { is: 'word', of: ['allow', 'deny', 'pending', 'error'] }

export const decisionShape: RecordShape = record(
  {
    apiVersion: { is: 'word', of: ['turnpike/v1'] },
    kind: { is: 'word', of: ['Decision'] },
    id: { is: 'text', max: 100 },
    verdict,
    mode: { is: 'word', of: ['enforce', 'warn', 'dry-run', 'replay'] },
    summary: text,
    organisation: text,
    request: { ...requestShape, open: true },
    requester: record({ kind: text, id: text, name: text }, ['name']),
    policies: list(
      record(
        {
          name: text,
          digest: text,
          owner: text,
          origin: { is: 'word', of: ['store', 'file'] },
          rules: count,
        },
        ['owner'],
      ),
    ),
    evaluator: record({ name: text, version: text }),
    position: count,
    watermarks: list(record({ feed: text, lastSeen: text }, ['lastSeen'])),
    decidedAt: moment,
    expiresAt: moment,
    dueAt: moment,
    findings: list(finding, 10_000),
    disabled: list(record({ rule: text, policy: text, why: filled }), 10_000),
    notices: list(text),
    waivers: list(record({ rule: text, by: text, until: text, reason: text })),
    overrides: list(record({ by: text, reason: text, until: text })),
    previous: record({ id: text, verdict, decidedAt: moment, changes: list(text) }),
    timeline: list(
      record({ at: text, what: text, label: filled, outcome: text, environment: text, sequence: count }, [
        'outcome',
        'environment',
        'sequence',
      ]),
    ),
    url: text,
  },
  ['expiresAt', 'dueAt', 'previous', 'url'],
)
