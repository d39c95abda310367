/**
 * Ask the store whether these artifacts may go to this environment now; say why; open or stay closed. Shared by the
 * GitHub action, the GitLab component and the CLI.
 */
import { allowsPlainHttp } from '../client/address.ts'
import type { Token } from '../client/bearer.ts'
import { credentialFor } from '../client/credentials.ts'
import { EXIT, explain, TurnpikeError } from '../errors.ts'
import { clean } from '../host/clean.ts'
import type { Host } from '../host/host.ts'
import type { Decision, GateRequest } from '../policy/decision.ts'
import { mustAnswer } from './answered.ts'
import { resolveArtifacts } from './artifacts.ts'
import { resolveChange } from './change.ts'
import type { Deps } from './deps.ts'
import { warnOfProject } from './project.ts'
import { CANCELLED, refusalOf, type Refusal } from './refusal.ts'

export interface GateInputs {
  /** The store's address. */
  store: string
  token?: string
  /** At least one: a package URL with a digest, `sha256:…`, an image by digest, or a file's path. */
  artifact: string[]
  environment: string
  service?: string
  /** The change's id (a URL or a ticket); `auto` finds it, empty asks without one. */
  change?: string
  /** Reads the pull request a commit came from, where the event does not say it (`change: auto`, GitHub). */
  githubToken?: string
  /** Names of store policies that must be among those that apply. */
  policy: string[]
  /** Paths of policy files; they can only add rules. */
  policyFiles: string[]
  /** How long to wait for missing evidence: `15m`. Default: not at all. */
  wait?: string
  mode: 'enforce' | 'warn'
  /** Who asks, as a URI; default: the host's actor. */
  actor?: string
  /** Paths to write reports to. */
  reports?: Reports
}

export interface Reports {
  html?: string
  junit?: string
  json?: string
  markdown?: string
  /** `KEY=value` lines for a later GitLab job. */
  dotenv?: string
  /** GitLab's `annotations` report: links on the job page. */
  annotations?: string
}

/** What came of asking. */
export interface Passage {
  /** The exit code of the design: 0 allow, 2 usage, 3 deny, 4 pending, 5 error; 0 for everything judged in warn. */
  code: number
  /** The output `allowed` is set. */
  allowed: boolean
  /** What the store answered, where it did and it was an answer to the question. */
  decision?: Decision
}

/** @returns the exit code of `Passage` */
export async function runGate(inputs: GateInputs, host: Host, deps: Deps): Promise<number> {
  await warnOfProject(inputs, host)
  return (await passGate(inputs, host, deps)).code
}

/** The gate for whoever goes on with what it said. */
export async function passGate(inputs: GateInputs, host: Host, deps: Deps): Promise<Passage> {
  let decision: Decision | undefined
  try {
    if (inputs.token !== undefined) await host.secret(inputs.token)
    const token = credentialFor({
      store: inputs.store,
      explicit: inputs.token,
      env: deps.env,
      mask: (secret) => host.secret(secret),
    })
    const request = await requestOf(inputs, host, deps, token)
    decision = await ask(inputs, request, host, deps, token)
    const code = await conclude(decision, inputs, host, deps)
    return { code, allowed: code === EXIT.allow && decision.verdict === 'allow', decision }
  } catch (error) {
    const refusal = deps.signal?.aborted === true ? CANCELLED : refusalOf(error, { ...inputs, env: deps.env })
    const code = await stayClosed(refusal, inputs, host, deps)
    return { code, allowed: false, ...(decision === undefined ? {} : { decision }) }
  }
}

async function requestOf(
  inputs: GateInputs,
  host: Host,
  deps: Deps,
  token: Token | undefined,
): Promise<GateRequest> {
  const { facts } = host
  const artifacts = await resolveArtifacts(inputs.artifact, deps, { log: (line) => host.log(line) })
  if (artifacts.length === 0)
    throw new TurnpikeError('USAGE', 'input artifact: is empty; name what is to be deployed')
  const change = await resolveChange(inputs, host, deps)
  const actor = inputs.actor ?? (tellsWhoActs(facts, deps.env, token) ? '' : facts.actor.uri)
  return {
    artifacts,
    environment: inputs.environment,
    ...(inputs.service === undefined ? {} : { service: inputs.service }),
    ...(change === undefined ? {} : { change }),
    ...(actor === '' ? {} : { actor }),
    ...(facts.run.id === '' ? {} : { run: facts.run.id }),
    ...(inputs.policy.length === 0 ? {} : { policies: inputs.policy }),
  }
}

/**
 * Whether the token itself says who is behind this run, so that the store puts the person there whom it knows, by the URI
 * it knows them by. Not for a run again, which may be another person's than the token says, nor for a schedule.
 */
function tellsWhoActs({ forge, run }: Host['facts'], env: Deps['env'], token: Token | undefined): boolean {
  if (typeof token !== 'function') return false
  const ofCi = Boolean(env.TURNPIKE_ID_TOKEN || env.TURNPIKE_ID_TOKEN_FILE)
  if (forge === 'github') return !ofCi && run.attempt === 1 && env.GITHUB_EVENT_NAME !== 'schedule'
  return forge === 'gitlab' && ofCi && env.CI_PIPELINE_SOURCE !== 'schedule'
}

async function ask(
  inputs: GateInputs,
  request: GateRequest,
  host: Host,
  deps: Deps,
  token: Token | undefined,
): Promise<Decision> {
  const { readDecision } = await import('../policy/record.ts')
  const { renderLine } = await import('../report/line.ts')
  const policyFiles = await Promise.all(
    inputs.policyFiles.map(async (path) => ({ name: path, text: await readPolicy(path, deps) })),
  )
  const client = deps.client({
    url: inputs.store,
    allowPlainHttp: allowsPlainHttp(deps.env),
    ...(token === undefined ? {} : { token }),
  })
  const answer = await client.ask(
    {
      request,
      mode: inputs.mode,
      ...(inputs.wait === undefined ? {} : { wait: inputs.wait }),
      ...(policyFiles.length === 0 ? {} : { policyFiles }),
    },
    {
      onPending: (value) => host.log(`Waiting: ${renderLine(readDecision(value))}`),
      ...(deps.signal === undefined ? {} : { signal: deps.signal }),
    },
  )
  const decision = readDecision(answer)
  mustAnswer(decision, { request, mode: inputs.mode, files: policyFiles.length, now: deps.now() })
  return decision
}

async function readPolicy(path: string, deps: Deps): Promise<string> {
  try {
    return await deps.readText(path)
  } catch (error) {
    throw new TurnpikeError('USAGE', `input policy-file: ${explain(error)}`, { cause: error })
  }
}

/** Says it everywhere first and opens last: `allowed` is only there once a person could have read why. */
async function conclude(decision: Decision, inputs: GateInputs, host: Host, deps: Deps): Promise<number> {
  const { exitCodeOf } = await import('../policy/record.ts')
  const { renderLine, renderLog } = await import('../report/line.ts')
  const code = exitCodeOf(decision)
  for (const line of renderLog(decision, { colour: deps.colour ?? host.facts.forge !== 'shell' }))
    host.log(line, { colour: true })
  await attempt('the reports', host, async () => {
    if (inputs.reports === undefined) return
    const { writeReports } = await import('./reports.ts')
    await writeReports(decision, inputs.reports, deps)
  })
  await attempt('the summary', host, async () => {
    const { renderSummary } = await import('../report/summary.ts')
    const flavour = host.facts.forge === 'gitlab' ? 'gitlab' : 'github'
    await host.summary(warnBanner(decision) + renderSummary(decision, { flavour }))
  })
  await attempt('the note on the merge request', host, async () => {
    // The variable alone is asked for here: without it nothing is loaded.
    if (!deps.env.TURNPIKE_NOTE_TOKEN) return
    const { renderSummary } = await import('../report/summary.ts')
    const { writeDecisionNote } = await import('./note.ts')
    const page = warnBanner(decision) + renderSummary(decision, { flavour: 'gitlab' })
    await writeDecisionNote(page, decision.request, host, deps)
  })
  await attempt('the annotations', host, async () => {
    const { annotationsOf } = await import('../report/annotations.ts')
    const [verdict, ...blockers] = annotationsOf(decision)
    // A step that fails says the verdict by failing: a runner shows ten annotations of a kind, and not the eleventh.
    const shown = code === EXIT.allow && verdict !== undefined ? [verdict, ...blockers] : blockers
    for (const annotation of shown) await host.annotate(annotation)
  })
  if (deps.signal?.aborted === true) return await stayClosed(CANCELLED, inputs, host, deps)
  for (const [name, value] of Object.entries(outputsOf(decision))) await host.output(name, value)
  if (code === EXIT.allow && decision.verdict !== 'allow') {
    host.log(`mode warn: the verdict is ${decision.verdict}, and this job goes on all the same.`)
  }
  if (code !== EXIT.allow) await host.fail(renderLine(decision), code)
  return code
}

/** A page that cannot be written changes no verdict, but is never silent. */
async function attempt(what: string, host: Host, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    await host.annotate({
      level: 'warning',
      title: 'Turnpike gate',
      message: `Could not write ${what}: ${explain(error)}`,
    })
  }
}

/** The outputs of a decision by name. `allowed`, `expires-at` and the lease are there on an allow only (F21). */
export function outputsOf(decision: Decision): Record<string, string> {
  const allowed = decision.verdict === 'allow'
  return {
    verdict: decision.verdict,
    'decision-id': decision.id,
    ...(decision.url === undefined ? {} : { 'decision-url': decision.url }),
    'artifact-digest': decision.request.artifacts.map(({ digest }) => digest).join(' '),
    ...(allowed && decision.expiresAt !== undefined ? { 'expires-at': decision.expiresAt } : {}),
    // What takes part in the deployment shows the number: whoever saw a higher one refuses it.
    ...(allowed && decision.lease !== undefined
      ? { lease: decision.lease.id, 'fencing-number': String(decision.lease.fencing) }
      : {}),
    ...(allowed ? { allowed: 'true' } : {}),
  }
}

function warnBanner(decision: Decision): string {
  if (decision.mode !== 'warn' || decision.verdict === 'allow') return ''
  return `> [!CAUTION]\n> **This gate only warns (mode: warn).** The verdict is **${decision.verdict}**, and the job goes on all the same.\n\n`
}

/** No verdict: closed, with what to do; in warn mode the step passes and says that it never asked. */
async function stayClosed(refusal: Refusal, inputs: GateInputs, host: Host, deps: Deps): Promise<number> {
  const passes = inputs.mode === 'warn' && refusal.code === EXIT.error && refusal !== CANCELLED
  // One line, and short enough for what to do to be read behind it.
  const environment = clean(inputs.environment, 200)
  const title = passes
    ? `Not judged for ${environment}, and mode warn lets this job go on: ${refusal.title}`
    : `Not ready for ${environment}: ${refusal.title}`
  const shown = { ...refusal, title }
  await attempt('the reports', host, async () => {
    if (inputs.reports === undefined) return
    const { writeRefusalReports } = await import('./refusal-page.ts')
    await writeRefusalReports(shown, inputs.reports, deps)
  })
  await attempt('the summary', host, async () => {
    const { renderRefusal } = await import('./refusal-page.ts')
    await host.summary(renderRefusal(shown))
  })
  await attempt('the note on the merge request', host, async () => {
    // Whoever was cancelled has no time to tell.
    if (!deps.env.TURNPIKE_NOTE_TOKEN || refusal === CANCELLED) return
    const { renderRefusal } = await import('./refusal-page.ts')
    const { writeDecisionNote } = await import('./note.ts')
    await writeDecisionNote(renderRefusal(shown), inputs, host, deps)
  })
  await host.output('verdict', 'error')
  const message = [title, ...refusal.reasons, `What to do: ${refusal.todo}`].join('\n')
  if (!passes) {
    await host.fail(message, refusal.code)
    return refusal.code
  }
  await host.annotate({ level: 'warning', title: 'Turnpike gate: not asked', message })
  return EXIT.allow
}
