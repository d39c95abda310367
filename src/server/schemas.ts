/** The JSON Schemas (2020-12) of what goes over the wire, as the components of the OpenAPI document. */
import type { Schema } from './route.ts'
import { conformance } from './schemas-conformance.ts'
import { nextDeployment, running } from './schemas-deployment.ts'
import { artifact, digest, list, moment, object, open, text } from './schema-parts.ts'

const sequence: Schema = {
  type: 'integer',
  minimum: 0,
  description: "The store's own number; grows with every commit.",
}
const next: Schema = {
  type: 'string',
  description: 'Where the next page is. Opaque: follow it, do not build it.',
}

/** A reference to a component. */
export function ref(name: keyof typeof SCHEMAS): Schema {
  return { $ref: `#/components/schemas/${name}` }
}

const rule = object({
  id: text,
  kind: text,
  title: text,
  enforce: { enum: ['block', 'warn', 'off'] },
})
const receiptFacts = {
  sequence,
  source: text,
  id: text,
  type: text,
  problems: list({ $ref: '#/components/schemas/Problem' }),
}
const layer = { enum: ['baseline', 'environment', 'service', 'file'] }

const policyFacts = {
  name: text,
  digest,
  layer,
  environments: list(text),
  rules: list(rule),
  publishedAt: moment,
  publishedBy: text,
  sequence,
}

const services = list(running)
const foldFacts = {
  position: { ...sequence, description: 'The last event that changed this.' },
  complete: {
    type: 'boolean',
    description: 'False when there are more places than the store keeps count of.',
  },
}

export const SCHEMAS = {
  Problem: object(
    {
      path: { type: 'string', description: 'JSON pointer (RFC 6901); empty is the whole document.' },
      message: text,
    },
    { line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 } },
  ),
  ProblemDocument: object(
    { type: { type: 'string', format: 'uri' }, title: text, status: { type: 'integer' }, detail: text },
    { problems: list({ $ref: '#/components/schemas/Problem' }) },
    { description: 'RFC 9457.' },
  ),
  CDEvent: object(
    {
      context: object({ id: text, source: text, type: text, timestamp: text }, {}, open),
      subject: object({ id: text }, {}, open),
    },
    {},
    {
      ...open,
      description: 'A CDEvent as of https://cdevents.dev, of any version from 0.3 to the 0.6 draft.',
    },
  ),
  Receipt: object(
    {
      status: { enum: ['accepted', 'quarantined', 'duplicate', 'conflict', 'refused'] },
      ...receiptFacts,
      valid: { type: 'boolean' },
    },
    { digest, receivedAt: moment },
    {
      description:
        'accepted: kept. quarantined: kept, invalid, never evidence. duplicate: the receipt of the first. conflict: the same source and id with other content; kept aside, never evidence. refused: not kept, its sender may not say this.',
    },
  ),
  Receipts: object({ receipts: list({ $ref: '#/components/schemas/Receipt' }) }),
  Signature: object(
    { material: text, attributes: { type: 'object', additionalProperties: text } },
    {
      signer: object(
        { id: text },
        {},
        {
          additionalProperties: text,
          description: 'Who signed, as verified on arrival. Absent: nobody here was configured to verify it.',
        },
      ),
    },
    {
      description:
        'The signature an event came with (CloudEvents `dssematerial`); `event` is the signed data, byte for byte.',
    },
  ),
  Producer: object(
    { kind: { enum: ['loopback', 'token', 'oidc', 'hook', 'person', 'store'] }, id: text },
    { claims: { type: 'object', additionalProperties: text } },
    { description: 'Who sent it, as authenticated.' },
  ),
  StoredEvent: object(
    {
      status: { enum: ['accepted', 'quarantined', 'conflict'] },
      ...receiptFacts,
      receivedAt: moment,
      producer: { $ref: '#/components/schemas/Producer' },
      subject: text,
      timestamp: { type: 'string', description: 'As the event claims, in UTC; empty when unreadable.' },
      digest,
      event: { description: 'The event exactly as it was sent.' },
    },
    { signature: { $ref: '#/components/schemas/Signature' } },
  ),
  EventPage: object({ events: list({ $ref: '#/components/schemas/StoredEvent' }) }, { next }),
  Environment: object({ id: text, services }),
  OneEnvironment: object({ ...foldFacts, id: text, services }),
  NextDeployment: nextDeployment,
  Conformance: conformance,
  Environments: object({
    ...foldFacts,
    environments: list({ $ref: '#/components/schemas/Environment' }),
  }),
  GateRequest: object(
    { artifacts: { type: 'array', minItems: 1, items: artifact }, environment: text },
    {
      service: text,
      change: object(
        { id: text },
        { class: { enum: ['standard', 'normal', 'major', 'emergency'] }, author: text },
      ),
      actor: text,
      run: text,
      policies: list(text),
    },
  ),
  Ask: object(
    { request: { $ref: '#/components/schemas/GateRequest' } },
    {
      mode: { enum: ['enforce', 'warn', 'dry-run'], default: 'enforce' },
      wait: {
        type: 'string',
        description: 'How long to wait for something better than pending: 90s, 15m, 2h; 24h at most.',
      },
      policyFiles: { type: 'array', maxItems: 16, items: object({ name: text, text }) },
    },
  ),
  Decision: object(
    {
      apiVersion: { const: 'turnpike/v1' },
      kind: { const: 'Decision' },
      id: text,
      verdict: { enum: ['allow', 'deny', 'pending', 'error'] },
      mode: { enum: ['enforce', 'warn', 'dry-run', 'replay'] },
      summary: text,
      organisation: text,
      request: { $ref: '#/components/schemas/GateRequest' },
      requester: object({ kind: text, id: text }, { name: text }),
      position: sequence,
      decidedAt: moment,
      findings: list({ type: 'object' }),
    },
    { expiresAt: moment, dueAt: moment, url: text },
    { ...open, description: 'The verdict with everything it rests on.' },
  ),
  DecisionRow: object(
    {
      id: text,
      verdict: { enum: ['allow', 'deny', 'pending', 'error'] },
      mode: { enum: ['enforce', 'warn', 'dry-run', 'replay'] },
      summary: text,
      request: { $ref: '#/components/schemas/GateRequest' },
      requester: object({ kind: text, id: text }, { name: text }),
      decidedAt: moment,
      sequence,
    },
    { expiresAt: moment, url: text },
  ),
  Lease: object(
    {
      id: text,
      environment: text,
      fencing: { ...sequence, description: 'Grows with every lease of the environment.' },
      holder: text,
      requester: text,
      until: moment,
      artifacts: list(digest),
      acquiredAt: moment,
      sequence,
      state: { enum: ['held', 'released', 'deployed', 'superseded', 'expired'] },
    },
    { service: text, run: text, released: object({ at: moment, by: text }, { reason: text }) },
    { description: 'The right to deploy to an environment, held by one run at a time.' },
  ),
  LeasePage: object({ leases: list({ $ref: '#/components/schemas/Lease' }) }, { next }),
  LeaseRelease: object({}, { run: text, reason: text }),
  Nonconformity: object(
    {
      sequence,
      deployment: { ...sequence, description: 'The event that says what was deployed.' },
      at: moment,
      environment: text,
      by: text,
      reason: text,
      says: text,
      state: { enum: ['open', 'answered'] },
    },
    { artifact: digest, service: text, answer: object({ at: moment, by: text, reason: text, sequence }) },
    { description: 'A deployment that no valid decision stood behind.' },
  ),
  NonconformityPage: object(
    { nonconformities: list({ $ref: '#/components/schemas/Nonconformity' }) },
    { next },
  ),
  NonconformityAnswer: object({ reason: { type: 'string', minLength: 20, maxLength: 1000 } }),
  DecisionPage: object({ decisions: list({ $ref: '#/components/schemas/DecisionRow' }) }, { next }),
  Policy: object(policyFacts, { owner: text }),
  PolicyWithText: object({ ...policyFacts, text }, { owner: text }),
  Policies: object({
    policies: list({ $ref: '#/components/schemas/Policy' }),
    troubles: list(object({ document: text, problems: list({ $ref: '#/components/schemas/Problem' }) })),
  }),
  ExplainedPolicies: object(
    {
      layers: list(
        object(
          { policy: text, layer, digest, origin: { enum: ['store', 'file'] }, rules: { type: 'integer' } },
          { owner: text },
        ),
      ),
      rules: list(
        object(
          {
            id: text,
            title: text,
            kind: text,
            policy: text,
            layer,
            tightens: list(text),
            asks: text,
            applies: list(text),
            counts: text,
            exceptions: text,
            controls: list(text),
          },
          {
            from: text,
            fresh: text,
            missing: text,
            owner: text,
            remediation: text,
            members: list({ type: 'object' }),
          },
        ),
      ),
      exceptions: list(text),
      holds: text,
      problems: list(text),
      notices: list(text),
    },
    { environment: text, service: text },
    { description: 'In the order in which rules are judged.' },
  ),
  TrustInForce: object(
    {
      organisation: text,
      digest,
      text: { type: 'string', description: 'The document. It holds hashes of tokens and no secrets.' },
      troubles: list({ $ref: '#/components/schemas/Problem' }),
    },
    { publishedAt: moment, sequence },
    { description: 'Without `publishedAt` it is what holds without a document.' },
  ),
  Health: object({ status: { enum: ['alive', 'ready'] } }),
} as const satisfies Record<string, Schema>
