/** What the store's pages show beside their own content: who is signed in, and what they can do. */
import type { Decision } from '../../policy/decision.ts'
import { htm, type Html } from '../../report/escape.ts'
import type { Around } from '../../report/html.ts'
import type { EventStore } from '../../store/store.ts'
import type { Call } from '../route.ts'
import { APPROVAL_STYLE, approvalPart } from './approval-form.ts'
import { ASK_STYLE, asksPart } from './exception-asks.ts'
import { exceptionsPart } from './exception-forms.ts'
import type { People } from './people.ts'
import { SIGN_IN_STYLE, signInState } from './sign-in-state.ts'

/** What pages need to know people; a store without login has none of it. */
export interface PageServices {
  store: EventStore
  organisation: string
  newId: () => string
  people?: People
}

/** Around the page of a decision; undefined where nobody can sign in, and the page is as it is in a file. */
export async function aroundDecision(
  { people, ...services }: PageServices,
  call: Call,
  decision: Decision,
): Promise<Around | undefined> {
  if (people === undefined) return undefined
  const top = signInState(people, call)
  if (top === undefined) return undefined
  const part = { ...services, people }
  const acts = [
    await approvalPart(part, call, decision),
    await exceptionsPart(part, call, decision),
    asksPart(part, call, decision),
  ]
  const act = acts.some((one) => one !== undefined) ? htm`${acts}` : undefined
  return {
    top,
    ...(act === undefined ? {} : { act }),
    style: htm`${SIGN_IN_STYLE}${APPROVAL_STYLE}${ASK_STYLE}`,
  }
}

/** At the top of any other page, with its style; undefined where nobody can sign in. */
export function topOfPage(people: People | undefined, call: Call): Html | undefined {
  const state = people === undefined ? undefined : signInState(people, call)
  return state === undefined ? undefined : htm`<style>${SIGN_IN_STYLE}</style>${state}`
}
