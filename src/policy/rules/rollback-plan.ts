/**
 * `rollback-plan`: the way back is known. What runs in the target now is on record, is another digest than the one that is
 * asked about, and (where the rule wants it) going back was tried.
 *
 * Source: FitSM-1 PR13.5 (deployment considers that it may not succeed); v2.4 PR12.7 asks for tested back-out steps.
 *
 * What counts as tried: a rollback of the same service in another environment, to the digest that runs in the target now;
 * or a test run about the artifact itself, because only the new one knows what its own way back must undo. `tested.type`
 * says which.
 */
import { isObject } from '../../cdevents/object.ts'
import type { Refusal } from '../believe.ts'
import { sayDuration } from '../duration.ts'
import { duration, eventType, level, match, name, onMissing, producer, ruleShape } from '../fields.ts'
import { shortType, typeProblem } from '../paths.ts'
import type { RollbackPlanRule, RollbackTest } from '../policy.ts'
import { knownAs } from '../producer-name.ts'
import type { Reader } from '../reader.ts'
import { clip, nameArtifact } from '../say.ts'
import { deploymentsQuery, landscape, whyUnusable } from './deployments.ts'
import type { Running } from './deployments.ts'
import type { Conclusion, Inquiry, Kind } from './kind.ts'
import { isOutcome } from './pass.ts'
import { noService, whoAndWhen } from './phrases.ts'
import { isRollback, sayTested, testNeeds, testOf } from './rollback-test.ts'

export const rollbackPlan: Kind<RollbackPlanRule> = {
  shape: (place) =>
    ruleShape(
      {
        tested: {
          is: 'record',
          required: ['type'],
          fields: {
            type: {
              ...eventType,
              about:
                'service.rolledback: the same service was rolled back, to what runs in the target now. A type of test run, such as testsuiterun.finished: a run about the artifact was a success.',
            },
            match,
            environment: {
              ...name,
              about:
                'Where it was rolled back. Default: anywhere but in the target. Only for service.rolledback.',
            },
            maxAge: { ...duration, about: 'How long ago it may have been.' },
          },
          about: 'What shows that going back was tried. Without it: to know what to go back to is enough.',
        },
        first: {
          is: 'word',
          of: ['allow', 'deny'],
          about:
            'What it means that nothing ever ran there, so that there is nothing to go back to. Default deny.',
        },
        producer,
        level,
        onMissing,
      },
      [],
      'The way back is known: what runs there now is another digest, and going back to it was tried.',
      place,
    ),

  read(raw, common, reader) {
    const tested = readTest(raw, reader)
    return {
      ...common,
      kind: 'rollback-plan',
      ...(tested === undefined ? {} : { tested }),
      first: (raw['first'] as 'allow' | 'deny' | undefined) ?? 'deny',
      ...reader.trusting(raw, common),
      onMissing: (raw['onMissing'] as 'deny' | 'wait' | undefined) ?? 'deny',
    }
  },

  needs: (rule, question) =>
    question.request.service === undefined
      ? []
      : [
          deploymentsQuery(question.request.environment, question.request.service),
          ...testNeeds(rule, question),
        ],

  conclude(rule, inquiry) {
    const required = sayRequired(rule)
    const { service } = inquiry.request
    if (service === undefined) return noService(required, 'what runs of it now')
    return { ...wayBack(rule, service, inquiry), required }
  },
}

function readTest(raw: Readonly<Record<string, unknown>>, around: Reader): RollbackTest | undefined {
  const written = raw['tested']
  if (!isObject(written)) return undefined
  const reader = around.at('tested')
  const type = reader.types(written, 'type')[0] ?? ''
  const match = reader.match(written, [type])
  const environment = written['environment'] as string | undefined
  const maxAge = reader.duration(written, 'maxAge')
  if (typeProblem(type) === undefined && shortType(type).startsWith('service.') && !isRollback({ type }))
    reader.problem('shows no way back; service.rolledback does, or a test run', 'type')
  if (environment !== undefined && !isRollback({ type }))
    reader.problem('says where a service was rolled back; a test run is selected by match', 'environment')
  for (const { path, values } of match)
    if (isOutcome(path) && (values.length !== 1 || values[0] !== 'success'))
      reader.problem('only an explicit success passes; write outcome: success', 'match', path)
  return {
    type,
    match,
    ...(environment === undefined ? {} : { environment }),
    ...(maxAge === undefined ? {} : { maxAge }),
  }
}

type Found = Omit<Conclusion, 'required'>

function wayBack(rule: RollbackPlanRule, service: string, inquiry: Inquiry): Found {
  const { environment, artifacts } = inquiry.request
  const { services, refused, complete } = landscape(environment, rule, inquiry)
  const running = services.find((one) => one.service === service)
  const missing = rule.onMissing === 'wait' ? ('pending' as const) : ('fail' as const)
  const name = `${clip(service, 80)} in ${environment}`
  if (running === undefined && !complete)
    return {
      result: 'error',
      reason: 'too-many-events',
      found: `more deployments of ${name} than are looked at, none by somebody who is believed`,
      remediation: 'Ask the platform team who reports deployments of this service.',
      refused,
    }
  if (running === undefined) return { ...nothingRuns(rule, name, missing, refused), refused }
  const base = { refused, ...whoAndWhen(running.newest), evidence: [running.newest] }
  const back = running.digests.filter((digest) => artifacts.every((asked) => asked.digest !== digest))
  if (back.length === 0) return { ...base, ...noWayBack(running, name, missing) }
  const since = running.since(back[0]!)
  const known = {
    ...base,
    ...whoAndWhen(since),
    result: 'pass' as const,
    reason: 'way-back-known',
    found: `back to ${sayDigests(back)}, which runs there since ${sayDuration(inquiry.now - Date.parse(since.stored.receivedAt))}`,
  }
  if (rule.tested === undefined) return known
  const tested = testOf(rule, rule.tested, back, inquiry)
  return {
    ...known,
    ...tested,
    reason: tested.result === 'pass' ? known.reason : tested.reason,
    found: `${known.found}; ${tested.found}`,
    evidence: [...known.evidence, ...(tested.evidence ?? [])],
    refused: [...refused, ...(tested.refused ?? [])],
  }
}

/** First of all: was everything looked at, and did nobody say anything, believed or not? */
function nothingRuns(
  rule: RollbackPlanRule,
  name: string,
  missing: 'pending' | 'fail',
  refused: readonly Refusal[],
): Found {
  const first = refused[0]
  if (first !== undefined)
    return {
      result: missing,
      reason: 'evidence-refused',
      found: `found but refused: ${first.explanation}`,
      at: first.stored.receivedAt,
      by: knownAs(first.stored.producer),
      remediation: `Have somebody who is believed report what runs of ${name}.`,
    }
  const found = `nothing of ${name} was ever reported`
  if (rule.first === 'allow') return { result: 'pass', reason: 'nothing-runs-yet', found }
  return {
    result: missing,
    reason: 'nothing-runs-yet',
    found,
    remediation:
      'Report what runs there now. Where this is the first deployment, the policy must say `first: allow`.',
  }
}

/** Something is known of the service, but no other digest to go back to. */
function noWayBack(running: Running, name: string, missing: 'pending' | 'fail'): Found {
  const why = whyUnusable(running)
  const said = (reason: string, found: string, remediation: string): Found => ({
    result: missing,
    reason,
    found,
    remediation,
  })
  const report = `Report what runs of ${name} now, with its digest.`
  if (why !== undefined) return said('evidence-refused', `found but refused: ${why}`, report)
  if (shortType(running.newest.stored.type) === 'service.removed')
    return said('removed', `${name} was removed: nothing runs to go back to`, report)
  if (running.digests.length === 0)
    return said('digest-unknown', `what runs of ${name} was reported without its digest`, report)
  return said(
    'same-digest',
    `the same digest runs there already`,
    'Nothing is left to deploy. To go back from here, ask for the digest before it.',
  )
}

function sayDigests(digests: readonly string[]): string {
  const [first = ''] = digests
  return `${nameArtifact({ digest: first })}${digests.length > 1 ? ` and ${digests.length - 1} more` : ''}`
}

function sayRequired({ tested }: RollbackPlanRule): string {
  return `a known digest to go back to${tested === undefined ? '' : `, ${sayTested(tested)}`}`
}
