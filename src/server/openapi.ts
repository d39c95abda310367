/** The OpenAPI 3.1 document of a route table. */
import type { Answer, Parameter, Route, Schema } from './route.ts'
import { ref, SCHEMAS } from './schemas.ts'

const PROBLEM: Answer = {
  description: 'Why not (RFC 9457).',
  content: { 'application/problem+json': ref('ProblemDocument') },
}

export function openApiOf(routes: readonly Route[], version: string, url: string): unknown {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = (paths[route.path] ??= {})
    path[route.method.toLowerCase()] = operationOf(route)
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Turnpike',
      version,
      summary: 'An event store for CDEvents, and a gate that asks it before a deploy.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url }],
    security: [{ token: [] }],
    paths,
    components: {
      schemas: SCHEMAS,
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description:
            "An OIDC token of a CI for this store's address, or a static token. In a browser the cookie of a session stands for it. A store without a trust document and without tokens answers its own machine only, and wants none.",
        },
      },
    },
  }
}

function operationOf(route: Route): Record<string, unknown> {
  const { id, summary, description, parameters, body, answers, needs } = route
  return {
    operationId: id,
    summary,
    ...(description === undefined ? {} : { description }),
    ...(needs === 'nothing' ? { security: [] } : {}),
    ...(parameters === undefined ? {} : { parameters: parameters.map(parameterOf) }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, description: body.description, content: contentOf(body.content) } }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answerOf(answer)])),
      default: answerOf(PROBLEM),
    },
  }
}

function parameterOf({ name, in: place, description, schema, repeated }: Parameter): Record<string, unknown> {
  const { maxItems, ...items } = schema
  const whole =
    repeated === true ? { type: 'array', items, ...(maxItems === undefined ? {} : { maxItems }) } : schema
  return { name, in: place, required: place === 'path', description, schema: whole }
}

function answerOf({ description, content }: Answer): Record<string, unknown> {
  return { description, ...(content === undefined ? {} : { content: contentOf(content) }) }
}

function contentOf(content: Readonly<Record<string, Schema>>): Record<string, { schema: Schema }> {
  return Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, { schema }]))
}
