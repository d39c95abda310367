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
