/**
 * Policy files that came with a question. Their texts are kept, each once, before the decision that was made with them:
 * a decision names them by digest, and without the text nobody could judge it again.
 */
import { create } from '../cdevents/create.ts'
import type { Policy } from '../policy/policy.ts'
import { admit } from '../store/admit.ts'
import { keyOf } from '../store/keys.ts'
import type { EventStore } from '../store/store.ts'
import { STORE_PRINCIPAL, STORE_SOURCE } from './judge.ts'

export const PRESENTED_TYPE = 'dev.cdeventsx.turnpike-policy.presented'

/** Digests that are known to be kept; a pipeline sends the same file again and again. */
const REMEMBERED = 1000

export interface Presented {
  /** Resolves when the text of every file is on disk. @throws TurnpikeError STORE_FAILED */
  keep(files: readonly Policy[], now: string): Promise<void>
}

export function createPresented(store: EventStore, organisation: string): Presented {
  const kept = new Map<string, Promise<void>>()

  const keepOne = async (file: Policy, now: string): Promise<void> => {
    const known = await store.query({
      organisation,
      keys: [keyOf('event', file.digest)],
      types: [PRESENTED_TYPE],
      limit: 10,
    })
    if (known.events.some(({ producer }) => producer.kind === STORE_PRINCIPAL.kind)) return
    const { name, digest, text } = file
    const event = create(
      `${PRESENTED_TYPE}.0.1.0`,
      { source: STORE_SOURCE, subject: { id: name, content: { name, digest, text } } },
      { id: digest, now },
    )
    // Another server over the same database may have been faster: then this one is a conflict of the same text.
    const [receipt] = await store.append(organisation, STORE_PRINCIPAL, [admit(event)], now)
    if (receipt === undefined || receipt.status === 'quarantined') {
      throw new Error(
        `the policy file ${name} was not kept: ${receipt?.problems[0]?.message ?? 'no receipt'}`,
      )
    }
  }

  return {
    async keep(files, now) {
      for (const file of files) {
        let work = kept.get(file.digest)
        if (work === undefined) {
          if (kept.size >= REMEMBERED) kept.clear()
          work = keepOne(file, now)
          kept.set(file.digest, work)
          // What failed is tried again by the next question.
          void work.catch(() => kept.delete(file.digest))
        }
        await work
      }
    },
  }
}
