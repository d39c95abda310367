import { TurnpikeError } from '../errors.ts'

/**
 * The embedded store is Node's own database, which Node has from version 24 on (without a flag, and complete).
 * @throws TurnpikeError USAGE in one sentence that says how to get one
 */
export function requireNode24(what: string, version: string = process.versions.node): void {
  if (Number.parseInt(version, 10) >= 24) return
  throw new TurnpikeError(
    'USAGE',
    `${what} opens a database and needs Node 24 or newer, this is Node ${version}: ` +
      'in a clone, `npm ci` brings one along and `npm run` uses it; elsewhere, `npx node@24` or https://nodejs.org.',
  )
}

/** What Node 22 has and Node 20 has not, as far as the commands that run on Node 20 use it. */
export function fillInForNode20(): void {
  const promise = Promise as { withResolvers?: unknown }
  promise.withResolvers ??= function withResolvers<T>() {
    let resolve: (value: T | PromiseLike<T>) => void = () => undefined
    let reject: (reason?: unknown) => void = () => undefined
    const made = new Promise<T>((yes, no) => {
      resolve = yes
      reject = no
    })
    return { promise: made, resolve, reject }
  }
}
