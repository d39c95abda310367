/** The rows of the route table for waivers and overrides. */
import { inPath, ok, query, text as textOf } from '../parameters.ts'
import type { Answer, Route, Schema } from '../route.ts'
import { list, moment, object, text } from '../schema-parts.ts'
import { LENGTHS, type FieldName } from './fields.ts'
import { createOverrides } from './overrides.ts'
import type { ExceptionServices } from './shelf.ts'
import { createWaivers } from './waivers.ts'
import type { AnswerForm } from './handling.ts'

const WAIVER_STATES = [
  'in-force',
  'expiring',
  'pending',
  'expired',
  'revoked',
  'refused',
  'not-allowed',
  'unreadable',
] as const
const OVERRIDE_STATES = ['in-force', 'awaiting-second', 'expired', 'not-allowed'] as const
const REVIEW_STATES = ['open', 'overdue', 'done'] as const

const number = { type: 'integer' } as const
const steps = {
  ...list(object({ step: text, at: moment, sequence: number }, { by: text, comment: text })),
  description: 'What was done, and by whom; the oldest first.',
}
const WAIVER = object(
  {
    id: text,
    state: { enum: WAIVER_STATES },
    rule: text,
    reason: text,
    scope: text,
    sequence: number,
    environment: text,
    steps,
  },
  { policy: text, by: text, requestedBy: text, ticket: text, until: moment, why: text },
)
const OVERRIDE = object(
  {
    id: text,
    state: { enum: OVERRIDE_STATES },
    by: text,
    reason: text,
    until: moment,
    artifact: text,
    concerns: { type: 'boolean' },
    rules: list(text),
    review: object({ state: { enum: REVIEW_STATES } }, { due: moment, by: text, ticket: text }),
    sequence: number,
    environment: text,
    steps,
  },
  { second: text, secondDue: moment, ticket: text, why: text, service: text },
)
const more = { type: 'boolean', description: 'There are older ones.' } as const
const status = { enum: ['accepted', 'duplicate'] } as const
const WAIVER_SAID = object({ status, waiver: WAIVER })
const OVERRIDE_SAID = object({ status, override: OVERRIDE })

const ABOUT: Record<FieldName, string> = {
  rule: 'The id of the rule.',
  policy: 'Its policy, where several have such a rule.',
  artifact: 'A digest, or a purl with one.',
  service: 'Exactly this service.',
  environment: 'Exactly this environment.',
  until: 'When it ends: RFC 3339 with its time zone.',
  for: 'Or how long it holds from now: 4h, 14d.',
  reason: 'Why.',
  ticket: 'What tracks it, e.g. SEC-123 or an address.',
  key: "The client's name for it, so that a retry is the same one.",
}
const field = (name: FieldName): [string, Schema] => [
  name,
  { ...text, maxLength: LENGTHS[name], description: ABOUT[name] },
]
function body(description: string, required: readonly FieldName[], optional: readonly FieldName[] = []) {
  const schema = object(Object.fromEntries(required.map(field)), Object.fromEntries(optional.map(field)))
  return {
    description,
    content: { 'application/json': schema, 'application/x-www-form-urlencoded': { type: 'object' } },
  }
}
const ID = inPath('id', 'Its id.')
const ENVIRONMENT = query('environment', textOf(256), 'Only of this one.')
const FORM: Answer = { description: 'After a form: back to the page.' }

/** Rows of the table, for one organisation. */
export function exceptionRoutes(services: ExceptionServices, answerForm: AnswerForm): Route[] {
  const waivers = createWaivers(services, answerForm)
  const overrides = createOverrides(services, answerForm)
  const step = (name: string, summary: string, handle: Route['handle']): Route => ({
    method: 'POST',
    path: `/v1/waivers/{id}/${name}`,
    id: `${name}Waiver`,
    needs: 'waive',
    summary,
    parameters: [ID],
    body:
      name === 'grant'
        ? body('Nothing, or an earlier end.', [], ['until', 'for', 'reason'])
        : body('Why.', ['reason']),
    answers: { 200: ok('It is on disk.', WAIVER_SAID), 303: FORM },
    handle,
  })
  return [
    {
      method: 'POST',
      path: '/v1/waivers',
      id: 'postWaiver',
      // Asking opens nothing, and whoever grants is somebody else: it takes what it takes to ask the gate.
      needs: 'ask',
      summary: 'Ask for a waiver of a rule',
      description:
        'In the name of the person behind the request. It waives nothing until somebody else, whom the policy names, has granted it. For an artifact, a service, or both.',
      body: body(
        'What is asked for.',
        ['rule', 'environment', 'reason', 'ticket'],
        ['policy', 'artifact', 'service', 'until', 'for', 'key'],
      ),
      answers: {
        200: ok('It was asked for before.', WAIVER_SAID),
        201: ok('It is on disk.', WAIVER_SAID),
        303: FORM,
      },
      handle: waivers.ask,
    },
    step('grant', 'Grant a waiver that somebody else asked for', waivers.grant),
    step('refuse', 'Refuse a waiver', waivers.refuse),
    step('revoke', 'End a waiver that was granted', waivers.revoke),
    {
      method: 'GET',
      path: '/v1/waivers',
      id: 'listWaivers',
      needs: 'read',
      summary: 'Waivers, those in force first',
      parameters: [
        ENVIRONMENT,
        query('state', { type: 'string', enum: [...WAIVER_STATES] }, 'Only in this state.'),
      ],
      answers: { 200: ok('Under the policies in force now.', object({ waivers: list(WAIVER), more })) },
      handle: waivers.list,
    },
    {
      method: 'GET',
      path: '/v1/waivers/{id}',
      id: 'getWaiver',
      needs: 'read',
      summary: 'One waiver',
      parameters: [ID],
      answers: { 200: ok('It.', WAIVER) },
      handle: waivers.one,
    },
    {
      method: 'POST',
      path: '/v1/overrides',
      id: 'postOverride',
      needs: 'override',
      summary: 'Break the glass: one artifact, one environment, for hours',
      description:
        'In the name of the person behind the request, whom the policy has to name. Opens a ticket for the review. Rules that cannot be waived still hold.',
      body: body(
        'What is overridden, and why.',
        ['artifact', 'environment', 'reason', 'ticket'],
        ['service', 'until', 'for', 'key'],
      ),
      answers: {
        200: ok('It was broken before.', OVERRIDE_SAID),
        201: ok('It is on disk.', OVERRIDE_SAID),
        303: FORM,
      },
      handle: overrides.breakGlass,
    },
    {
      method: 'POST',
      path: '/v1/overrides/{id}/confirm',
      id: 'confirmOverride',
      needs: 'override',
      summary: 'Confirm an override, as the second person',
      parameters: [ID],
      body: body('Nothing, or a reason.', [], ['reason']),
      answers: { 200: ok('It is on disk.', OVERRIDE_SAID), 303: FORM },
      handle: overrides.confirm,
    },
    {
      method: 'POST',
      path: '/v1/overrides/{id}/review',
      id: 'reviewOverride',
      needs: 'override',
      summary: 'Review an override, and close its ticket',
      parameters: [ID],
      body: body('What was found.', ['reason']),
      answers: { 200: ok('It is on disk.', OVERRIDE_SAID), 303: FORM },
      handle: overrides.review,
    },
    {
      method: 'GET',
      path: '/v1/overrides',
      id: 'listOverrides',
      needs: 'read',
      summary: 'Overrides, the newest first',
      parameters: [
        ENVIRONMENT,
        query('state', { type: 'string', enum: [...OVERRIDE_STATES] }, 'Only in this state.'),
        query('review', { type: 'string', enum: [...REVIEW_STATES] }, 'Only with its review in this state.'),
      ],
      answers: { 200: ok('Under the policies in force now.', object({ overrides: list(OVERRIDE), more })) },
      handle: overrides.list,
    },
    {
      method: 'GET',
      path: '/v1/overrides/{id}',
      id: 'getOverride',
      needs: 'read',
      summary: 'One override',
      parameters: [ID],
      answers: { 200: ok('It.', OVERRIDE) },
      handle: overrides.one,
    },
  ]
}
