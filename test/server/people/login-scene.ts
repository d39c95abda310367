/** A house whose people sign in with a provider that does as tests say; both anew for every test of a file that asks for it. */
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals'
import { createBrowser, type Browser } from './browser.ts'
import { startHostileProvider, type HostileProvider } from './hostile-provider.ts'
import { openHouse, trustText, type House } from './house.ts'

export const PUBLIC = 'http://127.0.0.1:8080'
export let provider: HostileProvider
export let house: House
export let browser: Browser

/** To be called once, at the top of a file. */
export function loginForEachTest(): void {
  beforeAll(async () => {
    provider = await startHostileProvider()
  })
  afterAll(() => provider.close())
  beforeEach(async () => {
    provider.behave({})
    provider.asked.length = provider.forms.length = provider.authorizations.length = 0
    house = await openHouse({ trust: trustText(provider.issuer), publicUrl: PUBLIC })
    browser = createBrowser(house)
  })
  afterEach(() => house.close())
}

export const signIn = (to = '/v1/me') => browser.open(`${PUBLIC}/login?to=${encodeURIComponent(to)}`)
