/** What a job produced → events bound to its artifact: tests, signed statements, SBOMs, scans, coverage. */
import type { ArtifactRef, CDEvent } from '../cdevents/event.ts'
import { EXIT, explain } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { resolveArtifacts } from './artifacts.ts'
import { collect, type Asked } from './collect.ts'
import { note, nothingCollected, problemFiles, type Collected } from './collected.ts'
import type { Delivered, Destination } from './deliver.ts'
import type { Deps } from './deps.ts'
import { failUsage } from './failure.ts'
import { withProject } from './project.ts'
import { streamTo } from './stream-delivery.ts'
import { tellCollected } from './tell-collected.ts'

export interface EvidenceInputs extends Destination, Asked {
  /** In the words of `resolveArtifacts`. */
  artifact: string[]
  /** Annotations for the first failures. */
  annotate: boolean
}

/**
 * Reads the reports and sends what they say. How the tests ended does not decide how the step ends: the gate does that.
 * @returns 0; 2 for bad input; 5 for what was not delivered or could not be read, when `failOnError` asks for it, and for
 *   files that are not there, when `ifNoFilesFound` does
 */
export async function runEvidence(given: EvidenceInputs, host: Host, deps: Deps): Promise<number> {
  return await failUsage(host, async () => {
    if (given.token !== undefined) await host.secret(given.token)
    const inputs = await withProject(given, host)
    const artifacts = await resolveArtifacts(inputs.artifact, deps, {
      several: true,
      log: (line) => host.log(line),
    })
    const stream = await streamTo(inputs, host, deps)
    const collected = await collect(inputs, artifacts, host, deps, (events) => stream.put(events))
    const delivered = await stream.end()
    await tellCollected(collected, artifacts, inputs, host)
    await setOutputs(collected, delivered, host)
    return await exitOf(collected, delivered, inputs, host)
  })
}

/**
 * The same at the end of a job, with the events of its end behind it: those are sent whatever becomes of the files.
 * @returns as `runEvidence`
 */
export async function finishWithEvidence(
  inputs: Destination & Asked,
  artifacts: readonly ArtifactRef[],
  ends: () => readonly CDEvent[],
  host: Host,
  deps: Deps,
): Promise<number> {
  const stream = await streamTo(inputs, host, deps)
  let collected: Collected
  try {
    collected = await collect(inputs, artifacts, host, deps, (events) => stream.put(events))
  } catch (error) {
    collected = nothingCollected()
    note(collected, `The files were not read to the end: ${explain(error)}`)
  }
  await stream.put(ends())
  const delivered = await stream.end()
  await tellCollected(collected, artifacts, { ...inputs, annotate: false }, host)
  return await exitOf(collected, delivered, inputs, host)
}

async function setOutputs(collected: Collected, delivered: Delivered, host: Host): Promise<void> {
  const { outputsOf } = await import('./collected-outputs.ts')
  for (const [name, value] of Object.entries(outputsOf(collected))) await host.output(name, value)
  await host.output('sent', String(delivered.sent))
  await host.output('undelivered', String(delivered.undelivered))
}

/** What was not delivered has failed the step already, if it was to. */
async function exitOf(
  collected: Collected,
  delivered: Delivered,
  { failOnError, ifNoFilesFound }: Pick<EvidenceInputs, 'failOnError' | 'ifNoFilesFound'>,
  host: Host,
): Promise<number> {
  const absent = ifNoFilesFound === 'error' ? collected.absent : []
  const unreadable = failOnError ? problemFiles(collected) : []
  if (absent.length === 0 && unreadable.length === 0) return delivered.code
  const why = [
    ...absent.map(({ kind, patterns }) => `No file was found for ${kind}: ${patterns.join(', ')}.`),
    ...unreadable.slice(0, 10).map(({ path, problem }) => `${path} could not be read: ${problem.message}`),
  ]
  await host.fail(why.join('\n'), EXIT.error)
  return EXIT.error
}
