import { describe, expect, test } from '@jest/globals'
import { FAILED, LCOV, SBOM, junit, only, run, sarif } from './evidence-run.ts'
import { DIGEST } from './surroundings.ts'

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
    const twice = await run({ 'a.info': LCOV, 'b.info': LCOV }, { files: { coverage: ['*.info'] } })
    expect(only(twice.sent, 'turnpike-coverage.measured')).toMatchObject({
      subject: { content: { lines: { covered: 2, total: 3, percent: 66.66 }, files: 1 } },
    })
    expect(twice.host.outputs.coverage).toBe('66.66')
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
