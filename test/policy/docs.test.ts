import { readdirSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { runCases } from '../../src/policy/cases.ts'
import { KIND_ORDER } from '../../src/policy/rules/rules.ts'
import { policyText, problemsOf, readRepositoryFile } from './scene.ts'

const REFERENCE = readRepositoryFile('docs/policies.md')
const examples = [...REFERENCE.matchAll(/^```yaml\n(.*?)^```$/gmsu)].map(([, text]) => text!)

describe('the reference for policy authors', () => {
  test('has an example of every kind', () => {
    for (const kind of KIND_ORDER) expect(examples.join('\n')).toContain(`kind: ${kind}`)
  })

  test.each(examples.map((text) => [text.split('\n')[0]!, text]))(
    'its example "%s" loads',
    async (_first, text) => {
      if (text.startsWith('policies:'))
        return expect((await runCases(text, () => examples[0]!))[0]).toMatchObject({
          passed: false,
          verdict: 'deny',
        })
      const policy = text.startsWith('- ')
        ? policyText(text.replace(/^/gmu, '  '))
            .replace('groups:\n', 'groups:\n  change-board: [urn:user:alice, urn:user:bob]\n')
            .replace('producers:\n', 'producers:\n  people: { kind: person }\n')
        : text
      expect(await problemsOf(policy)).toEqual([])
    },
  )
})

describe('the list of defects that shipped elsewhere', () => {
  const list = readRepositoryFile('docs/defects.md')
  const tests = ['policy', 'e2e', 'server']
    .flatMap((folder) =>
      readdirSync(new URL(`../${folder}/`, import.meta.url)).map((file) => `test/${folder}/${file}`),
    )
    .filter((file) => file.endsWith('.test.ts'))
    .map(readRepositoryFile)
    .join('\n')

  test('has all of F1 to F22', () => {
    const numbers = [...list.matchAll(/^\| F(\d+) \|/gmu)].map(([, number]) => Number(number))
    expect(numbers).toEqual(Array.from({ length: 22 }, (_, n) => n + 1))
  })

  test('names tests that exist', () => {
    const rows = [...list.matchAll(/^\| F\d+ \|.*\| ([^|]*) \|$/gmu)].map(([, cell]) => cell!)
    const names = rows.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/gu)].map(([, name]) => name!))
    expect(names.length).toBeGreaterThan(25)
    for (const name of names) expect(tests).toContain(`'${name}'`)
    for (const row of list.split('\n').filter((line) => /^\| F\d+ \|/u.test(line)))
      expect(row).toContain(`\`${/F\d+/u.exec(row)![0]}: `)
  })
})
