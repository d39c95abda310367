/** What somebody says on an artifact, as JSON or as a form of ours. All problems at once. */
import { digestsIn } from '../../cdevents/digest.ts'
import type { ArtifactRef } from '../../cdevents/event.ts'
import { isObject } from '../../cdevents/object.ts'
import { artifactRef, normalisePurl } from '../../cdevents/purl.ts'
import { explain, type Problem } from '../../errors.ts'
import { readText } from '../body.ts'
import { Refusal } from '../problem.ts'
import { MOST_FORM_BYTES } from './csrf.ts'
import { isForm } from './form.ts'
import { membersOfForm, membersOfJson } from './members.ts'

/**
 * What can be said: the decisions of CDEvents, and `cancelled`, with which somebody closes what they said before.
 * Nobody says `expired`: that is for systems whose approvals end by themselves.
 */
export const APPROVAL_DECISIONS = [
  'approved',
  'rejected',
  'requestChanges',
  'escalated',
  'delegate',
  'deferred',
  'cancelled',
] as const
export type ApprovalDecision = (typeof APPROVAL_DECISIONS)[number]

export const MOST_COMMENT = 1000
export const MOST_ARTIFACTS = 64
const MOST_POLICIES = 16

export interface ApprovalRequest {
  artifacts: readonly ArtifactRef[]
  environment: string
  service?: string
  /** The change this is for, its address. */
  change?: string
  decision: ApprovalDecision
  /** With `delegate`: the URI of who may say it instead, where the policy lets people delegate. */
  delegate?: string
  comment?: string
  /** Digests of the policies under which it is said; it counts under no other versions of them. */
  policies?: readonly string[]
  /** Id of the recorded decision that it answers. */
  answers?: string
  /** The client's own name for this statement: said again under it, it is the same statement. */
  key?: string
}

export interface ReadApproval {
  request: ApprovalRequest
  /** Where a form wants its browser to go on. Not checked. */
  back?: string
  form: boolean
}

const TEXTS = {
  environment: 256,
  service: 256,
  change: 2000,
  comment: MOST_COMMENT,
  delegate: 300,
  answers: 100,
  key: 100,
} as const

/** Fields of the form that may be there several times. */
const SEVERAL = { artifact: 'artifacts', policy: 'policy' } as const

/** @throws Refusal unsupported-media-type, bad-request, too-large, invalid-request */
export async function readApproval(request: Request): Promise<ReadApproval> {
  const form = isForm(request)
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase()
  if (!form && type !== 'application/json') {
    throw new Refusal(
      'unsupported-media-type',
      'An approval is application/json, or a form of the store’s own page.',
    )
  }
  const text = await readText(request, () => MOST_FORM_BYTES)
  const { back, value } = form
    ? membersOfForm(text, SEVERAL)
    : { back: undefined, value: membersOfJson(text) }
  const read = readValue(value)
  if ('problems' in read)
    throw new Refusal('invalid-request', 'This is not an approval.', { problems: read.problems })
  return { request: read.request, ...(back === undefined ? {} : { back }), form }
}

function readValue(value: unknown): { request: ApprovalRequest } | { problems: Problem[] } {
  if (!isObject(value)) return { problems: [{ path: '', message: 'must be an object' }] }
  const problems: Problem[] = []
  const { artifacts, decision, policy, ...texts } = value
  for (const name of Object.keys(texts)) {
    if (!(name in TEXTS)) problems.push({ path: `/${name}`, message: unknownMember(name) })
  }
  const read = {
    artifacts: readArtifacts(artifacts, problems),
    decision: readDecision(decision, problems),
    ...readPolicy(policy, problems),
    ...readTexts(texts, problems),
  }
  if (read.environment === undefined && texts.environment === undefined)
    problems.push({ path: '/environment', message: 'is missing: an approval is for one environment' })
  if (read.delegate !== undefined && read.decision !== undefined && read.decision !== 'delegate')
    problems.push({ path: '/delegate', message: 'belongs to the decision delegate' })
  if (read.decision === 'delegate' && texts.delegate === undefined)
    problems.push({ path: '/delegate', message: 'is missing: to whom, as a URI such as urn:user:alice' })
  if (read.delegate !== undefined && !isPersonUri(read.delegate))
    problems.push({ path: '/delegate', message: 'must be a URI such as urn:user:alice' })
  return problems.length > 0 ? { problems } : { request: read as ApprovalRequest }
}

function isPersonUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[^\s]+$/iu.test(text) && !text.startsWith('group:') && !text.includes('*')
}

function unknownMember(name: string): string {
  if (name === 'responder') return 'is never taken from a request: it is the person who is signed in'
  return `is not known here; there are artifacts, decision, policy, ${Object.keys(TEXTS).join(', ')}`
}

function readArtifacts(given: unknown, problems: Problem[]): ArtifactRef[] {
  if (!Array.isArray(given) || given.length === 0 || given.length > MOST_ARTIFACTS) {
    problems.push({
      path: '/artifacts',
      message: `must be a list of 1 to ${MOST_ARTIFACTS} artifacts, each a digest (sha256:…) or a purl with one`,
    })
    return []
  }
  const known = new Map<string, ArtifactRef>()
  given.forEach((each: unknown, index) => {
    try {
      const ref = refOf(each)
      if (known.get(ref.digest)?.purl === undefined) known.set(ref.digest, ref)
    } catch (error) {
      problems.push({ path: `/artifacts/${index}`, message: explain(error) })
    }
  })
  return [...known.values()]
}

/** @throws when it names no digest, or two */
function refOf(each: unknown): ArtifactRef {
  if (typeof each === 'string') return artifactRef(each)
  if (!isObject(each) || typeof each.digest !== 'string')
    throw new Error('must be a text, or an object with a digest')
  const { digest } = artifactRef(each.digest)
  if (each.purl === undefined) return { digest }
  if (typeof each.purl !== 'string') throw new Error('its purl must be a text')
  const purl = normalisePurl(each.purl)
  const other = digestsIn(purl).find((named) => named !== digest)
  if (other !== undefined) throw new Error(`its purl names ${other}, beside the digest ${digest}`)
  return { digest, purl }
}

function readDecision(given: unknown, problems: Problem[]): ApprovalDecision | undefined {
  const known = APPROVAL_DECISIONS.find((word) => word === given)
  if (known === undefined)
    problems.push({ path: '/decision', message: `must be one of ${APPROVAL_DECISIONS.join(', ')}` })
  return known
}

/** One digest, or a list of them. */
function readPolicy(given: unknown, problems: Problem[]): { policies?: readonly string[] } {
  if (given === undefined) return {}
  const list: unknown[] = Array.isArray(given) ? given : [given]
  const digests = list.filter(
    (one) => typeof one === 'string' && /^sha256:[0-9a-f]{64}$/.test(one),
  ) as string[]
  if (digests.length === list.length && list.length > 0 && list.length <= MOST_POLICIES)
    return { policies: [...new Set(digests)] }
  problems.push({
    path: '/policy',
    message: `must be the digest of a policy, sha256: and 64 hex digits, or a list of 1 to ${MOST_POLICIES}`,
  })
  return {}
}

function readTexts(
  texts: Readonly<Record<string, unknown>>,
  problems: Problem[],
): Partial<Record<keyof typeof TEXTS, string>> {
  const read: Partial<Record<keyof typeof TEXTS, string>> = {}
  for (const [name, most] of Object.entries(TEXTS) as [keyof typeof TEXTS, number][]) {
    const given = texts[name]
    if (given === undefined) continue
    // Browsers send line breaks of two characters.
    const said = typeof given === 'string' ? given.replaceAll('\r\n', '\n').trim() : ''
    if (said === '' || said.length > most || !said.isWellFormed())
      problems.push({ path: `/${name}`, message: `must be a text of 1 to ${most} characters` })
    else read[name] = said
  }
  return read
}
