import { afterEach } from '@jest/globals'
import { credentialFor } from '../../src/client/credentials.ts'
import type { FakeStore } from '../e2e/fake-store.ts'
import { fakeClock } from './clock.ts'

/** Closes a server when the test is over. */
export function closing<T extends FakeStore>(server: T): T {
  servers.push(server)
  return server
}
const servers: FakeStore[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

/** The first token for a store, with these surroundings; what was masked beside it. */
export async function tokenFor(env: Record<string, string>, store: string, explicit?: string) {
  const masked: string[] = []
  const credential = credentialFor({
    store,
    explicit,
    env,
    clock: fakeClock(),
    mask: async (token) => void masked.push(token),
  })
  return { token: typeof credential === 'function' ? await credential() : credential, masked }
}
