/** A host that only remembers, for tests. */
import type { Annotation, Facts, Host } from './host.ts'
import { plainLines } from './plain.ts'

export interface RecordingHost extends Host {
  readonly outputs: Record<string, string>
  readonly summaries: string[]
  readonly annotations: Annotation[]
  readonly lines: string[]
  readonly secrets: string[]
  failure: { message: string; exitCode: number } | undefined
}

export function createRecordingHost(facts: Facts): RecordingHost {
  const host: RecordingHost = {
    facts,
    outputs: {},
    summaries: [],
    annotations: [],
    lines: [],
    secrets: [],
    failure: undefined,
    async output(name, value) {
      host.outputs[name] = value
    },
    async summary(markdown) {
      host.summaries.push(markdown)
    },
    async annotate(annotation) {
      host.annotations.push(annotation)
    },
    log(line) {
      host.lines.push(...plainLines(line))
    },
    async secret(value) {
      host.secrets.push(value)
    },
    async fail(message, exitCode) {
      host.failure = { message, exitCode }
    },
  }
  return host
}
