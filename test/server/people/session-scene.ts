/** A house that people sign in to, with two more organisations, opened anew for every test of a file that asks for it. */
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { createBrowser, type Browser } from './browser.ts'
import { startHostileProvider, type HostileProvider } from './hostile-provider.ts'
import { openHouse, trustText, type House } from './house.ts'

export const PUBLIC = 'https://store.example.org'
export const NAME = '__Host-turnpike'
export const MINUTE = 60_000
export const keys = [randomBytes(32)] as const
export let provider: HostileProvider
export let house: House
export let browser: Browser

/** To be called once, at the top of a file. */
export function openedForEachTest(): void {
  beforeAll(async () => {
    provider = await startHostileProvider()
  })
  afterAll(() => provider.close())
  beforeEach(async () => {
    provider.behave({})
    house = await open()
    browser = createBrowser(house)
  })
  afterEach(() => house.close())
}

export function open(
  given: { keys?: readonly [Buffer, ...Buffer[]]; publicUrl?: string } = {},
): Promise<House> {
  return openHouse({
    trust: trustText(provider.issuer),
    others: {
      acme: trustText(provider.issuer, { organisation: 'acme' }),
      beta: trustText(provider.issuer, { organisation: 'beta' }),
    },
    publicUrl: PUBLIC,
    keys,
    ...given,
  })
}

export const signIn = (who = browser, base = '') => who.open(`${PUBLIC}${base}/login?to=/v1/me`)

/** The status of the answer to "who am I". */
export async function me(cookie?: string, path = '/v1/me', who = browser): Promise<number> {
  const headers = { accept: 'application/json', ...(cookie === undefined ? {} : { cookie }) }
  return (await who.get(PUBLIC + path, headers)).status
}

export const session = () => browser.cookies.get(NAME)!
