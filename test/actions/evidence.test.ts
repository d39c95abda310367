import { describe, expect, test } from '@jest/globals'
import { runEvidence, type EvidenceInputs } from '../../src/actions/evidence.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { validate } from '../../src/cdevents/validate.ts'
import { DIGEST, fakeWorld, githubHost, type FakeAnswers } from './surroundings.ts'

const INPUTS: EvidenceInputs = {
  store: 'https://store.example.org',
  files: {},
  artifact: [DIGEST],
  cases: 'failures',
  groupBy: 'run',
  failOn: 'high',
  ifNoFilesFound: 'warn',
  annotate: false,
  failOnError: false,
}

const PASSED = '<testcase classname="cart" name="adds" time="0.25"/>'
const FAILED =
  '<testcase classname="cart" name="removes" file="test/cart.test.ts"><failure message="expected 1">at test/cart.test.ts:12:5</failure></testcase>'
const SKIPPED = '<testcase classname="cart" name="later"><skipped/></testcase>'
const junit = (...cases: string[]) =>
  `<testsuites><testsuite name="cart">${cases.join('')}</testsuite></testsuites>`
const sarif = (tool: string, ...levels: string[]) =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool } },
        results: levels.map((level) => ({ ruleId: 'r', level, message: { text: 'x' } })),
      },
    ],
  })
const SBOM = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  components: [
    { type: 'library', name: 'left-pad', version: '1.0.0' },
    { type: 'library', name: 'right-pad', version: '1.0.0' },
  ],
})
const LCOV = 'TN:\nSF:src/a.ts\nDA:1,1\nDA:2,0\nDA:3,4\nLF:3\nLH:2\nend_of_record\n'

async function run(
  files: Record<string, string>,
  inputs: Partial<EvidenceInputs> = {},
  answers: FakeAnswers = {},
) {
  const host = githubHost()
  const world = fakeWorld({ files, ...answers })
  const code = await runEvidence({ ...INPUTS, ...inputs }, host, world)
  for (const event of world.sent) expect(validate(event).valid).toBe(true)
  const types = world.sent.map(({ context }) => context.type.split('.').slice(2, 4).join('.'))
  return { code, host, sent: world.sent, types, page: host.summaries.join(''), log: host.lines.join('\n') }
}

/** The event of a type, without a version. */
function only(sent: readonly CDEvent[], type: string): CDEvent {
  const found = sent.filter(({ context }) => context.type.includes(`.${type}.`))
  expect(found).toHaveLength(1)
  return found[0] as CDEvent
}

describe('tests', () => {
  test('become a run of tests with its failures, bound to the artifact and the run', async () => {
    const { code, types, sent, host } = await run(
      { 'r/a.xml': junit(PASSED, FAILED), 'r/b.xml': junit(PASSED, SKIPPED) },
      { files: { junit: ['r/*.xml'] }, suite: 'unit', service: 'webshop', environment: 'lab' },
    )
    expect(code).toBe(0)
    expect([...types].sort()).toEqual(
      [
        'testcaserun.finished',
        'testoutput.published',
        'testoutput.published',
        'testsuiterun.finished',
        'testsuiterun.started',
      ].sort(),
    )
    for (const { customData } of sent)
      expect(customData).toMatchObject({
        turnpike: {
          artifacts: [{ digest: DIGEST }],
          run: 'https://github.com/acme/webshop/actions/runs/8120/attempts/1',
          service: 'webshop',
        },
      })
    expect(only(sent, 'testsuiterun.finished')).toMatchObject({
      subject: { content: { outcome: 'failure', testSuite: { id: 'unit' }, environment: { id: 'lab' } } },
      customData: { turnpike: { tests: { total: 4, passed: 2, failed: 1, skipped: 1 } } },
    })
    expect(host.outputs).toMatchObject({
      outcome: 'failure',
      'tests-total': '4',
      'tests-failed': '1',
      'tests-skipped': '1',
      findings: '',
      coverage: '',
      sent: '5',
      undelivered: '0',
    })
  })

  test.each([
    ['all', 3],
    ['failures', 1],
    ['none', 0],
  ] as const)('with cases: %s are %i events of single cases', async (cases, count) => {
    const { types } = await run(
      { 'a.xml': junit(PASSED, FAILED, SKIPPED) },
      { files: { junit: ['a.xml'] }, cases },
    )
    expect(types.filter((type) => type.startsWith('testcaserun'))).toHaveLength(count)
  })

  test('are named after the job where nobody names them', async () => {
    const { sent } = await run({ 'a.xml': junit(PASSED) }, { files: { junit: ['a.xml'] } })
    expect(only(sent, 'testsuiterun.finished')).toMatchObject({
      subject: { content: { outcome: 'success', testSuite: { id: 'build' } } },
    })
  })

  test('of JUnit and TAP are one run', async () => {
    const { sent, host } = await run(
      { 'a.xml': junit(PASSED), 'b.tap': 'TAP version 13\n1..2\nok 1 - one\nnot ok 2 - two\n' },
      { files: { junit: ['a.xml'], tap: ['b.tap'] } },
    )
    expect(only(sent, 'testsuiterun.finished')).toMatchObject({
      subject: { content: { outcome: 'failure' } },
    })
    expect(host.outputs).toMatchObject({ 'tests-total': '3', 'tests-failed': '1' })
  })
})

describe('what is no success:', () => {
  test.each<[string, Record<string, string>, string]>([
    [
      'a file that is cut off, beside a good one',
      { 'a.xml': junit(PASSED), 'b.xml': '<testsuites><testsuite name="x">' },
      'b.xml',
    ],
    ['a file that is no JUnit', { 'a.xml': '<html/>' }, 'a.xml'],
    [
      'a file that brings entities along',
      { 'a.xml': `<!DOCTYPE x [<!ENTITY e "x">]>${junit(PASSED)}` },
      'a.xml',
    ],
  ])('%s', async (_, files, broken) => {
    const { code, sent, host, page, log } = await run(files, { files: { junit: ['*.xml'] } })
    expect(code).toBe(0)
    expect(only(sent, 'testsuiterun.finished')).toMatchObject({ subject: { content: { outcome: 'error' } } })
    expect(host.outputs.outcome).toBe('error')
    expect(host.annotations).toEqual([
      expect.objectContaining({ level: 'warning', file: broken, line: expect.any(Number) }),
    ])
    expect(page).toContain('1 file could not be read')
    expect(log).toContain(`- ${broken}: `)
  })

  test('nothing but skipped tests, and a report without tests', async () => {
    for (const text of [junit(SKIPPED), junit()]) {
      const { sent } = await run({ 'a.xml': text }, { files: { junit: ['a.xml'] } })
      expect(only(sent, 'testsuiterun.finished')).toMatchObject({
        subject: { content: { outcome: 'error' } },
      })
    }
  })

  test('an unreadable file fails the step when that is asked for', async () => {
    const { code, host } = await run({ 'a.xml': '<x/>' }, { files: { junit: ['a.xml'] }, failOnError: true })
    expect(code).toBe(5)
    expect(host.failure?.message).toContain('a.xml could not be read')
  })

  test('a file that goes away between being found and being read', async () => {
    const world = fakeWorld({ files: {} })
    const host = githubHost()
    await runEvidence({ ...INPUTS, files: { junit: ['a.xml'] } }, host, {
      ...world,
      glob: async () => ({ paths: ['a.xml'], notes: [] }),
    })
    expect(only(world.sent, 'testsuiterun.finished')).toMatchObject({
      subject: { content: { outcome: 'error' } },
    })
    expect(host.annotations[0]?.message).toContain('a.xml')
  })
})

describe('a pattern that finds nothing', () => {
  const files = { junit: ['none/*.xml'] }

  test('is a warning, and the tests an error', async () => {
    const { code, sent, host, page } = await run({}, { files })
    expect(code).toBe(0)
    expect(only(sent, 'testsuiterun.finished')).toMatchObject({ subject: { content: { outcome: 'error' } } })
    expect(host.annotations).toEqual([
      expect.objectContaining({ level: 'warning', message: expect.stringContaining('none/*.xml') }),
    ])
    expect(page).toContain('No file for junit')
  })

  test('is nothing at all when that is asked for', async () => {
    const { code, sent, host } = await run({}, { files, ifNoFilesFound: 'ignore' })
    expect([code, sent, host.annotations, host.outputs.outcome]).toEqual([0, [], [], ''])
  })

  test('fails the step when that is asked for, and the tests are an error all the same', async () => {
    const { code, host, types } = await run({}, { files, ifNoFilesFound: 'error' })
    expect(code).toBe(5)
    expect(host.failure?.message).toContain('No file was found for junit: none/*.xml')
    expect(types).toContain('testsuiterun.finished')
  })

  test('says nothing of other kinds: an SBOM that is not there claims nothing', async () => {
    const { sent } = await run({}, { files: { sbom: ['*.cdx.json'], sarif: ['*.sarif'], coverage: ['x'] } })
    expect(sent).toEqual([])
  })
})

describe('scans', () => {
  test('are judged by what they found, tool by tool', async () => {
    const { sent, host } = await run(
      { 'a.sarif': sarif('eslint', 'error', 'warning'), 'b.sarif': sarif('bandit') },
      { files: { sarif: ['*.sarif'] } },
    )
    const suites = sent.filter(({ context }) => context.type.includes('.testsuiterun.finished.'))
    expect(suites.map(({ subject }) => subject.content)).toEqual([
      expect.objectContaining({ outcome: 'failure', testSuite: expect.objectContaining({ id: 'eslint' }) }),
      expect.objectContaining({ outcome: 'success', testSuite: expect.objectContaining({ id: 'bandit' }) }),
    ])
    expect(host.outputs).toMatchObject({ outcome: 'failure', findings: '2' })
  })

  test('of one tool in two files are one: the second does not hide what the first found', async () => {
    const { sent } = await run(
      { 'a.sarif': sarif('eslint', 'error'), 'b.sarif': sarif('eslint') },
      { files: { sarif: ['*.sarif'] } },
    )
    expect(only(sent, 'testsuiterun.finished')).toMatchObject({
      subject: { content: { outcome: 'failure' } },
    })
  })

  test('beside a file that cannot be read are all an error: nobody knows whose it was', async () => {
    const { sent } = await run(
      { 'a.sarif': sarif('eslint'), 'b.sarif': '{"version"' },
      { files: { sarif: ['*.sarif'] } },
    )
    expect(only(sent, 'testsuiterun.finished')).toMatchObject({ subject: { content: { outcome: 'error' } } })
    const alone = await run({ 'b.sarif': 'no' }, { files: { sarif: ['*.sarif'] }, suite: 'lint' })
    expect(only(alone.sent, 'testsuiterun.finished')).toMatchObject({
      subject: { content: { outcome: 'error', testSuite: { id: 'lint' } } },
    })
  })

  test('never take the name of the tests beside them', async () => {
    const { sent } = await run(
      { 'a.xml': junit(FAILED), 'a.sarif': sarif('eslint') },
      { files: { junit: ['a.xml'], sarif: ['a.sarif'] }, suite: 'unit' },
    )
    const suites = sent.filter(({ context }) => context.type.includes('.testsuiterun.finished.'))
    expect(suites.map(({ subject }) => subject.content)).toEqual([
      expect.objectContaining({ outcome: 'failure', testSuite: expect.objectContaining({ id: 'unit' }) }),
      expect.objectContaining({ outcome: 'success', testSuite: expect.objectContaining({ id: 'eslint' }) }),
    ])
  })
})

describe('other documents', () => {
  test('an SBOM and coverage are events of their own', async () => {
    const { sent, host, page } = await run(
      { 'a.cdx.json': SBOM, 'lcov.info': LCOV },
      { files: { sbom: ['a.cdx.json'], coverage: ['lcov.info'] } },
    )
    expect(only(sent, 'turnpike-sbom.published')).toMatchObject({
      subject: { content: { format: 'CycloneDX', components: 2 } },
    })
    expect(only(sent, 'turnpike-coverage.measured')).toMatchObject({
      subject: { content: { lines: { covered: 2, total: 3, percent: 66.66 } } },
    })
    expect(host.outputs.coverage).toBe('66.66')
    expect(page).toContain('2 components')
    expect(page).toContain('66.66')
  })

  test('coverage of several files is one measurement, and none when one of them cannot be read', async () => {
    const both = await run(
      { 'a.info': LCOV, 'b.info': LCOV.replace('a.ts', 'b.ts') },
      { files: { coverage: ['*.info'] } },
    )
    expect(only(both.sent, 'turnpike-coverage.measured')).toMatchObject({
      subject: { content: { lines: { covered: 4, total: 6 }, files: 2 } },
    })
    const broken = await run({ 'a.info': LCOV, 'b.info': '<x>' }, { files: { coverage: ['*.info'] } })
    const { lines } = only(broken.sent, 'turnpike-coverage.measured').subject.content as { lines: object }
    expect(lines).not.toHaveProperty('percent')
    expect(broken.host.outputs).toMatchObject({ coverage: '', outcome: 'error' })
  })

  test('a signed statement goes along as it is', async () => {
    const payload = Buffer.from(
      JSON.stringify({
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name: 'shop', digest: { sha256: DIGEST.slice(7) } }],
        predicateType: 'https://example.org/predicate',
        predicate: {},
      }),
    ).toString('base64')
    const envelope = {
      payloadType: 'application/vnd.in-toto+json',
      payload,
      signatures: [{ keyid: 'k', sig: Buffer.from('signed').toString('base64') }],
    }
    const { sent, page } = await run(
      { 'a.intoto.jsonl': JSON.stringify(envelope) },
      { files: { attestation: ['*.jsonl'] } },
    )
    expect(only(sent, 'turnpike-attestation.published')).toMatchObject({ subject: { content: { envelope } } })
    expect(page).toContain('1 statement')
  })

  test('one that is none is told, and claims nothing', async () => {
    const { sent, host } = await run(
      { 'a.json': '{}', 'b.json': 'no' },
      { files: { sbom: ['a.json'], attestation: ['b.json'] } },
    )
    expect(sent).toEqual([])
    expect(host.outputs.outcome).toBe('error')
    expect(host.annotations).toHaveLength(2)
  })
})

describe('people are told', () => {
  test('on the page: the outcome, the numbers, the failures with their place, what it is for', async () => {
    const { page } = await run(
      { 'a.xml': junit(PASSED, FAILED, SKIPPED) },
      { files: { junit: ['a.xml'] }, suite: 'unit' },
    )
    expect(page).toContain('### Evidence: 3 tests, 1 failed: failure')
    expect(page).toContain('| tests unit | ⛔ failure | 3 tests: 1 passed, 1 failed, 1 skipped')
    expect(page).toMatch(/- \*\*cart › removes\*\* \(<code>test\/cart.test.ts:12<\/code>\): expected 1/)
    expect(page).toContain(DIGEST.slice(0, 20))
  })

  test('that evidence without an artifact counts for none', async () => {
    const { page, log } = await run({ 'a.xml': junit(PASSED) }, { files: { junit: ['a.xml'] }, artifact: [] })
    expect(page).toContain('no gate will count it')
    expect(log).toContain('no gate will count it')
  })

  test('what could not be delivered first of all', async () => {
    const { page, host } = await run(
      { 'a.xml': junit(PASSED) },
      { files: { junit: ['a.xml'] } },
      {
        deliver: (events) => ({ receipts: [], undelivered: [...events] }),
      },
    )
    expect(page.indexOf('Not everything is in the store')).toBe(4 + '⚠️ '.length)
    expect(page.indexOf('### Evidence')).toBeGreaterThan(0)
    expect(host.outputs).toMatchObject({ sent: '0', undelivered: '3' })
  })

  test('by annotations of the first ten failures, with file and line, only when asked', async () => {
    const many = Array.from({ length: 15 }, (_, index) => FAILED.replace('removes', `removes ${index}`))
    const files = { 'a.xml': junit(...many) }
    expect((await run(files, { files: { junit: ['a.xml'] } })).host.annotations).toEqual([])
    const { annotations } = (await run(files, { files: { junit: ['a.xml'] }, annotate: true })).host
    expect(annotations).toHaveLength(10)
    expect(annotations[0]).toMatchObject({
      level: 'error',
      title: 'cart › removes 0',
      file: 'test/cart.test.ts',
      line: 12,
    })
  })

  test('strangers write neither Markdown nor results nor commands', async () => {
    const name = '✅ **ok** &lt;img src=x&gt; | @octocat #1 ::error::x ##[group]y'
    const { page, log, host } = await run(
      {
        'a.xml': junit(
          `<testcase classname="c" name="${name}"><failure message="&lt;/details&gt; [x](https://evil.example)"/></testcase>`,
        ),
      },
      { files: { junit: ['a.xml'] }, suite: '</details>| x', annotate: true },
    )
    expect(page).not.toMatch(/<img|\*\*ok|✅|@octocat|\]\(https:\/\/evil/)
    expect(page.match(/<\/details>/g)).toHaveLength(1)
    expect(log).not.toMatch(/^\s*::|##\[|✅/m)
    expect(host.annotations[0]?.title).toContain('octocat')
  })
})

test('thousands of events go out in pieces, in order, while the file is read', async () => {
  const many = Array.from({ length: 600 }, (_, index) => `<testcase name="t${index}"><failure/></testcase>`)
  const sizes: number[] = []
  const world = fakeWorld({ files: { 'a.xml': junit(...many) } })
  await runEvidence({ ...INPUTS, files: { junit: ['a.xml'] } }, githubHost(), {
    ...world,
    client(options) {
      const real = world.client(options)
      return {
        ...real,
        async send(events) {
          sizes.push(events.length)
          return await real.send(events)
        },
      }
    },
  })
  expect(sizes).toEqual([200, 200, 200, 3])
  const names = world.sent
    .filter(({ context }) => context.type.includes('.testcaserun.'))
    .map(({ subject }) => (subject.content as { testCase: { name: string } }).testCase.name)
  expect(names).toEqual(many.map((_, index) => `t${index}`))
  expect(world.sent.at(-1)?.context.type).toContain('.testsuiterun.finished.')
})

test('wrong input fails always, before anything is sent', async () => {
  const { code, sent, host } = await run(
    { 'a.xml': junit(PASSED) },
    { files: { junit: ['a.xml'] }, artifact: ['pkg:npm/left-pad@1.0.0'] },
  )
  expect([code, sent]).toEqual([2, []])
  expect(host.failure?.message).toContain('pkg:npm/left-pad@1.0.0')
})
