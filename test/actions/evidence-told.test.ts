import { describe, expect, test } from '@jest/globals'
import { runEvidence } from '../../src/actions/evidence.ts'
import { FAILED, INPUTS, PASSED, SKIPPED, junit, run } from './evidence-run.ts'
import { DIGEST, fakeWorld, githubHost } from './surroundings.ts'

describe('people are told', () => {
  test('on the page: the outcome, the numbers, the failures with their place, what it is for', async () => {
    const { page } = await run(
      { 'a.xml': junit(PASSED, FAILED, SKIPPED) },
      { files: { junit: ['a.xml'] }, suite: 'unit' },
    )
    expect(page).toContain('### Evidence: 3 tests, 1 failed: failure ⛔\n')
    expect(page).toContain('| tests unit | ⛔ failure | 3 tests: 1 passed, 1 failed, 1 skipped')
    expect(page).toMatch(/- \*\*cart › removes\*\* \(<code>test\/cart.test.ts:12<\/code>\): expected 1/)
    expect(page).toContain(`Evidence for <code>${DIGEST}</code>.`)
  })

  test('why it is no success, where no case says it', async () => {
    const rows = async (text: string) => {
      const { page } = await run({ 'a.xml': text }, { files: { junit: ['a.xml'] }, suite: 'unit' })
      return page.split('\n').find((line) => line.startsWith('| tests unit')) ?? ''
    }
    expect(await rows(junit(SKIPPED))).toContain('1 test: 1 skipped; so nothing was tested |')
    expect(await rows('<testsuite name="s" failures="2"><testcase name="a"/></testsuite>')).toMatch(
      /1 test: 1 passed; a\.xml: .*2/u,
    )
    const aside = '{"level":"error","suppressions":[{"kind":"external"}]}'
    const quiet = await run(
      { 'a.sarif': `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"X"}},"results":[${aside}]}]}` },
      { files: { sarif: ['a.sarif'] } },
    )
    expect(quiet.page).toContain('| scan X | ✅ success | no findings, 1 suppressed |')
    const { page } = await run(
      { 'a.sarif': '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"X"}}}]}' },
      { files: { sarif: ['a.sarif'] } },
    )
    expect(page).toMatch(/\| scan X \| ❗ error \| .*no results/u)
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
