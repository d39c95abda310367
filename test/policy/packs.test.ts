/** Every pack under policies/: it loads, is warned of nothing, and decides what its cases say. */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { runCases } from '../../src/policy/cases.ts'
import type { Result } from '../../src/policy/decision.ts'
import { lintPolicy } from '../../src/policy/lint/lint.ts'
import { load, readRepositoryFile } from './scene.ts'

const BLOCKS: readonly Result[] = ['fail', 'pending', 'error', 'waived', 'overridden']
const NOW = Date.parse('2026-11-21T14:00:00Z')

const packs = readdirSync(new URL('../../policies/', import.meta.url)).map((name) => {
  const files = readdirSync(new URL(`../../policies/${name}/`, import.meta.url))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({ file, text: readRepositoryFile(`policies/${name}/${file}`) }))
  const isPolicy = ({ text }: { text: string }) => /^kind: Policy$/mu.test(text)
  const cases = files.filter((one) => !isPolicy(one))
  return { name, policies: files.filter(isPolicy), cases }
})

describe.each(packs)('the pack $name', ({ name, policies, cases }) => {
  const read = (path: string) => readRepositoryFile(`policies/${name}/${path}`)

  test('has policies, cases and a page', () => {
    expect(policies.length).toBeGreaterThan(0)
    expect(cases.length).toBeGreaterThan(0)
    expect(readRepositoryFile(`docs/packs/${name}.md`)).toContain(`policies/${name}`)
  })

  test.each(cases)('decides what $file says', async ({ text }) => {
    const results = await runCases(text, read)
    expect(results.filter(({ passed }) => !passed)).toEqual([])
  })

  test('is covered: each rule of each policy is seen to pass and to block', async () => {
    const seen = new Map<string, Set<Result>>()
    for (const { text } of cases)
      for (const { policy, rule, seen: results } of (await runCases(text, read)).at(-1)!.coverage ?? []) {
        const before = seen.get(`${policy}/${rule}`) ?? []
        seen.set(`${policy}/${rule}`, new Set([...before, ...(Object.keys(results) as Result[])]))
      }
    for (const { text } of policies) {
      const { name: policy, rules } = await load(text)
      for (const { id } of rules.filter(({ enforce }) => enforce !== 'off')) {
        const results = [...(seen.get(`${policy}/${id}`) ?? [])]
        expect([policy, id, results]).toEqual([policy, id, expect.arrayContaining(['pass'])])
        expect([policy, id, results.some((result) => BLOCKS.includes(result))]).toEqual([policy, id, true])
      }
    }
  })

  test('is warned of nothing', async () => {
    const loaded = await Promise.all(policies.map(({ text }) => load(text)))
    const warnings = loaded.flatMap((policy) => {
      const beside = loaded.filter((other) => other !== policy)
      return lintPolicy(policy, { now: NOW, beside }).map(({ lint }) => `${policy.name}: ${lint}`)
    })
    expect(warnings).toEqual([])
  })
})
