/** What a file of cases looks like. */
import { duration } from './fields.ts'
import { RESULTS } from './decision.ts'
import type { Decision, Finding, OverrideState, WaiverState } from './decision.ts'
import type { RecordShape, Shape } from './shape.ts'
import type { Principal } from '../store/store.ts'

export interface Expectation {
  verdict: Decision['verdict']
  findings?: Record<
    string,
    Finding['result'] | { result?: Finding['result']; reason?: string; found?: string }
  >
  /** By id. */
  waivers?: Record<string, WaiverState>
  overrides?: Record<string, OverrideState>
  /** Parts of what must be said: of what changed since the decision before, and of the notices. */
  changes?: string[]
  notices?: string[]
}

/** A CDEvent, a description of one, or `{ event, producer, receivedAt }`; with who sent it and when. */
export type EventText = Record<string, unknown>

/** What a case may say for itself, and the file for all of its cases. */
interface Shared {
  /** Policies of the store. */
  policies?: string[]
  /** Policies that come with the request: the last layer. */
  files?: string[]
  /** Who is who, as a trust document has it: every person with all their URIs. */
  people?: string[][]
  at?: string
  request?: Record<string, unknown>
  /** Events, and names of files with one event a line; or one such name. */
  events?: (EventText | string)[] | string
}

export interface CaseText extends Shared {
  name: string
  /** The case, further up, whose decision was the one before. */
  previous?: string
  expect: Expectation
}

export interface CasesText extends Shared {
  /** Senders by a name, for `producer` of events. */
  producers?: Readonly<Record<string, Partial<Principal> & { id: string }>>
  coverage?: 'all' | 'outcomes'
  cases: CaseText[]
}

const anything: RecordShape = { is: 'record', fields: {}, required: [], open: true }
const result: Shape = {
  is: 'word',
  of: RESULTS,
}
const file: Shape = { is: 'text', max: 1000 }
const events: Shape = {
  is: 'either',
  of: [file, { is: 'list', of: { is: 'either', of: [file, anything] }, max: 5000 }],
}
const WAIVER_STATES: readonly WaiverState[] = [
  ...(['in-force', 'expiring', 'pending', 'expired'] as const),
  ...(['revoked', 'refused', 'not-allowed', 'unreadable'] as const),
]
const OVERRIDE_STATES: readonly OverrideState[] = ['in-force', 'awaiting-second', 'expired', 'not-allowed']
const said: Shape = { is: 'list', of: { is: 'text', max: 300 }, min: 1, max: 50 }
const states = (of: readonly string[]): Shape => ({
  is: 'map',
  key: '^.+$',
  keySays: 'an id',
  max: 100,
  of: { is: 'word', of },
})
const shared: Readonly<Record<string, Shape>> = {
  policies: { is: 'list', of: { is: 'text', max: 1000 }, min: 1, max: 50 },
  files: { is: 'list', of: { is: 'text', max: 1000 }, min: 1, max: 20 },
  people: {
    is: 'list',
    of: { is: 'list', of: { is: 'text', max: 300 }, min: 1, max: 20 },
    min: 1,
    max: 500,
  },
  at: { is: 'text', max: 40 },
  request: anything,
  events,
}

const principal: Shape = {
  is: 'record',
  required: ['id'],
  fields: {
    kind: { is: 'word', of: ['loopback', 'token', 'oidc', 'hook', 'person', 'store'] },
    id: { is: 'text', max: 200 },
    claims: { is: 'map', key: '^.+$', keySays: 'a claim', max: 50, of: { is: 'text', max: 1000 } },
  },
}

export const casesShape: RecordShape = {
  is: 'record',
  required: ['cases'],
  fields: {
    ...shared,
    producers: { is: 'map', key: '^.+$', keySays: 'a name', max: 100, of: principal },
    coverage: { is: 'word', of: ['all', 'outcomes'] },
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
          previous: { is: 'text', max: 200 },
          expect: {
            is: 'record',
            required: ['verdict'],
            fields: {
              verdict: { is: 'word', of: ['allow', 'deny', 'pending', 'error'] },
              waivers: states(WAIVER_STATES),
              overrides: states(OVERRIDE_STATES),
              changes: said,
              notices: said,
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
      of: [{ is: 'text', max: 200 }, principal],
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
