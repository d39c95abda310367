/** Files of cases: what people and the store say in short, who is who, layers, and the decision before. */
import { describe, expect, test } from '@jest/globals'
import { FILE, PASSED, APPROVED, run } from './cases-scene.ts'
import { DIGEST, policyText } from './scene.ts'

const problemsOf = async (...given: Parameters<typeof run>) =>
  (await run(...given))
    .slice(0, -1)
    .flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`))

describe('short forms', () => {
  test('of waivers are what the store would write: they waive, expire, and are listed by their state', async () => {
    const waiver = (more: string) =>
      `{ waiver: granted, id: W-1, rule: unit-tests, by: 'urn:user:bob', requestedBy: 'urn:user:dave', reason: the suite is broken, ticket: SEC-1, ${more} }`
    expect(
      await problemsOf(
        FILE(`
  - name: in force
    events: [${APPROVED}, ${waiver('for: 7d, age: 1h')}]
    expect: { verdict: allow, findings: { unit-tests: waived }, waivers: { W-1: expiring } }
  - name: expired
    events: [${APPROVED}, ${waiver('for: 7d, age: 8d')}]
    expect: { verdict: pending, findings: { unit-tests: pending }, waivers: { W-1: expired } }
  - name: for longer than the policy allows
    events: [${APPROVED}, ${waiver('for: 60d, age: 1h')}]
    expect: { verdict: pending, waivers: { W-1: not-allowed } }
  - name: granted by who asked for it
    events: [${APPROVED}, ${waiver('for: 7d').replace('urn:user:dave', 'urn:user:bob')}]
    expect: { verdict: pending, waivers: { W-1: not-allowed } }
  - name: only asked for
    events: [${APPROVED}, ${waiver('for: 7d').replace('granted', 'requested').replace("requestedBy: 'urn:user:dave', ", '')}]
    expect: { verdict: pending, waivers: { W-1: pending } }
  - name: revoked
    events: [${APPROVED}, ${waiver('for: 7d, age: 2h')}, { waiver: revoked, id: W-1, by: 'urn:user:alice' }]
    expect: { verdict: pending, waivers: { W-1: revoked } }
  - name: for another artifact
    events: [${APPROVED}, ${waiver(`for: 7d, artifact: 'sha256:${'0'.repeat(64)}'`)}]
    expect: { verdict: pending }`),
      ),
    ).toEqual([])
  })

  test('of overrides need their second person', async () => {
    const broken = `{ override: granted, id: O-1, by: 'urn:user:alice', reason: the shop is down for everybody, ticket: INC-1, for: 2h, age: 10m }`
    expect(
      await problemsOf(
        FILE(`
  - name: alone
    events: [${APPROVED}, ${broken}]
    expect: { verdict: pending, overrides: { O-1: awaiting-second } }
  - name: confirmed
    events: [${APPROVED}, ${broken}, { override: confirmed, id: O-1, by: 'urn:user:oscar' }]
    expect: { verdict: allow, findings: { unit-tests: overridden }, overrides: { O-1: in-force } }`),
      ),
    ).toEqual([])
  })

  test('of leases hold the environment', async () => {
    const policy = policyText('  - { id: free, kind: environment, lease: 15m, producer: [ci] }')
    expect(
      await problemsOf(
        FILE(`
  - name: free
    expect: { verdict: allow }
  - name: held
    events: [{ lease: acquired, id: L-1, age: 5m }]
    expect: { verdict: pending, findings: { free: { reason: leased } } }
  - name: over
    events: [{ lease: acquired, id: L-1, for: 15m, age: 20m }]
    expect: { verdict: allow }
  - name: released
    events: [{ lease: acquired, id: L-1, age: 5m }, { lease: released, id: L-1, age: 1m }]
    expect: { verdict: allow }`),
        { 'policy.yaml': policy },
      ),
    ).toEqual([])
  })

  test.each([
    ['approved', 'allow', 'pass'],
    ['rejected', 'deny', 'fail'],
    ['requestChanges', 'deny', 'fail'],
    ['escalated', 'deny', 'fail'],
    ['deferred', 'deny', 'fail'],
    ['delegate', 'deny', 'fail'],
    ['cancelled', 'deny', 'fail'],
    ['expired', 'deny', 'fail'],
  ])('of approvals say every word of the draft: %s', async (word, verdict, result) => {
    expect(
      await problemsOf(
        FILE(
          `  - { name: ${word}, events: [${PASSED}, ${APPROVED}, { approval: ${word}, by: 'urn:user:alice' }], expect: { verdict: ${verdict}, findings: { board: ${result} } } }`,
        ),
      ),
    ).toEqual([])
  })

  test('of approvals name a delegate, and the policy under which they are given', async () => {
    expect(
      await problemsOf(
        FILE(`
  - name: delegated
    events: [${PASSED}, { approval: delegate, by: 'urn:user:alice', delegate: 'urn:user:frank' }, { approval: approved, by: 'urn:user:frank' }]
    expect: { verdict: allow, findings: { board: { found: 'urn:user:frank for urn:user:alice' } } }
  - name: under this policy
    events: [${PASSED}, { approval: approved, by: 'urn:user:alice', policy: this }]
    expect: { verdict: allow }
  - name: under another
    events: [${PASSED}, { approval: approved, by: 'urn:user:alice', policy: 'sha256:${'0'.repeat(64)}' }]
    expect: { verdict: deny }`),
      ),
    ).toEqual([])
  })

  test.each([
    [
      '{ waiver: granted, id: W-1, by: a, rul: x }',
      /"rul" is not a known field here; .*did you mean "rule"/u,
    ],
    ['{ waiver: grantd, id: W-1, by: a }', /"grantd" is not allowed; .*did you mean "granted"/u],
    ['{ override: granted, by: a }', /id is missing/u],
    ['{ lease: acquired, id: L, for: soon }', /"soon" is not a duration/u],
    ['{ approval: lgtm, by: a }', /"lgtm" is not allowed; allowed: approved/u],
    [
      '{ type: build.finished, producr: token:ci }',
      /"producr" is not known here; .*did you mean "producer"/u,
    ],
    ['{ type: build.finished, contnt: {} }', /did you mean "content"/u],
    ['{ event: { type: build.finished, contnt: {} } }', /\/event\/contnt: .*did you mean "content"/u],
    ['{ event: { type: build.finished }, contnt: {} }', /"contnt" is not known here/u],
    ['{ wavier: granted }', /did you mean "waiver"/u],
  ])('%s is a mistake that is told', async (event, message) => {
    const [result] = await run(FILE(`  - { name: x, events: [${event}], expect: { verdict: deny } }`))
    expect(result!.passed).toBe(false)
    expect(result!.problems.join('\n')).toMatch(message)
  })
})

test.each([
  ['store:store', 'store'],
  ['hook:alerts', 'hook'],
  ['person:urn:user:alice', 'person'],
  ['loopback', 'loopback'],
  ['token:ci', 'token'],
  ['urn:user:alice', 'token'],
])('the producer %s is of kind %s', async (producer, kind) => {
  const policy = policyText(
    '  - { id: built, kind: evidence, type: build.finished, producer: [ci] }',
  ).replace("{ id: 'token:ci' }", `{ kind: ${kind} }`)
  expect(
    await problemsOf(
      FILE(
        `  - { name: x, events: [{ type: build.finished, artifact: this, content: { artifactId: 'pkg:oci/a@${DIGEST}' }, producer: '${producer}' }], expect: { verdict: allow } }`,
      ),
      { 'policy.yaml': policy },
    ),
  ).toEqual([])
})

test('people of the file are who is who, as a trust document has it', async () => {
  const approved = `{ approval: approved, by: 'urn:github:user:1' }`
  const cases = (verdict: string, people = '') =>
    FILE(`  - { name: x, events: [${PASSED}, ${approved}], expect: { verdict: ${verdict} } }`, people)
  expect(await problemsOf(cases('deny'))).toEqual([])
  expect(await problemsOf(cases('allow', 'people: [[urn:user:alice, urn:github:user:1]]'))).toEqual([])
  // It is the requester under another name.
  expect(
    await problemsOf(cases('deny', 'people: [[urn:user:alice, urn:github:user:1, urn:user:dave]]')),
  ).toEqual([])
})

test('the decision before is that of an earlier case, and what changed can be expected', async () => {
  const cases = (previous: string) =>
    FILE(`
  - { name: first, expect: { verdict: deny } }
  - name: second
    previous: ${previous}
    events: [${PASSED}, ${APPROVED}]
    expect: { verdict: allow, changes: [Unit tests] }`)
  expect(await problemsOf(cases('first'))).toEqual([])
  expect(await problemsOf(cases('frist'))).toEqual([
    'second: /previous: no case "frist" before this one was decided (did you mean "first"?)',
  ])
  expect(await problemsOf(cases('second'))).toEqual([
    expect.stringContaining('no case "second" before this one was decided') as unknown,
  ])
  expect(await problemsOf(cases('first').replace('[Unit tests]', '[Something else]'))).toEqual([
    expect.stringMatching(/^second: expected to change: "Something else"; said: .*Unit tests/u) as unknown,
  ])
})

test('files come with the request: they add rules as the last layer', async () => {
  const file = policyText('  - { id: built, kind: evidence, type: build.finished, producer: [ci] }', {
    name: 'mine',
  })
  const cases = `  - { name: x, events: [${PASSED}, ${APPROVED}], expect: { verdict: deny, findings: { mine/built: fail, production/board: pass } } }`
  expect(await problemsOf(FILE(cases, 'files: [file.yaml]'), { 'file.yaml': file })).toEqual([])
})

describe('what is expected of exceptions and notices', () => {
  test('is told with what was there', async () => {
    const waiver = `{ waiver: granted, id: W-1, rule: unit-tests, by: 'urn:user:bob', requestedBy: 'urn:user:dave', reason: broken, ticket: SEC-1, for: 7d }`
    expect(
      await problemsOf(
        FILE(
          `  - { name: x, events: [${APPROVED}, ${waiver}], expect: { verdict: allow, waivers: { W-1: revoked, W-2: in-force }, overrides: { O: expired }, notices: [nothing of that] } }`,
        ),
      ),
    ).toEqual([
      expect.stringMatching(/^x: waiver W-1: expected revoked, got expiring/u) as unknown,
      'x: waiver W-2: expected in-force, there is none (did you mean "W-1"?); there: W-1',
      'x: override O: expected expired, there is none; there: none',
      expect.stringMatching(/^x: expected a notice: "nothing of that"; said: /u) as unknown,
      'x:   (unit-tests: waived, no-evidence: nothing)',
    ])
  })
})
