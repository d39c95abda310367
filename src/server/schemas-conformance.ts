/** The schema of what producers are told about their events. */
import { list, moment, object, text } from './schema-parts.ts'

const number = { type: 'integer', minimum: 0 }
const examples = { type: 'array', maxItems: 3, items: number, description: 'Sequences, the newest first.' }
const finding = object({ count: number, examples })
const clock = object({ count: number, examples, worstSeconds: number })

const producer = object({
  producer: object({ kind: text, id: text }),
  first: moment,
  last: moment,
  accepted: number,
  quarantined: { ...finding, description: 'Invalid: kept, never evidence.' },
  conflict: { ...finding, description: 'The same source and id with other content.' },
  unbound: {
    ...finding,
    description: 'Valid, but about no artifact, where rules ask by artifact: no gate counts it.',
  },
  contradictory: { ...finding, description: 'Its fields and its binding name different things.' },
  late: { ...clock, description: 'Arrived more than an hour after it says it happened.' },
  ahead: { ...clock, description: 'Says that it happens more than five minutes from then.' },
  refused: {
    ...finding,
    description: 'Not kept: its sender may not say it. Since `refusedSince`, of the process that answers.',
  },
  signed: object({ verified: number, unverified: number, none: number }),
  types: list(
    object({ type: text, accepted: number, quarantined: number, conflict: number, unbound: number }),
  ),
  problems: {
    ...list(object({ path: text, message: text, count: number, examples })),
    description: 'Of what was quarantined or refused, the most common first; numbers in a path are `*`.',
  },
  otherProblems: { ...number, description: 'Problems beyond those that are kept apart.' },
  versions: {
    type: 'object',
    additionalProperties: number,
    description: 'Events by the version of CDEvents that they say.',
  },
  sources: list(text),
  moreSources: { type: 'boolean', description: 'There are others than these.' },
})

export const conformance = object({
  after: { ...number, description: 'Events up to here were not looked at.' },
  position: number,
  complete: { type: 'boolean', description: 'False when there are more producers than are counted.' },
  refusedSince: moment,
  total: { ...number, description: 'How many producers there are.' },
  producers: { ...list(producer), description: 'Those with the most to mend first.' },
})
