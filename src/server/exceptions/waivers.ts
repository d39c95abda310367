/**
 * Waivers over HTTP: asked for by one person, granted by another. What the policies in force would not accept is refused
 * here, with the reason; what counts is what a decision finds.
 */
import { rank } from '../../policy/exceptions/waivers.ts'
import { json } from '../answer.ts'
import type { Call } from '../route.ts'
import { createTurns } from '../turns.ts'
import type { AnswerForm, Handle } from './handling.ts'
import { lawOfWaiver, lawOnce, listWaivers, viewOfWaiver, waiverIn, type ExceptionServices } from './shelf.ts'
import { answerWaiver, type Answer } from './waiver-answer.ts'
import { askForWaiver } from './waiver-ask.ts'

export interface WaiverHandlers {
  ask: Handle
  grant: Handle
  refuse: Handle
  revoke: Handle
  list: Handle
  one: Handle
}

export function createWaivers(services: ExceptionServices, answerForm: AnswerForm): WaiverHandlers {
  const inTurn = createTurns()
  const step = (word: Answer): Handle => {
    return (call) => inTurn(call.path.id ?? '', () => answerWaiver(services, call, word, answerForm))
  }
  return {
    // One after the other for each person: else a hundred at once would each find room for one more.
    ask: (call) =>
      inTurn(`asked for by ${call.identity.person ?? ''}`, () => askForWaiver(services, call, answerForm)),
    grant: step('granted'),
    refuse: step('refused'),
    revoke: step('revoked'),
    list: (call) => list(services, call),
    one: async (call) => {
      const kept = await waiverIn(services, call)
      return json(viewOfWaiver(kept, lawOfWaiver(services, kept.it)))
    },
  }
}

async function list(services: ExceptionServices, call: Call): Promise<Response> {
  const state = call.query.one('state')
  const { all, more } = await listWaivers(services, call.query.one('environment'))
  const lawAt = lawOnce(services)
  const waivers = all
    .map((kept) => viewOfWaiver(kept, lawAt(kept.it.environment, kept.it.scope.service)))
    .filter((view) => state === undefined || view.state === state)
    .sort((a, b) => rank(a.state) - rank(b.state) || b.sequence - a.sequence)
  return json({ waivers, more })
}
