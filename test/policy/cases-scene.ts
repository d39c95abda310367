/** One policy, and cases for it. */
import { runCases } from '../../src/policy/cases.ts'
import { DIGEST, policyText } from './scene.ts'

export const POLICY = policyText(
  `
  - id: unit-tests
    kind: evidence
    type: testsuiterun.finished
    producer: [ci]
    match: { testSuite.id: unit }
    onMissing: wait
    waivable: true
  - id: board
    kind: approval
    from: ['group:board']
    excluding: [request.actor]
    delegation: true
    producer: [people]
    unless: { environment: test }`,
  {
    applies: '{ environments: [production, test] }',
    more: `waivers: { from: ['group:board'], maxDuration: 30d }
override: { from: ['group:board'], second: { from: ['urn:user:oscar'], within: before }, review: { within: 5d } }`,
  },
).replace('producers:', 'producers:\n  people: { kind: person }')
export const FILE = (cases: string, more = '') => `policies: [policy.yaml]
at: 2026-11-18T13:00:00Z
request: { artifacts: [{ digest: '${DIGEST}' }], environment: production, actor: 'urn:user:dave' }
${more}
cases:
${cases}`
export const PASSED = `{ type: testsuiterun.finished, artifact: this, environment: ci, content: { outcome: success, testSuite: { id: unit } }, producer: token:ci, age: 1h }`
export const APPROVED = `{ approval: approved, by: 'urn:user:alice', age: 30m }`

export const run = (text: string, files: Record<string, string> = {}) =>
  runCases(text, (path) => {
    const found = { 'policy.yaml': POLICY, ...files }[path]
    if (found === undefined) throw new Error(`no file ${path}`)
    return found
  })
