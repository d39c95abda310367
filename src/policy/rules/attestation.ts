/**
 * `attestation`: a signed statement about the digest verifies (SLSA provenance, in-toto test result and vulnerabilities,
 * verification summaries), or another organisation's gate allowed it.
 */
import { PREDICATES, PREDICATE_NAMES } from '../attestation/predicates/predicates.ts'
import { statementQueries, statementsAbout } from '../attestation/statements.ts'
import { verdictAbout, verdictQuery } from '../attestation/verdict.ts'
import { duration, name, onMissing, ruleShape } from '../fields.ts'
import type { AttestationRule, PredicateName, StatementWanted, VerdictWanted } from '../policy.ts'
import type { Reader } from '../reader.ts'
import { nameArtifact } from '../say.ts'
import { own, quote } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { nearest } from '../suggest.ts'
import type { Kind } from './kind.ts'
import { worstOf } from './worst.ts'

type Raw = Readonly<Record<string, unknown>>

const verdict: Shape = {
  is: 'record',
  required: ['organisation', 'environment'],
  fields: {
    organisation: { ...name, about: 'Whose verdict; it must share its verdicts with us.' },
    environment: { ...name, about: 'For which of its environments.' },
    policies: {
      is: 'list',
      of: name,
      min: 1,
      max: 20,
      about: 'Policies of its store that must have judged.',
    },
    maxAge: { ...duration, about: 'How old the verdict may be. Without it: as long as it holds itself.' },
  },
  about: "Another organisation's recorded verdict, in place of a statement.",
}

/** Fields of statements, whatever the predicate. */
const ofStatements: Readonly<Record<string, Shape>> = {
  attesters: {
    is: 'list',
    of: { is: 'text', max: 100 },
    min: 1,
    max: 5,
    about: 'Who may have signed it: names from `attesters`.',
  },
  producer: {
    is: 'list',
    of: { is: 'text', max: 100 },
    min: 1,
    max: 50,
    about:
      'Producers whose statements count against it also when their signature does not hold. Anybody may send one: the signature decides.',
  },
  where: { is: 'text', max: 1024, about: 'A CEL condition over the one variable statement.' },
}

const conditions = Object.assign({}, ...Object.values(PREDICATES).map(({ fields }) => fields)) as Record<
  string,
  Shape
>

export const attestation: Kind<AttestationRule> = {
  shape: (place) =>
    ruleShape(
      {
        predicate: { is: 'word', of: PREDICATE_NAMES, about: 'What the statement says.' },
        ...ofStatements,
        ...conditions,
        verdict,
        maxAge: duration,
        onMissing,
      },
      [],
      'A signed statement about this digest verifies and says what is needed; or another organisation allowed it.',
      place,
    ),

  read(raw, common, reader) {
    const predicate = raw['predicate'] as PredicateName | undefined
    const written = raw['verdict'] as Raw | undefined
    if ((predicate === undefined) === (written === undefined))
      reader.problem('needs either predicate (a signed statement) or verdict (another organisation’s)')
    const maxAge =
      written === undefined
        ? reader.duration(raw, 'maxAge')
        : reader.at('verdict').duration(written, 'maxAge')
    return {
      ...common,
      kind: 'attestation',
      wanted:
        written === undefined
          ? statementWanted(raw, predicate ?? 'slsa-provenance', reader)
          : verdictWanted(raw, written, reader),
      ...(maxAge === undefined ? {} : { maxAge }),
      onMissing: (raw['onMissing'] as 'deny' | 'wait' | undefined) ?? 'deny',
    }
  },

  needs: ({ wanted }, { request }) =>
    request.artifacts.flatMap(({ digest }) =>
      wanted.what === 'verdict' ? [verdictQuery(wanted, digest)] : statementQueries(digest),
    ),

  conclude: (rule, inquiry) =>
    worstOf(
      inquiry.request.artifacts.map((artifact) => ({
        name: nameArtifact(artifact),
        conclusion:
          rule.wanted.what === 'verdict'
            ? verdictAbout(rule, rule.wanted, artifact.digest, inquiry)
            : statementsAbout(rule, rule.wanted, artifact.digest, inquiry),
      })),
    ),
}

function verdictWanted(raw: Raw, written: Raw, reader: Reader): VerdictWanted {
  for (const field of [...Object.keys(ofStatements), ...Object.keys(conditions), 'maxAge'])
    if (own(raw, field) !== undefined)
      reader.problem(
        field === 'maxAge'
          ? 'belongs into verdict here'
          : `${quote(field)} is for statements, not for a verdict`,
        field,
      )
  return {
    what: 'verdict',
    organisation: written['organisation'] as string,
    environment: written['environment'] as string,
    policies: (written['policies'] ?? []) as string[],
  }
}

function statementWanted(raw: Raw, predicate: PredicateName, reader: Reader): StatementWanted {
  const { fields, required, read } = PREDICATES[predicate]
  let isWhole = true
  for (const field of Object.keys(conditions))
    if (own(raw, field) !== undefined && !Object.hasOwn(fields, field))
      reader.problem(
        `${quote(field)} is not for ${predicate}; it has ${Object.keys(fields).join(', ')}`,
        field,
      )
  for (const field of ['attesters', ...required])
    if (own(raw, field) === undefined) {
      reader.problem(`${field} is missing: a rule of predicate ${predicate} must say it`)
      isWhole = false
    }
  const known = reader.names.attesters ?? {}
  const attesters = ((raw['attesters'] ?? []) as string[]).flatMap((attester, index) => {
    const found = own(known, attester) as (typeof known)[string] | undefined
    if (found !== undefined) return [found]
    reader.problem(
      `${quote(attester)} is not defined under attesters${nearest(attester, Object.keys(known))}`,
      'attesters',
      index,
    )
    return []
  })
  const producer = (raw['producer'] ?? []) as string[]
  producer.forEach((one, index) => {
    if (!reader.names.producers.includes(one))
      reader.problem(
        `${quote(one)} is not defined under producers${nearest(one, reader.names.producers)}`,
        'producer',
        index,
      )
  })
  return {
    what: 'statement',
    predicate,
    attesters,
    producer,
    conditions: isWhole ? read(raw, reader) : {},
    ...whereIn(raw, reader),
  }
}

function whereIn(raw: Raw, reader: Reader): Pick<StatementWanted, 'where'> {
  const text = raw['where']
  if (typeof text !== 'string') return {}
  const compiled = reader.compile(text, 'statement')
  if (!('problem' in compiled)) return { where: { text, holds: compiled.holds } }
  reader.problem(compiled.problem, 'where')
  return {}
}
