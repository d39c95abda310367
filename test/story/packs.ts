/**
 * The packs as the organisation of the story took them over. What is changed is what their comments say is to be
 * changed, and is said in docs/story/README.md by `CHANGED`; the rules are the packs' own.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { ROOT } from '../e2e/run-action.ts'
import { PIPELINE, SCANNER } from './statements.ts'
import { SHOP } from './trust.ts'

interface Policy {
  applies: { environments: string[]; services?: string[] }
  producers?: Record<string, unknown>
  attesters?: Record<string, { key?: string; sigstore?: Record<string, unknown> }>
  rules: Record<string, unknown>[]
}

/** The evening of a sale, to the morning after. @param days such as 2026-12-02, and the day after */
const sale = (from: string, to: string) => ({
  from: `${from}T16:00`,
  to: `${to}T09:00`,
  timezone: 'Europe/Amsterdam',
  why: 'the sale',
})

export const CHANGED = [
  ['fitsm, starter', "the freeze: the evening of the shop's sale, in place of the end of the year"],
  [
    'slsa',
    'the service (`webshop`), its repository and number, the keys, and one level for each environment',
  ],
] as const

/** One organisation by FitSM, with the SLSA levels: 1 in test, 2 in staging, 3 in production. */
export function fitsmPolicies(trustedRoot: string): Record<string, string> {
  return {
    'fitsm-baseline.yaml': pack('fitsm/baseline.yaml'),
    'fitsm-production.yaml': pack('fitsm/production.yaml', frozen('2026-12-02', '2026-12-03')),
    'fitsm-service.yaml': pack('fitsm/service.yaml'),
    'slsa-1.yaml': pack('slsa/level-1.yaml', slsa('test', trustedRoot)),
    'slsa-2.yaml': pack('slsa/level-2.yaml', slsa('staging', trustedRoot)),
    'slsa-3.yaml': pack('slsa/level-3.yaml', slsa('production', trustedRoot)),
    'security.yaml': securityPolicy(trustedRoot),
  }
}

/** A small one, by the starter. */
export function starterPolicies(trustedRoot: string): Record<string, string> {
  return {
    'production.yaml': pack('starter/production.yaml', frozen('2026-12-09', '2026-12-10')),
    'security.yaml': securityPolicy(trustedRoot),
  }
}

function pack(file: string, change: (policy: Policy) => void = () => undefined): string {
  const policy = parse(readFileSync(join(ROOT, 'policies', file), 'utf8')) as Policy
  change(policy)
  return stringify(policy, { lineWidth: 0 })
}

function frozen(from: string, to: string) {
  return ({ rules }: Policy) => {
    const freeze = rules.find(({ id }) => id === 'freeze')
    if (freeze === undefined) throw new Error('the pack has no rule called freeze')
    freeze.deny = [sale(from, to)]
  }
}

function slsa(environment: string, trustedRoot: string) {
  return (policy: Policy) => {
    policy.applies = { environments: [environment], services: ['webshop'] }
    // The repository of the pack is acme/shop, number 7; here it is the sample's.
    const ours = (value: unknown): unknown =>
      JSON.parse(
        JSON.stringify(value)
          .replaceAll('github.com/acme/shop', 'github.com/acme/webshop')
          .replaceAll('"repositoryId":"7"', `"repositoryId":"${SHOP.id}"`),
      )
    Object.assign(policy, ours(policy))
    for (const [name, attester] of Object.entries(policy.attesters ?? {})) {
      if (name === 'pipeline') attester.key = PIPELINE.pem
      if (attester.sigstore !== undefined) attester.sigstore.trustedRoot = trustedRoot
    }
  }
}

/** The security team's own, beside the packs: three lines of it would do, were it not for who may waive it. */
function securityPolicy(trustedRoot: string): string {
  return `apiVersion: turnpike/v1
kind: Policy
metadata: { name: security, layer: environment, owner: security@example.org }
applies: { environments: [production] }
attesters:
  scanner:
    sigstore:
      issuer: https://token.actions.githubusercontent.com
      identity: ${SCANNER}
      trustedRoot: ${JSON.stringify(trustedRoot)}
groups:
  security: [[urn:user:sam, 'urn:github:user:401']]
waivers: { from: ['group:security'], maxDuration: 30d, expiringSoon: 2d }
rules:
  - id: vulnerabilities
    kind: attestation
    title: No critical vulnerability known
    predicate: vulns
    attesters: [scanner]
    atMost: { critical: 0 }
    scannedWithin: 7d
    waivable: true
    remediation: Have it scanned, and update what is vulnerable.
`
}
