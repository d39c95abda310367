import { describe, expect, test } from '@jest/globals'
import { runTrustCases } from '../../src/trust/cases.ts'
import { HOOK_SCHEMES } from '../../src/trust/document.ts'
import { trustShape } from '../../src/trust/document-shape.ts'
import { ACTIONS } from '../../src/trust/identity.ts'
import { load, problemsOf, readRepositoryFile, SHOP_GRANT, trustText } from './scene.ts'

const PAGE = readRepositoryFile('docs/trust.md')
const examples = [...PAGE.matchAll(/^```yaml\n(.*?)^```$/gmsu)].map(([, text]) => text!)
const documents = examples.filter((text) => text.startsWith('apiVersion'))
const CASES = examples.find((text) => text.startsWith('coverage'))!
const SHARES = examples.find((text) => text.startsWith('- { with'))!

describe('the page for platform teams', () => {
  test('has a starter for each way in', () => {
    expect(documents).toHaveLength(5)
    expect(examples).toHaveLength(documents.length + 2)
  })

  test.each(documents.map((text, index) => [String(index + 1), text] as const))(
    'its starter %s loads without a warning',
    (_, text) => {
      expect(problemsOf(text)).toEqual([])
    },
  )

  test('its shares load', () => {
    expect(problemsOf(trustText(SHOP_GRANT, `shares:\n${SHARES.replace(/^/gmu, '  ')}`))).toEqual([])
  })

  test('its cases are as the first starter is', () => {
    const results = runTrustCases(load(documents[0]!), CASES)
    expect(results.slice(0, -1).filter(({ passed }) => !passed)).toEqual([])
  })

  test('names every part, action and scheme there is', () => {
    const parts = Object.keys(trustShape().fields).filter((name) => name !== 'apiVersion' && name !== 'kind')
    for (const name of [...parts, ...ACTIONS, ...HOOK_SCHEMES]) expect(PAGE).toContain(`\`${name}\``)
  })
})
