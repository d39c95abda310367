/** Policies over HTTP: what is in force, what has problems, and putting one in force. */
import { json, preferred, text as textAnswer } from './answer.ts'
import { MAX_EVENT_BYTES, readText } from './body.ts'
import type { PolicyBook, PolicyEntry } from './policies.ts'
import { Refusal } from './problem.ts'
import type { Call } from './route.ts'

/** YAML's registered type (RFC 9512) and those in use before it. */
export const POLICY_MEDIA_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml']

/** `GET /v1/policies`. */
export function listPolicies(book: PolicyBook): Response {
  const troubles = book.troubles().map(({ document, problems }) => ({ document, problems }))
  return json({ policies: book.entries().map(rowOf), troubles })
}

/** `GET /v1/policies/{name}`: with its text; the text alone for a reader that prefers YAML. */
export function onePolicy(book: PolicyBook, call: Call): Response {
  const entry = book.entries().find(({ policy }) => policy.name === call.path.name)
  if (entry === undefined) {
    throw new Refusal('not-found', `No policy '${(call.path.name ?? '').slice(0, 100)}' is in force.`)
  }
  const wanted = preferred(call.request.headers.get('accept'), ['application/json', 'application/yaml'])
  if (wanted === 'application/yaml') return textAnswer(entry.policy.text, 'application/yaml')
  return json({ ...rowOf(entry), text: entry.policy.text })
}

/** `PUT /v1/policies/{name}`: in force when it answers. */
export async function putPolicy(book: PolicyBook, call: Call): Promise<Response> {
  const media = (call.request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (!POLICY_MEDIA_TYPES.includes(media)) {
    throw new Refusal('unsupported-media-type', `A policy comes as ${POLICY_MEDIA_TYPES.join(', ')}.`)
  }
  const name = call.path.name ?? ''
  if (book.isFromDirectory(name)) {
    throw new Refusal(
      'conflict',
      `The policy '${name}' is kept in the store's directory of policies; change it there.`,
    )
  }
  const text = await readText(call.request, () => MAX_EVENT_BYTES / 4)
  const before = book.entries().some(({ policy }) => policy.name === name)
  const entry = await book.publish(text, { name, document: name, by: call.principal.id })
  return json(rowOf(entry), before ? 200 : 201)
}

function rowOf({ policy, publishedAt, publishedBy, sequence }: PolicyEntry) {
  const { name, digest, owner, applies, rules } = policy
  return {
    name,
    digest,
    ...(owner === undefined ? {} : { owner }),
    environments: applies.environments,
    rules: rules.map(({ id, kind, title, enforce }) => ({ id, kind, title, enforce })),
    publishedAt,
    publishedBy,
    sequence,
  }
}
