import { describe, expect, test } from '@jest/globals'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { boundKey, keyOf, keysOf, MAX_KEY_LENGTH, MAX_KEYS } from '../../src/store/keys.ts'
import { NOON } from './events.ts'

const HEX = 'ab'.repeat(32)
const DIGEST = `sha256:${HEX}`
const PURL = `pkg:oci/shop@${DIGEST}?repository_url=registry.example/acme`
const NORMAL = `pkg:oci/shop@${DIGEST}?repository_url=registry.example%2Facme`

function event(
  type: string,
  subject: string,
  content: Record<string, unknown>,
  rest: { turnpike?: Record<string, unknown>; context?: Partial<CDEvent['context']> } = {},
): CDEvent {
  return {
    context: {
      specversion: '0.5.1',
      id: 'me',
      source: 'urn:s',
      type: `dev.cdevents.${type}.0.3.0`,
      timestamp: NOON,
      ...rest.context,
    },
    subject: { id: subject, content },
    ...(rest.turnpike && { customData: { turnpike: rest.turnpike } }),
  }
}

const CASES: [string, CDEvent, string[]][] = [
  [
    'an artifact is found by its digest and its purl',
    event('artifact.published', PURL, {}),
    [`artifact:${DIGEST}`, `purl:${NORMAL}`],
  ],
  [
    'an artifact without a digest by its purl, in one spelling',
    event('artifact.packaged', 'pkg:NPM/%40Acme/Shop@1.2.3?b=2&a=1', { change: { id: 'c7' } }),
    ['purl:pkg:npm/%40acme/shop@1.2.3?a=1&b=2', 'change:c7'],
  ],
  [
    'a purl that cannot be read as it was written',
    event('service.deployed', 'shop', { environment: { id: 'e' }, artifactId: 'pkg:%zz' }),
    ['purl:pkg:%zz', 'environment:e', 'service:shop'],
  ],
  [
    'every purl that is listed',
    event(
      'testsuiterun.finished',
      'unit',
      {},
      { turnpike: { artifacts: [{ purl: 'pkg:generic/a@1' }, 'pkg:generic/b@2', 7] } },
    ),
    ['purl:pkg:generic/a@1', 'purl:pkg:generic/b@2'],
  ],
  [
    'a deployment by artifact, environment and service',
    event('service.deployed', 'shop', { environment: { id: 'production' }, artifactId: PURL }),
    [`artifact:${DIGEST}`, `purl:${NORMAL}`, 'environment:production', 'service:shop'],
  ],
  [
    'an incident by where it is',
    event('incident.detected', 'INC-1', { environment: { id: 'production' }, service: { id: 'shop' } }),
    ['environment:production', 'service:shop'],
  ],
  [
    'a test run by what it is bound to, having no field for it',
    event(
      'testsuiterun.finished',
      'unit',
      { outcome: 'success' },
      {
        turnpike: {
          artifacts: [{ digest: DIGEST, purl: PURL }],
          change: 'https://forge.example/pull/7',
          commit: 'ABCDEF0123456789abcdef0123456789abcdef01',
          run: 'https://forge.example/runs/1/attempts/2',
          service: 'shop',
          environment: 'staging',
          ticket: 'OPS-1',
        },
      },
    ),
    [
      `artifact:${DIGEST}`,
      `purl:${NORMAL}`,
      'environment:staging',
      'service:shop',
      'change:https://forge.example/pull/7',
      'commit:abcdef0123456789abcdef0123456789abcdef01',
      'run:https://forge.example/runs/1/attempts/2',
      'ticket:OPS-1',
    ],
  ],
  [
    'a pipeline run by itself',
    event('pipelinerun.started', 'https://forge.example/runs/1', {}),
    ['run:https://forge.example/runs/1'],
  ],
  [
    'a task run by its pipeline run, and by its own attempt',
    event('taskrun.finished', 'build', { pipelineRun: { id: 'r1' } }, { turnpike: { run: 'r1/attempts/2' } }),
    ['run:r1', 'run:r1/attempts/2'],
  ],
  ['a ticket by itself', event('ticket.created', 'OPS-2', { uri: 'https://t.example/2' }), ['ticket:OPS-2']],
  [
    'links and the chain',
    event(
      'change.merged',
      'c7',
      {},
      {
        context: {
          chainId: 'the-chain',
          links: [
            { linkType: 'PATH', from: { contextId: 'e1' } },
            { linkType: 'RELATION', linkKind: 'TRIGGER', target: { domainId: 'd1' } },
            { linkType: 'END', from: { contextId: 'e2' } },
            { linkType: 'END' },
          ],
        },
      },
    ),
    ['chain:the-chain', 'change:c7', 'link:e1', 'link:d1', 'link:e2'],
  ],
  [
    'a decision by its id and target, never as something about the environment',
    event(
      'x',
      'decision-1',
      { request: { artifacts: [{ digest: DIGEST }], environment: 'production', service: 'shop' } },
      {
        context: {
          type: 'dev.cdeventsx.turnpike-gate.evaluated.0.1.0',
          links: [{ linkType: 'RELATION', linkKind: 'EVIDENCE', target: { contextId: 'e1' } }],
        },
      },
    ),
    ['decision:decision-1', 'target:production', 'service:shop', `artifact:${DIGEST}`, 'link:e1'],
  ],
  [
    'a policy by its name',
    event('x', 'production', {}, { context: { type: 'dev.cdeventsx.turnpike-policy.published.0.1.0' } }),
    ['policy:production'],
  ],
]

describe('the keys of an event', () => {
  test.each(CASES)('%s', (_, value, expected) => {
    const keys = keysOf(value)
    expect([...keys].sort()).toEqual(['event:me', ...expected].sort())
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('are bounded: what does not fit is links', () => {
    const links = Array.from(
      { length: 2_000 },
      (_, n) => ({ linkType: 'PATH', from: { contextId: `e${n}` } }) as const,
    )
    const artifacts = Array.from({ length: 64 }, (_, n) => ({
      digest: `sha256:${String(n).padStart(64, '0')}`,
      purl: `pkg:generic/${n}`,
    }))
    const keys = keysOf(
      event(
        'testsuiterun.finished',
        's',
        {},
        { context: { links }, turnpike: { artifacts, environment: 'e' } },
      ),
    )
    expect(keys).toHaveLength(MAX_KEYS)
    expect(keys.filter((key) => key.startsWith('artifact:'))).toHaveLength(64)
    expect(keys).toContain('environment:e')
    expect(keys).toContain('link:e0')
  })

  test('are not made from values of the wrong kind', () => {
    const odd = { pipelineRun: 'r', ticket: [], environment: null, service: 7 }
    const context = { links: 'none' as never, chainId: 5 as never }
    expect(
      keysOf(
        event('taskrun.started', 't', odd, { context, turnpike: { run: {}, commit: 7, artifacts: 'x' } }),
      ),
    ).toEqual(['event:me'])
  })
})

describe('a key', () => {
  test('is itself while it is short and UTF-8 can carry it', () => {
    for (const value of ['production', 'a\u0000b', '世界', '%', ' ', `${'x'.repeat(MAX_KEY_LENGTH - 12)}`]) {
      expect(keyOf('environment', value)).toBe(`environment:${value}`)
    }
  })

  test('is hashed when it is long or not well-formed, keeping its kind; different values stay different', () => {
    const values = ['x'.repeat(MAX_KEY_LENGTH), 'x'.repeat(MAX_KEY_LENGTH + 1), '\ud800', '\ud801', 'a\udfff']
    const keys = values.map((value) => keyOf('artifact', value))
    for (const key of keys) expect(key).toMatch(/^artifact:~sha256:[0-9a-f]{64}$/u)
    expect(new Set(keys).size).toBe(values.length)
  })

  test('is bounded once: bounding again changes nothing', () => {
    for (const key of ['x', ':', '', '\ud800', `${'k'.repeat(2_000)}:v`, 'artifact:'.padEnd(1_000, '9')]) {
      expect(boundKey(boundKey(key))).toBe(boundKey(key))
      expect(boundKey(key).length).toBeLessThanOrEqual(MAX_KEY_LENGTH)
    }
  })
})
