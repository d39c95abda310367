/** What a file of cases for a trust document looks like. */
import { duration } from '../policy/fields.ts'
import type { RecordShape, Shape } from '../policy/shape.ts'
import type { Facts } from './caller.ts'

/** One thing somebody does. */
export interface Deed {
  write?: { type: string; source?: string; environment?: string; age?: string }
  approve?: { as: string; environment?: string; source?: string }
  ask?: { environment: string }
  waive?: { environment: string }
  override?: { environment: string }
  read?: true
  administer?: true
  witness?: true
}

export interface TrustCase {
  name: string
  /** Name of a caller of the file, or a caller. */
  as: string | Facts
  does: Deed
  expect: 'allowed' | 'refused'
  /** The grant that must allow it. */
  by?: string
  /** What the refusal must say. */
  because?: string
}

export interface TrustCases {
  callers?: Readonly<Record<string, Facts>>
  coverage?: 'all'
  cases: readonly TrustCase[]
}

export const DEEDS = [
  'write',
  'approve',
  'ask',
  'waive',
  'override',
  'read',
  'administer',
  'witness',
] as const

const text = (max: number, about?: string): Shape => ({
  is: 'text',
  max,
  ...(about === undefined ? {} : { about }),
})
const record = (fields: Readonly<Record<string, Shape>>, required: readonly string[]): RecordShape => ({
  is: 'record',
  fields,
  required,
})
const caller: Shape = {
  is: 'map',
  key: '^[A-Za-z_][A-Za-z0-9_]*$',
  keySays: 'a claim such as repositoryId, or id, kind, issuer, person, group, source, foreignCode',
  min: 1,
  max: 30,
  of: text(1000),
}
const there = record({ environment: text(200) }, ['environment'])
const yes: Shape = { is: 'boolean' }

export const trustCasesShape: RecordShape = record(
  {
    callers: { is: 'map', key: '^.+$', keySays: 'a name', max: 200, of: caller },
    coverage: { is: 'word', of: ['all'] },
    cases: {
      is: 'list',
      min: 1,
      max: 1000,
      of: record(
        {
          name: text(200),
          as: { is: 'either', of: [text(100), caller] },
          does: {
            ...record(
              {
                write: record(
                  { type: text(200), source: text(1000), environment: text(200), age: duration },
                  ['type'],
                ),
                approve: record({ as: text(300), environment: text(200), source: text(1000) }, ['as']),
                ask: there,
                waive: there,
                override: there,
                read: yes,
                administer: yes,
                witness: yes,
              },
              [],
            ),
            someOf: DEEDS,
          },
          expect: { is: 'word', of: ['allowed', 'refused'] },
          by: text(100),
          because: text(300),
        },
        ['name', 'as', 'does', 'expect'],
      ),
    },
  },
  ['cases'],
)
