/** The rows for decisions judged again: as they were, as they would have been, and all of a time under another policy. */
import type { EventStore } from '../store/store.ts'
import { json } from './answer.ts'
import { createLine, impactPage } from './impact.ts'
import { inPath, ok, query } from './parameters.ts'
import { replay, type ReplayContext } from './replay.ts'
import { inUtc, readImpact, readInstead } from './replay-ask.ts'
import { createTexts } from './replay-texts.ts'
import { IMPACT_ASK, IMPACT_PAGE, REPLAY, REPLAY_ASK } from './replay-schemas.ts'
import type { Route } from './route.ts'

export interface ReplayServices {
  store: EventStore
  organisation: string
  sharedBy: ReplayContext['sharedBy']
  newId: () => string
  version: string
}

/** Rows of the table, for one organisation. */
export function replayRoutes(services: ReplayServices): Route[] {
  const { store, organisation, sharedBy, newId, version } = services
  const texts = createTexts(store, organisation)
  const context = { store, organisation, sharedBy, newId, version, texts }
  const inLine = createLine()
  const id = inPath('id', "The decision's id.")
  return [
    {
      method: 'GET',
      path: '/v1/decisions/{id}/replay',
      id: 'replayDecision',
      needs: 'read',
      summary: 'Judge a decision again',
      description:
        'At the position and with the policies, the people and the moment of the record: identical, or what is different and why. With `at`, at another moment with what the store had received by then. Opens no gate: the mode is replay, and nothing in it is valid for any time.',
      parameters: [id, query('at', { type: 'string', format: 'date-time' }, 'Another moment: a what-if.')],
      answers: { 200: ok('What came of it.', REPLAY) },
      handle: async (call) => {
        const at = call.query.one('at')
        const instead = at === undefined ? undefined : { at: inUtc(at) }
        return json(await replay(context, call.path['id'] ?? '', instead))
      },
    },
    {
      method: 'POST',
      path: '/v1/decisions/{id}/replay',
      id: 'replayDecisionInstead',
      needs: 'read',
      summary: 'Judge a decision as it would have been',
      description:
        'With other policies, each in place of the one of its name or beside the others, or at another moment. Opens no gate. Keeps nothing.',
      parameters: [id],
      body: { description: 'What would have been.', content: { 'application/json': REPLAY_ASK } },
      answers: { 200: ok('What came of it.', REPLAY) },
      handle: async (call) => json(await replay(context, call.path['id'] ?? '', await readInstead(call))),
    },
    {
      method: 'POST',
      path: '/v1/policy-impact',
      id: 'policyImpact',
      needs: 'read',
      summary: 'Which decisions would have been others under another policy',
      description:
        'A part of the answer, newest decisions first; `next` is the `before` of the next part. One part at a time is worked on for an organisation; others stand in line. Decisions in mode enforce and warn count. Keeps nothing.',
      body: { description: 'Which policies, and since when.', content: { 'application/json': IMPACT_ASK } },
      answers: {
        200: ok('A part of the answer.', IMPACT_PAGE),
        499: { description: 'Nobody waited for the answer.' },
      },
      handle: async (call) => {
        const asked = await readImpact(call)
        const { signal } = call.request
        const page = await inLine(() => impactPage(context, asked, signal))
        return page === undefined ? new Response(null, { status: 499 }) : json(page)
      },
    },
  ]
}
