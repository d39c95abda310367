/** The rows of the route table that are for people. */
import { ACTIONS } from '../../trust/identity.ts'
import { Refusal } from '../problem.ts'
import type { Call, Route, Schema } from '../route.ts'
import { APPROVAL_DECISIONS, MOST_COMMENT } from './approval-request.ts'
import type { PostApproval } from './approvals.ts'
import type { LoginHandlers } from './login.ts'
import { meAnswer } from './me.ts'
import type { People } from './people.ts'

interface Rows {
  approve: PostApproval
  people: People
  /** Undefined where nobody can sign in; `trouble` says why. */
  login: LoginHandlers | undefined
  trouble: string
}

const text: Schema = { type: 'string' }
const ME: Schema = {
  type: 'object',
  required: ['principal', 'grants', 'may', 'says'],
  additionalProperties: false,
  properties: {
    principal: {
      type: 'object',
      required: ['kind', 'id'],
      additionalProperties: false,
      properties: { kind: text, id: text },
    },
    person: { ...text, description: 'The URI under which approvals of this caller count.' },
    groups: { type: 'array', items: text },
    grants: { type: 'array', items: text, description: 'Those of the trust document that apply.' },
    may: {
      type: 'array',
      items: { enum: ACTIONS },
      description: 'Somewhere, at least: a grant may be for some environments only.',
    },
    says: { ...text, description: 'The same in words.' },
    session: {
      type: 'object',
      required: ['csrf', 'signedInAt'],
      additionalProperties: false,
      properties: {
        csrf: {
          ...text,
          description: 'Changes made with the session need it, in the header x-turnpike-csrf.',
        },
        signedInAt: { type: 'string', format: 'date-time' },
      },
    },
  },
}

const digest: Schema = { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' }
const artifact: Schema = {
  type: 'object',
  required: ['digest'],
  additionalProperties: false,
  properties: { digest, purl: text },
}
const APPROVAL: Schema = {
  type: 'object',
  required: ['artifacts', 'environment', 'decision'],
  additionalProperties: false,
  properties: {
    artifacts: {
      type: 'array',
      minItems: 1,
      maxItems: 64,
      items: { anyOf: [{ ...text, description: 'A digest, or a purl with one.' }, artifact] },
    },
    environment: { type: 'string', maxLength: 256 },
    service: { type: 'string', maxLength: 256 },
    change: { type: 'string', maxLength: 2000 },
    decision: { enum: APPROVAL_DECISIONS },
    comment: { type: 'string', maxLength: MOST_COMMENT },
    policy: {
      ...digest,
      description: 'The policy under which it is said; it counts under no other version of it.',
    },
    answers: {
      type: 'string',
      maxLength: 100,
      description: 'The id of the recorded decision that it answers.',
    },
    key: {
      type: 'string',
      maxLength: 100,
      description: "The client's name for this approval, so that a retry is the same one.",
    },
  },
}
const APPROVED: Schema = {
  type: 'object',
  required: ['status', 'sequence', 'id', 'receivedAt', 'responder', 'decision', 'environment', 'artifacts'],
  additionalProperties: false,
  properties: {
    status: { enum: ['accepted', 'duplicate'] },
    sequence: { type: 'integer' },
    id: text,
    receivedAt: { type: 'string', format: 'date-time' },
    responder: text,
    decision: { enum: APPROVAL_DECISIONS },
    environment: text,
    artifacts: { type: 'array', items: artifact },
  },
}

const page = { 'text/html': { type: 'string' } }
const away = { description: 'To where it goes on.' }

export function peopleRoutes({ people, approve, login, trouble }: Rows): Route[] {
  const handlers = (): LoginHandlers => {
    if (login === undefined) throw new Refusal('not-found', trouble)
    return login
  }
  return [
    {
      method: 'GET',
      path: '/login',
      id: 'login',
      needs: 'nothing',
      summary: 'Sign in with the provider of the trust document',
      parameters: [
        {
          name: 'to',
          in: 'query',
          description: 'The page to go to afterwards: a path of this store.',
          schema: { type: 'string', maxLength: 2048 },
        },
        {
          name: 'out',
          in: 'query',
          description: 'Says that somebody is signed out.',
          schema: { type: 'string', enum: ['true'] },
        },
      ],
      answers: { 200: { description: 'Signed out.', content: page }, 303: away },
      handle: (call) => handlers().begin(call),
    },
    {
      method: 'GET',
      path: '/login/callback',
      id: 'loginCallback',
      needs: 'nothing',
      summary: 'Where the provider sends people back to',
      parameters: [
        {
          name: 'answer',
          in: 'query',
          description: "The provider's answer: `code` and `state`, or `error`, and whatever else it says.",
          schema: { type: 'object', additionalProperties: { type: 'string' } },
        },
      ],
      answers: { 303: away },
      handle: (call) => handlers().callback(call),
    },
    {
      method: 'POST',
      path: '/logout',
      id: 'logout',
      needs: 'nothing',
      summary: 'End the session',
      description: 'With a session this takes its secret, like every change.',
      answers: { 303: away },
      handle: (call) => handlers().logout(call),
    },
    {
      method: 'GET',
      path: '/v1/me',
      id: 'getMe',
      needs: 'anybody',
      summary: 'Who the store takes you for, and what you may',
      answers: { 200: { description: 'You.', content: { 'application/json': ME } } },
      handle: (call: Call) => meAnswer(call, people.sessionOf(call.identity)),
    },
    {
      method: 'POST',
      path: '/v1/approvals',
      id: 'postApproval',
      needs: 'approve',
      summary: 'Approve artifacts for an environment, or refuse them',
      description:
        'In the name of the person who is signed in, or who is behind the token of a pipeline; nobody else can be named. Said again under the same key, it is the same approval.',
      body: {
        description: 'What is approved.',
        content: { 'application/json': APPROVAL, 'application/x-www-form-urlencoded': { type: 'object' } },
      },
      answers: {
        200: { description: 'It was said before.', content: { 'application/json': APPROVED } },
        201: { description: 'It is on disk.', content: { 'application/json': APPROVED } },
        303: { description: 'After a form: back to the page.' },
      },
      handle: approve,
    },
  ]
}
