/**
 * The entries of the actions: the runner's environment → one run. Every action shares this bundle; each part is loaded
 * when its action starts.
 */
import { randomUUID } from 'node:crypto'
import { explain, TurnpikeError } from '../errors.ts'
import { actionsFacts } from '../host/detect-actions.ts'
import { createGithubHost } from '../host/github-host.ts'
import type { Host } from '../host/host.ts'
import { processIo } from '../host/io.ts'
import { realDeps, type Deps } from './deps.ts'
import { linesOf } from './failure.ts'
import { readEmitInputs, readGateInputs, readJobInputs, readTrackInputs } from './github-inputs.ts'

export type Entry =
  'track' | 'track-post' | 'emit' | 'evidence' | 'gate' | 'deploy' | 'deploy-post' | 'approve'

const RUNS: Record<Entry, (host: Host, deps: Deps) => Promise<number>> = {
  async track(host, deps) {
    const inputs = readTrackInputs(deps.env)
    return await (await import('./track.ts')).runTrackStart(inputs, host, deps)
  },
  async 'track-post'(host, deps) {
    const inputs = readTrackInputs(deps.env)
    return await (await import('./track.ts')).runTrackFinish(inputs, host, deps)
  },
  async emit(host, deps) {
    const inputs = readEmitInputs(deps.env)
    return await (await import('./emit.ts')).runEmit(inputs, host, deps)
  },
  async gate(host, deps) {
    const inputs = readGateInputs(deps.env)
    return await (await import('./gate.ts')).runGate(inputs, host, deps)
  },
  // The newer ones read their inputs beside their run, off the start path of the others.
  async evidence(host, deps) {
    const { readEvidenceInputs } = await import('./evidence-inputs.ts')
    const inputs = readEvidenceInputs(deps.env)
    return await (await import('./evidence.ts')).runEvidence(inputs, host, deps)
  },
  async deploy(host, deps) {
    const { readDeployInputs } = await import('./deploy-inputs.ts')
    const inputs = readDeployInputs(deps.env)
    return await (await import('./deploy.ts')).runDeployStart(inputs, host, deps)
  },
  async 'deploy-post'(host, deps) {
    const { readDeployInputs } = await import('./deploy-inputs.ts')
    const inputs = readDeployInputs(deps.env)
    return await (await import('./deploy-finish.ts')).runDeployFinish(inputs, host, deps)
  },
  async approve(host, deps) {
    const { readApproveInputs } = await import('./approve-inputs.ts')
    const inputs = readApproveInputs(deps.env)
    return await (await import('./approve.ts')).runApprove(inputs, host, deps)
  },
}

/** They ask, and may be cancelled while they wait for the answer. */
const WAITING: ReadonlySet<Entry> = new Set(['gate', 'deploy'])

/** Runs one action in this process and sets its exit code. Never throws. */
export async function main(entry: Entry): Promise<void> {
  // The global `crypto` would load all of Web Crypto for one random name.
  const io = { ...processIo(), random: randomUUID }
  const host = createGithubHost(
    actionsFacts(io.env, (path) => io.read(path) ?? '', readJobInputs(io.env)),
    io,
  )
  try {
    process.exitCode = await RUNS[entry](
      host,
      realDeps(io.env, WAITING.has(entry) ? untilCancelled() : undefined),
    )
  } catch (error) {
    process.exitCode = await afterError(error, entry, host)
  }
}

/**
 * Bad inputs fail every action. Anything else here is a defect: it closes a gate, and is no reason to break the build of
 * somebody who only tells what happens.
 */
async function afterError(error: unknown, entry: Entry, host: Host): Promise<number> {
  if (error instanceof TurnpikeError && error.code === 'USAGE') {
    await host.fail(linesOf(error).join('\n'), 2)
    return 2
  }
  const message = `Turnpike ${entry} ended unexpectedly: ${explain(error)}`
  if (error instanceof Error && error.stack !== undefined) host.log(error.stack)
  if (WAITING.has(entry)) {
    await host.fail(`${message}. The gate stays closed.`, 1)
    return 1
  }
  if (entry === 'approve') {
    await host.fail(`${message}. Nothing is approved.`, 1)
    return 1
  }
  await host.annotate({ level: 'warning', title: 'Turnpike: events not in the store', message })
  return 0
}

/** The runner cancels by SIGINT, and by SIGTERM 7.5 s later; the second one ends this process at once. */
function untilCancelled(): AbortSignal {
  const cancelled = new AbortController()
  const cancel = () => {
    if (cancelled.signal.aborted) process.exit(5)
    cancelled.abort()
  }
  process.on('SIGINT', cancel)
  process.on('SIGTERM', cancel)
  return cancelled.signal
}
