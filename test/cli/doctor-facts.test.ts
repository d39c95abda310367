import { describe, expect, test } from '@jest/globals'
import { factRows } from '../../src/cli/doctor/fact-origins.ts'
import * as others from '../host/ci-surroundings.ts'
import { GITHUB, GITLAB, PULL_REQUEST } from '../host/surroundings.ts'

type Env = Readonly<Record<string, string | undefined>>

const MACHINE = { hostname: 'h', user: 'u', run: '1' }
const noFile = (_path: string): string => {
  throw new Error('no file')
}
const rowsOf = (env: Env, readFile = noFile) =>
  new Map(factRows(env, readFile, MACHINE).rows.map((row) => [row.name, row]))

const { JENKINS, TEKTON, ARGO, CIRCLECI, AZURE, BUILDKITE, DRONE, WOODPECKER, FORGEJO, GITEA } = others
const ALL: [string, Env][] = Object.entries({
  GITHUB,
  GITLAB,
  JENKINS,
  TEKTON,
  ARGO,
  CIRCLECI,
  AZURE,
  BUILDKITE,
  DRONE,
  WOODPECKER,
  FORGEJO,
  GITEA,
})

describe('where facts come from', () => {
  test.each(ALL)('is told for what %s knows, and every variable named is really there', (_, env) => {
    const rows = rowsOf(env)
    for (const name of ['source', 'commit', 'run', 'job'])
      expect([name, rows.get(name)?.value, (rows.get(name)?.from.length ?? 0) > 0]).toEqual([
        name,
        expect.stringMatching(/./),
        true,
      ])
    for (const { from } of rows.values()) for (const name of from) expect(Object.keys(env)).toContain(name)
  })

  test.each([
    ['GITLAB', GITLAB, 'CI_COMMIT_SHA'],
    ['JENKINS', JENKINS, 'GIT_COMMIT'],
    ['CIRCLECI', CIRCLECI, 'CIRCLE_SHA1'],
    ['BUILDKITE', BUILDKITE, 'BUILDKITE_COMMIT'],
    ['AZURE', AZURE, 'BUILD_SOURCEVERSION'],
    ['TEKTON', TEKTON, 'TURNPIKE_COMMIT'],
  ] as const)('is right for the commit of %s', (_, env, name) => {
    expect(rowsOf(env).get('commit')?.from).toEqual([name])
  })

  test('names the variable that says which CI it is for that alone', () => {
    const rows = rowsOf(GITHUB)
    expect(rows.get('CI')?.from).toContain('GITHUB_ACTIONS')
    expect(rows.get('commit')?.from).toEqual(['GITHUB_SHA'])
  })

  test('names the file of the event for what stands in it', () => {
    const env = {
      ...GITHUB,
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: '/event.json',
    }
    const read = (path: string) => (path === '/event.json' ? JSON.stringify(PULL_REQUEST) : noFile(path))
    expect(rowsOf(env, read).get('change')?.from).toContain('GITHUB_EVENT_PATH')
  })

  test('names nothing for a plain shell', () => {
    const rows = rowsOf({ PATH: '/bin', HOME: '/root' })
    expect(rows.get('CI')).toEqual({ name: 'CI', value: 'shell', from: [] })
    expect([...rows.values()].flatMap(({ from }) => from)).toEqual([])
  })
})
