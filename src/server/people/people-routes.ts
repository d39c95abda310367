/** The rows of the route table that are for people. */
import { ACTIONS } from '../../trust/identity.ts'
import { Refusal } from '../problem.ts'
import type { Call, Route, Schema } from '../route.ts'
import type { LoginHandlers } from './login.ts'
import { meAnswer } from './me.ts'
import type { People } from './people.ts'
import type { PeopleOptions } from './settings.ts'

interface Rows {
  options: PeopleOptions
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

const page = { 'text/html': { type: 'string' } }
const away = { description: 'To where it goes on.' }

export function peopleRoutes({ people, login, trouble }: Rows): Route[] {
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
  ]
}
