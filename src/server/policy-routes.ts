/** Policies over HTTP: what is in force, what has problems, and putting one in force. */
import { json, preferred, text as textAnswer } from './answer.ts'
import { MAX_EVENT_BYTES, readText } from './body.ts'
import { explainPolicies } from '../policy/explain/explain.ts'
import { explanationLines } from '../policy/explain/text.ts'
import { inPath, ok, query, text as textParameter } from './parameters.ts'
import type { PolicyBook, PolicyEntry } from './policies.ts'
import { Refusal } from './problem.ts'
import type { Call, Route } from './route.ts'
import { ref } from './schemas.ts'

/** YAML's registered type (RFC 9512) and those in use before it. */
const MEDIA_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml']

/** Rows of the table, for one organisation. */
export function policyRoutes(book: PolicyBook): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/policies',
      id: 'listPolicies',
      needs: 'read',
      summary: 'The policies in force, and documents that do not load',
      answers: { 200: ok('By name.', ref('Policies')) },
      handle: () => listPolicies(book),
    },
    {
      method: 'GET',
      path: '/v1/policies/merged',
      id: 'explainPolicies',
      needs: 'read',
      summary: 'What the policies in force ask for together, in plain English',
      description: 'Merged as a decision merges them. As YAML: one document that decides the same.',
      parameters: [
        query('environment', textParameter(200), 'Of which environment. Needed.'),
        query('service', textParameter(200), 'Only what governs this service.'),
      ],
      answers: {
        200: {
          description: 'As JSON; as text, Markdown or YAML when `Accept` prefers it.',
          content: {
            'application/json': ref('ExplainedPolicies'),
            'text/plain': { type: 'string' },
            'text/markdown': { type: 'string' },
            'application/yaml': { type: 'string' },
          },
        },
      },
      handle: (call) => explained(book, call),
    },
    {
      method: 'GET',
      path: '/v1/policies/{name}',
      id: 'getPolicy',
      needs: 'read',
      summary: 'One policy in force',
      parameters: [inPath('name', 'Its name.')],
      answers: {
        200: {
          description: 'With its text; the text alone when `Accept` prefers YAML.',
          content: { 'application/json': ref('PolicyWithText'), 'application/yaml': { type: 'string' } },
        },
      },
      handle: (call) => onePolicy(book, call),
    },
    {
      method: 'PUT',
      path: '/v1/policies/{name}',
      id: 'putPolicy',
      needs: 'administer',
      summary: 'Put a policy in force',
      description:
        "Without a trust document, for the token named 'admin'. A document with problems changes nothing.",
      parameters: [inPath('name', 'Its name, the same as in the document.')],
      body: {
        description: 'The policy, 256 KiB at most.',
        content: Object.fromEntries(MEDIA_TYPES.map((type) => [type, { type: 'string' }])),
      },
      answers: {
        200: ok('It is in force now.', ref('Policy')),
        201: ok('It is new and in force now.', ref('Policy')),
      },
      handle: (call) => putPolicy(book, call),
    },
  ]
}

function listPolicies(book: PolicyBook): Response {
  const troubles = book.troubles().map(({ document, problems }) => ({ document, problems }))
  return json({ policies: book.entries().map(rowOf), troubles })
}

/** With its text; the text alone for a reader that prefers YAML. */
function onePolicy(book: PolicyBook, call: Call): Response {
  const entry = book.entries().find(({ policy }) => policy.name === call.path.name)
  if (entry === undefined) {
    throw new Refusal('not-found', `No policy '${(call.path.name ?? '').slice(0, 100)}' is in force.`)
  }
  const wanted = preferred(call.request.headers.get('accept'), ['application/json', 'application/yaml'])
  if (wanted === 'application/yaml') return textAnswer(entry.policy.text, 'application/yaml')
  return json({ ...rowOf(entry), text: entry.policy.text })
}

/** @throws Refusal unavailable when a published policy cannot be read: what it asks for is not known */
async function explained(book: PolicyBook, call: Call): Promise<Response> {
  const environment = call.query.one('environment')
  const service = call.query.one('service')
  if (environment === undefined) throw new Refusal('bad-request', "The parameter 'environment' is missing.")
  const place = { environment, ...(service === undefined ? {} : { service }) }
  const accept = call.request.headers.get('accept')
  switch (preferred(accept, ['application/json', 'text/plain', 'text/markdown', 'application/yaml'])) {
    case 'text/plain': {
      const lines = explanationLines(explainPolicies(book.inForce(), place))
      return textAnswer(`${lines.join('\n')}\n`, 'text/plain; charset=utf-8')
    }
    case 'text/markdown': {
      const { explanationMarkdown } = await import('./policy-markdown.ts')
      const markdown = explanationMarkdown(explainPolicies(book.inForce(), place))
      return textAnswer(markdown, 'text/markdown; charset=utf-8')
    }
    case 'application/yaml': {
      const { mergedYaml } = await import('../policy/explain/yaml.ts')
      const merged = await mergedYaml(book.inForce(), place)
      if ('problem' in merged) throw new Refusal('conflict', merged.problem)
      return textAnswer(merged.text, 'application/yaml')
    }
    default:
      return json(explainPolicies(book.inForce(), place))
  }
}

/** In force when it answers. */
async function putPolicy(book: PolicyBook, call: Call): Promise<Response> {
  const media = (call.request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (!MEDIA_TYPES.includes(media)) {
    throw new Refusal('unsupported-media-type', `A policy comes as ${MEDIA_TYPES.join(', ')}.`)
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
  const { name, digest, owner, layer, applies, rules } = policy
  return {
    name,
    digest,
    layer,
    ...(owner === undefined ? {} : { owner }),
    environments: applies.environments,
    rules: rules.map(({ id, kind, title, enforce }) => ({ id, kind, title, enforce })),
    publishedAt,
    publishedBy,
    sequence,
  }
}
