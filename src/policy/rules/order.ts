/**
 * `order`: the same digest is deployed in the environments before, and still is: not removed, replaced or rolled back
 * there since.
 */
import { level, name, onMissing, producer, ruleShape } from '../fields.ts'
import type { OrderRule } from '../policy.ts'
import { clip, nameArtifact } from '../say.ts'
import { deploymentsQuery, landscape, whyUnusable } from './deployments.ts'
import { whoAndWhen } from './phrases.ts'
import type { Conclusion, Inquiry, Kind } from './kind.ts'
import { worstOf } from './worst.ts'

export const order: Kind<OrderRule> = {
  shape: (place) =>
    ruleShape(
      {
        environments: { is: 'list', of: name, min: 1, max: 10, about: 'Where it must be deployed before.' },
        oneOf: { is: 'boolean', about: 'One of them is enough. Default false: all of them.' },
        producer,
        level,
        onMissing,
      },
      ['environments'],
      'The same digest is, and still is, deployed in the environments before.',
      place,
    ),

  read: (raw, common, reader) => ({
    ...common,
    kind: 'order',
    environments: raw['environments'] as string[],
    oneOf: (raw['oneOf'] as boolean | undefined) ?? false,
    ...reader.trusting(raw, common),
    onMissing: (raw['onMissing'] as 'deny' | 'wait' | undefined) ?? 'deny',
  }),

  needs: (rule, { request }) =>
    rule.environments.map((environment) => deploymentsQuery(environment, request.service)),

  conclude(rule, inquiry) {
    const required = `deployed in ${rule.environments.join(rule.oneOf ? ' or ' : ' and ')}`
    const parts = inquiry.request.artifacts.map((artifact) => {
      const places = rule.environments.map((environment) => ({
        name: environment,
        conclusion: { ...runsIn(environment, artifact.digest, rule, inquiry), required },
      }))
      const there = places.find(({ conclusion }) => conclusion.result === 'pass')
      const conclusion = rule.oneOf && there !== undefined ? there.conclusion : worstOf(places)
      return { name: nameArtifact(artifact), conclusion }
    })
    return worstOf(parts)
  },
}

/** Does this digest run in an environment now? */
export function runsIn(
  environment: string,
  digest: string,
  rule: Pick<OrderRule, 'producer' | 'level' | 'onMissing'>,
  inquiry: Inquiry,
): Conclusion {
  const { services, refused, complete } = landscape(environment, rule, inquiry)
  const required = `deployed in ${environment}`
  const there = services.find(({ digests }) => digests.includes(digest))
  if (there !== undefined)
    return {
      result: 'pass',
      reason: 'deployed',
      required,
      found: `${clip(there.service, 80)} runs it in ${environment}`,
      ...whoAndWhen(there.since(digest)),
      evidence: [there.newest],
      refused,
    }
  // The newest statement about a service says what it runs; how much was said before does not matter.
  const known = services.some(({ service }) => service === inquiry.request.service)
  if (!complete && !known)
    return {
      result: 'error',
      reason: 'too-many-events',
      required,
      found: `not among the newest deployments in ${environment}`,
      remediation: 'Name the service in the request, so that only its deployments are looked at.',
      refused,
    }
  const missing = {
    result: rule.onMissing === 'wait' ? ('pending' as const) : ('fail' as const),
    required,
    refused,
  }
  const remediation = `Deploy this digest to ${environment} first.`
  const unclear = services.find((service) => whyUnusable(service) !== undefined)
  if (unclear !== undefined)
    return {
      ...missing,
      ...whoAndWhen(unclear.newest),
      reason: 'evidence-refused',
      found: `found but refused: ${whyUnusable(unclear)}`,
      remediation: 'Report the deployment again, correctly.',
      evidence: [unclear.newest],
    }
  if (services.length === 0 && refused.length > 0)
    return {
      ...missing,
      reason: 'evidence-refused',
      found: `found but refused: ${refused[0]!.explanation}`,
      remediation,
    }
  if (services.length === 0)
    return { ...missing, reason: 'not-deployed', found: `nothing deployed in ${environment}`, remediation }
  const other = services[0]!
  const gone = services.length === 1 && other.digests.length === 0
  return {
    ...missing,
    ...whoAndWhen(other.newest),
    reason: gone ? 'removed' : 'another-digest-deployed',
    found: gone
      ? `${clip(other.service, 80)} was removed from ${environment}`
      : `${services.length === 1 ? clip(other.service, 80) : `${services.length} services`} in ${environment} ${services.length === 1 ? 'runs' : 'run'} another digest`,
    remediation,
    evidence: [other.newest],
  }
}
