/** What somebody sends to ask for, grant or end an exception: JSON, or a form of a page of ours. All problems at once. */
import type { ArtifactRef } from '../../cdevents/event.ts'
import { isObject } from '../../cdevents/object.ts'
import { artifactRef } from '../../cdevents/purl.ts'
import { explain, type Problem } from '../../errors.ts'
import { parseDuration } from '../../policy/duration.ts'
import { readMoment } from '../../policy/reader.ts'
import { readText } from '../body.ts'
import { MOST_FORM_BYTES } from '../people/csrf.ts'
import { isForm } from '../people/form.ts'
import { membersOfForm, membersOfJson } from '../people/members.ts'
import { Refusal } from '../problem.ts'

/** How long each text may be. Fields that are not there cannot be sent. */
export const LENGTHS = {
  rule: 100,
  policy: 100,
  artifact: 1000,
  service: 256,
  environment: 256,
  until: 40,
  for: 40,
  reason: 1000,
  ticket: 300,
  key: 100,
} as const
export type FieldName = keyof typeof LENGTHS

/** `true`: it must be there. */
export type Wanted = Partial<Record<FieldName, boolean>>
export type Fields = Partial<Record<FieldName, string>>

export interface Sent {
  fields: Fields
  form: boolean
  /** Where a form wants its browser to go on. Not checked. */
  back?: string
}

/** @throws Refusal unsupported-media-type, bad-request, too-large, invalid-request */
export async function readFields(request: Request, wanted: Wanted): Promise<Sent> {
  const form = isForm(request)
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (!form && type !== 'application/json' && type !== '')
    throw new Refusal(
      'unsupported-media-type',
      'This takes application/json, or a form of the store’s own page.',
    )
  const text = await readText(request, () => MOST_FORM_BYTES)
  const { back, value } = form
    ? membersOfForm(text)
    : { back: undefined, value: text.trim() === '' ? {} : membersOfJson(text) }
  if (!isObject(value)) throw invalid([{ path: '', message: 'must be an object' }])
  const problems: Problem[] = []
  const fields: Fields = {}
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(wanted, name)) problems.push({ path: `/${name}`, message: unknownField(name, wanted) })
  }
  for (const [name, required] of Object.entries(wanted) as [FieldName, boolean][]) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined
    if (given === undefined) {
      if (required) problems.push({ path: `/${name}`, message: 'is missing' })
      continue
    }
    // Browsers send line breaks of two characters.
    const said = typeof given === 'string' ? given.replaceAll('\r\n', '\n').trim() : ''
    if (said === '' || said.length > LENGTHS[name] || !said.isWellFormed())
      problems.push({ path: `/${name}`, message: `must be a text of 1 to ${LENGTHS[name]} characters` })
    else fields[name] = said
  }
  if (problems.length > 0) throw invalid(problems)
  return { fields, form, ...(back === undefined ? {} : { back }) }
}

function unknownField(name: string, wanted: Wanted): string {
  if (['by', 'person', 'grantor', 'requestedBy'].includes(name))
    return 'is never taken from a request: it is the person who is signed in'
  const known = Object.keys(wanted)
  return `is not known here; there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`
}

export function invalid(problems: readonly Problem[]): Refusal {
  return new Refusal('invalid-request', sentenceOf(problems), { problems })
}

function sentenceOf(problems: readonly Problem[]): string {
  const told = problems.slice(0, 5).map(({ path, message }) => `${path.slice(1) || 'the body'} ${message}`)
  return `This cannot be kept: ${told.join('; ')}.`
}

/** @throws Refusal invalid-request unless it names one digest */
export function artifactOf({ artifact }: Fields): ArtifactRef | undefined {
  if (artifact === undefined) return undefined
  try {
    return artifactRef(artifact)
  } catch (error) {
    throw invalid([{ path: '/artifact', message: explain(error) }])
  }
}

/**
 * Until when it is to hold, epoch ms: a moment with its time zone, or a duration from now.
 * @throws Refusal invalid-request when it cannot be read, is over, or is said twice
 */
export function untilOf({ until, for: duration }: Fields, now: number): number | undefined {
  if (until !== undefined && duration !== undefined)
    throw invalid([{ path: '/for', message: 'is said by until already; give one of them' }])
  if (duration !== undefined) {
    const ms = parseDuration(duration)
    if (ms === undefined || ms > MOST_MS)
      throw invalid([{ path: '/for', message: 'must be a duration such as 4h or 14d, of at most ten years' }])
    return now + ms
  }
  if (until === undefined) return undefined
  const moment = readMoment(until, undefined, false)
  if (typeof moment !== 'number') throw invalid([{ path: '/until', message: moment }])
  if (moment <= now)
    throw invalid([{ path: '/until', message: `is over: it is ${new Date(now).toISOString()}` }])
  return moment
}

const MOST_MS = 3660 * 86_400_000
