import { describe, expect, test } from '@jest/globals'
import { bind, bindingOf } from '../../src/cdevents/binding.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'

const A = `sha256:${'a'.repeat(64)}`
const B = `sha256:${'b'.repeat(64)}`

function event(type: string, content: object, turnpike?: unknown, id = 'subject-1'): CDEvent {
  return {
    context: {
      specversion: '0.5.1',
      id: '1',
      source: '/x',
      type: `dev.cdevents.${type}.0.3.0`,
      timestamp: '',
    },
    subject: { id, content: content as Record<string, unknown> },
    ...(turnpike !== undefined && { customData: { turnpike } }),
  }
}

describe('bind', () => {
  test('adds to custom data what the event is about, and keeps the rest', () => {
    const bound = bind({ mine: 1, turnpike: { commit: 'abc', x: 1 } }, { environment: 'production', x: 2 })
    expect(bound).toEqual({ mine: 1, turnpike: { commit: 'abc', x: 2, environment: 'production' } })
    expect(bind(undefined, { run: 'r' })).toEqual({ turnpike: { run: 'r' } })
  })
})

describe('bindingOf', () => {
  test('reads the block of an event that has no field of its own', () => {
    const block = { artifacts: [{ digest: A, purl: 'pkg:oci/a' }], environment: 'e', service: 's', change: 'c', commit: 'ABC', run: 'r' } // prettier-ignore
    expect(bindingOf(event('testsuiterun.finished', {}, block))).toEqual({ ...block, commit: 'abc' })
  })

  test.each([
    ['artifact.signed', {}, `pkg:oci/a@${A}`, { artifacts: [{ digest: A, purl: `pkg:oci/a@${A}` }] }],
    [
      'artifact.packaged',
      { change: { id: 'pr-1' } },
      `pkg:oci/a@${A}`,
      { artifacts: [{ digest: A, purl: `pkg:oci/a@${A}` }], change: 'pr-1' },
    ],
    ['build.finished', { artifactId: A }, 'b', { artifacts: [{ digest: A }] }],
    [
      'service.deployed',
      { artifactId: `pkg:oci/a@${A}`, environment: { id: 'prod' } },
      'shop',
      { artifacts: [{ digest: A, purl: `pkg:oci/a@${A}` }], environment: 'prod', service: 'shop' },
    ],
    [
      'incident.detected',
      { environment: { id: 'prod' }, service: { id: 'shop' } },
      'i',
      { artifacts: [], environment: 'prod', service: 'shop' },
    ],
    ['environment.created', {}, 'prod', { artifacts: [], environment: 'prod' }],
    ['change.merged', {}, 'pr-1', { artifacts: [], change: 'pr-1' }],
    ['pipelinerun.finished', {}, 'run-1', { artifacts: [], run: 'run-1' }],
    ['taskrun.finished', { pipelineRun: { id: 'run-1' } }, 'job-1', { artifacts: [], run: 'run-1' }],
  ])('reads the fields of %s', (type, content, id, bound) => {
    expect(bindingOf(event(type, content, undefined, id))).toEqual(bound)
  })

  test('an artifact event whose block names another digest is inconsistent', () => {
    const bound = bindingOf(
      event('artifact.signed', {}, { artifacts: [{ digest: A }, { digest: B }] }, `pkg:oci/a@${A}`),
    )
    expect(bound.inconsistent).toBe(`the event names ${A}, its customData.turnpike.artifacts names ${B}`)
  })

  test('a deployment may have siblings in its block, but must be among them', () => {
    const content = { artifactId: A, environment: { id: 'prod' } }
    expect(
      bindingOf(event('service.deployed', content, { artifacts: [{ digest: A }, { digest: B }] })),
    ).toEqual({
      artifacts: [{ digest: A }, { digest: B }],
      environment: 'prod',
      service: 'subject-1',
    })
    expect(
      bindingOf(event('service.deployed', content, { artifacts: [{ digest: B }] })).inconsistent,
    ).toMatch(B)
  })

  test('a deployment that names two environments or services is inconsistent, a test run elsewhere is not', () => {
    const content = { environment: { id: 'staging' } }
    expect(bindingOf(event('service.removed', content, { environment: 'production' })).inconsistent).toMatch(
      'environment "staging"',
    )
    expect(bindingOf(event('service.removed', content, { service: 'other' })).inconsistent).toMatch(
      'service "subject-1"',
    )
    const tested = bindingOf(event('testsuiterun.finished', content, { environment: 'production' }))
    expect(tested).toEqual({ artifacts: [], environment: 'staging' })
  })

  test('a name with two digests could be read as either, so it is evidence for none', () => {
    const both = `pkg:oci/a@${A}?checksum=${B}`
    const two = /holds two digests/
    expect(
      bindingOf(event('service.deployed', { artifactId: both }, { artifacts: [A] })).inconsistent,
    ).toMatch(two)
    for (const one of [both, { digest: A, purl: `pkg:oci/a@${B}` }, { digest: A, purl: both }])
      expect(bindingOf(event('testsuiterun.finished', {}, { artifacts: [A, one] })).inconsistent).toMatch(two)
    const twice = { digest: A, purl: `pkg:oci/a@${A}?checksum=${A.toUpperCase()}` }
    expect(bindingOf(event('testsuiterun.finished', {}, { artifacts: [twice] })).inconsistent).toBeUndefined()
  })

  test('equal digests in different spelling are one artifact, with the better name', () => {
    const block = {
      artifacts: [A.toUpperCase(), { digest: A, purl: 'pkg:oci/a' }, { digest: `pkg:oci/b@${B}` }],
    }
    expect(bindingOf(event('testsuiterun.finished', {}, block)).artifacts).toEqual([
      { digest: A, purl: 'pkg:oci/a' },
      { digest: B },
    ])
  })

  test.each([
    1,
    'x',
    null,
    [],
    { artifacts: 'x' },
    { artifacts: [1, null, {}, { digest: 1 }, { digest: 'x' }] },
    { environment: 1, commit: {}, run: '' },
  ])('a block of %j says nothing', (block) => {
    expect(bindingOf(event('build.queued', {}, block))).toEqual({ artifacts: [] })
  })

  test('looks at no more than 64 artifacts', () => {
    const artifacts = Array.from({ length: 1000 }, (_, at) => ({
      digest: `sha256:${String(at).padStart(64, '0')}`,
    }))
    expect(bindingOf(event('build.queued', {}, { artifacts })).artifacts).toHaveLength(64)
  })
})
