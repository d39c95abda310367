/** Why there is no verdict, and what a person can do about it. Whatever went wrong, the gate stays closed. */
import { EXIT, explain, TurnpikeError } from '../errors.ts'
import type { Env } from '../client/address.ts'
import { tokenAdvice } from '../client/token-advice.ts'
import { linesOf } from './failure.ts'

export interface Refusal {
  /** What stands after `Not ready for production: `. */
  title: string
  /** Plain text, may hold strangers' strings. */
  reasons: string[]
  todo: string
  /** 2 for what the asker did wrong, 5 for everything else. */
  code: number
}

/** The runner, or a person, stopped the step while the gate was waiting. */
export const CANCELLED: Refusal = {
  title: 'cancelled before there was a verdict',
  reasons: [],
  todo: 'run the job again when it is due',
  code: EXIT.error,
}

const UNASKED = 'the gate could not be asked'

/** What was asked where, and with what. */
export interface Attempt {
  store: string
  token?: string
  env?: Env
}

/** @param error whatever was thrown on the way to a verdict */
export function refusalOf(error: unknown, asked: Attempt): Refusal {
  const reasons = error instanceof TurnpikeError ? linesOf(error) : explain(error).split('\n')
  const refuse = (title: string, todo: string, code: number = EXIT.error): Refusal => ({
    title,
    reasons,
    todo,
    code,
  })
  if (!(error instanceof TurnpikeError))
    return refuse(UNASKED, 'this is a defect of Turnpike: report it with this log')
  switch (error.code) {
    case 'USAGE':
    case 'INVALID_EVENT':
    case 'NOT_FOUND':
    case 'TOO_LARGE':
      return refuse(
        'the question is not right, so it was not asked',
        'correct the inputs of this step',
        EXIT.usage,
      )
    case 'INVALID_POLICY':
      return refuse('the policy file does not load', 'correct it at the places named', EXIT.usage)
    case 'STORE_UNREACHABLE':
      return refuse(
        UNASKED,
        `check that ${asked.store} is the store's address and can be reached from this runner (HTTPS_PROXY and NO_PROXY are honoured), then run the job again`,
      )
    case 'STORE_REFUSED':
      return refusedBy(error.status ?? 0, asked, refuse)
    case 'NO_TOKEN':
      return refuse(
        UNASKED,
        "run the job again when the CI's token service answers, or give this step a token of the store (input token, or TURNPIKE_TOKEN)",
      )
    case 'STORE_ANSWER':
      return refuse(
        UNASKED,
        `check that ${asked.store} is a Turnpike store of this version, and not a proxy's page`,
      )
    default:
      return refuse(UNASKED, 'ask whoever runs the store, then run the job again')
  }
}

function refusedBy(
  status: number,
  { store, token, env = {} }: Attempt,
  refuse: (title: string, todo: string, code?: number) => Refusal,
): Refusal {
  if (status === 401 || status === 403)
    return refuse(UNASKED, tokenAdvice({ store, explicit: token, env, status }))
  if (status === 400 || status === 422) {
    return refuse(
      'the store refused the question',
      'correct the inputs or the policy file at the places named',
      EXIT.usage,
    )
  }
  if (status === 404 || status === 405) {
    return refuse(UNASKED, "check the store's address: something answered there that has no gate")
  }
  return refuse(UNASKED, 'the store is ill or overloaded: run the job again, or ask whoever runs the store')
}
