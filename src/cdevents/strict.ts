/**
 * Checks that the prose of the specification asks for and its schemas do not make. Off unless asked for, since with
 * them our verdict is no longer the official one. All of them are here.
 */
import type { Problem } from '../errors.ts'
import type { CDEvent } from './event.ts'
import { isObject } from './check.ts'
import { normalisePurl } from './purl.ts'
import { shown } from './say.ts'
import { VERSIONS } from './kinds.ts'

export const STRICT_CHECKS = [
  /** `timestamp` with a `T` between date and time: the schema's format lets a space pass. */
  'timestamp',
  /** `specversion` is a version there is. */
  'specversion',
  /** `id` of the context is a UUID. */
  'id',
  /** `chainId` is a UUID. */
  'chainId',
  /** `subject.id` of artifact events and `artifactId` are package URLs. */
  'purl',
  /** `source` is an absolute URI, so that ids are unique everywhere. */
  'source',
  /** `customData` as a string is base64. */
  'customData',
  /** An approval that was closed as approved or rejected was decided so. */
  'approval',
  /** A finished run says its outcome. */
  'outcome',
] as const
export type StrictCheck = (typeof STRICT_CHECKS)[number]

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
  outcome: ({ context, subject: { content } }) =>
    FINISHED.test(context.type) && content.outcome === undefined
      ? [
          {
            path: '/subject/content/outcome',
            message: 'is missing; a run without an outcome is not a success',
          },
        ]
      : [],
}

function artifactFields({ context, subject }: CDEvent): [string, string][] {
  const { artifactId } = subject.content
  const fields: [string, string][] = []
  if (context.type.startsWith('dev.cdevents.artifact.')) fields.push(['/subject/id', subject.id])
  if (typeof artifactId === 'string' && isObject(subject.content)) {
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
