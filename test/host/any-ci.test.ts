/** What every CI has in common: one repository and commit give one chain, and what a person says wins. */
import { describe, expect, test } from '@jest/globals'
import type { Env } from '../../src/host/clean.ts'
import { detectFacts } from '../../src/host/detect.ts'
import { githubFacts } from '../../src/host/github.ts'
import { gitlabFacts } from '../../src/host/gitlab.ts'
import { speaksActions } from '../../src/host/host.ts'
import { FORGEJO, GITEA, ON_GITHUB, REPOSITORY } from './ci-surroundings.ts'
import { GITHUB, GITLAB, HEAD, PUSH, SHA } from './surroundings.ts'

const nothing = (): string => {
  throw new Error('there is no such file')
}
const factsOf = (env: Env) => detectFacts(env, nothing)
const CHAIN = githubFacts(GITHUB, PUSH).chainId

describe.each(Object.entries(ON_GITHUB))('%s', (forge, env) => {
  const facts = factsOf(env)

  test('is found by its variables, and names repository, commit and ref as the forge does', () => {
    expect(facts).toMatchObject({
      forge,
      source: REPOSITORY,
      repository: { name: 'acme/webshop', url: REPOSITORY },
      commit: SHA,
      ref: 'refs/heads/main',
    })
    expect(facts.change).toBeUndefined()
  })

  test('is on the chain that GitHub starts with the same commit', () => {
    expect(facts.chainId).toBe(CHAIN)
  })

  test('believes what a person says before what it finds out', () => {
    const said = factsOf({
      ...env,
      TURNPIKE_REPOSITORY: 'git@gitlab.example.org:acme/shop/web.git',
      TURNPIKE_COMMIT: HEAD,
      TURNPIKE_REF: 'refs/tags/v2',
      TURNPIKE_RUN: 'https://ci.example.org/runs/7',
      TURNPIKE_RUN_URL: 'https://ci.example.org/runs/7/page',
      TURNPIKE_PIPELINE: 'nightly',
      TURNPIKE_JOB: 'pack',
      TURNPIKE_JOB_ID: 'pack-1',
      TURNPIKE_JOB_URL: 'https://ci.example.org/runs/7/jobs/pack',
      TURNPIKE_ACTOR: 'urn:user:alice',
      TURNPIKE_CHANGE: 'https://gitlab.example.org/acme/shop/web/-/merge_requests/31',
      TURNPIKE_ENVIRONMENT: 'staging',
      TURNPIKE_STARTED_AT: '2026-11-21T11:00:00+01:00',
      TURNPIKE_PARENT_RUN: 'https://ci.example.org/runs/6',
    })
    expect(said).toMatchObject({
      source: GITLAB.CI_PROJECT_URL,
      commit: HEAD,
      ref: 'refs/tags/v2',
      run: {
        id: 'https://ci.example.org/runs/7',
        url: 'https://ci.example.org/runs/7/page',
        name: 'nightly',
        startedAt: '2026-11-21T10:00:00Z',
      },
      job: { name: 'pack', url: 'https://ci.example.org/runs/7/jobs/pack' },
      actor: { uri: 'urn:user:alice' },
      change: { id: 'https://gitlab.example.org/acme/shop/web/-/merge_requests/31', number: '31' },
      environment: 'staging',
      parent: 'https://ci.example.org/runs/6',
      chainId: gitlabFacts({ ...GITLAB, CI_COMMIT_SHA: HEAD }).chainId,
    })
    expect(said.job.id).toMatch(/^https:\/\/ci\.example\.org\/runs\/7#pack/)
  })

  test('stays on the chain of the commit that was pushed, when it builds a merge of it', () => {
    expect(factsOf({ ...env, TURNPIKE_COMMIT: HEAD, TURNPIKE_HEAD_COMMIT: SHA })).toMatchObject({
      commit: HEAD,
      chainId: CHAIN,
    })
  })

  test('takes a reference that nothing was put in place of for nothing', () => {
    for (const value of ['$CI_NOTHING', '$(Build.Nothing)', '${NOTHING}', ' '])
      expect(factsOf({ ...env, TURNPIKE_ACTOR: value, TURNPIKE_ENVIRONMENT: value })).toEqual(facts)
  })

  test('shows no credentials of an address', () => {
    const secret = 'https://oauth2:s3cr3t@github.com/acme/webshop.git'
    const all = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [
        name,
        /github\.com[:/]acme\/webshop(?:\.git)?$/.test(value)
          ? secret
          : value.replace('https://', 'https://u:s3cr3t@'),
      ]),
    )
    const shown = factsOf(all)
    expect(JSON.stringify(shown)).not.toContain('s3cr3t')
    expect(shown.chainId).toBe(CHAIN)
  })
})

test('Forgejo and Gitea are on the chain of their own repository', () => {
  for (const env of [FORGEJO, GITEA]) {
    const { chainId } = githubFacts({ ...env, GITHUB_ACTIONS: 'true' }, undefined)
    expect(factsOf(env).chainId).toBe(chainId)
  }
})

test('the runners that obey GitHub’s commands and files are those three', () => {
  const forges = [GITHUB, FORGEJO, GITEA, GITLAB, ...Object.values(ON_GITHUB)].map((env) => factsOf(env))
  expect(forges.filter(speaksActions).map(({ forge }) => forge)).toEqual(['github', 'forgejo', 'gitea'])
})

describe('which CI', () => {
  test('is decided by what only one sets', () => {
    expect(factsOf(GITHUB).forge).toBe('github')
    expect(factsOf(GITLAB).forge).toBe('gitlab')
    expect(factsOf(FORGEJO).forge).toBe('forgejo')
    expect(factsOf(GITEA).forge).toBe('gitea')
    expect(factsOf({ CI: 'true', USER: 'alice' }).forge).toBe('shell')
    // Woodpecker's variables begin as GitLab's do, and Jenkins' are set by others, too.
    expect(factsOf({ CI_COMMIT_SHA: SHA, CI_PIPELINE_URL: 'https://x.example.org/1' }).forge).toBe('shell')
    expect(factsOf({ BUILD_URL: 'https://x.example.org/1', GIT_COMMIT: SHA }).forge).toBe('shell')
  })

  test('a container of Tekton on an agent of another CI is Tekton’s, a forge’s job is the forge’s', () => {
    expect(factsOf({ ...ON_GITHUB.jenkins, ...ON_GITHUB.tekton }).forge).toBe('tekton')
    expect(factsOf({ ...GITHUB, TURNPIKE_CI: 'tekton' }).forge).toBe('github')
    expect(factsOf({ ...ON_GITHUB.jenkins, TURNPIKE_CI: 'nothing known' }).forge).toBe('jenkins')
  })
})
