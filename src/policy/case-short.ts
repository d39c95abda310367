/**
 * Short forms of a case for what people and the store say: `{ waiver: granted, id: W-1, … }`. They become descriptions of
 * the very events that the store would write.
 */
import type { GateRequest } from './decision.ts'
import type { Principal } from '../store/store.ts'
import { parseDuration } from './duration.ts'
import { duration } from './fields.ts'
import { iso } from './judge.ts'
import { OVERRIDE_STEPS, WAIVER_STEPS } from './exceptions/told.ts'
import { STANCE_WORDS } from './rules/statements.ts'
import type { RecordShape, Shape } from './shape.ts'

export interface Short {
  description: Record<string, unknown>
  producer: Principal
}

interface At {
  request: GateRequest
  /** RFC 3339: when the store received it. */
  at: string
  /** Digest of the first policy of the case, for `policy: this`. */
  policyDigest: string
}

type Raw = Readonly<Record<string, string | number | undefined>>

const STORE: Principal = { kind: 'store', id: 'store' }
const text = (max = 300): Shape => ({ is: 'text', max })
const when: Readonly<Record<string, Shape>> = { receivedAt: text(40), age: duration }
const place: Readonly<Record<string, Shape>> = {
  artifact: text(2000),
  environment: text(200),
  service: text(200),
}

function shapeOf(
  word: string,
  of: readonly string[],
  required: readonly string[],
  own: Readonly<Record<string, Shape>>,
): RecordShape {
  return {
    is: 'record',
    required: [word, ...required],
    fields: { [word]: { is: 'word', of }, ...own, ...place, ...when },
  }
}

const exception = {
  id: text(),
  by: text(),
  until: text(40),
  for: duration,
  reason: text(1000),
  ticket: text(),
}

/** By the word that tells one from a description of an event. */
export const SHORT_FORMS: Readonly<
  Record<string, { shape: RecordShape; make: (raw: Raw, at: At) => Short }>
> = {
  waiver: {
    shape: shapeOf('waiver', WAIVER_STEPS, ['id', 'by'], {
      ...exception,
      rule: text(),
      policy: text(),
      requestedBy: text(),
    }),
    make: waiver,
  },
  override: { shape: shapeOf('override', OVERRIDE_STEPS, ['id', 'by'], exception), make: override },
  lease: {
    shape: shapeOf('lease', ['acquired', 'released'], ['id'], {
      ...{ id: text(), by: text(), for: duration, until: text(40), run: text(2000) },
      fencing: { is: 'integer', min: 1, max: 1e15 },
    }),
    make: lease,
  },
  approval: {
    shape: shapeOf('approval', STANCE_WORDS, ['by'], { by: text(), policy: text(), delegate: text() }),
    make: approval,
  },
}

function waiver(raw: Raw, at: At): Short {
  // For the artifact of the request, unless something else is said.
  const artifact = raw['artifact'] ?? (raw['service'] === undefined ? 'this' : undefined)
  const bound = placeOf({ ...raw, artifact }, at)
  const requestedBy = raw['requestedBy'] ?? (raw['waiver'] === 'requested' ? raw['by'] : undefined)
  return ofStore(`turnpike-waiver.${String(raw['waiver'])}`, raw, bound, {
    ...given(raw, 'rule', 'policy', 'reason', 'ticket'),
    ...(requestedBy === undefined ? {} : { requestedBy: acting(requestedBy) }),
    scope: {
      ...(artifact === undefined ? {} : { artifact: digestOf(artifact, at) }),
      ...given(raw, 'service'),
    },
    environment: bound.environment,
    ...untilOf(raw, at),
  })
}

function override(raw: Raw, at: At): Short {
  const artifact = raw['artifact'] ?? 'this'
  const bound = placeOf({ ...raw, artifact }, at)
  return ofStore(`turnpike-override.${String(raw['override'])}`, raw, bound, {
    ...given(raw, 'reason', 'ticket', 'service'),
    artifact: digestOf(artifact, at),
    environment: bound.environment,
    ...untilOf(raw, at),
  })
}

function lease(raw: Raw, at: At): Short {
  const artifact = raw['artifact'] ?? 'this'
  const bound = placeOf({ ...raw, artifact }, at)
  const holder = raw['run'] ?? raw['by'] ?? 'token:another'
  const { by: _, ...rest } = raw
  return ofStore(`turnpike-lease.${String(raw['lease'])}`, rest, bound, {
    ...given(raw, 'service', 'run'),
    environment: bound.environment,
    fencing: raw['fencing'] ?? 1,
    holder,
    requester: { kind: 'token', id: raw['by'] ?? 'token:another' },
    artifacts: [digestOf(artifact, at)],
    ...(raw['until'] === undefined && raw['for'] === undefined
      ? untilOf({ for: '15m' }, at)
      : untilOf(raw, at)),
  })
}

/** An approval that somebody gave on the page of a decision. */
function approval(raw: Raw, at: At): Short {
  const word = String(raw['approval'])
  const by = String(raw['by'])
  const { artifact = 'this', ...bound } = placeOf({ artifact: 'this', ...raw }, at)
  const policy = raw['policy'] === 'this' ? at.policyDigest : raw['policy']
  const closes = word === 'cancelled' || word === 'expired'
  return {
    producer: { kind: 'person', id: by },
    description: {
      type: closes ? 'approval.closed' : 'approval.updated',
      subject: `urn:turnpike:approval:${bound.environment}`,
      artifact,
      ...bound,
      content: {
        approvalDetailsUrl: 'urn:turnpike:approval',
        resourceTargetUrl: digestOf(artifact, at),
        responder: by,
        ...(closes ? { decision: 'deferred', status: word } : { decision: word }),
      },
      customData: {
        turnpike: {
          ...(policy === undefined ? {} : { policy: { digest: policy } }),
          ...(raw['delegate'] === undefined ? {} : { approval: { delegate: raw['delegate'] } }),
        },
      },
    },
  }
}

function ofStore(
  name: string,
  raw: Raw,
  bound: { artifact?: string; environment: string; service?: string },
  content: Record<string, unknown>,
): Short {
  const by = raw['by'] === undefined ? {} : { by: acting(raw['by']) }
  return {
    producer: STORE,
    description: {
      type: `dev.cdeventsx.${name}.0.1.0`,
      source: 'urn:turnpike:store',
      subject: raw['id'],
      chainId: raw['id'],
      ...bound,
      content: { ...content, ...by },
    },
  }
}

function acting(person: string | number) {
  return { person, principal: { kind: 'person', id: person } }
}

function placeOf(raw: Raw, { request }: At): { artifact?: string; environment: string; service?: string } {
  const { artifact, environment = request.environment, service } = raw
  return {
    environment: String(environment),
    ...(artifact === undefined ? {} : { artifact: String(artifact) }),
    ...(service === undefined ? {} : { service: String(service) }),
  }
}

function digestOf(artifact: string | number, { request }: At): string {
  return artifact === 'this' ? (request.artifacts[0]?.digest ?? '') : String(artifact)
}

/** `until` as it is, or so long after it was said. What is neither is left out: the gate then cannot read it. */
function untilOf(raw: Raw, { at }: At): { until?: string | number } {
  const length = raw['for'] === undefined ? undefined : parseDuration(String(raw['for']))
  if (raw['until'] !== undefined) return { until: raw['until'] }
  return length === undefined ? {} : { until: iso(Date.parse(at) + length) }
}

function given(raw: Raw, ...names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => raw[name] !== undefined).map((name) => [name, raw[name]]))
}
