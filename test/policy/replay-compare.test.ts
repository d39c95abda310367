/** Two decisions compared: pure, total, and exact. */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalJson } from '../../src/cdevents/canonical.ts'
import { compareDecisions, NOT_COMPARED } from '../../src/policy/compare.ts'
import type { Decision } from '../../src/policy/decision.ts'
import type { Shelf } from '../../src/policy/shelf.ts'
import { ask, load, policyText, shelfOf, suite } from './scene.ts'

const RULES = `
  - { id: unit, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit }, maxAge: 2h }
  - { id: calm, kind: absence, openedBy: incident.detected, closedBy: incident.resolved, producer: [ops], feed: none }
  - id: either
    kind: anyOf
    members:
      - { id: m1, kind: evidence, type: artifact.published, producer: [ci] }
      - { id: m2, kind: evidence, type: artifact.packaged, producer: [ci] }`
const policy = load(policyText(RULES))

describe('two decisions compared', () => {
  const made = async (shelf: Shelf) => asJson(await ask([await policy], { shelf }))

  test('are the same whatever is not compared', async () => {
    const one = await made(shelfOf(suite('success')))
    const other = {
      ...one,
      id: 'x',
      mode: 'warn' as const,
      url: 'https://example.org',
      replayOf: 'y',
      evaluator: { name: 'other', version: '9' },
    }
    expect(compareDecisions(one, other)).toEqual([])
    expect(NOT_COMPARED.map(({ field }) => field).sort()).toEqual([
      'evaluator',
      'id',
      'mode',
      'replayOf',
      'url',
    ])
  })

  test('and every other field is', async () => {
    const one = await made(shelfOf(suite('success')))
    for (const field of Object.keys(one) as (keyof Decision)[]) {
      if (NOT_COMPARED.some((left) => left.field === field)) continue
      const { [field]: _gone, ...without } = one
      expect([field, compareDecisions(one, without as Decision).length]).not.toEqual([field, 0])
    }
  })

  test('differ where a word, a finding, a piece of evidence or an order differs, each said in a sentence', async () => {
    const one = await made(shelfOf(suite('success')))
    const [first, ...others] = one.findings
    const says = (other: Partial<Decision>) =>
      compareDecisions(one, { ...one, ...other }).map((one) => one.says)
    expect(says({ verdict: 'allow' })).toEqual(['verdict was "deny", is "allow".'])
    expect(says({ findings: others })).toEqual([
      `check ${first!.rule} of policy production was ${JSON.stringify(first!.result)}, is not there.`,
    ])
    expect(says({ findings: [{ ...first!, found: 'nothing' }, ...others] })).toEqual([
      `check ${first!.rule} of policy production: found was ${JSON.stringify(first!.found)}, is "nothing".`,
    ])
    expect(says({ findings: [...others, first!] })).toEqual([expect.stringMatching(/^findings: order was /)])
    const evidence = [{ ...first!.evidence[0]!, digest: 'sha256:x' }]
    expect(compareDecisions(one, { ...one, findings: [{ ...first!, evidence }, ...others] })).toMatchObject([
      {
        path: `/findings/production~1${first!.rule}/evidence/1/digest`,
        where: `check ${first!.rule} of policy production: evidence #1: digest`,
        is: 'sha256:x',
      },
    ])
  })

  test('differ exactly when their canonical JSON does', async () => {
    const base = await made(shelfOf(suite('success')))
    const paths = pathsIn(base).filter((path) => !NOT_COMPARED.some(({ field }) => field === path[0]))
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.constantFrom('delete', 'change', 'twice', 'nothing'),
        (path, how) => {
          const other = structuredClone(base)
          change(other, path, how)
          const same = canonicalJson(other) === canonicalJson(base)
          expect([path, compareDecisions(base, other).length === 0]).toEqual([path, same])
        },
      ),
      { numRuns: 500 },
    )
  })

  test('never throws, whatever a later version wrote', async () => {
    const base = await made(shelfOf())
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (more) => {
        const other = { ...base, ...more, id: base.id } as Decision
        expect(Array.isArray(compareDecisions(base, other))).toBe(true)
        expect(compareDecisions(other, structuredClone(other))).toEqual([])
      }),
    )
  })

  test('a decision whose findings are a mapping, or named twice, is told too', async () => {
    const base = await made(shelfOf())
    const [finding] = base.findings
    const twice = { ...base, findings: [...base.findings, finding!] }
    expect(compareDecisions(base, twice)).toHaveLength(1)
    expect(compareDecisions(twice, base)).toHaveLength(1)
    expect(compareDecisions(base, { ...base, findings: {} as never })).toHaveLength(1)
  })
})

const asJson = (decision: Decision) => JSON.parse(JSON.stringify(decision)) as Decision

type Path = (string | number)[]

function pathsIn(value: unknown, before: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return []
  const keys: Path = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value)
  return keys.flatMap((key) => {
    const path = [...before, key]
    return [path, ...pathsIn((value as Record<string | number, unknown>)[key], path)]
  })
}

function change(value: unknown, path: Path, how: string): void {
  const last = path.at(-1)!
  let parent = value as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) parent = parent[step] as typeof parent
  if (how === 'change') parent[last] = 'changed'
  if (how === 'twice' && Array.isArray(parent)) parent.push(structuredClone(parent[Number(last)]))
  if (how === 'delete') {
    if (Array.isArray(parent)) parent.splice(Number(last), 1)
    else delete parent[last]
  }
}
