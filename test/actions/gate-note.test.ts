/** The gate's decision on the merge request, and what does not depend on it. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { runGate, type GateInputs } from '../../src/actions/gate.ts'
import { TurnpikeError } from '../../src/errors.ts'
import { gitlabFacts } from '../../src/host/gitlab.ts'
import { createRecordingHost } from '../../src/host/recording-host.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { startGitlab, type FakeGitlab } from '../client/gitlab.ts'
import { GITLAB } from '../host/surroundings.ts'
import { allow, deny } from '../report/sample-decisions.ts'
import { fakeWorld } from './surroundings.ts'

let gitlab: FakeGitlab
beforeEach(async () => {
  gitlab = await startGitlab()
})
afterEach(() => gitlab.close())

const inputsFor = ({ request }: Decision, more: Partial<GateInputs> = {}): GateInputs => ({
  store: 'https://store.example.org',
  artifact: request.artifacts.map(({ digest }) => digest),
  environment: request.environment,
  policy: [],
  policyFiles: [],
  mode: 'enforce',
  ...more,
})

async function gate(answer: Decision | Error, env: Record<string, string> = {}, like: Decision = deny) {
  const whole = {
    ...GITLAB,
    CI_API_V4_URL: gitlab.api,
    CI_PIPELINE_SOURCE: 'merge_request_event',
    CI_MERGE_REQUEST_IID: '31',
    CI_MERGE_REQUEST_PROJECT_ID: '77',
    TURNPIKE_NOTE_TOKEN: 'glpat-bot',
    ...env,
  }
  const host = createRecordingHost(gitlabFacts(whole))
  const code = await runGate(inputsFor(like), host, fakeWorld({ answer, env: whole }))
  return { code, host }
}

test('a denial is a note, and the allow that follows takes its place', async () => {
  expect((await gate(deny)).code).toBe(3)
  expect(gitlab.notes[0]?.body).toContain('Not ready')
  const { code, host } = await gate(allow, { CI_PIPELINE_ID: '5002' }, allow)
  expect(code).toBe(0)
  expect(host.lines.join('\n')).toContain('is a note on merge request !31')
  expect(host.secrets).toContain('glpat-bot')
  const same =
    allow.request.environment === deny.request.environment && allow.request.service === deny.request.service
  expect(gitlab.notes).toHaveLength(same ? 1 : 2)
})

test('that nobody answered is a note, too', async () => {
  const { code } = await gate(new TurnpikeError('STORE_UNREACHABLE', 'No answer from the store'))
  expect(code).toBe(5)
  expect(gitlab.notes[0]?.body).toMatch(/Not ready for/)
})

test.each([
  ['a token that GitLab does not know', { TURNPIKE_NOTE_TOKEN: 'glpat-unknown' }],
  ['an address that is none', { CI_API_V4_URL: 'gitlab' }],
  [
    'an address that would show the token to everybody',
    { CI_API_V4_URL: 'http://gitlab.example.org/api/v4' },
  ],
  ['a merge request that is not there', { CI_MERGE_REQUEST_IID: '32' }],
])('%s is a warning and changes no verdict', async (_, env) => {
  for (const answer of [allow, deny]) {
    const { code, host } = await gate(answer, env, answer)
    expect([code, host.outputs.verdict]).toEqual(answer === allow ? [0, 'allow'] : [3, 'deny'])
    const told = host.annotations.filter(({ message }) => message.includes('the note on the merge request'))
    expect(told.map(({ level }) => level)).toEqual(['warning'])
    expect(JSON.stringify([host.annotations, host.lines])).not.toContain('glpat')
  }
  expect(gitlab.notes).toEqual([])
})

test.each([
  ['no token', { TURNPIKE_NOTE_TOKEN: '' }],
  ['a variable that does not exist', { TURNPIKE_NOTE_TOKEN: '$TURNPIKE_GITLAB_TOKEN' }],
  ['no merge request', { CI_MERGE_REQUEST_IID: '' }],
])('with %s nobody is asked anything, and nothing is wrong', async (_, env) => {
  const { code, host } = await gate(deny, env)
  expect(code).toBe(3)
  expect(gitlab.asked).toEqual([])
  expect(host.annotations.filter(({ message }) => message.includes('note'))).toEqual([])
})
