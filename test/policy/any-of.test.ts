import { describe, expect, test } from '@jest/globals'
import { findingOf, load, policyText } from './scene.ts'
import type { Said } from './scene.ts'

describe('anyOf', () => {
  const RULE = `
  - id: tested
    kind: anyOf
    members:
      - { id: unit, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit } }
      - { id: manual, kind: approval, producer: [ops], from: [urn:user:alice], onMissing: wait }
      - { id: scan, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: scan }, where: event.customData.critical == 0 }`
  const suite = (id: string, outcome = 'success'): Said => ({
    type: 'testsuiterun.finished',
    environment: 'ci',
    content: { outcome, testSuite: { id } },
  })

  test('passes when one member passes, whatever the others say', async () => {
    const finding = await findingOf(RULE, [suite('unit'), suite('scan')])
    expect(finding).toMatchObject({ result: 'pass', reason: 'one-passed', found: 'Unit: success, unit' })
    expect(finding.members!.map(({ rule, result }) => [rule, result])).toEqual([
      ['unit', 'pass'],
      ['manual', 'pending'],
      ['scan', 'error'],
    ])
  })

  test('F6: when none passes, one that could not be judged is an error', async () => {
    expect(await findingOf(RULE, [suite('unit', 'failure'), suite('scan')])).toMatchObject({
      result: 'error',
      reason: 'condition-error',
    })
  })

  test('is pending while a member may still pass, and fails when none can', async () => {
    expect(await findingOf(RULE, [])).toMatchObject({ result: 'pending' })
    expect(await findingOf(RULE.replace(', onMissing: wait', ''), [])).toMatchObject({
      result: 'fail',
      required: 'one of: Unit; Manual; Scan',
      found: 'Unit: nothing; Manual: 0 of 1; Scan: nothing',
    })
  })

  test('members need producers too, and cannot switch themselves off', async () => {
    await expect(
      load(policyText(RULE.replace('producer: [ci], match: { testSuite.id: unit }', 'count: 1'))),
    ).rejects.toThrow('producer is missing')
    await expect(
      load(
        policyText(
          RULE.replace('count: 1', '').replace('kind: evidence, type', 'kind: evidence, enforce: off, type'),
        ),
      ),
    ).rejects.toThrow('"enforce" is not a known field')
  })
})
