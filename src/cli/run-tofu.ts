/** What OpenTofu or Terraform said, on standard output or in files → events. */
import type { Deps } from '../actions/deps.ts'
import type { CDEvent } from '../cdevents/event.ts'
import { explain } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { describe } from '../sources/described.ts'
import type { ReportContext } from '../sources/reports/report.ts'
import { tofuDescriptions } from '../sources/reports/tofu-events.ts'
import { readTofu, type TofuReader } from '../sources/reports/tofu.ts'

/** Runs of one command; more are no run of one. */
const MOST_FILES = 100

/**
 * Never throws: what cannot be read is told.
 * @param deps whose files are those that the command wrote
 */
export async function tofuEvents(
  printed: TofuReader | undefined,
  patterns: readonly string[],
  context: ReportContext,
  host: Host,
  deps: Deps,
): Promise<CDEvent[]> {
  const events: CDEvent[] = []
  const read = async (what: string, make: () => Promise<ReturnType<typeof tofuDescriptions>>) => {
    try {
      events.push(...describe(await make(), context.facts, context.now))
    } catch (error) {
      await host.annotate({
        level: 'warning',
        title: 'Turnpike: nothing is told of the infrastructure',
        message: `${what} could not be read: ${explain(error)}`,
      })
    }
  }
  if (printed !== undefined)
    await read('What the command printed', async () => tofuDescriptions(await printed.end(), context))
  const { paths, notes } = patterns.length === 0 ? { paths: [], notes: [] } : await deps.glob(patterns)
  for (const note of notes) host.log(note)
  if (patterns.length > 0 && paths.length === 0) host.log(`No file was found for ${patterns.join(', ')}.`)
  if (paths.length > MOST_FILES) host.log(`The first ${MOST_FILES} of ${paths.length} files are read.`)
  for (const path of paths.slice(0, MOST_FILES)) {
    await read(path, async () => {
      const opened = await deps.openFile(path)
      const run = await readTofu(opened.bytes)
      return tofuDescriptions(run, context, {
        path: path.slice(0, 1000),
        digest: opened.read()?.digest ?? '',
      })
    })
  }
  return events
}
