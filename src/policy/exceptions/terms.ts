/** `waivers` and `override` of a policy: who may grant exceptions from its rules, and within which bounds. */
import { appointedShape, readAppointed } from '../appointed.ts'
import { parseDuration } from '../duration.ts'
import { duration } from '../fields.ts'
import type { OverrideTerms, WaiverTerms } from '../policy.ts'
import type { Reader } from '../reader.ts'
import type { Shape } from '../shape.ts'

const MAX_OVERRIDE_MS = 24 * 3_600_000

export const waiverTermsShape: Shape = {
  is: 'record',
  required: ['from', 'maxDuration'],
  about: 'Who may waive the rules of this policy that are waivable. Without it: nobody.',
  fields: {
    from: { ...appointedShape, about: 'Who may grant one; never whoever asked for it.' },
    maxDuration: { ...duration, about: 'How long one may hold at most.' },
    expiringSoon: { ...duration, about: 'From when on its end is announced. Default 7d.' },
  },
}

const within = (about: string): Shape => ({ ...duration, about })

export const overrideTermsShape: Shape = {
  is: 'record',
  required: ['from', 'second', 'review'],
  about: 'Who may break the glass in an emergency, for waivable rules only. Without it: nobody.',
  fields: {
    from: { ...appointedShape, about: 'Who may break it.' },
    second: {
      is: 'record',
      required: ['from', 'within'],
      fields: {
        from: { ...appointedShape, about: 'Who may confirm it: somebody else.' },
        within: {
          is: 'either',
          of: [
            { is: 'word', of: ['before'] },
            { is: 'text', max: 40 },
          ],
          about: 'before: it counts once confirmed; or how soon it must be confirmed, such as 1h.',
        },
      },
    },
    maxDuration: within('How long one may hold, 24h at most. Default 4h.'),
    review: {
      is: 'record',
      required: ['within'],
      fields: {
        from: {
          ...appointedShape,
          about: 'Who may review it: never who broke it. Default: who may confirm.',
        },
        within: within('How soon it must be reviewed.'),
      },
    },
  },
}

type Raw = Readonly<Record<string, unknown>>

/** The terms of a document whose shape was checked. */
export function readTerms(raw: Raw, reader: Reader): { waivers?: WaiverTerms; override?: OverrideTerms } {
  const waivers = raw['waivers'] as Raw | undefined
  const override = raw['override'] as Raw | undefined
  return {
    ...(waivers === undefined ? {} : { waivers: waiverTerms(waivers, reader.at('waivers')) }),
    ...(override === undefined ? {} : { override: overrideTerms(override, reader.at('override')) }),
  }
}

function waiverTerms(raw: Raw, reader: Reader): WaiverTerms {
  return {
    grantors: readAppointed(raw['from'] as string[], reader, 'from'),
    maxDuration: reader.duration(raw, 'maxDuration')!,
    expiringSoon: reader.duration(raw, 'expiringSoon') ?? parseDuration('7d')!,
  }
}

function overrideTerms(raw: Raw, reader: Reader): OverrideTerms {
  const second = raw['second'] as Raw
  const review = raw['review'] as Raw
  const confirming = readAppointed(second['from'] as string[], reader.at('second'), 'from')
  const within = second['within'] === 'before' ? 0 : reader.at('second').duration(second, 'within')
  if (within === undefined) reader.at('second').problem('is "before", or a duration such as 1h', 'within')
  const maxDuration = reader.duration(raw, 'maxDuration') ?? parseDuration('4h')!
  if (maxDuration > MAX_OVERRIDE_MS) reader.problem('at most 24h are allowed', 'maxDuration')
  return {
    people: readAppointed(raw['from'] as string[], reader, 'from'),
    second: { ...confirming, within: within ?? 0 },
    maxDuration,
    review: {
      ...(review['from'] === undefined
        ? confirming
        : readAppointed(review['from'] as string[], reader.at('review'), 'from')),
      within: reader.at('review').duration(review, 'within')!,
    },
  }
}
