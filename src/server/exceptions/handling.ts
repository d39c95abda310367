/** What every step of an exception is: a request that a person makes, answered as JSON or with a page. */
import { isObject } from '../../cdevents/object.ts'
import type { Told } from '../../policy/exceptions/told.ts'
import { Refusal } from '../problem.ts'
import type { Call } from '../route.ts'
import { statementOf } from './events.ts'
import type { Fields } from './fields.ts'

export type Handle = (call: Call) => Promise<Response>

/** How a form is answered: with its page. Undefined: it was no form. */
export type AnswerForm = (sent: { form: boolean; back?: string }) => Response | undefined

/** @throws Refusal conflict when the key was used for other words */
export function refuseOther(told: readonly Told<string>[], fields: Fields): void {
  const { key } = fields
  if (key === undefined) return
  const block = told[0]?.event.customData
  const turnpike = isObject(block) && isObject(block['turnpike']) ? block['turnpike'] : {}
  const retry = isObject(turnpike['exception']) ? turnpike['exception'] : {}
  if (retry['statement'] === statementOf(fields)) return
  throw new Refusal(
    'conflict',
    `Under the key '${key}' you said something else before; say this under another one.`,
  )
}
