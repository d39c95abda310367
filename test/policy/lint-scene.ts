/** Lints of a policy that would be sound without them. */
import { lintPolicy } from '../../src/policy/lint/lint.ts'
import { NOW, load, policyText } from './scene.ts'

export const SOUND = `  - { id: sound, kind: evidence, type: artifact.packaged, producer: [ci] }
  - { id: calm, kind: absence, openedBy: incident.detected, closedBy: incident.resolved, producer: [ops], feed: none }
  - { id: board, kind: approval, from: ['group:board'], producer: [ops] }`

/** The lints of a policy, as `line:column lint`, or by name alone. */
export async function lintsOf(text: string, beside: readonly string[] = []) {
  const policy = await load(text)
  return lintPolicy(policy, {
    now: Date.parse(NOW),
    beside: await Promise.all(beside.map((one) => load(one))),
  })
}
export const names = async (rules: string, head: Parameters<typeof policyText>[1] = {}) =>
  (await lintsOf(policyText(`${SOUND}\n${rules}`, head))).map(({ lint }) => lint)
