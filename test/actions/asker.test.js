/** Who asks: the store says it where it knows the person behind the token; else the job does. */
import { expect, test } from '@jest/globals'
import { mustAnswer } from '../../src/actions/answered.js'
import { runGate } from '../../src/actions/gate.js'
import { gitlabFacts } from '../../src/host/gitlab.js'
import { createRecordingHost } from '../../src/host/recording-host.js'
import { GITLAB } from '../host/surroundings.js'
import { deny } from '../report/sample-decisions.js'
import { DIGEST, fakeWorld, githubHost } from './surroundings.js'
const SERVICE = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x.example', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'y' }
const OCTOCAT = 'urn:github:user:583231'
const TANUKI = 'urn:gitlab:gitlab.example.org:user:17'
async function askerWith(env, more = {}) {
  const world = fakeWorld({ env, answer: deny })
  const onGitlab = 'CI_PROJECT_ID' in env
  const host = onGitlab ? createRecordingHost(gitlabFacts(env)) : githubHost(env)
  const asked = {
    artifact: [DIGEST],
    environment: 'production',
    policy: [],
    policyFiles: [],
    mode: 'enforce',
  }
  await runGate(
    {
      store: 'https://store.example.org',
      ...asked,
      artifact: [DIGEST],
      policy: [],
      policyFiles: [],
      ...more,
    },
    host,
    world,
  )
  return world.asked[0].request.actor
}
const GITLAB_USER = { ...GITLAB, GITLAB_USER_ID: '17', GITLAB_USER_LOGIN: 'tanuki' }
test.each([
  ["with GitHub's own token", SERVICE, {}, undefined],
  ["with GitLab's own token", { ...GITLAB_USER, TURNPIKE_ID_TOKEN: 'x' }, {}, undefined],
  ['with a token that was given', SERVICE, { token: 'x' }, OCTOCAT],
  ['without any token', {}, {}, OCTOCAT],
  ['in a run again, which may be of another person', { ...SERVICE, GITHUB_RUN_ATTEMPT: '2' }, {}, OCTOCAT],
  ['in a scheduled run', { ...SERVICE, GITHUB_EVENT_NAME: 'schedule' }, {}, OCTOCAT],
  [
    'in a scheduled pipeline',
    { ...GITLAB_USER, TURNPIKE_ID_TOKEN: 'x', CI_PIPELINE_SOURCE: 'schedule' },
    {},
    TANUKI,
  ],
  [
    'with the token of something else on a runner of GitHub',
    { ...SERVICE, TURNPIKE_ID_TOKEN: 'x' },
    {},
    OCTOCAT,
  ],
  ['when it is said', SERVICE, { actor: 'urn:user:alice' }, 'urn:user:alice'],
])('%s', async (_, env, more, actor) => {
  expect(await askerWith(env, more)).toBe(actor)
})
test('whom the store names where the question names nobody is no reason to stay closed; another than asked is', () => {
  const { actor: _, ...open } = deny.request
  const answered = { ...deny, request: { ...open, actor: 'urn:user:alice' } }
  const asked = { mode: deny.mode, files: 0, now: '2026-11-21T08:00:00Z' }
  expect(() => mustAnswer(answered, { ...asked, request: open })).not.toThrow()
  expect(() => mustAnswer(answered, { ...asked, request: { ...open, actor: 'urn:user:bob' } })).toThrow(
    /actor/,
  )
})
