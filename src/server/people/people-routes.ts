/** The rows of the route table that are for people. */
import { ACTIONS } from '../../trust/identity.ts'
import { ok, PAGE, query } from '../parameters.ts'
import { Refusal } from '../problem.ts'
import type { Call, Route } from '../route.ts'
import { artifact, digest, list, moment, object, text } from '../schema-parts.ts'
import { APPROVAL_DECISIONS, MOST_ARTIFACTS, MOST_COMMENT } from './approval-request.ts'
import type { PostApproval } from './approvals.ts'
import { CSRF_HEADER } from './csrf.ts'
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

const ME = object(
  {
    principal: object({ kind: text, id: text }),
    grants: { ...list(text), description: 'Those of the trust document that apply.' },
    may: {
      ...list({ enum: ACTIONS }),
      description: 'Somewhere, at least: a grant may be for some environments only.',
    },
    says: { ...text, description: 'The same in words.' },
  },
  {
    person: { ...text, description: 'The URI under which approvals of this caller count.' },
    groups: list(text),
    in: object({
      environment: text,
      may: { ...list({ enum: ACTIONS }), description: 'In the environment that was asked for.' },
    }),
    session: object({
      csrf: { ...text, description: `Changes made with the session need it, in the header ${CSRF_HEADER}.` },
      signedInAt: moment,
    }),
  },
)
const APPROVAL = object(
  {
    artifacts: {
      ...list({ anyOf: [{ ...text, description: 'A digest, or a purl with one.' }, artifact] }),
      minItems: 1,
      maxItems: MOST_ARTIFACTS,
    },
    environment: { ...text, maxLength: 256 },
    decision: { enum: APPROVAL_DECISIONS },
  },
  {
    service: { ...text, maxLength: 256 },
    change: { ...text, maxLength: 2000 },
    comment: { ...text, maxLength: MOST_COMMENT },
    policy: {
      anyOf: [digest, list(digest)],
      description: 'The policies under which it is said; it counts under no other versions of them.',
    },
    delegate: {
      ...text,
      maxLength: 300,
      description: 'With the decision delegate: who may say it instead, where the policy allows delegation.',
    },
    answers: { ...text, maxLength: 100, description: 'The id of the recorded decision that it answers.' },
    key: {
      ...text,
      maxLength: 100,
      description: "The client's name for this approval, so that a retry is the same one.",
    },
  },
)
const APPROVED = object({
  status: { enum: ['accepted', 'duplicate'] },
  sequence: { type: 'integer' },
  id: text,
  receivedAt: moment,
  responder: text,
  decision: { enum: APPROVAL_DECISIONS },
  environment: text,
  artifacts: list(artifact),
})

const away = { description: 'To where it goes on.' }

/** Rows of the table, for one organisation. */
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
        query(
          'to',
          { type: 'string', maxLength: 2048 },
          'The page to go to afterwards: a path of this store.',
        ),
        query('out', { type: 'string', enum: ['true'] }, 'Says that somebody is signed out.'),
      ],
      answers: { 200: { description: 'Signed out.', content: PAGE }, 303: away },
      handle: (call) => handlers().begin(call),
    },
    {
      method: 'GET',
      path: '/login/callback',
      id: 'loginCallback',
      needs: 'nothing',
      summary: 'Where the provider sends people back to',
      parameters: [
        query(
          'answer',
          { type: 'object', additionalProperties: { type: 'string' } },
          "The provider's answer: `code` and `state`, or `error`, and whatever else it says.",
        ),
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
      parameters: [
        query(
          'environment',
          { type: 'string', minLength: 1, maxLength: 512 },
          'Says what you may there, too.',
        ),
      ],
      answers: { 200: ok('You.', ME) },
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
        200: ok('It was said before.', APPROVED),
        201: ok('It is on disk.', APPROVED),
        303: { description: 'After a form: back to the page.' },
      },
      handle: approve,
    },
  ]
}
