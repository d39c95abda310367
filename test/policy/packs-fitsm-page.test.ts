/** The page of the FitSM pack tells the truth about the policies, and about who must be let in. */
import { describe, expect, test } from '@jest/globals'
import { validate } from '../../src/cdevents/validate.ts'
import { runCases } from '../../src/policy/cases.ts'
import { runTrustCases } from '../../src/trust/cases.ts'
import { loadTrust } from '../../src/trust/load.ts'
import { load, readRepositoryFile } from './scene.ts'

const LAYERS = ['baseline', 'production', 'service'] as const
const inPack = (file: string) => readRepositoryFile(`policies/fitsm/${file}`)

describe('the page of the pack', () => {
  const page = readRepositoryFile('docs/packs/fitsm.md')

  test('has every rule with its clauses, and no other', async () => {
    const policies = await Promise.all(LAYERS.slice(0, 2).map((layer) => load(inPack(`${layer}.yaml`))))
    const inPolicies = policies
      .flatMap(({ rules }) => rules)
      .flatMap(({ id, controls }) => controls.map((clause) => `${clause.replace('FitSM-1:', '')} ${id}`))
    const inTable = [...page.matchAll(/^\| (PR\d+\.\d) \| `([^`]+)`/gmu)].map(
      ([, clause, id]) => `${clause} ${id}`,
    )
    expect(inTable.sort()).toEqual(inPolicies.sort())
  })

  test('names no rule, group or file that is not there', () => {
    const files = LAYERS.map((layer) => inPack(`${layer}.yaml`)).join('\n')
    for (const group of ['change-managers', 'change-advisory-board', 'incident-managers']) {
      expect(page).toContain(`\`${group}\``)
      expect(files).toContain(`group:${group}`)
    }
    for (const [, file] of page.matchAll(/policies\/fitsm\/([\w.-]+\.yaml)/gu))
      expect(inPack(file!)).not.toBe('')
  })

  test('shows an assessment that is valid, and that the rules take for what it is', async () => {
    // The cases are of three days before, and what is from the future is no evidence.
    const shown = /^```json\n(.*?)^```$/msu.exec(page)![1]!.replace('2026-11-21', '2026-11-18')
    expect(validate(JSON.parse(shown))).toMatchObject({ valid: true })
    const [head = ''] = inPack('cases.yaml').split(/^# One event a line/mu)
    const riskIs = async (risk: number) => {
      const event = shown.replace('"risk": 2', `"risk": ${risk}`).replaceAll('\n', ' ')
      const results = await runCases(
        `${head.replace('coverage: outcomes', '')}
cases:
  - name: the page
    events: [{ event: ${event}, producer: 'hook:itsm', receivedAt: '2026-11-18T13:00:00Z' }]
    expect: { verdict: allow }
`,
        inPack,
      )
      return results[0]!.findings.find(({ rule }) => rule === 'risk-fits-class')?.result
    }
    expect(await riskIs(3)).toBe('pass')
    expect(await riskIs(4)).toBe('fail')
  })

  test('lets the webhooks send what the cases take from them, and nothing that is not theirs', () => {
    const text = /^```yaml\n(apiVersion: turnpike\/v1\nkind: Trust\n.*?)^```$/msu.exec(page)![1]!
    const loaded = loadTrust(text, { name: 'page', now: Date.parse('2026-11-21T14:00:00Z') })
    if (!('trust' in loaded)) throw new Error(JSON.stringify(loaded.problems))
    expect(loaded.warnings).toEqual([])
    const sent = inPack('world.ndjson')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>)
      .filter(({ producer }) => producer!.startsWith('hook:'))
    expect(sent.length).toBeGreaterThan(10)
    const may = (events: readonly Readonly<Record<string, string>>[], expected: string) =>
      runTrustCases(
        loaded.trust,
        JSON.stringify({
          callers: { 'hook:itsm': { id: 'hook:itsm' }, 'hook:alerts': { id: 'hook:alerts' } },
          cases: events.map(({ producer, type, source, environment }, index) => ({
            name: `${index} ${type}`,
            as: producer,
            does: { write: { type, source, ...(environment === undefined ? {} : { environment }) } },
            expect: expected,
          })),
        }),
      ).filter(({ passed }) => !passed)
    expect(may(sent, 'allowed')).toEqual([])
    expect(
      may(
        [
          { producer: 'hook:alerts', type: 'ticket.updated', source: 'https://itsm.example.org' },
          { producer: 'hook:itsm', type: 'approval.updated', source: 'https://itsm.example.org' },
          { producer: 'hook:itsm', type: 'incident.resolved', source: 'https://alerts.example.org' },
          { producer: 'hook:itsm', type: 'artifact.packaged', source: 'https://itsm.example.org' },
        ],
        'refused',
      ),
    ).toEqual([])
  })
})
