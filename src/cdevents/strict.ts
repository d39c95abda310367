/**
 * Checks that the prose of the specification asks for and its schemas do not make. Off unless asked for, since with
 * them our verdict is no longer the official one. All of them are here.
 */
import type { Problem } from '../errors.ts'
import type { CDEvent } from './event.ts'
import { normalisePurl } from './purl.ts'
import { shown } from './say.ts'
import { VERSIONS } from './kinds.ts'
import { OUTCOME } from './rows.ts'

/** Every check by name, and what it asks for. */
export const STRICT = {
  timestamp:
    'there is a `T` between date and time and the zone has a colon (the schemas let white space pass)',
  specversion: 'the version is one that exists (no schema says so)',
  id: '`context.id` is a UUID',
  chainId: '`context.chainId` is a UUID',
  purl: '`subject.id` of artifact events and every `artifactId` is a package URL',
  source: '`context.source` is an absolute URI, so that ids are unique everywhere',
  customData: '`customData` as a string is base64',
  approval: 'an approval closed as approved or rejected was decided so',
  outcome: 'a finished pipeline or task run says its outcome, in a word of the standard',
} as const
export type StrictCheck = keyof typeof STRICT
export const STRICT_CHECKS = Object.keys(STRICT) as readonly StrictCheck[]

const RFC3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/u
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/iu
const FINISHED = /^dev\.cdevents\.(?:pipelinerun|taskrun)\.finished\./u

/**
 * @param event one that its schema accepts
 * @param checks all, or those named
 */
export function strictProblems(event: CDEvent, checks: boolean | readonly StrictCheck[]): Problem[] {
  if (checks === false) return []
  const chosen = checks === true ? STRICT_CHECKS : checks
  return chosen.flatMap((name) => CHECKS[name](event))
}

const CHECKS: Readonly<Record<StrictCheck, (event: CDEvent) => Problem[]>> = {
  timestamp: ({ context }) =>
    unless(
      RFC3339.test(context.timestamp),
      '/context/timestamp',
      'must be RFC 3339 with a T',
      context.timestamp,
    ),
  specversion: ({ context }) => {
    const { specversion, version } = context as { specversion?: string; version?: string }
    const given = specversion ?? version ?? ''
    const known = given === '0.5.0' || VERSIONS.some((each) => each === given)
    const path = specversion === undefined ? '/context/version' : '/context/specversion'
    return unless(known, path, `must be one of ${VERSIONS.join(', ')}`, given)
  },
  id: ({ context }) => unless(UUID.test(context.id), '/context/id', 'must be a UUID', context.id),
  chainId: ({ context: { chainId } }) =>
    chainId === undefined ? [] : unless(UUID.test(chainId), '/context/chainId', 'must be a UUID', chainId),
  purl: (event) =>
    artifactFields(event).flatMap(([path, text]) =>
      unless(isPurl(text), path, 'must be a package URL', text),
    ),
  source: ({ context }) =>
    unless(ABSOLUTE.test(context.source), '/context/source', 'must be an absolute URI', context.source),
  customData: ({ customData }) =>
    typeof customData === 'string'
      ? unless(BASE64.test(customData), '/customData', 'must be an object or base64', customData)
      : [],
  approval: ({ context, subject: { content } }) => {
    if (!context.type.startsWith('dev.cdevents.approval.closed.')) return []
    const { status, decision } = content
    const settled = status === 'approved' || status === 'rejected'
    const message = `must be ${shown(status)} when the status is`
    return unless(!settled || status === decision, '/subject/content/decision', message, decision)
  },
  outcome: ({ context, subject: { content } }) => {
    if (!FINISHED.test(context.type) || OUTCOME.words.some((word) => word === content.outcome)) return []
    const message = `must be one of ${OUTCOME.words.join(', ')}, was ${shown(content.outcome)}`
    return [{ path: '/subject/content/outcome', message }]
  },
}

function artifactFields({ context, subject }: CDEvent): [string, string][] {
  const { artifactId } = subject.content
  const fields: [string, string][] = []
  if (context.type.startsWith('dev.cdevents.artifact.')) fields.push(['/subject/id', subject.id])
  if (typeof artifactId === 'string') {
    fields.push(['/subject/content/artifactId', artifactId])
  }
  return fields
}

function isPurl(text: string): boolean {
  try {
    return normalisePurl(text) !== ''
  } catch {
    return false
  }
}

function unless(good: boolean, path: string, rule: string, given: unknown): Problem[] {
  return good ? [] : [{ path, message: `${rule}, was ${shown(given)}` }]
}
