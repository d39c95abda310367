/**
 * `threshold`: a number is on the passing side of a bound. The number of the newest event (coverage, critical findings,
 * a risk), or of all events of a period together: an error budget, how many deployments failed.
 *
 * Source: design/gate.md (rule kinds); FitSM-1 PR2.3 and PR4 ask for targets that are measured. What the number is must
 * be known: a field that is not there, text, true or NaN is an error, never 0. Silence is no number either, but for a
 * count, where it may be said that nothing heard means that nothing happened.
 */
import { duration, eventTypes, level, match, producer, ruleShape, where } from '../fields.ts'
import { fieldAt, pathProblem, rooted, typeProblem } from '../paths.ts'
import type { ThresholdRule } from '../policy.ts'
import type { Reader } from '../reader.ts'
import { quote } from '../shape.ts'
import type { Shape } from '../shape.ts'
import type { Kind } from './kind.ts'
import { noService } from './phrases.ts'
import { latestOf } from './threshold-latest.ts'
import { placesOf, sayRequired } from './threshold-number.ts'
import { overPeriod } from './threshold-period.ts'
import { worstOf } from './worst.ts'

const bound = (about: string): Shape => ({ is: 'number', min: -1e15, max: 1e15, about })

export const threshold: Kind<ThresholdRule> = {
  shape: (place) => ({
    ...ruleShape(
      {
        type: eventTypes,
        producer,
        level,
        match,
        where,
        value: {
          is: 'text',
          max: 200,
          pattern: '^[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+){0,12}$',
          says: 'a path such as customData.coverage',
          about: 'Where the number is in the event. Not with of: count.',
        },
        of: {
          is: 'word',
          of: ['latest', 'max', 'min', 'sum', 'average', 'count'],
          about: 'The number of the newest event (latest, default), or of all events of the period together.',
        },
        atLeast: bound('The number must be this or more.'),
        atMost: bound('The number must be this or less. With atLeast: a range.'),
        scope: {
          is: 'word',
          of: ['artifact', 'environment', 'service'],
          about:
            'Events about what: this digest (default), the environment, or the service in the environment.',
        },
        period: { ...duration, about: 'How far back events are taken together. Not with of: latest.' },
        maxAge: { ...duration, about: 'How old the newest event may be. Only with of: latest.' },
        onMissing: {
          is: 'word',
          of: ['deny', 'wait', 'zero'],
          about:
            'What it means that nobody said anything: deny, wait for it, or (only with of: count, and its default) that it is zero.',
        },
      },
      ['type'],
      'A number of an event, or of all events of a period, is on the passing side of a bound.',
      place,
    ),
    someOf: ['atLeast', 'atMost'],
  }),

  read(raw, common, reader) {
    const types = reader.types(raw, 'type')
    const where = reader.where(raw, types)
    const period = reader.duration(raw, 'period')
    const maxAge = reader.duration(raw, 'maxAge')
    const of = (raw['of'] as ThresholdRule['of'] | undefined) ?? 'latest'
    const value = raw['value'] as string | undefined
    const atLeast = raw['atLeast'] as number | undefined
    const atMost = raw['atMost'] as number | undefined
    const onMissing =
      (raw['onMissing'] as ThresholdRule['onMissing'] | undefined) ?? (of === 'count' ? 'zero' : 'deny')
    const rule: ThresholdRule = {
      ...common,
      kind: 'threshold',
      types,
      ...reader.trusting(raw, common),
      match: reader.match(raw, types),
      ...(where === undefined ? {} : { where }),
      ...(value === undefined ? {} : { value }),
      of,
      ...(atLeast === undefined ? {} : { atLeast }),
      ...(atMost === undefined ? {} : { atMost }),
      scope: (raw['scope'] as ThresholdRule['scope'] | undefined) ?? 'artifact',
      ...(period === undefined ? {} : { period }),
      ...(maxAge === undefined ? {} : { maxAge }),
      onMissing,
    }
    checkTogether(rule, reader)
    checkValue(rule, reader)
    return rule
  },

  needs: (rule, question) => placesOf(rule, question).map(({ query }) => query),

  conclude(rule, inquiry) {
    const required = sayRequired(rule)
    const places = placesOf(rule, inquiry)
    if (places.length === 0) return noService(required, 'one service')
    return worstOf(
      places.map(({ name, query }) => {
        const found = rule.of === 'latest' ? latestOf(rule, query, inquiry) : overPeriod(rule, query, inquiry)
        return { name, conclusion: { ...found, required } }
      }),
    )
  },
}

function checkTogether(rule: ThresholdRule, reader: Reader): void {
  const { of, atLeast, atMost, period, maxAge, onMissing } = rule
  if (atLeast !== undefined && atMost !== undefined && atLeast > atMost)
    reader.problem(`no number is at least ${atLeast} and at most ${atMost}`, 'atLeast')
  if (of === 'latest') {
    if (period !== undefined)
      reader.problem('is for several events taken together; of: latest has maxAge', 'period')
  } else {
    if (period === undefined)
      reader.problem(`period is missing: over how long is the ${of}? Write, for example, period: 30d`)
    if (maxAge !== undefined) reader.problem(`is for of: latest; the ${of} has a period`, 'maxAge')
  }
  if (onMissing === 'zero' && of !== 'count')
    reader.problem(`nothing heard is no number: only of: count can take it as zero`, 'onMissing')
  if (of === 'count' && atMost !== undefined && atMost < 0)
    reader.problem('a count is never below 0', 'atMost')
  if (of === 'count' && (atLeast ?? 1) <= 0 && atMost === undefined)
    reader.problem('every count is at least 0: this checks nothing', 'atLeast')
}

/** A path with a typo, or to what is never a number, would make a rule that can never pass. */
function checkValue({ of, value, types }: ThresholdRule, reader: Reader): void {
  if (of === 'count') {
    if (value !== undefined) reader.problem('events are counted, so there is no value', 'value')
    return
  }
  if (value === undefined)
    return reader.problem('value is missing: say where the number is, e.g. value: customData.coverage')
  const path = rooted(value)
  const known = types.filter((type) => typeProblem(type) === undefined)
  const problem = pathProblem(path, known)
  if (problem !== undefined) return reader.problem(problem, 'value')
  const isText = path.length === 1 || path[0] === 'context' || (path[0] === 'subject' && path.length === 2)
  if (isText || known.some((type) => fieldAt(path, type) !== undefined))
    reader.problem(
      `${quote(value)} is never a number; numbers are in customData, or in custom types`,
      'value',
    )
}
