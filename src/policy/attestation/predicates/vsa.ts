/**
 * SLSA verification summary v1 (https://slsa.dev/verification_summary/v1): somebody else's verification, by the steps of
 * its "How to verify". Signature, subject and predicate type are the rule's; the pair of signer and verifier is the
 * attester and `verifiers` of one rule.
 */
import { covers } from '../../believe.ts'
import { duration } from '../../fields.ts'
import { reaches, trackTwice } from './levels.ts'
import type { Predicate } from './predicate.ts'
import {
  at,
  failed,
  isOneOf,
  lacking,
  notWithin,
  patterns,
  sayPatterns,
  sayWithin,
  shown,
  textAt,
  textsAt,
  timeAt,
  untilOf,
} from './predicate.ts'

export interface PolicyRef {
  uri: string
  digest?: string
}

interface Conditions {
  verifiers: readonly string[]
  resources: readonly string[]
  levels: readonly string[]
  policies: readonly PolicyRef[]
  slsaVersions: readonly string[]
  verifiedWithin?: number
}

export const vsa: Predicate<Conditions> = {
  types: ['https://slsa.dev/verification_summary/v1'],
  family: 'https://slsa.dev/verification_summary/',
  fields: {
    verifiers: patterns('Who may have verified: verifier.id.'),
    resources: patterns('What it was verified as: resourceUri. * alone: whatever it says.'),
    levels: {
      is: 'list',
      of: { is: 'text', max: 200 },
      min: 1,
      max: 20,
      about:
        'Levels that must have been verified, e.g. SLSA_BUILD_LEVEL_2; a higher one of the track will do.',
    },
    policies: {
      is: 'list',
      min: 1,
      max: 20,
      of: {
        is: 'record',
        required: ['uri'],
        fields: {
          uri: { is: 'text', max: 1000, pattern: '^[^*]*\\*?$', says: 'a URI, or a prefix that ends in *' },
          digest: {
            is: 'text',
            max: 71,
            pattern: '^sha256:[0-9a-f]{64}$',
            says: 'a digest such as sha256:<64 hex digits>',
          },
        },
      },
      about: 'Under which policies it may have been verified.',
    },
    slsaVersions: {
      is: 'list',
      of: { is: 'text', max: 20 },
      min: 1,
      max: 10,
      about: 'By which versions of SLSA, e.g. 1.0.',
    },
    verifiedWithin: { ...duration, about: 'How long ago it may have been verified, e.g. 30d.' },
  },
  required: ['verifiers', 'resources', 'levels'],
  read(raw, reader) {
    const verifiedWithin = reader.duration(raw, 'verifiedWithin')
    return {
      verifiers: raw['verifiers'] as string[],
      resources: raw['resources'] as string[],
      levels: raw['levels'] as string[],
      policies: (raw['policies'] ?? []) as PolicyRef[],
      slsaVersions: (raw['slsaVersions'] ?? []) as string[],
      ...(verifiedWithin === undefined ? {} : { verifiedWithin }),
    }
  },
  says: ({ verifiers, resources, levels, policies, slsaVersions, verifiedWithin }) =>
    [
      `verified by ${sayPatterns(verifiers)}`,
      resources.includes('*') ? '' : ` as ${sayPatterns(resources)}`,
      `: ${levels.join(', ')}`,
      underPolicies(policies),
      slsaVersions.length === 0 ? '' : `, by SLSA ${slsaVersions.join(' or ')}`,
      sayWithin('timeVerified', verifiedWithin),
    ].join(''),
  thing(predicate, { verifiers, resources }) {
    const verifier = textAt(predicate, 'verifier', 'id')
    const resource = textAt(predicate, 'resourceUri')
    if (verifier !== undefined && !isOneOf(verifier, verifiers)) return undefined
    if (resource !== undefined && !isOneOf(resource, resources)) return undefined
    return JSON.stringify([verifier ?? '', resource ?? ''])
  },
  judge({ predicate }, wanted, now) {
    const what = 'verification summary'
    for (const path of [['verifier', 'id'], ['resourceUri'], ['policy', 'uri']])
      if (textAt(predicate, ...path) === undefined) return lacking(path.join('.'), what)
    const result = textAt(predicate, 'verificationResult')
    const levels = textsAt(predicate, 'verifiedLevels')
    if (result === undefined) return lacking('verificationResult', what)
    const again = 'Ask the verifier; a later summary that passes counts.'
    if (result === 'FAILED') return failed('FAILED', again)
    if (result !== 'PASSED')
      return {
        result: 'error',
        reason: 'unknown-result',
        found: `a result nobody knows: ${shown(result)}`,
        remediation: 'One of PASSED, FAILED is needed.',
      }
    if (levels === undefined) return lacking('verifiedLevels', what)
    if (levels.includes('FAILED')) return failed('PASSED, but its levels say FAILED', again)
    const twice = trackTwice(levels)
    if (twice !== undefined)
      return {
        result: 'error',
        reason: 'ambiguous-level',
        found: `two levels of the track ${twice}`,
        remediation: 'A summary says one level of each track.',
      }
    const time = timeAt(predicate, 'timeVerified')
    const late = notWithin(time, wanted.verifiedWithin, { what: 'timeVerified', predicate: what, now })
    if (late !== undefined) return late
    const missing = wanted.levels.find((level) => !reaches(levels, level))
    if (missing !== undefined)
      return failed(`verified: ${levels.join(', ') || 'no level'}`, `Needed: ${missing}.`)
    if (
      wanted.policies.length > 0 &&
      !wanted.policies.some((policy) => isUnder(policy, at(predicate, 'policy')))
    )
      return failed(
        `verified under ${shown(textAt(predicate, 'policy', 'uri')!)}`,
        `Needed: ${wanted.policies.map(sayPolicy).join(' or ')}.`,
      )
    const version = textAt(predicate, 'slsaVersion')
    if (wanted.slsaVersions.length > 0) {
      if (version === undefined) return lacking('slsaVersion', what)
      if (!wanted.slsaVersions.includes(version))
        return failed(`by SLSA ${shown(version)}`, `Needed: ${wanted.slsaVersions.join(' or ')}.`)
    }
    return {
      result: 'pass',
      says: `PASSED: ${levels.join(', ')}`,
      ...untilOf([time, wanted.verifiedWithin]),
    }
  },
  statedAt: (predicate) => timeAt(predicate, 'timeVerified'),
}

/** Is this ResourceDescriptor one of the policy that is meant? */
export function isUnder({ uri, digest }: PolicyRef, descriptor: unknown): boolean {
  if (!covers(uri, textAt(descriptor, 'uri'))) return false
  return (
    digest === undefined ||
    digest === `sha256:${(textAt(descriptor, 'digest', 'sha256') ?? '').toLowerCase()}`
  )
}

/** `, under P`, or nothing. */
export function underPolicies(policies: readonly PolicyRef[]): string {
  return policies.length === 0 ? '' : `, under ${policies.map(sayPolicy).join(' or ')}`
}

export function sayPolicy({ uri, digest }: PolicyRef): string {
  return digest === undefined ? uri : `${uri} (${digest})`
}
