import { createClient } from '../../src/client/client.ts'
import type { Client, ClientOptions } from '../../src/client/client.ts'
import { fakeClock } from './clock.ts'

/** A store that only nock answers for. */
export const STORE = 'https://store.example.org'
export const TOKEN = 'very-secret-token'

/** A client whose time passes only while it waits, and what it logs. */
export function clientWith(options: Partial<ClientOptions> = {}): {
  client: Client
  clock: ReturnType<typeof fakeClock>
  lines: string[]
} {
  const clock = fakeClock()
  const lines: string[] = []
  const log = (line: string) => void lines.push(line)
  const client = createClient({ url: STORE, token: TOKEN, clock, env: {}, log, ...options })
  return { client, clock, lines }
}
