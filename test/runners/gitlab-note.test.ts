/** The gate component in a merge request's pipeline, by a runner, with a GitLab on loopback to write its note to. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { startGitlab, type FakeGitlab } from '../client/gitlab.ts'
import { testWith } from '../tools.ts'
import { passed } from './evidence.ts'
import { createProject, type Project } from './gitlab-ci-local.ts'
import { startLiveStore, TOKEN, type LiveStore } from './live-store.ts'

const test = testWith(['rsync', 'git', 'curl'])
const ARTIFACT = 'the web shop of a merge request\n'
const DIGEST = `sha256:${createHash('sha256').update(ARTIFACT).digest('hex')}`

let store: LiveStore
let gitlab: FakeGitlab
let project: Project
beforeAll(async () => {
  store = await startLiveStore()
  gitlab = await startGitlab()
  project = createProject(ARTIFACT)
})
afterAll(async () => {
  project.remove()
  await gitlab.close()
  await store.stop()
})

const gate = () =>
  project.run(['production-gate'], {
    variables: {
      TURNPIKE_STORE: store.url,
      TURNPIKE_TOKEN: TOKEN,
      TURNPIKE_GITLAB_TOKEN: 'glpat-bot',
      ARTIFACT: 'webshop.txt',
      WAIT: '',
      CI_API_V4_URL: gitlab.api,
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_MERGE_REQUEST_IID: '31',
      CI_MERGE_REQUEST_PROJECT_ID: '77',
      CI_MERGE_REQUEST_PROJECT_URL: 'https://gitlab.com/acme/webshop',
    },
  })

test('the decision is one note on the merge request, and the next run renews it', async () => {
  const closed = await gate()
  expect(closed.code).not.toBe(0)
  expect(gitlab.notes.map(({ body }) => /Not ready/.test(body))).toEqual([true])
  await store.post(passed(DIGEST))
  const open = await gate()
  expect({ code: open.code, log: open.log }).toEqual({ code: 0, log: open.log })
  expect(gitlab.notes.map(({ body }) => [/Not ready/.test(body), /Ready/.test(body)])).toEqual([
    [false, true],
  ])
  expect(closed.log + open.log).not.toContain('glpat-bot')
  expect(gitlab.obeyed).toEqual([])
}, 90_000)
