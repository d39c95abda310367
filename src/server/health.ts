/** Is the process alive, can it work, and what it counts. */
import type { EventStore } from '../store/store.ts'
import { json, text } from './answer.ts'
import type { Metrics } from './metrics.ts'
import { Refusal } from './problem.ts'

/** `GET /healthz`: the process answers. */
export function alive(): Response {
  return json({ status: 'alive' })
}

/** `GET /readyz`: it can write now, knows its policies, and is not stopping. */
export async function ready(
  store: EventStore,
  isStopping: () => boolean,
  policies: () => unknown,
): Promise<Response> {
  if (isStopping()) throw new Refusal('unavailable', 'The store is stopping.')
  await store.check()
  policies()
  return json({ status: 'ready' })
}

/** `GET /metrics`. */
export async function counted(metrics: Metrics): Promise<Response> {
  return text(await metrics.text(), metrics.contentType)
}
