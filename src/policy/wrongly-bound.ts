/** Events that cannot be evidence by what they say they are about. Pure. */
import type { Bound } from '../cdevents/binding.ts'
import type { CDEvent } from '../cdevents/event.ts'
import { isObject } from '../cdevents/object.ts'
import type { Reason } from './believe.ts'

/** Undefined for an event that may be evidence. */
export function whyWronglyBound(event: CDEvent, bound: Bound): Reason | undefined {
  if (bound.inconsistent !== undefined)
    return { reason: 'inconsistent-binding', explanation: bound.inconsistent }
  // A second wall behind `sources/foreign.ts`, which binds what it passes on for a fork to neither.
  if ((bound.artifacts.length > 0 || bound.service !== undefined) && isForeign(event))
    return {
      reason: 'foreign-code',
      explanation: "it tells of a fork's code, which is never evidence for an artifact or a service",
    }
  return undefined
}

function isForeign({ customData }: CDEvent): boolean {
  const block = isObject(customData) ? customData['turnpike'] : undefined
  return isObject(block) && block['foreign'] !== undefined
}
