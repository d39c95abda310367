/** The custom types of this product, for the reference page: who writes each, what it is about, what it holds. */

export interface OwnType {
  /** `<subject>.<predicate>` behind `dev.cdeventsx.turnpike-`. */
  type: string
  when: string
  writer: 'store' | 'pipelines'
  content: string
  /** The page that says more. */
  page: string
}

const WAIVER =
  '`rule`, `policy`, `policyDigest`, `scope { artifact, service }`, `environment`, `until`, `reason`, `ticket`, `requestedBy`, `by`, `comment`'
const OVERRIDE = '`artifact`, `environment`, `service`, `until`, `reason`, `ticket`, `by`, `comment`'

export const OWN_TYPES: readonly OwnType[] = [
  own(
    'gate.evaluated',
    'a gate was answered',
    'the decision: request, policies by digest, findings, evidence',
    'replay',
  ),
  own(
    'policy.published',
    'a policy came into force',
    '`name`, `digest`, `text`, `publishedBy`, `owner`',
    'policies',
  ),
  own('policy.presented', 'a policy file came with a question', '`name`, `digest`, `text`', 'replay'),
  own(
    'trust.published',
    'a trust document came into force',
    '`name`, `digest`, `text`, `publishedBy`',
    'trust',
  ),
  own('waiver.requested', 'somebody asked for a waiver', WAIVER, 'exceptions'),
  own('waiver.granted', 'it was granted', 'the same', 'exceptions'),
  own('waiver.refused', 'it was refused', 'the same', 'exceptions'),
  own('waiver.revoked', 'it was taken back', 'the same', 'exceptions'),
  own('override.granted', 'somebody broke the glass', OVERRIDE, 'exceptions'),
  own('override.confirmed', 'the second person confirmed it', 'the same', 'exceptions'),
  own('override.reviewed', 'it was reviewed', 'the same', 'exceptions'),
  own(
    'lease.acquired',
    'an allow took an environment',
    '`environment`, `service`, `fencing`, `holder`, `until`, `run`, `requester`, `artifacts`, `decision`',
    'waiting',
  ),
  own('lease.released', 'a lease was given back', '`fencing`, `by`, `reason`', 'waiting'),
  own(
    'nonconformity.raised',
    'something was deployed without a valid decision',
    '`deployment { sequence, type, source, id, producer }`, `reason`, `says`',
    'waiting',
  ),
  own('nonconformity.answered', 'somebody answered for it', '`raised`, `reason`, `by`', 'waiting'),
  own('nonconformity.watched', 'how far deployments were looked at', '`position`', 'waiting'),
  sent('environment.locked', 'an environment is closed', '`reason`', 'policies'),
  sent('environment.unlocked', 'it is open again', '`reason`', 'policies'),
  sent(
    'scan.finished',
    'a scanner has run',
    '`outcome`, `tool { name, version }`, `counts { critical, high, medium, low, info, unknown }`, `total`, `suppressed`',
    'evidence',
  ),
  sent(
    'coverage.measured',
    'tests measured what they cover',
    '`lines { covered, total, percent }`, the same for `branches` and `functions`, `files`',
    'evidence',
  ),
  sent(
    'sbom.published',
    'the parts of an artifact are listed',
    '`format`, `version`, `components`, `licenses`, `digest`, `uri`',
    'evidence',
  ),
  sent(
    'infrastructure.planned',
    'infrastructure code says what it would do',
    '`outcome`, `tool { name, version }`, `add`, `change`, `remove`, `import`, `drift`, `reason`',
    'run',
  ),
  sent('infrastructure.applied', 'it has done it', 'the same', 'run'),
  sent(
    'attestation.published',
    'a signed statement about an artifact is there',
    '`bundle` or `envelope`',
    'attestations',
  ),
]

export function ownTypes(): string[] {
  const lines = OWN_TYPES.map(
    ({ type, when, writer, content, page }) =>
      `| \`turnpike-${type}\` | ${when} | ${writer === 'store' ? 'the store alone' : 'whoever is granted it'} | ${content} | [${page}](${page}.md) |`,
  )
  return [
    '## Types of Turnpike itself',
    '',
    'All are `dev.cdeventsx.turnpike-<subject>.<predicate>.0.1.0`. What the store alone writes is refused from everybody',
    'else, whatever a grant says; policies believe it from the producer `{ kind: store, id: store }`. `by` is',
    '`{ person, principal }`. What an event is about stands in `customData.turnpike`: `artifacts`, `environment`, `service`.',
    '',
    '| type | written when | by | content | more |',
    '|---|---|---|---|---|',
    ...lines,
    '',
    'With an override the store also writes `ticket.created` (subject `urn:turnpike:review:<id>`), with its review',
    '`ticket.closed`; an approval on a page is an `approval.updated`.',
    '',
  ]
}

function own(type: string, when: string, content: string, page: string): OwnType {
  return { type, when, writer: 'store', content, page }
}

function sent(type: string, when: string, content: string, page: string): OwnType {
  return { type, when, writer: 'pipelines', content, page }
}
