/** `change: auto` on a commit that came from a pull request: the real octokit against GitHub's answers on loopback. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createServer } from 'node:http'
import { resolveChange } from '../../src/actions/change.js'
import { githubHost } from './surroundings.js'
const SHA = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334'
let github
let env
let asked = []
let answer = { status: 200, body: [] }
beforeAll(async () => {
  github = createServer((request, response) => {
    asked.push({ path: request.url ?? '', authorization: request.headers.authorization })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
  })
  await new Promise((done) => github.listen(0, '127.0.0.1', done))
  env = { GITHUB_API_URL: `http://127.0.0.1:${github.address().port}` }
})
afterAll(() => {
  github.closeAllConnections()
  github.close()
})
const pull = (number, more) => ({
  number,
  html_url: `https://github.com/acme/webshop/pull/${number}`,
  user: { id: 42, login: 'k' },
  merged_at: '2026-11-20T10:00:00Z',
  merge_commit_sha: 'f'.repeat(40),
  ...more,
})
async function find(body, status = 200) {
  asked = []
  answer = { status, body }
  const host = githubHost()
  return { host, change: await resolveChange({ change: 'auto', githubToken: 'ghs_secret' }, host, { env }) }
}
test('takes the pull request whose merge made the commit, with its author', async () => {
  const { change, host } = await find([
    pull(7, { merged_at: '2026-11-20T12:00:00Z' }),
    pull(8, { merge_commit_sha: SHA }),
    pull(9, { merged_at: null }),
  ])
  expect(change).toEqual({ id: 'https://github.com/acme/webshop/pull/8', author: 'urn:github:user:42' })
  expect(asked).toEqual([
    { path: `/repos/acme/webshop/commits/${SHA}/pulls?per_page=100`, authorization: 'token ghs_secret' },
  ])
  expect(host.secrets).toEqual(['ghs_secret'])
})
test('takes the one merged last when none made the commit itself', async () => {
  const { change } = await find([pull(7, {}), pull(8, { merged_at: '2026-11-20T12:00:00Z' })])
  expect(change?.id).toBe('https://github.com/acme/webshop/pull/8')
})
test('asks without a change when there is no merged one, and says so', async () => {
  const { change, host } = await find([pull(9, { merged_at: null })])
  expect(change).toBeUndefined()
  expect(host.lines.join()).toContain('asking without a change')
})
test('a pull request of a deleted account has no author', async () => {
  const { change } = await find([pull(7, { user: null })])
  expect(change).toEqual({ id: 'https://github.com/acme/webshop/pull/7' })
})
test('without the permission it warns which one is missing, and asks without a change', async () => {
  const { change, host } = await find({ message: 'Resource not accessible by integration' }, 403)
  expect(change).toBeUndefined()
  expect(host.annotations).toEqual([expect.objectContaining({ level: 'warning' })])
  expect(host.annotations[0]?.message).toContain('pull-requests: read')
})
test('does not ask GitHub when the event says it already', async () => {
  asked = []
  const host = githubHost(
    { GITHUB_EVENT_NAME: 'pull_request' },
    { pull_request: { number: 7, html_url: 'https://github.com/acme/webshop/pull/7', user: { id: 1 } } },
  )
  const change = await resolveChange({ change: 'auto', githubToken: 'ghs_secret' }, host, { env })
  expect(change?.id).toBe('https://github.com/acme/webshop/pull/7')
  expect(asked).toEqual([])
})
