/** What `grants` and `shares` of a trust document look like. */
import { name } from '../policy/fields.ts'
import type { RecordShape, Shape } from '../policy/shape.ts'
import { claims, environments, named, oneOrMore, record, sources, text, types, yes } from './shape-parts.ts'

const writing = record(
  {
    types,
    sources,
    environments: {
      ...environments,
      about: 'Environments its events may name. Without it: only events that name none.',
    },
  },
  ['types'],
  'Which events may be sent. One of these must allow an event as a whole.',
)
const approving = record(
  {
    as: oneOrMore(text(300), 100, 'As whom: self, or URIs of people; a * only behind a boundary.'),
    sources,
    environments,
  },
  ['as', 'environments'],
  'Whose approvals may be sent, and for which environments.',
)
const forEnvironments = (about: string): Shape => ({ ...record({ environments }, ['environments']), about })

export const grant = record(
  {
    name: { ...name, max: 100 } as Shape,
    to: {
      ...claims,
      about: 'Who: claims as in `producers` of policies, or person, or group. Several: any of them.',
    },
    may: {
      ...record(
        {
          write: oneOrMore(writing, 50, 'Which events may be sent.'),
          ask: forEnvironments('For which environments gates may be asked.'),
          read: yes('May everything of the organisation be read?'),
          approve: oneOrMore(approving, 50, 'Whose approvals may be sent.'),
          waive: forEnvironments('Where waivers may be made.'),
          override: forEnvironments('Where a verdict may be overridden.'),
          administer: yes('May policies be changed, and this document be seen?'),
          witness: yes('May the log be read and cosigned?'),
          foreignCode: yes("Does it hold for pipelines that run a fork's code? Default false."),
        },
        [],
      ),
      someOf: ['write', 'ask', 'read', 'approve', 'waive', 'override', 'administer', 'witness'],
    },
  },
  ['name', 'to', 'may'],
)

export const share: RecordShape = {
  ...record(
    {
      with: named('The other organisation.'),
      read: record(
        {
          artifacts: oneOrMore(
            text(1000),
            200,
            'Package URLs without version (pkg:oci/shop, pkg:npm/%40acme/*), or digests.',
          ),
          types: { ...types, about: 'Only these types of events. Default: all but decisions.' },
        },
        ['artifacts'],
        'They may read accepted events that are about these artifacts and no others.',
      ),
      verdicts: forEnvironments('They may accept our verdicts for these environments.'),
    },
    ['with'],
  ),
  someOf: ['read', 'verdicts'],
}
