/**
 * A plan as a document, of any size: `show -json PLAN`. Source: OpenTofu, "JSON Output Format" (`format_version` 1.x). Pure.
 */
import { isObject } from '../../cdevents/object.ts'
import { readJson } from './json-stream.ts'
import type { Kept, Sketch } from './json-stream.ts'
import { refusal } from './refusal.ts'
import type { Bytes } from './report.ts'
import { countAction, noChanges, planSays, type Changes, type TofuRun } from './tofu-run.ts'

/** It writes its version first, which no line of a run does. */
export function isPlan(head: string): boolean {
  return /^\s*\{\s*"format_version"/.test(head)
}

/** @throws TurnpikeError INVALID_REPORT */
export async function readPlan(bytes: Bytes): Promise<TofuRun> {
  const changes = noChanges()
  const document = await readJson(
    bytes,
    planSketch((item) => countResource(changes, item)),
  )
  const { resource_changes: resources, resource_drift: drift } = isObject(document) ? document : {}
  if (!isObject(document) || resources === undefined)
    throw refusal('it has no resource_changes, so it is no plan; give what `tofu show -json PLAN` prints')
  const version = document.terraform_version
  const isErrored = document.errored === true
  return {
    tool: { name: 'OpenTofu or Terraform', ...(typeof version === 'string' ? { version } : {}) },
    planned: isErrored
      ? { outcome: 'failure', changes, reason: 'the plan says that it ended with an error' }
      : { outcome: 'success', changes, reason: planSays(changes) },
    drift: typeof drift === 'number' ? drift : 0,
    errors: isErrored ? 1 : 0,
    warnings: 0,
    unread: 0,
  }
}

/** Values are passed over, whatever they are. */
function planSketch(each: (item: Kept) => void): Sketch {
  const change: Sketch = {
    members: { actions: { items: { text: 20 } }, importing: { members: {}, loose: true } },
  }
  return {
    members: {
      terraform_version: { text: 40 },
      errored: { boolean: true },
      resource_drift: { items: { members: {}, loose: true }, each: () => undefined },
      resource_changes: { items: { members: { change } }, each },
    },
  }
}

function countResource(changes: Changes, item: Kept): void {
  const change = isObject(item) ? item.change : undefined
  if (!isObject(change)) return
  const actions: unknown = change.actions
  for (const action of Array.isArray(actions) ? (actions as unknown[]) : []) countAction(changes, action)
  if (change.importing !== undefined) changes.import++
}
