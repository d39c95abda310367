import { describe, expect, test } from '@jest/globals'
import { runEvidence } from '../../src/actions/evidence.ts'
import { FAILED, INPUTS, PASSED, SKIPPED, junit, only, run } from './evidence-run.ts'
import { DIGEST, fakeWorld, githubHost } from './surroundings.ts'

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

describe('cases stand between the beginning and the end of their run', () => {
  const order = async (count: number) => {
    const cases = Array.from({ length: count }, (_, n) => FAILED.replace('removes', `removes ${n}`))
    const { types } = await run({ 'a.xml': junit(...cases) }, { files: { junit: ['a.xml'] } })
    expect(types.filter((type) => type === 'testcaserun.finished')).toHaveLength(count)
    return types.filter((type, at) => type.startsWith('test') && type !== types[at - 1])
  }

  test('when they are few', async () => {
    expect(await order(2)).toEqual([
      'testoutput.published',
      'testsuiterun.started',
      'testcaserun.finished',
      'testsuiterun.finished',
    ])
  })

  test('and go ahead of it when they are so many that they cannot wait', async () => {
    expect(await order(1000)).toEqual([
      'testcaserun.finished',
      'testoutput.published',
      'testsuiterun.started',
      'testsuiterun.finished',
    ])
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
