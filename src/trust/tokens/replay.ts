/** Tokens that count once: their ids, remembered for as long as they could be used again. */
import { hash } from 'node:crypto'
import type { ReadToken } from './compact.ts'
import { LEEWAY } from './expected.ts'
import type { Issuer } from './issuer.ts'
import { TokenRefused } from './refused.ts'

export interface ReplayMemory {
  /**
   * Marks a verified token as used. Between asking and marking nothing else runs, so of two requests with one token
   * only one passes.
   * @throws TokenRefused claims without `jti`, replayed when it was used before or nothing more can be remembered
   */
  use(issuer: Issuer, token: ReadToken, now: number): void
}

/** About 15 MB. A token that counts once lives for minutes, so this is thousands of jobs a minute. */
const MOST_REMEMBERED = 100_000

/** In this process: several servers over one database each remember what they have seen themselves. */
export function createReplayMemory(most: number = MOST_REMEMBERED): ReplayMemory {
  /** Issuer and id → when it can be forgotten, in milliseconds. */
  const used = new Map<string, number>()
  let nextSweep = 0

  return {
    use(issuer, { jti, exp }, now) {
      if (jti === undefined) {
        throw new TokenRefused(
          'claims',
          `The token has no 'jti', and tokens of ${issuer.url} are taken once each.`,
        )
      }
      // Hashed, so that long ids cost no more memory.
      const id = hash('sha256', `${issuer.url}\n${jti}`, 'base64url')
      const until = used.get(id)
      if (until !== undefined && until >= now) {
        throw new TokenRefused(
          'replayed',
          `The token was used before, and tokens of ${issuer.url} are taken once each. Get a new one for each request.`,
        )
      }
      if (used.size >= most && now >= nextSweep) sweep(now)
      if (used.size >= most) {
        throw new TokenRefused(
          'replayed',
          `The store cannot remember more tokens that are taken once each (${most}); try again later.`,
        )
      }
      used.set(id, (exp + LEEWAY) * 1000)
    },
  }

  function sweep(now: number): void {
    // Not at every request while it is full.
    nextSweep = now + 1000
    for (const [id, until] of used) if (until < now) used.delete(id)
  }
}
