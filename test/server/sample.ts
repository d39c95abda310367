/** Events and policies that the tests of the server post. */
import { create } from '../../src/cdevents/create.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'

export const DIGEST = `sha256:${'ab'.repeat(32)}`
export const PURL = `pkg:oci/webshop@sha256%3A${'ab'.repeat(32)}?repository_url=registry.example.org/acme/webshop`

let count = 0

/** A passed test suite about the artifact, with an id of its own unless one is given. */
export function testsPassed(
  given: { id?: string; outcome?: string; digest?: string; at?: string } = {},
): CDEvent {
  const id = given.id ?? `tests-${++count}`
  return create(
    'testsuiterun.finished',
    {
      source: 'https://ci.example.org/acme/webshop',
      subject: {
        id: `run-${id}`,
        content: {
          outcome: given.outcome ?? 'success',
          environment: { id: 'ci' },
          testSuite: { id: 'unit' },
        },
      },
      customData: { turnpike: { artifacts: [{ digest: given.digest ?? DIGEST }] } },
    } as never,
    { id, now: given.at ?? new Date().toISOString() },
  )
}

/** A service placed in an environment. */
export function deployed(
  service: string,
  environment: string,
  given: { digest?: string; predicate?: 'deployed' | 'upgraded' | 'rolledback' } = {},
): CDEvent {
  const hex = (given.digest ?? DIGEST).replace('sha256:', '')
  return create(
    `service.${given.predicate ?? 'deployed'}`,
    {
      source: 'https://ci.example.org/acme/webshop',
      subject: {
        id: service,
        content: { environment: { id: environment }, artifactId: `pkg:oci/webshop@sha256%3A${hex}` },
      },
    },
    { id: `deploy-${++count}`, now: new Date().toISOString() },
  )
}

export function removed(service: string, environment: string): CDEvent {
  return create(
    'service.removed',
    {
      source: 'https://ci.example.org/acme/webshop',
      subject: { id: service, content: { environment: { id: environment } } },
    },
    { id: `remove-${++count}`, now: new Date().toISOString() },
  )
}

/** Wants a passed unit test; `wait` makes a missing one pending instead of a denial. */
export function policy(
  given: { name?: string; environment?: string; onMissing?: 'deny' | 'wait'; extra?: string } = {},
): string {
  return `apiVersion: turnpike/v1
kind: Policy
metadata: { name: ${given.name ?? 'production'}, owner: platform@example.org }
applies: { environments: [${given.environment ?? 'production'}] }
rules:
  - id: unit-tests
    kind: evidence
    type: testsuiterun.finished
    producer: any
    match: { outcome: success, testSuite.id: unit }
    onMissing: ${given.onMissing ?? 'deny'}
${given.extra ?? ''}`
}

export const REQUEST = { artifacts: [{ digest: DIGEST }], environment: 'production' }
