import { describe, expect, test } from '@jest/globals'
import { GITHUB, problemsOf, trustText } from './scene.ts'

/** The problems of one grant whose `to` (and `may`) is this. */
const grantProblems = (to: string, may = '{ read: true }') =>
  problemsOf(trustText(`  - name: g\n    to: ${to}\n    may: ${may}`))

describe('`to` of a grant', () => {
  test.each([
    ['{}', 'must not be empty'],
    ['[]', 'must not be empty'],
    ['{ issuer: github }', 'the whole world; add repositoryId or repositoryOwnerId'],
    ['{ kind: oidc }', 'the whole world; add issuer and repositoryId or repositoryOwnerId'],
    ['{ issuer: github, repository: acme/shop }', 'repository can be renamed, or made by anybody'],
    ['{ issuer: github, ref: refs/heads/main, environment: production }', 'ref, environment can be renamed'],
    ['{ issuer: github, jobWorkflowRef: acme/workflows/* }', 'so a stranger could come under this'],
    ['{ issuer: github, actorId: "1234" }', 'so a stranger could come under this'],
    ['{ issuer: github, sha: "1234" }', 'so a stranger could come under this'],
    ['{ repositoryId: "1" }', 'names repositoryId but no issuer'],
    ['{ issuer: github, repositoryOwnerId: "45*" }', 'numbers have no family'],
    ['{ id: "https://token.actions.githubusercontent.com#repository:*" }', 'numbers have no family'],
    ['{ id: "https://evil.example.org#repository:1" }', "is nobody's id"],
    ['{ id: "*" }', "is nobody's id"],
    ['{ kind: "*" }', 'is not a kind of principal'],
    ['{ kind: store }', 'is not a kind of principal'],
    ['{ id: "token:legcay" }', '"legcay" is not one of tokens (did you mean "legacy"?)'],
    ['{ id: "hook:alert" }', '"alert" is not one of hooks (did you mean "alerts"?)'],
    ['{ issuer: githb, repositoryId: "1" }', '"githb" is not one of issuers (did you mean "github"?)'],
    [
      '{ issuer: "https://token.actions.githubusercontent.com/", repositoryId: "1" }',
      'is not one of issuers',
    ],
    [
      '{ issuer: github, repository_id: "1" }',
      '"repository_id" is not a claim of "github" (did you mean "repositoryId"?)',
    ],
    ['{ issuer: github, sub: "repo:acme/shop" }', '"sub" is not a claim of "github"'],
    ['{ person: urn:user:alcie }', '"urn:user:alcie" is not one of people (did you mean "urn:user:alice"?)'],
    ['{ person: urn:user:alice, kind: token }', 'person and group mean people'],
    ['{ id: "token:legacy", ref: refs/heads/main }', '"token:legacy" has no claims; "ref" would never hold'],
    [`{ id: "${GITHUB}#repository:1", rf: refs/heads/main }`, '(did you mean "ref"?)'],
    ['{ id: "token:legacy", signer: "key:x" }', 'would never hold'],
    ['{ issuer: github, repositoryId: "1", signer: "key:x" }', '"signer" is not a claim of "github"'],
    ['{ person: "urn:user:al*" }', 'would also cover'],
    ['{ group: "board*" }', 'a group is named in full'],
  ])('%s does not load', (to, message) => {
    const problems = grantProblems(to)
    expect(problems.join('\n')).not.toContain('warning')
    expect(problems.join('\n')).toContain(message)
  })

  test.each([
    '{ issuer: github, repositoryId: "1" }',
    '{ issuer: github, repositoryOwnerId: "4567", ref: refs/heads/* }',
    '{ issuer: https://token.actions.githubusercontent.com, repositoryId: "1" }',
    '{ issuer: gitlab }',
    '{ id: "https://jenkins.example.org/oidc#folder/*" }',
    '{ id: "token:legacy" }',
    `{ id: "${GITHUB}#repository:1", ref: refs/heads/main }`,
    '{ kind: hook }',
    '{ person: urn:user:alice }',
    '{ person: "urn:github:user:1234" }',
    '{ person: "urn:user:*" }',
    '{ group: board }',
    '[{ kind: person }, { issuer: github, repositoryId: "1", person: urn:user:alice }]',
  ])('%s loads', (to) => {
    expect(grantProblems(to)).toEqual([])
  })

  test('warns of names that can be taken over at an instance of your own', () => {
    expect(grantProblems('{ issuer: gitlab, projectPath: acme/* }')).toEqual([
      '22:5 warning: projectPath can be renamed or taken over by others at https://gitlab.example.org; add projectId or namespaceId',
    ])
  })

  test('warns that nobody is on loopback where there is a document', () => {
    expect(grantProblems('{ kind: loopback }')).toEqual([expect.stringContaining('warning: means nobody')])
  })

  test('group needs a login that tells groups', () => {
    const text = trustText('  - { name: g, to: { group: board }, may: { read: true } }').replace(
      ', groups: groups',
      '',
    )
    expect(problemsOf(text)[0]).toContain('login.groups, the claim that lists them, is missing')
  })
})

describe('`may` of a grant', () => {
  const to = '{ issuer: github, repositoryId: "1" }'
  test.each([
    ['{}', 'needs at least one of write, ask'],
    ['{ foreignCode: true }', 'needs at least one of write, ask'],
    ['{ write: { types: [] } }', 'must not be empty'],
    ['{ write: { types: [builds.*] } }', 'names no subject of the vocabulary (did you mean "build.*"?)'],
    ['{ write: { types: [build*] } }', 'has its * inside a word'],
    ['{ write: { types: ["*.finished"] } }', 'has a * before its end'],
    ['{ write: { types: [build] } }', '"build" is not a type of event (did you mean "build.'],
    ['{ write: { types: [dev.cdeventsx.turnpike-gate.evaluated] } }', 'is written by the store alone'],
    ['{ write: { types: ["dev.cdeventsx.turnpike-*"] } }', 'is written by the store alone'],
    ['{ write: { types: ["turnpike-trust.*"] } }', 'is written by the store alone'],
    ['{ write: { types: ["*"], sources: [ours] } }', '"ours" is not an absolute URI'],
    ['{ ask: { environments: [] } }', 'must not be empty'],
    ['{ ask: {} }', 'environments is missing'],
    ['{ approve: { as: [self] } }', 'environments is missing'],
    ['{ approve: { as: ["urn:user*"], environments: [p] } }', 'write "urn:user:*"'],
    [
      '{ write: { types: [build.*] }, administer: true, foreignCode: true }',
      "would let a fork's code administer",
    ],
    ['{ approve: { as: [self], environments: [p] }, foreignCode: true }', "would let a fork's code approve"],
  ])('%s does not load', (may, message) => {
    expect(grantProblems(to, may).join('\n')).toContain(message)
  })

  test('takes every form of a type', () => {
    const types =
      '[build.finished, service.*, dev.cdevents.build.started, dev.cdevents.*, acme-scan.*, acme-scan.finished, dev.cdeventsx.acme-scan.finished, "dev.cdeventsx.acme-*", "*"]'
    expect(grantProblems(to, `{ write: { types: ${types} } }`)).toEqual([])
  })

  test('warns of a right that can never be used', () => {
    expect(
      grantProblems(
        '{ id: "token:legacy" }',
        '{ write: { types: ["*"] }, approve: { as: [self], environments: [p] } }',
      ),
    ).toEqual([
      expect.stringContaining('warning: allows nothing: a static token or a hook proves no source'),
      expect.stringContaining('warning: allows nothing: nobody is behind a static token'),
    ])
  })
})
