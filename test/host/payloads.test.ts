/** Payloads as GitHub sends and documents them, where the reference data lies beside the checkout. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { validate } from '../../src/cdevents/validate.ts'
import { githubFacts } from '../../src/host/github.ts'
import { pipelineRunStarted } from '../../src/sources/pipeline.ts'
import { SHARED } from '../tools.ts'
import { GITHUB } from './surroundings.ts'

const folder = join(SHARED, 'payloads', 'github')
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : []
if (files.length === 0) process.stderr.write('skipped: the reference payloads are not beside this checkout\n')

const factsOf = (file: string) => {
  const payload = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
    repository?: { full_name?: string }
  }
  const env = {
    ...GITHUB,
    GITHUB_EVENT_NAME: file.split('.')[0],
    GITHUB_REPOSITORY: payload.repository?.full_name,
  }
  return githubFacts(env, payload)
}
const known = files.length === 0 ? describe.skip : describe

known('real payloads', () => {
  test.each(files.length === 0 ? ['none'] : files)('%s gives facts that make a valid event', (file) => {
    const event = pipelineRunStarted(factsOf(file), '2026-11-21T10:00:00Z')
    expect(validate(event).problems).toEqual([])
  })

  test.each([
    ['push.json', '2019-05-15T15:20:57Z'],
    ['pull_request.opened.json', '2019-05-15T15:20:33Z'],
    ['release.published.json', '2019-05-15T15:20:53Z'],
    ['workflow_dispatch.json', undefined],
  ])('%s began at %s', (file, moment) => {
    expect(factsOf(file).run.startedAt).toBe(moment)
  })

  test('a pull request is known by its page and its author', () => {
    expect(factsOf('pull_request.opened.json').change).toEqual({
      id: 'https://github.com/Codertocat/Hello-World/pull/2',
      number: '2',
      title: 'Update the README with new information.',
      author: 'urn:github:user:21031067',
    })
  })
})
