import { describe, expect, test } from '@jest/globals'
import { runApprove, type ApproveInputs } from '../../src/actions/approve.ts'
import { DIGEST, fakeWorld, githubHost } from './surroundings.ts'

const WRITTEN = '2026-11-21T07:59:00Z'
const COMMAND = `/turnpike approve production ${DIGEST} tested on staging`

/** A token as the forge makes them, as far as it is looked at here. */
const tokenOf = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`

const GITHUB = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'issue_comment', GITHUB_EVENT_PATH: 'event.json' }
const github = (more: object = {}, event: object = {}) => ({
  env: GITHUB,
  token: tokenOf({ actor_id: '77' }),
  event: {
    action: 'created',
    repository: { id: 1 },
    comment: { id: 5, body: COMMAND, user: { id: 77 }, created_at: WRITTEN, updated_at: WRITTEN, ...more },
    ...event,
  },
})
const gitlab = (more: object = {}, event: object = {}) => ({
  env: { TRIGGER_PAYLOAD: 'event.json' },
  token: tokenOf({ user_id: '77' }),
  event: {
    object_kind: 'note',
    project_id: 1,
    user: { id: 77 },
    object_attributes: {
      id: 5,
      note: COMMAND,
      action: 'create',
      author_id: 77,
      created_at: WRITTEN,
      updated_at: WRITTEN,
      ...more,
    },
    ...event,
  },
})

async function approve({
  env,
  event,
  token,
}: {
  env: Record<string, string>
  event: object
  token?: string
}) {
  const recorded = { status: 'accepted', sequence: 9, id: 'e', responder: 'urn:user:alice' }
  const world = fakeWorld({ env, files: { 'event.json': JSON.stringify(event) }, post: () => recorded })
  const host = githubHost()
  const inputs: ApproveInputs = {
    store: 'https://store.example.org',
    from: 'comment',
    artifact: [],
    decision: 'approve',
    policies: [],
    ...(token === undefined ? {} : { token }),
  }
  const code = await runApprove(inputs, host, world)
  return { code, posted: world.posted, said: host.failure?.message ?? '' }
}

describe.each([
  ['a comment on GitHub', github],
  ['a note on GitLab', gitlab],
])('%s', (_, commented) => {
  test('of the one whom the token names is recorded', async () => {
    const { code, posted } = await approve(commented())
    expect(code).toBe(0)
    expect(posted).toMatchObject([
      { path: 'v1/approvals', value: { artifacts: [{ digest: DIGEST }], environment: 'production' } },
    ])
  })

  test.each<[string, object | undefined]>([
    ['another person', { actor_id: '78', user_id: '78' }],
    ['nobody', {}],
    ['a person by a name only', { actor: '77', user_login: '77' }],
    ['a person as a number', { actor_id: 77, user_id: 77 }],
  ])('under a token of %s is nobody’s approval', async (_name, claims) => {
    const { code, posted, said } = await approve({ ...commented(), token: tokenOf(claims ?? {}) })
    expect([code, posted]).toEqual([2, []])
    expect(said).toContain('the comment is by user 77')
  })

  test('that was changed after it was written is no approval, nor one of which that is not known', async () => {
    for (const more of [{ updated_at: '2026-11-21T07:59:30Z' }, { updated_at: null }, { created_at: '' }]) {
      const { code, posted, said } = await approve(commented(more))
      expect([code, posted]).toEqual([2, []])
      expect(said).toContain('was changed after it was written')
    }
  })
})

test('a note that somebody else sent is not its author’s word', async () => {
  const { code, posted, said } = await approve(gitlab({}, { user: { id: 78 } }))
  expect([code, posted]).toEqual([2, []])
  expect(said).toContain('was not sent by its author')
})
