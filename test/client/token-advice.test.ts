import { expect, test } from '@jest/globals'
import { tokenAdvice, type Refused } from '../../src/client/token-advice.ts'

const STORE = 'https://store.example.org/o/acme/'
const SERVICE = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'y' }

test.each<[string, Partial<Refused>, RegExp]>([
  ['a token was given', { explicit: 'x' }, /input token, or TURNPIKE_TOKEN.*forks/],
  ['the environment has one', { env: { TURNPIKE_TOKEN: 'x' } }, /input token, or TURNPIKE_TOKEN/],
  [
    'GitHub gave no permission',
    { env: { GITHUB_ACTIONS: 'true' } },
    /add `permissions: \{ id-token: write, contents: read \}`.*forks never get one/,
  ],
  [
    'GitHub gave a token that is not known',
    { env: { GITHUB_ACTIONS: 'true', ...SERVICE } },
    /the audience https:\/\/store\.example\.org\/o\/acme;/,
  ],
  [
    'GitHub gave a token that may not',
    { env: { GITHUB_ACTIONS: 'true', ...SERVICE }, status: 403 },
    /owns the trust document/,
  ],
  [
    'GitLab has no id_tokens',
    { env: { GITLAB_CI: 'true' } },
    /add `id_tokens: \{ TURNPIKE_ID_TOKEN: \{ aud: https:\/\/store\.example\.org\/o\/acme \} \}`/,
  ],
  ['GitLab left the name of one', { env: { GITLAB_CI: 'true', TURNPIKE_ID_TOKEN: '$X' } }, /add `id_tokens/],
  ['GitLab has one', { env: { GITLAB_CI: 'true', TURNPIKE_ID_TOKEN: 'x' } }, /the audience/],
  [
    'Forgejo gave no token',
    { env: { GITHUB_ACTIONS: 'true', GITEA_ACTIONS: 'true', FORGEJO_ACTIONS: 'true' } },
    /add `enable-openid-connect: true` to the job/,
  ],
  [
    'Forgejo gave a token that is not known',
    { env: { GITHUB_ACTIONS: 'true', FORGEJO_ACTIONS: 'true', ...SERVICE } },
    /its trust document must name this CI/,
  ],
  [
    'Gitea gives none',
    { env: { GITHUB_ACTIONS: 'true', GITEA_ACTIONS: 'true' } },
    /token of the store, from a secret/,
  ],
  [
    'Buildkite was not asked',
    { env: { BUILDKITE: 'true' } },
    /request-token --audience https:\/\/store\.example\.org\/o\/acme --claim/,
  ],
  [
    'CircleCI was not asked',
    { env: { CIRCLECI: 'true' } },
    /oidc get --claims '\{"aud":"https:\/\/store\.example\.org\/o\/acme"\}'/,
  ],
  ['it is another CI', {}, /TURNPIKE_ID_TOKEN or TURNPIKE_ID_TOKEN_FILE/],
  [
    'the way there is readable',
    { store: 'http://store.internal', env: { GITHUB_ACTIONS: 'true', ...SERVICE } },
    /https address/,
  ],
])('says what to do where %s', (_, refused, advice) => {
  const said = tokenAdvice({ store: STORE, env: {}, status: 401, ...refused })
  expect(said).toMatch(advice)
  expect(said).not.toMatch(/\.$/)
})
