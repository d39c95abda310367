/** Who does it: a person, by how they are authenticated, and never by what they send. */
import type { CDEvent } from '../../cdevents/event.ts'
import { admit } from '../../store/admit.ts'
import type { Receipt } from '../../store/store.ts'
import { STORE_PRINCIPAL } from '../judge.ts'
import { Refusal } from '../problem.ts'
import type { Call } from '../route.ts'
import type { Acting } from './events.ts'
import type { ExceptionServices } from './shelf.ts'

/** @throws Refusal forbidden for whoever is nobody in particular, or runs somebody else's code */
export function actingIn({ trust }: ExceptionServices, { identity, authority }: Call): Acting {
  const { principal, person, foreignCode } = identity
  if (person === undefined)
    throw new Refusal(
      'forbidden',
      `An exception is somebody's, and behind '${principal.id}' there is nobody in particular. Sign in, or use a pipeline whose token says who started it. ${authority.describe()}`,
    )
  if (foreignCode === true)
    throw new Refusal('forbidden', `'${principal.id}' runs a fork's code: it cannot speak for ${person}.`)
  const called = trust().document.people.find(({ uris }) => uris.includes(person))?.id ?? person
  return { person: called, principal: { kind: principal.kind, id: principal.id } }
}

/**
 * Keeps what happened, all of it at once, as the store's own word. `conflict`: the first of them is there already with
 * other content, under an id that a key of the client's made.
 */
export async function keep(
  { store, organisation, onReceipts }: ExceptionServices,
  events: readonly CDEvent[],
  now: string,
): Promise<'kept' | 'conflict'> {
  const incoming = events.map((event) => admit(event))
  const broken = incoming.flatMap(({ problems }) => problems.map(({ path, message }) => `${path} ${message}`))
  if (broken.length > 0) throw new Error(`an exception is not a valid event: ${broken.join('; ')}`)
  const receipts: Receipt[] = await store.append(organisation, STORE_PRINCIPAL, incoming, now)
  onReceipts(receipts)
  return receipts[0]?.status === 'accepted' ? 'kept' : 'conflict'
}
