import { describe, expect, test } from '@jest/globals'
import { TurnpikeError } from '../../src/errors.js'
import { readEmitInputs, readGateInputs, readTrackInputs } from '../../src/actions/github-inputs.js'
import { durationMs } from '../../src/actions/inputs.js'
const GATE = {
  INPUT_STORE: 'https://store.example.org',
  INPUT_ARTIFACT: 'shop.tgz',
  INPUT_ENVIRONMENT: 'production',
}
function problemsOf(run) {
  try {
    run()
  } catch (error) {
    if (error instanceof TurnpikeError && error.code === 'USAGE')
      return error.problems.map(({ message }) => message)
    throw error
  }
  return []
}
describe('gate', () => {
  test('takes lists by the line and the rest trimmed', () => {
    const inputs = readGateInputs({
      ...GATE,
      INPUT_ARTIFACT: '  a.tgz \r\n\n b.tgz\n',
      INPUT_POLICY: 'one\ntwo',
      'INPUT_POLICY-FILE': 'x.yaml',
      INPUT_WAIT: '15m',
      INPUT_MODE: 'warn',
      INPUT_CHANGE: 'auto',
      'INPUT_GITHUB-TOKEN': 'ghs_x',
      INPUT_HTML: 'gate.html',
    })
    expect(inputs).toEqual({
      store: 'https://store.example.org',
      artifact: ['a.tgz', 'b.tgz'],
      environment: 'production',
      change: 'auto',
      githubToken: 'ghs_x',
      policy: ['one', 'two'],
      policyFiles: ['x.yaml'],
      wait: '15m',
      mode: 'warn',
      reports: { html: 'gate.html' },
    })
  })
  test('enforces when the mode is left empty', () => {
    expect(readGateInputs({ ...GATE, INPUT_MODE: '' }).mode).toBe('enforce')
  })
  test('takes store and token of the environment where the inputs are empty, and the inputs where they are not', () => {
    const env = { TURNPIKE_STORE: 'https://job.example.org', TURNPIKE_TOKEN: 'of-the-job' }
    expect(readGateInputs({ ...GATE, ...env, INPUT_STORE: '' })).toMatchObject({
      store: 'https://job.example.org',
      token: 'of-the-job',
    })
    expect(readGateInputs({ ...GATE, ...env, INPUT_TOKEN: 'of-the-step' })).toMatchObject({
      store: 'https://store.example.org',
      token: 'of-the-step',
    })
  })
  test('names every problem at once', () => {
    const problems = problemsOf(() =>
      readGateInputs({
        INPUT_STORE: '',
        INPUT_ARTIFACT: '\n',
        INPUT_ENVIRONMENT: ' ',
        INPUT_WAIT: '1 hour',
        INPUT_MODE: 'off',
      }),
    )
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'input store',
      'input artifact',
      'input environment',
      'input wait',
      'input mode',
    ])
  })
  test.each([
    'ftp://x',
    'store.example.org',
    'https://user:secret@store.example.org',
    'javascript:alert(1)',
    '//x',
  ])('does not take %s for a store', (store) => {
    expect(problemsOf(() => readGateInputs({ ...GATE, INPUT_STORE: store }))).toHaveLength(1)
  })
})
describe('emit and track', () => {
  test.each([
    ['true', true],
    ['TRUE', true],
    ['false', false],
    ['', false],
  ])('fail-on-error %j is %s', (given, expected) => {
    expect(readEmitInputs({ 'INPUT_FAIL-ON-ERROR': given }).failOnError).toBe(expected)
  })
  test.each(['yes', '1', 'on', 'True '.repeat(2)])('fail-on-error %j is a problem', (given) => {
    expect(problemsOf(() => readEmitInputs({ 'INPUT_FAIL-ON-ERROR': given }))).toHaveLength(1)
  })
  test('without a store nothing is wrong: that is told when it is sent', () => {
    expect(readTrackInputs({}).store).toBeUndefined()
  })
  test.each([['[]'], ['"x"'], ['{'], ['{"build":{"result":""}}'], ['{"build":null}']])(
    'pipeline-finished %s is a problem',
    (given) => {
      expect(problemsOf(() => readTrackInputs({ 'INPUT_PIPELINE-FINISHED': given }))).toHaveLength(1)
    },
  )
  test('pipeline-finished of a run with one job is there, and empty', () => {
    expect(readTrackInputs({ 'INPUT_PIPELINE-FINISHED': '{}' }).needs).toEqual({})
    expect(readTrackInputs({ 'INPUT_PIPELINE-FINISHED': '' }).needs).toBeUndefined()
  })
})
test.each([
  ['0', 0],
  ['90s', 90_000],
  ['15m', 900_000],
  ['24h', 86_400_000],
  ['25h', undefined],
  ['1d', undefined],
  ['-1s', undefined],
  ['1.5h', undefined],
  ['15 m', undefined],
  ['m', undefined],
])('%s is %s milliseconds', (text, ms) => {
  expect(durationMs(text)).toBe(ms)
})
