/** How to call every route of the store so that it answers well, and what it takes. One that is not here fails a test. */
import type { Need } from '../../src/server/route.ts'
import { HOOK, WITNESS, type Init, type Started } from './scopes.ts'
import { nextOf, seedExceptions, WAIVER, OVERRIDE, type SeededExceptions } from './exceptions/seed.ts'
import { deployed, DIGEST, policy, REQUEST, testsPassed } from './sample.ts'
import { formatCheckpoint, openCheckpoint } from '../../src/log/checkpoint.ts'
import { signatureLine } from '../../src/log/note.ts'
import { parseVerifier } from '../../src/log/keys.ts'

/** What was put into an organisation, to be asked for. */
export interface Seed {
  prefix: string
  sequence: number
  decision: string
  /** The checkpoint with a witness's cosignature. */
  cosigned: string
  exceptions: SeededExceptions
}

export interface Call {
  needs: Need
  /** When the caller may. */
  ok: number
  path: (seed: Seed) => string
  init?: (seed: Seed) => Init
  /** Takes somebody in particular: a static token is refused whatever it may. */
  person?: true
}

const get = (needs: Need, path: string | ((seed: Seed) => string), ok = 200): Call => ({
  needs,
  ok,
  path: typeof path === 'string' ? () => path : path,
})
const yaml = { 'content-type': 'application/yaml' }

/** By the id of the route. */
export const CALLS: Readonly<Record<string, Call>> = {
  postEvents: { ...get('write', '/v1/events', 202), init: () => ({ body: testsPassed() }) },
  listEvents: get('read', '/v1/events'),
  getEvent: get('read', ({ sequence }) => `/v1/events/${sequence}`),
  getTimeline: get('read', `/v1/artifacts/${DIGEST}/timeline`),
  listEnvironments: get('read', '/v1/environments'),
  getEnvironment: get('read', '/v1/environments/staging'),
  getNextDeployment: get('ask', `/v1/environments/staging/deployment?service=webshop&artifact=${DIGEST}`),
  postDecision: { ...get('ask', '/v1/decisions'), init: () => ({ body: { request: REQUEST } }) },
  listDecisions: get('read', '/v1/decisions'),
  getDecision: get('read', ({ decision }) => `/v1/decisions/${decision}`),
  replayDecision: get('read', ({ decision }) => `/v1/decisions/${decision}/replay`),
  replayDecisionInstead: {
    ...get('read', ({ decision }) => `/v1/decisions/${decision}/replay`),
    init: () => ({ body: { policies: [{ name: 'production', text: policy() }] } }),
  },
  policyImpact: {
    ...get('read', '/v1/policy-impact'),
    init: () => ({ body: { without: ['production'], since: '2026-01-01T00:00:00Z' } }),
  },
  streamEvents: get('read', '/v1/stream'),
  getConformance: get('read', '/v1/conformance'),
  listLeases: get('read', '/v1/leases'),
  // For its holder, and whoever may administer: what is not there is there for nobody.
  releaseLease: { ...get('anybody', '/v1/leases/none/release', 404), init: () => ({ body: {} }) },
  listNonconformities: get('read', '/v1/nonconformities'),
  answerNonconformity: {
    ...get('override', '/v1/nonconformities/1/answer', 404),
    init: () => ({ body: { reason: 'an incident at night, rolled forward by hand' } }),
  },
  listPolicies: get('read', '/v1/policies'),
  explainPolicies: get('read', '/v1/policies/merged?environment=production'),
  getPolicy: get('read', '/v1/policies/production'),
  putPolicy: {
    ...get('administer', '/v1/policies/production'),
    init: () => ({ body: policy(), headers: yaml }),
  },
  getTrust: get('administer', '/v1/trust'),
  getHealth: get('nothing', '/healthz'),
  getReadiness: get('nothing', '/readyz'),
  getMetrics: get('read', '/metrics'),
  getOpenApi: get('anybody', '/openapi.json'),
  getFrontPage: get('read', '/'),
  postHook: {
    ...get('nothing', '/v1/hooks/alerts', 202),
    init: () => ({ body: testsPassed(), headers: HOOK }),
  },
  getLogCheckpoint: get('witness', '/v1/log/checkpoint'),
  getLogKeys: get('witness', '/v1/log/keys'),
  getLogInclusion: get('read', '/v1/log/inclusion?index=0'),
  getLogConsistency: get('witness', '/v1/log/consistency?from=1'),
  getLogExport: get('read', '/v1/log/export'),
  postLogCosignature: {
    ...get('witness', '/v1/log/cosignatures'),
    init: ({ cosigned }) => ({ body: cosigned, headers: { 'content-type': 'text/plain' } }),
  },
  login: get('nothing', '/login?out=true'),
  loginCallback: get('nothing', '/login/callback?state=x', 400),
  logout: { ...get('nothing', '/logout', 303), init: () => ({}) },
  getMe: get('anybody', '/v1/me'),
  postApproval: {
    ...get('approve', '/v1/approvals', 201),
    init: () => ({
      body: {
        artifacts: [{ digest: DIGEST }],
        environment: 'production',
        decision: 'approved',
        comment: `number ${++approvals}`,
      },
    }),
    person: true,
  },
  postWaiver: { ...get('ask', '/v1/waivers', 201), init: () => ({ body: WAIVER }), person: true },
  grantWaiver: {
    ...get('waive', ({ exceptions }) => `/v1/waivers/${nextOf(exceptions.asked)}/grant`),
    init: () => ({ body: {} }),
    person: true,
  },
  refuseWaiver: {
    ...get('waive', ({ exceptions }) => `/v1/waivers/${nextOf(exceptions.asked)}/refuse`),
    init: () => ({ body: { reason: 'no' } }),
    person: true,
  },
  revokeWaiver: {
    ...get('waive', ({ exceptions }) => `/v1/waivers/${nextOf(exceptions.granted)}/revoke`),
    init: () => ({ body: { reason: 'no' } }),
    person: true,
  },
  listWaivers: get('read', '/v1/waivers?environment=canary'),
  getWaiver: get('read', ({ exceptions }) => `/v1/waivers/${exceptions.granted[0]}`),
  postOverride: { ...get('override', '/v1/overrides', 201), init: () => ({ body: OVERRIDE }), person: true },
  confirmOverride: {
    ...get('override', ({ exceptions }) => `/v1/overrides/${nextOf(exceptions.broken)}/confirm`),
    init: () => ({ body: {} }),
    person: true,
  },
  reviewOverride: {
    ...get('override', ({ exceptions }) => `/v1/overrides/${nextOf(exceptions.broken)}/review`),
    init: () => ({ body: { reason: 'It was needed, and it was right.' } }),
    person: true,
  },
  listOverrides: get('read', '/v1/overrides?environment=canary'),
  getOverride: get('read', ({ exceptions }) => `/v1/overrides/${exceptions.broken[0]}`),
}
let approvals = 0

/** Puts into an organisation what the calls above ask for. */
export async function seed(server: Started, organisation: string, prefix: string): Promise<Seed> {
  const headers = server.bearer(organisation, 'all')
  const put = await server.call('PUT', `${prefix}/v1/policies/production`, {
    body: policy(),
    headers: { ...headers, ...yaml },
  })
  const sent = await server.call('POST', `${prefix}/v1/events`, {
    body: [testsPassed(), deployed('webshop', 'staging')],
    headers,
  })
  const asked = await server.call('POST', `${prefix}/v1/decisions`, { body: { request: REQUEST }, headers })
  if (put.status > 201 || sent.status !== 202 || asked.status !== 200)
    throw new Error([put, sent, asked].map(({ text }) => text).join('\n'))
  const note = (await server.call('GET', `${prefix}/v1/log/checkpoint`, { headers })).text
  const { keys } = (await server.call('GET', `${prefix}/v1/log/keys`, { headers })).body as { keys: string[] }
  const opened = openCheckpoint(note, keys.map(parseVerifier))
  if ('refused' in opened) throw new Error(opened.refused)
  const cosigned = note + signatureLine(WITNESS, formatCheckpoint(opened), Math.floor(Date.now() / 1000))
  const { receipts } = sent.body as { receipts: { sequence: number }[] }
  const { id } = asked.body as { id: string }
  return {
    prefix,
    sequence: receipts[0]!.sequence,
    decision: id,
    cosigned,
    exceptions: await seedExceptions(server, organisation, prefix),
  }
}
