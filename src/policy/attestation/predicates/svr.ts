/** in-toto simple verification result v0.1 and v0.2: properties that somebody verified. It only says what passed. */
import { isObject } from '../../../cdevents/object.ts'
import { reaches } from './levels.ts'
import type { Predicate } from './predicate.ts'
import {
  at,
  failed,
  isOneOf,
  lacking,
  notWithin,
  sayPatterns,
  sayWithin,
  textAt,
  textsAt,
  timeAt,
  untilOf,
} from './predicate.ts'
import { isUnder, sayPolicy, underPolicies, vsa } from './vsa.ts'
import type { PolicyRef } from './vsa.ts'

const V01 = 'https://in-toto.io/attestation/svr/v0.1'
const V02 = 'https://in-toto.io/attestation/svr/v0.2'

interface Conditions {
  verifiers: readonly string[]
  properties: readonly string[]
  policies: readonly PolicyRef[]
  verifiedWithin?: number
}

export const svr: Predicate<Conditions> = {
  types: [V01, V02],
  family: 'https://in-toto.io/attestation/svr',
  fields: {
    verifiers: vsa.fields['verifiers']!,
    properties: {
      is: 'list',
      of: { is: 'text', max: 300 },
      min: 1,
      max: 50,
      about: 'Properties that must have been verified; a higher SLSA level of the track will do.',
    },
    policies: vsa.fields['policies']!,
    verifiedWithin: vsa.fields['verifiedWithin']!,
  },
  required: ['verifiers', 'properties'],
  read(raw, reader) {
    const verifiedWithin = reader.duration(raw, 'verifiedWithin')
    return {
      verifiers: raw['verifiers'] as string[],
      properties: raw['properties'] as string[],
      policies: (raw['policies'] ?? []) as PolicyRef[],
      ...(verifiedWithin === undefined ? {} : { verifiedWithin }),
    }
  },
  says: ({ verifiers, properties, policies, verifiedWithin }) =>
    `verified by ${sayPatterns(verifiers)}: ${properties.join(', ')}${underPolicies(policies)}${sayWithin('timeCreated', verifiedWithin)}`,
  thing(predicate, { verifiers }) {
    const verifier = textAt(predicate, 'verifier', 'id')
    return verifier === undefined || isOneOf(verifier, verifiers) ? (verifier ?? '') : undefined
  },
  judge({ predicate, predicateType }, wanted, now) {
    const what = 'verification result'
    if (textAt(predicate, 'verifier', 'id') === undefined) return lacking('verifier.id', what)
    const time = timeAt(predicate, 'timeCreated')
    if (time === undefined) return lacking('timeCreated', what)
    const policies = at(predicate, 'verifier', 'policies')
    const isListed = Array.isArray(policies) && policies.every((one) => isObject(one))
    // v0.2: "MUST be present"; an empty list says that there is none to name.
    if (!isListed && (policies !== undefined || predicateType === V02))
      return lacking('verifier.policies', what)
    const properties = textsAt(predicate, 'properties')
    if (properties === undefined) return lacking('properties', what)
    const late = notWithin(time, wanted.verifiedWithin, { what: 'timeCreated', predicate: what, now })
    if (late !== undefined) return late
    const missing = wanted.properties.find((property) => !reaches(properties, property))
    if (missing !== undefined)
      return failed(`verified: ${properties.join(', ') || 'nothing'}`, `Needed: ${missing}.`)
    const known = isListed ? (policies as unknown[]) : []
    if (
      wanted.policies.length > 0 &&
      !wanted.policies.some((policy) => known.some((descriptor) => isUnder(policy, descriptor)))
    )
      return failed(
        'verified under other policies',
        `Needed: ${wanted.policies.map(sayPolicy).join(' or ')}.`,
      )
    return {
      result: 'pass',
      says: properties.join(', '),
      ...untilOf([time, wanted.verifiedWithin]),
    }
  },
  statedAt: (predicate) => timeAt(predicate, 'timeCreated'),
}
