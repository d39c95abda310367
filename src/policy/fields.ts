/** Shapes that several rule kinds share. */
import { DURATION } from './duration.ts'
import { LEVELS } from './level.ts'
import type { RecordShape, Shape } from './shape.ts'

const RULE_ID = '^[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?$'

export const duration: Shape = {
  is: 'text',
  max: 40,
  pattern: DURATION,
  says: 'a duration such as 15m, 1h30m or 7d',
  about: 'A duration such as 15m, 1h30m or 7d.',
}

/** No two names that look the same because of what cannot be seen: white space at the ends, invisible characters. */
export const name: Shape = {
  is: 'text',
  max: 200,
  pattern: '^(?!\\s)[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}]+(?<!\\s)$',
  says: 'a name without invisible characters, and without white space at its ends',
}

const scalar: Extract<Shape, { is: 'either' }> = {
  is: 'either',
  of: [{ is: 'text', max: 1000 }, { is: 'number', min: -1e15, max: 1e15 }, { is: 'boolean' }],
}

export const eventType: Shape = {
  is: 'text',
  max: 200,
  pattern: '^[A-Za-z0-9._-]+$',
  says: 'a type of event such as testsuiterun.finished',
  about: 'A CDEvents type: testsuiterun.finished, or dev.cdeventsx.<tool>-<subject>.<predicate>.',
}

export const eventTypes: Shape = {
  is: 'either',
  of: [eventType, { is: 'list', of: eventType, min: 1, max: 16 }],
  about: 'One type of event, or several.',
}

export const producer: Shape = {
  is: 'either',
  of: [
    { is: 'word', of: ['any'] },
    { is: 'list', of: { is: 'text', max: 100 }, min: 1, max: 50 },
  ],
  about: 'Whose events count: names from `producers`, or the word any.',
}

export const level: Shape = {
  is: 'word',
  of: LEVELS,
  about:
    'How well the origin of evidence must be known: recorded (its sender is authenticated), logged (and it has its place in the log), signed (and its signature was verified).',
}

export const match: Shape = {
  is: 'map',
  key: '^[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+){0,12}$',
  keySays: 'a path such as testSuite.id or customData.scan.critical',
  min: 1,
  max: 20,
  of: { is: 'either', of: [...scalar.of, { is: 'list', of: scalar, min: 1, max: 50 }] },
  about: 'Fields of the event and the values they must have. Paths that say which thing it is about select.',
}

export const where: Shape = {
  is: 'text',
  max: 1024,
  about: 'A CEL condition over one event: event, request, request.time.',
}

export const onMissing: Shape = {
  is: 'word',
  of: ['deny', 'wait'],
  about: 'What it means that it is not there: deny (default), or wait for it.',
}

const applicability: Shape = {
  is: 'either',
  of: [
    { is: 'text', max: 1024 },
    {
      is: 'map',
      key: '^[A-Za-z]+(\\.[A-Za-z]+)?$',
      keySays: 'a fact of the request such as change.class',
      min: 1,
      max: 10,
      of: { is: 'either', of: [...scalar.of, { is: 'list', of: scalar, min: 1, max: 50 }] },
    },
  ],
}

const text = (max: number, about: string): Shape => ({ is: 'text', max, about })

/** Fields every rule has, also a member of `anyOf`. */
const described: Readonly<Record<string, Shape>> = {
  id: { is: 'text', max: 64, pattern: RULE_ID, says: 'an id (small letters, digits, . _ -)' },
  title: text(200, 'What people read.'),
  controls: { is: 'list', of: text(100, 'A clause, e.g. FitSM-1:PR12.4.'), max: 20 },
  remediation: text(500, 'What to do to get past it.'),
  owner: text(200, 'Whom to ask.'),
}

/** Fields every rule has that stands on its own. */
const standing: Readonly<Record<string, Shape>> = {
  enforce: { is: 'word', of: ['block', 'warn', 'off'], about: 'block (default), warn, or off.' },
  effectiveFrom: text(40, 'Date or moment from which it applies, e.g. 2026-12-01 or 2026-12-01T08:00Z.'),
  effectiveUntil: text(40, 'Date or moment up to which it applies.'),
  when: { ...applicability, about: 'The rule applies only then. Facts that are not known: it applies.' },
  unless: { ...applicability, about: 'The rule does not apply then. Facts that are not known: it applies.' },
  waivable: { is: 'boolean', about: 'May an approved exception cover it? Default false.' },
}

/** Defined once in the published schema. */
export const SHARED: Readonly<Record<string, Shape>> = {
  ...described,
  ...standing,
  duration,
  scalar,
  name,
  eventType,
  eventTypes,
  producer,
  level,
  match,
  where,
  onMissing,
  applicability,
}

/** The record of a rule kind: its own fields and those every rule has. */
export function ruleShape(
  own: Readonly<Record<string, Shape>>,
  required: readonly string[],
  about: string,
  place: 'rule' | 'member' = 'rule',
): RecordShape {
  const common = place === 'rule' ? { ...described, ...standing } : described
  return { is: 'record', fields: { ...common, ...own }, required: ['id', ...required], about }
}
