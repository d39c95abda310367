/** What a file of cases looks like. */
import { duration } from './fields.ts'
import { RESULTS } from './decision.ts'
import type { Decision, Finding } from './decision.ts'
import type { RecordShape, Shape } from './shape.ts'

export interface Expectation {
  verdict: Decision['verdict']
  findings?: Record<
    string,
    Finding['result'] | { result?: Finding['result']; reason?: string; found?: string }
  >
}

/** A CDEvent, a description of one, or `{ event, producer, receivedAt }`; with who sent it and when. */
export type EventText = Record<string, unknown>

export interface CaseText {
  name: string
  policies?: string[]
  at?: string
  request?: Record<string, unknown>
  events?: EventText[] | string
  expect: Expectation
}

export interface CasesText {
  policies?: string[]
  at?: string
  request?: Record<string, unknown>
  events?: EventText[] | string
  coverage?: 'all'
  cases: CaseText[]
}

const anything: RecordShape = { is: 'record', fields: {}, required: [], open: true }
const result: Shape = {
  is: 'word',
  of: RESULTS,
}
const events: Shape = {
  is: 'either',
  of: [
    { is: 'text', max: 1000 },
    { is: 'list', of: anything, max: 5000 },
  ],
}
const shared: Readonly<Record<string, Shape>> = {
  policies: { is: 'list', of: { is: 'text', max: 1000 }, min: 1, max: 50 },
  at: { is: 'text', max: 40 },
  request: anything,
  events,
}

export const casesShape: RecordShape = {
  is: 'record',
  required: ['cases'],
  fields: {
    ...shared,
    coverage: { is: 'word', of: ['all'] },
    cases: {
      is: 'list',
      min: 1,
      max: 1000,
      of: {
        is: 'record',
        required: ['name', 'expect'],
        fields: {
          ...shared,
          name: { is: 'text', max: 200 },
          expect: {
            is: 'record',
            required: ['verdict'],
            fields: {
              verdict: { is: 'word', of: ['allow', 'deny', 'pending', 'error'] },
              findings: {
                is: 'map',
                key: '^.+$',
                keySays: 'the id of a rule',
                max: 200,
                of: {
                  is: 'either',
                  of: [
                    result,
                    {
                      is: 'record',
                      required: [],
                      fields: { result, reason: { is: 'text', max: 100 }, found: { is: 'text', max: 300 } },
                    },
                  ],
                },
              },
            },
          },
        },
      },
    },
  },
}

/** How an event of a case may say who sent it and when. */
export const sentShape: RecordShape = {
  is: 'record',
  open: true,
  required: [],
  fields: {
    producer: {
      is: 'either',
      of: [
        { is: 'text', max: 200 },
        {
          is: 'record',
          required: ['id'],
          fields: {
            kind: { is: 'word', of: ['loopback', 'token', 'oidc', 'hook', 'person', 'store'] },
            id: { is: 'text', max: 200 },
            claims: {
              is: 'map',
              key: '^.+$',
              keySays: 'a claim',
              max: 50,
              of: { is: 'text', max: 1000 },
            },
          },
        },
      ],
    },
    signer: {
      is: 'either',
      of: [
        { is: 'text', max: 2000 },
        { is: 'map', key: '^.+$', keySays: 'a claim', min: 1, max: 50, of: { is: 'text', max: 2000 } },
      ],
    },
    receivedAt: { is: 'text', max: 40 },
    age: duration,
  },
}
