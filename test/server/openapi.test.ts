/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-explicit-any -- answers are read freely; start.ts checks their shape against the published document */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { start, type Started } from './start.ts'

/** The rules of OpenAPI 3.1 that the document's parts are under (https://spec.openapis.org/oas/v3.1.1). */
const CONTENT = {
  type: 'object',
  minProperties: 1,
  propertyNames: { pattern: '^[a-z]+/[a-z0-9.+-]+$' },
  additionalProperties: {
    type: 'object',
    required: ['schema'],
    additionalProperties: false,
    properties: { schema: { type: 'object' } },
  },
}
const OPERATION = {
  type: 'object',
  required: ['operationId', 'summary', 'responses'],
  additionalProperties: false,
  properties: {
    operationId: { type: 'string', pattern: '^[a-z][A-Za-z]+$' },
    summary: { type: 'string', minLength: 1 },
    description: { type: 'string' },
    security: { type: 'array', maxItems: 0 },
    parameters: {
      type: 'array',
      uniqueItems: true,
      items: {
        type: 'object',
        required: ['name', 'in', 'required', 'schema'],
        additionalProperties: false,
        properties: {
          name: { type: 'string' },
          in: { enum: ['path', 'query'] },
          required: { type: 'boolean' },
          description: { type: 'string' },
          schema: { type: 'object' },
        },
        if: { properties: { in: { const: 'path' } } },
        then: { properties: { required: { const: true } } },
      },
    },
    requestBody: {
      type: 'object',
      required: ['content'],
      additionalProperties: false,
      properties: { description: { type: 'string' }, required: { type: 'boolean' }, content: CONTENT },
    },
    responses: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: '^([1-5](\\d\\d|XX)|default)$' },
      additionalProperties: {
        type: 'object',
        required: ['description'],
        additionalProperties: false,
        properties: { description: { type: 'string' }, content: CONTENT },
      },
    },
  },
}
const DOCUMENT = {
  type: 'object',
  required: ['openapi', 'info', 'paths'],
  additionalProperties: false,
  properties: {
    openapi: { type: 'string', pattern: '^3\\.1\\.\\d+$' },
    info: {
      type: 'object',
      required: ['title', 'version'],
      additionalProperties: false,
      properties: {
        title: { type: 'string' },
        version: { type: 'string' },
        summary: { type: 'string' },
        license: {
          type: 'object',
          required: ['name'],
          additionalProperties: false,
          properties: { name: { type: 'string' }, identifier: { type: 'string' } },
        },
      },
    },
    servers: {
      type: 'array',
      items: { type: 'object', required: ['url'], properties: { url: { type: 'string' } } },
    },
    security: { type: 'array', items: { type: 'object', additionalProperties: { type: 'array' } } },
    paths: {
      type: 'object',
      propertyNames: { pattern: '^/' },
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: { get: OPERATION, put: OPERATION, post: OPERATION },
      },
    },
    components: {
      type: 'object',
      additionalProperties: false,
      properties: {
        schemas: {
          type: 'object',
          propertyNames: { pattern: '^[a-zA-Z0-9._-]+$' },
          additionalProperties: { type: 'object' },
        },
        securitySchemes: {
          type: 'object',
          additionalProperties: {
            type: 'object',
            required: ['type', 'scheme'],
            properties: { type: { const: 'http' }, scheme: { const: 'bearer' } },
          },
        },
      },
    },
  },
}

let server: Started
let document: any
const ajv = new Ajv2020({ strict: true, allErrors: true, strictRequired: false, strictTypes: false })
addFormats.default(ajv)

beforeAll(async () => {
  server = await start()
  document = (await server.call('GET', '/openapi.json')).body
})
afterAll(() => server.close())

const operations = () =>
  Object.entries(document.paths as Record<string, Record<string, any>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )

describe('the OpenAPI document', () => {
  test('keeps the rules of OpenAPI 3.1', () => {
    const valid = ajv.validate(DOCUMENT, document)
    expect(ajv.errorsText()).toBe('No errors')
    expect(valid).toBe(true)
  })

  test('names every operation once, and its path parameters as its path does', () => {
    const ids = operations().map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, operation } of operations()) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const described = (operation.parameters ?? []).filter((given: { in: string }) => given.in === 'path')
      expect(described.map(({ name }: { name: string }) => name)).toEqual(named)
    }
  })

  test('holds JSON Schemas that compile and refer to nothing that is not there', () => {
    const whole = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false })
    addFormats.default(whole)
    whole.addVocabulary(['openapi', 'info', 'servers', 'security', 'paths', 'components'])
    whole.addSchema({ $id: 'doc', ...document })
    for (const name of Object.keys(document.components.schemas)) {
      expect(whole.getSchema(`doc#/components/schemas/${name}`)).toBeInstanceOf(Function)
    }
    const text = JSON.stringify(document)
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(document.components.schemas).toHaveProperty(name!)
    }
  })

  test('has every address that answers', () => {
    const routed = server.app.routes.map(({ method, path }) => `${method} ${path}`).sort()
    expect(
      operations()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    ).toEqual(routed)
  })

  test('and the page in docs/ name the same addresses', () => {
    const page = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8')
    const named = [...page.matchAll(/^\| \[?`((?:GET|POST|PUT) [^`]+)`/gm)].map(([, address]) => address!)
    expect(named.sort()).toEqual(
      operations()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    )
  })

  test('has no address that does not answer', async () => {
    for (const { method, path } of operations()) {
      if (path === '/v1/stream') continue
      const answer = await server.call(method, path.replace(/\{\w+\}/g, 'x'))
      const nothingThere =
        answer.status === 404 && answer.body?.detail?.startsWith('There is nothing at this address')
      expect([method, path, nothingThere || answer.status === 405]).toEqual([method, path, false])
    }
  })
})

test('no answer is kept by a cache or taken for another type', async () => {
  for (const path of [
    '/',
    '/v1/events',
    '/v1/events/7',
    '/nowhere',
    '/metrics',
    '/openapi.json',
    '/v1/stream',
  ]) {
    const { headers, body } = await server.raw('GET', path)
    expect([path, headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([
      path,
      'no-store',
      'nosniff',
    ])
    await body?.cancel()
  }
})

describe('an address that is not there', () => {
  test('is a problem', async () => {
    const answer = await server.call('GET', '/v2/events')
    expect([answer.status, answer.body.type]).toEqual([404, 'urn:turnpike:problem/not-found'])
  })

  test('for that method says for which it is', async () => {
    const answer = await server.call('DELETE', '/v1/policies/x')
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, PUT'])
  })
})

describe('health', () => {
  test('is ready while the store can write', async () => {
    expect((await server.call('GET', '/healthz')).body).toEqual({ status: 'alive' })
    expect((await server.call('GET', '/readyz')).body).toEqual({ status: 'ready' })
  })

  test('is not ready once the store is closed, but alive', async () => {
    const closed = await start()
    await closed.store.close()
    expect((await closed.call('GET', '/readyz')).status).toBe(503)
    expect((await closed.call('GET', '/healthz')).status).toBe(200)
    await closed.app.close()
  })

  test('is not ready while it stops, and takes nothing more', async () => {
    const stopping = await start()
    await stopping.app.close()
    expect((await stopping.call('GET', '/readyz')).status).toBe(503)
    expect((await stopping.call('GET', '/v1/events')).status).toBe(503)
    await stopping.store.close()
  })
})

test('the metrics count by closed sets, not by what strangers send', async () => {
  await server.post({ evil: true })
  await server.call('GET', '/v1/events/12345')
  await server.call('GET', '/nowhere/at/all')
  const { text } = await server.call('GET', '/metrics')
  expect(text).toMatch(/turnpike_events_received_total\{status="quarantined"\} 1/)
  expect(text).toMatch(/turnpike_events_stored\{status="quarantined"\} 1/)
  expect(text).toMatch(
    /turnpike_http_requests_total\{method="GET",route="\/v1\/events\/\{sequence\}",status="404"\}/,
  )
  expect(text).not.toContain('12345')
  expect(text).not.toContain('nowhere')
})
