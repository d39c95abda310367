import { describe, expect, test } from '@jest/globals'
import { validate } from '../../src/cdevents/validate.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { decisionEvent, readDecision } from '../../src/policy/record.ts'
import { readRequest } from '../../src/policy/request.ts'
import { keysOf } from '../../src/store/keys.ts'
import { ask, DIGEST, load, OTHER, policyText, shelfOf, suite } from './scene.ts'

const RULES = `
  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit } }`

async function allowed(): Promise<Decision> {
  return ask([await load(policyText(RULES))], { shelf: shelfOf({ ...suite('success'), id: 'the-evidence' }) })
}

describe('the record of a decision', () => {
  test('is a valid event that holds the whole decision and links to the evidence it used', async () => {
    const decision = await allowed()
    const event = decisionEvent(decision, { source: 'urn:turnpike:store' })
    expect(validate(event)).toMatchObject({ valid: true })
    expect(event.context.type).toBe('dev.cdeventsx.turnpike-gate.evaluated.0.1.0')
    expect(event.context.timestamp).toBe(decision.decidedAt)
    expect(event.context.links).toEqual([
      { linkType: 'RELATION', linkKind: 'EVIDENCE', target: { contextId: 'the-evidence' } },
    ])
    expect(event.subject.id).toBe(decision.id)
    expect(readDecision(JSON.parse(JSON.stringify(event.subject.content)))).toEqual(decision)
    expect(keysOf(event)).toEqual(
      expect.arrayContaining([`decision:${decision.id}`, 'target:production', `artifact:${DIGEST}`]),
    )
  })

  test('stays below 900 KiB however much there was to say, and says that it was shortened', async () => {
    const decision = await allowed()
    const finding = decision.findings[0]!
    const full = {
      ...finding,
      evidence: Array.from({ length: 20 }, () => ({ ...finding.evidence[0]!, says: 'x'.repeat(400) })),
    }
    const large: Decision = {
      ...decision,
      findings: Array.from({ length: 200 }, (_, n) => ({ ...full, rule: `r${n}` })),
    }
    const event = decisionEvent(large, { source: 'urn:turnpike:store' })
    expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(950 * 1024)
    const read = readDecision(event.subject.content)
    expect(read.findings).toHaveLength(200)
    expect(read.notices).toContain('The record was shortened: not every event is listed.')
  })

  test('too many rules for one record is an error, not a cut', async () => {
    const decision = await allowed()
    const large = {
      ...decision,
      findings: Array.from({ length: 5000 }, () => ({ ...decision.findings[0]!, found: 'x'.repeat(300) })),
    }
    expect(() => decisionEvent(large, { source: 'urn:turnpike:store' })).toThrow('use fewer rules')
  })
})

describe('reading a decision fails closed', () => {
  const breaks: [string, (decision: Decision) => unknown][] = [
    ['nothing', () => undefined],
    ['text', () => 'allow'],
    ['an error page', () => ({ verdict: 'allow' })],
    ['another kind', (d) => ({ ...d, kind: 'Receipt' })],
    ['another version', (d) => ({ ...d, apiVersion: 'turnpike/v2' })],
    ['an unknown verdict', (d) => ({ ...d, verdict: 'ALLOW' })],
    ['an unknown mode', (d) => ({ ...d, mode: 'lenient' })],
    ['an unknown result', (d) => ({ ...d, findings: [{ ...d.findings[0], result: 'ok' }] })],
    ['an allow without findings', (d) => ({ ...d, findings: [] })],
    [
      'an allow with a failed check',
      (d) => ({ ...d, findings: [...d.findings, { ...d.findings[0], result: 'fail' }] }),
    ],
    [
      'an allow with a pending check',
      (d) => ({ ...d, findings: [...d.findings, { ...d.findings[0], result: 'pending' }] }),
    ],
    [
      'an allow of warnings alone',
      (d) => ({ ...d, findings: d.findings.map((finding) => ({ ...finding, enforce: 'warn' })) }),
    ],
    ['an allow without an end', (d) => ({ ...d, expiresAt: undefined })],
    ['an allow that ended before it began', (d) => ({ ...d, expiresAt: '2020-01-01T00:00:00Z' })],
    ['an end that is no moment', (d) => ({ ...d, expiresAt: 'never' })],
    ['no artifacts', (d) => ({ ...d, request: { ...d.request, artifacts: [] } })],
    [
      'a tag instead of a digest',
      (d) => ({ ...d, request: { ...d.request, artifacts: [{ digest: 'latest' }] } }),
    ],
    ['findings that are no list', (d) => ({ ...d, findings: { length: 1 } })],
  ]

  test.each(breaks)('%s is not a decision', async (_name, change) => {
    const decision = await allowed()
    expect(() => readDecision(JSON.parse(JSON.stringify(change(decision) ?? null)))).toThrow(
      expect.objectContaining({ code: 'STORE_ANSWER' }),
    )
  })

  test('fields of a later version are kept', async () => {
    const later = { ...(await allowed()), signature: { keyId: 'x' } }
    expect(readDecision(later)).toEqual(later)
  })
})

describe('a request', () => {
  test('is normalised: digests in small letters, each artifact once', () => {
    const purl = `pkg:oci/webshop@sha256%3A${'ab'.repeat(32)}`
    expect(
      readRequest({
        artifacts: [
          { digest: DIGEST.toUpperCase().replace('SHA', 'sha') },
          { digest: DIGEST, purl },
          { digest: OTHER },
        ],
        environment: 'production',
      }),
    ).toEqual({
      request: {
        artifacts: [
          { digest: DIGEST, purl: expect.stringContaining('pkg:oci/webshop@sha256') },
          { digest: OTHER },
        ],
        environment: 'production',
      },
    })
  })

  test('tells every problem at once', () => {
    expect(
      readRequest({
        artifacts: [{ digest: 'latest' }, { digest: DIGEST, purl: 'nonsense' }],
        enviroment: 'x',
        change: { id: '1', class: 'huge' },
      }),
    ).toEqual({
      problems: [
        { path: '/artifacts/0/digest', message: expect.stringContaining('"latest" is not a digest') },
        { path: '/enviroment', message: expect.stringContaining('did you mean "environment"') },
        {
          path: '/change/class',
          message: expect.stringContaining('allowed: standard, normal, major, emergency'),
        },
        { path: '', message: 'environment is missing' },
      ],
    })
  })

  test('a purl that names another digest than the one beside it is a problem', () => {
    const read = readRequest({
      artifacts: [{ digest: DIGEST, purl: `pkg:oci/webshop@sha256%3A${'cd'.repeat(32)}` }],
      environment: 'x',
    })
    expect(read).toEqual({
      problems: [
        { path: '/artifacts/0/purl', message: expect.stringContaining('but the digest beside it is') },
      ],
    })
  })

  test.each([
    [null],
    ['x'],
    [[]],
    [{ artifacts: [], environment: 'x' }],
    [{ artifacts: Array.from({ length: 21 }, () => ({ digest: DIGEST })), environment: 'x' }],
    [{ artifacts: [{ digest: DIGEST }], environment: 'a\u0000b' }],
  ])('refuses %j', (value) => {
    expect(readRequest(value)).toHaveProperty('problems')
  })
})
