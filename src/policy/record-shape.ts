/** What a recorded decision looks like: as strict as what reads it needs. Later versions may add fields. */
import type { RecordShape, Shape } from './shape.ts'
import { CHANGE_CLASSES, LAYERS, RESULTS } from './decision.ts'
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
  result: { is: 'word', of: RESULTS },
  layer: { is: 'word', of: LAYERS },
  tightens: list(text),
  exception: text,
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
const OPTIONAL = [
  'layer',
  'tightens',
  'exception',
  'at',
  'by',
  'remediation',
  'owner',
  'refusedMore',
  'dueAt',
  'members',
]
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
          layer: { is: 'word', of: LAYERS },
          rules: count,
        },
        ['owner', 'layer'],
      ),
    ),
    files: list(text),
    trust: text,
    change: record(
      {
        id: text,
        class: { is: 'word', of: CHANGE_CLASSES },
        from: { is: 'word', of: ['record', 'claimed', 'unknown'] },
        author: filled,
      },
      ['id', 'author'],
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
    waivers: list(
      record(
        {
          id: text,
          state: text,
          rule: filled,
          policy: filled,
          by: filled,
          requestedBy: filled,
          reason: filled,
          ticket: filled,
          until: filled,
          scope: filled,
          why: filled,
          sequence: count,
        },
        ['policy', 'by', 'requestedBy', 'ticket', 'until', 'why'],
      ),
    ),
    overrides: list(
      record(
        {
          id: text,
          state: text,
          by: filled,
          second: filled,
          secondDue: filled,
          reason: filled,
          ticket: filled,
          until: filled,
          artifact: filled,
          concerns: { is: 'boolean' },
          rules: list(filled),
          review: record(
            {
              state: { is: 'word', of: ['open', 'overdue', 'done'] },
              due: filled,
              by: filled,
              ticket: filled,
            },
            ['due', 'by', 'ticket'],
          ),
          why: filled,
          sequence: count,
        },
        ['second', 'secondDue', 'ticket', 'why'],
      ),
    ),
    nonconformities: list(
      record(
        {
          sequence: count,
          deployment: count,
          at: filled,
          artifact: filled,
          service: filled,
          by: filled,
          says: filled,
        },
        ['artifact', 'service'],
      ),
    ),
    lease: record(
      { id: text, environment: filled, service: filled, fencing: count, holder: filled, until: moment },
      ['service'],
    ),
    previous: record({ id: text, verdict, decidedAt: moment, changes: list(text) }),
    timeline: list(
      record(
        { at: filled, what: text, label: filled, outcome: filled, environment: filled, sequence: count },
        ['outcome', 'environment', 'sequence'],
      ),
    ),
    replayOf: text,
    url: text,
  },
  [
    'expiresAt',
    'dueAt',
    'previous',
    'url',
    'files',
    'trust',
    'change',
    'nonconformities',
    'lease',
    'replayOf',
  ],
)
