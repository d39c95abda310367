/** A store with a policy that wants an approval, somebody to give it, and a build that asks. */
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals'
import { hash } from 'node:crypto'
import type { Decision } from '../../../src/policy/decision.ts'
import { createBrowser, type Browser, type Visited } from './browser.ts'
import { startHostileProvider, type HostileProvider } from './hostile-provider.ts'
import { openHouse, trustText, type House, type HouseOptions } from './house.ts'

export const PUBLIC = 'https://store.example.org'
export const CI = 'a-secret-of-a-token-for-the-tests-0123456789'
export const DIGEST = `sha256:${'ab'.repeat(32)}`
export const PURL = `pkg:oci/webshop@sha256%3A${'ab'.repeat(32)}`
export const APPROVED = { artifacts: [PURL], environment: 'production', decision: 'approved' }
export const POLICY = `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production, owner: platform@example.org }
applies: { environments: ['*'] }
groups:
  change-board: [urn:user:alice, urn:user:bob]
producers:
  board: { kind: person }
rules:
  - id: change-board
    title: Change board
    kind: approval
    from: [group:change-board]
    producer: [board]
    onMissing: wait
`

export const bearer = {
  authorization: `Bearer ${CI}`,
  'content-type': 'application/json',
  accept: 'application/json',
}

/** A grant for builds, and their token. */
export function buildsGrant(may: string): string {
  const expires = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  return `  - { name: builds, to: { id: 'token:ci' }, may: { ${may} } }
tokens:
  - { name: ci, hash: 'sha256:${hash('sha256', CI)}', expires: ${expires} }
`
}

export const ANYTHING =
  "read: true, ask: { environments: ['*'] }, approve: { as: '*', sources: '*', environments: ['*'] }"

/** Opened anew for every test of a file. */
export function approvalScene() {
  let provider: HostileProvider
  let house: House
  let browser: Browser
  beforeAll(async () => {
    provider = await startHostileProvider()
  })
  afterAll(() => provider.close())
  const open = async (options: HouseOptions) => {
    await house?.close()
    house = await openHouse(options)
    browser = createBrowser(house)
  }
  beforeEach(async () => {
    provider.behave({})
    await open({
      trust: trustText(provider.issuer, { more: buildsGrant(ANYTHING) }),
      publicUrl: PUBLIC,
      policies: { production: POLICY },
    })
  })
  afterEach(async () => {
    await house?.close()
    house = undefined as never
  })

  return {
    get provider() {
      return provider
    },
    get house() {
      return house
    },
    get browser() {
      return browser
    },
    /** Another store in place of this one. */
    open,
    signIn: (subject = 'alice', groups = ['change-board']): Promise<Visited> => {
      provider.behave({ claims: (claims) => ({ ...claims, sub: subject, groups }) })
      return browser.open(`${PUBLIC}/v1/me`)
    },
    ask: async (environment = 'production', artifacts: object[] = [{ digest: DIGEST, purl: PURL }]) => {
      const answer = await browser.send(`${PUBLIC}/v1/decisions`, {
        method: 'POST',
        headers: bearer,
        body: JSON.stringify({ request: { artifacts, environment } }),
      })
      return JSON.parse(answer.text) as Decision
    },
    approvals: async () => {
      const { events } = await house.store.query({
        organisation: 'default',
        types: ['dev.cdevents.approval.updated', 'dev.cdevents.approval.closed'],
        status: 'any',
        order: 'asc',
      })
      return events
    },
    /** As a program of the store's own page would. */
    say: async (body: object): Promise<Visited & { body: Record<string, unknown> }> => {
      const me = JSON.parse((await browser.get(`${PUBLIC}/v1/me`)).text) as { session: { csrf: string } }
      const answer = await browser.send(`${PUBLIC}/v1/approvals`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          origin: PUBLIC,
          'x-turnpike-csrf': me.session.csrf,
        },
        body: JSON.stringify(body),
      })
      return { ...answer, body: JSON.parse(answer.text) as Record<string, unknown> }
    },
  }
}
