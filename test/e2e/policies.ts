/** Policies and tokens of the action tests. */

/** Passing tests by the token `ci`; without them the gate says no at once. */
export const TESTS_DENY = policyOf('deny')
/** The same, and the gate waits for them. */
export const TESTS_WAIT = policyOf('wait')

export const CI = 'ci-token-0123456789'
export const DEPLOYER = 'deployer-token-0123456789'
export const TOKENS = `ci=${CI},deployer=${DEPLOYER}`

/** The digest that most tests ask for. */
export const DIGEST = `sha256:${'ab'.repeat(32)}`

function policyOf(onMissing: 'deny' | 'wait'): string {
  return `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production, owner: platform@example.org }
applies: { environments: [production] }
producers:
  ci: { id: 'token:ci' }
rules:
  - id: unit-tests
    title: Unit tests
    kind: evidence
    type: testsuiterun.finished
    producer: [ci]
    match: { outcome: success }
    maxAge: 7d
    onMissing: ${onMissing}
`
}
