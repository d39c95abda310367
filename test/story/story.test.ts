/** The story of docs/story, through the bundles in dist/: what each gate says, and that the pages are what it wrote. */
import { beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Decision } from '../../src/policy/decision.ts'
import { ROOT } from '../e2e/run-action.ts'
import { bookOf, type Book, type Stories } from './book.ts'
import type { Page, Told } from './pages.ts'
import { tell } from './tell.ts'

const FOLDER = join(ROOT, 'docs', 'story')
const EXIT = { allow: 0, deny: 3, pending: 4 } as const

let stories: Stories
let book: Book

beforeAll(async () => {
  stories = await tell()
  book = bookOf(stories)
}, 240_000)

/** What blocks or is excused, `rule: result`, beside what passes. */
const notable = ({ findings }: Decision) =>
  findings
    .filter(
      ({ result, enforce }) => !['pass', 'not-applicable', 'off'].includes(result) && enforce === 'block',
    )
    .map(({ rule, result, reason }) => `${rule}: ${result} (${reason})`)
    .sort()

type Row = [name: string, verdict: keyof typeof EXIT, findings: string[]]

const FITSM: Row[] = [
  [
    'built-and-tested',
    'deny',
    [
      'assessed: pending (no-evidence)',
      'change-approval: pending (quorum-not-reached)',
      'change-board: pending (quorum-not-reached)',
      'change-names-release: pending (no-evidence)',
      'change-record: pending (no-record)',
      'hardened-build: fail (not-attested)',
      'payments-tested: pending (no-evidence)',
      'risk-fits-class: pending (no-evidence)',
      'soaked: fail (not-deployed)',
      'staging-first: pending (not-deployed)',
      'vulnerabilities: fail (not-attested)',
    ],
  ],
  ['slsa-level-1', 'allow', []],
  ['slsa-level-2-refused', 'deny', ['authentic-provenance: fail (signature-invalid)']],
  ['slsa-level-2', 'allow', []],
  [
    'soaking',
    'pending',
    [
      'assessed: pending (no-evidence)',
      'change-approval: pending (quorum-not-reached)',
      'change-board: pending (quorum-not-reached)',
      'change-names-release: pending (no-evidence)',
      'change-record: pending (no-record)',
      'risk-fits-class: pending (no-evidence)',
      'soaked: pending (not-long-enough)',
    ],
  ],
  ['approved', 'allow', []],
  ['freeze', 'deny', ['freeze: fail (frozen)']],
  ['incident', 'deny', ['major-incident: fail (open)', 'service-incidents: fail (open)']],
  ['waiver-requested', 'deny', ['vulnerabilities: fail (predicate-failed)']],
  ['waiver-granted', 'allow', ['vulnerabilities: waived (predicate-failed)']],
  [
    'override-unconfirmed',
    'deny',
    [
      'assessed: pending (no-evidence)',
      'change-approval: pending (quorum-not-reached)',
      'change-hours: pending (outside-window)',
      'change-record: fail (class-not-allowed)',
      'major-incident: fail (open)',
      'risk-fits-class: pending (no-evidence)',
      'service-incidents: fail (open)',
      'soaked: pending (not-long-enough)',
    ],
  ],
  [
    'override-in-force',
    'allow',
    [
      'assessed: overridden (no-evidence)',
      'change-approval: overridden (quorum-not-reached)',
      'change-hours: overridden (outside-window)',
      'change-record: overridden (class-not-allowed)',
      'major-incident: overridden (open)',
      'risk-fits-class: overridden (no-evidence)',
      'service-incidents: overridden (open)',
      'soaked: overridden (not-long-enough)',
    ],
  ],
  ['nonconformity', 'allow', []],
  ['rolled-back', 'deny', ['nonconformities-answered: fail (open)']],
  ['review-overdue', 'deny', ['overrides-reviewed: fail (open)']],
  ['reviewed', 'allow', []],
]

const STARTER: Row[] = [
  [
    'built-and-tested',
    'deny',
    [
      'change-board: pending (quorum-not-reached)',
      'staging: fail (not-deployed)',
      'vulnerabilities: fail (not-attested)',
    ],
  ],
  [
    'soaking',
    'pending',
    ['change-board: pending (quorum-not-reached)', 'staging: pending (not-long-enough)'],
  ],
  ['approved', 'allow', []],
  ['freeze', 'deny', ['freeze: fail (frozen)']],
  ['incident', 'deny', ['no-incident: fail (open)']],
  ['waiver-requested', 'deny', ['vulnerabilities: fail (predicate-failed)']],
  ['waiver-granted', 'allow', ['vulnerabilities: waived (predicate-failed)']],
  ['override-unconfirmed', 'deny', ['no-incident: fail (open)', 'staging: pending (not-long-enough)']],
  ['override-in-force', 'allow', ['no-incident: overridden (open)', 'staging: overridden (not-long-enough)']],
  ['nonconformity', 'allow', []],
  ['reviewed', 'allow', []],
]

describe.each<[keyof Stories, Row[]]>([
  ['fitsm', FITSM],
  ['starter', STARTER],
])('by %s', (pack, rows) => {
  const told = (): Told => stories[pack]
  const page = (name: string): Page => {
    const found = told().pages.find((each) => each.name === name)
    if (found === undefined) throw new Error(`there is no page ${name}`)
    return found
  }

  test('the story has these answers, in this order', () => {
    expect(told().pages.map(({ name }) => name)).toEqual(rows.map(([name]) => name))
  })

  test.each(rows)('%s: %s', (name, verdict, findings) => {
    const { decision, exitCode } = page(name)
    expect([decision.verdict, exitCode, notable(decision)]).toEqual([verdict, EXIT[verdict], findings])
  })

  test('a waiver is shown while it is asked for, and counts once somebody else has granted it', () => {
    expect(page('waiver-requested').decision.waivers).toMatchObject([
      { state: 'pending', rule: 'vulnerabilities', requestedBy: 'urn:user:dave', ticket: 'SEC-123' },
    ])
    const { waivers, findings, expiresAt } = page('waiver-granted').decision
    expect(waivers).toMatchObject([{ state: 'in-force', by: 'urn:user:sam', requestedBy: 'urn:user:dave' }])
    expect(findings.find(({ rule }) => rule === 'vulnerabilities')?.exception).toBe(waivers[0]?.id)
    expect(Date.parse(expiresAt ?? '')).toBeLessThan(Date.parse(waivers[0]?.until ?? ''))
    expect(page('waiver-granted').summary).toContain('CVE-2026-12345')
  })

  test('an override counts once a second person has confirmed it, and is shown until it is reviewed', () => {
    const [unconfirmed] = page('override-unconfirmed').decision.overrides
    expect(unconfirmed).toMatchObject({ state: 'awaiting-second', review: { state: 'open' }, rules: [] })
    const { overrides, findings } = page('override-in-force').decision
    const covered = findings.filter(({ result }) => result === 'overridden').map(({ rule }) => rule)
    expect(overrides).toMatchObject([{ state: 'in-force', concerns: true, review: { state: 'open' } }])
    expect([...(overrides[0]?.rules ?? [])].sort()).toEqual(covered.sort())
    expect(overrides[0]?.second).not.toBe(overrides[0]?.by)
    expect(page('override-in-force').summary).toMatch(/^## Ready for production by override/)
    expect(page('nonconformity').decision.overrides).toMatchObject([{ review: { state: 'open' } }])
    expect(page('reviewed').decision.overrides).toEqual([])
  })

  test('a deployment past the gate is in the next summary, one that the gate allowed is not', () => {
    const { decision, summary } = page('nonconformity')
    const [one, ...more] = decision.nonconformities ?? []
    expect(more).toEqual([])
    expect(one?.artifact).not.toBe(decision.request.artifacts[0]?.digest)
    expect(summary).toContain('Deployed without a valid decision')
    expect(page('waiver-granted').decision.nonconformities ?? []).toEqual([])
  })

  test('the allow of chapter 3 is judged again, and identical', () => {
    const { code, stdout } = told().replay
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^identical +Decision \S+ of \S+ .*, allow for production/),
    ])
    expect(stdout).toContain(page('approved').decision.id)
  })
})

describe('what only the FitSM organisation has', () => {
  const page = (name: string) => stories.fitsm.pages.find((each) => each.name === name)?.decision

  test('an allow comes with a lease, each with a higher fencing number', () => {
    const leases = ['approved', 'waiver-granted', 'override-in-force', 'reviewed'].map(
      (name) => page(name)?.lease,
    )
    expect(leases.every((lease) => lease?.environment === 'production' && lease.service === 'webshop')).toBe(
      true,
    )
    const numbers = leases.map((lease) => lease?.fencing ?? 0)
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
  })

  test('the layers decide together, and a finding says which rule it tightens', () => {
    expect(page('approved')?.policies.map(({ name, layer }) => `${layer} ${name}`)).toEqual([
      'baseline fitsm-baseline',
      'environment fitsm-production',
      'environment security',
      'service slsa-build-3',
      'service webshop',
    ])
    const approval = page('approved')?.findings.find(({ rule }) => rule === 'change-approval')
    expect(approval?.tightens).toEqual(['fitsm-baseline/change-approval'])
  })

  test('the change is as its record says, and the emergency has one of its own', () => {
    expect([
      page('soaking')?.change?.class,
      page('approved')?.change,
      page('override-in-force')?.change,
    ]).toEqual([
      'major',
      { id: 'CHG-4711', class: 'normal', from: 'record' },
      { id: 'CHG-4718', class: 'emergency', from: 'record' },
    ])
  })
})

describe('docs/story', () => {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.replaceAll('\\', '/'))

  test('has the pages that the run wrote, and no other', () => {
    expect(files.sort()).toEqual([...book.keys()].sort())
  })

  test.each(files.sort())(
    '%s is what the run wrote; if it should have changed, npm run build && npm run story',
    (name) => {
      expect(readFileSync(join(FOLDER, name), 'utf8')).toBe(book.get(name))
    },
  )

  test('has no link that leads nowhere', () => {
    for (const [name, text] of book) {
      const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, target = '']) => target)
      expect(targets.length).toBeGreaterThan(0)
      for (const target of targets)
        expect([target, existsSync(join(FOLDER, name, '..', target))]).toEqual([target, true])
    }
  })

  test('has no trace of the run: no port, no folder of its own', () => {
    for (const text of book.values())
      expect(text).not.toMatch(/127\.0\.0\.1|localhost|\/tmp\/|turnpike-story-/)
  })
})
