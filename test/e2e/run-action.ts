/**
 * Runs the real bundles in `dist/` as the runner does: defaults of `action.yml` and the caller's `with:` evaluated anew
 * for every phase, `INPUT_*`, `STATE_*`, the runner's files, main now and the posts in reverse order at the end of the
 * job. Sources: actions/runner, `ActionRunner.cs`, `FileCommandManager.cs`, `StepsRunner.cs`.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { parse } from 'yaml'
import { DEFAULT_CONTEXTS, evaluate, STEP_CONTEXTS } from './expressions.ts'
import { annotationsIn, masksIn, valuesIn, type LoggedAnnotation } from './runner-files.ts'

export const ROOT = resolve(import.meta.dirname, '..', '..')

export interface ActionManifest {
  name: string
  description: string
  branding: { icon: string; color: string }
  inputs?: Record<string, { description: string; required?: boolean; default?: string }>
  outputs?: Record<string, { description: string }>
  runs: { using: string; main: string; post?: string; 'post-if'?: string }
}

/** @param folder `.` for the root action, or `actions/<name>` */
export function readManifest(folder: string): ActionManifest {
  return parse(readFileSync(join(ROOT, folder, 'action.yml'), 'utf8')) as ActionManifest
}

export interface JobOptions {
  /** `GITHUB_*` without the prefix, over those of a push to main. */
  github?: Record<string, string>
  event?: unknown
  matrix?: Record<string, unknown>
  needs?: Record<string, unknown>
  checkRunId?: string
  env?: Record<string, string>
}

export interface PhaseResult {
  exitCode: number | null
  stdout: string
  stderr: string
  outputs: Record<string, string>
  state: Record<string, string>
  /** What ends the values in the file of outputs. */
  delimiters: string[]
  summary: string
  annotations: LoggedAnnotation[]
  masks: string[]
  /** What the step wrote for the environment and the path of later steps, as it stands in the runner's files. */
  handed: { env: string; path: string }
}

export interface StepOptions {
  id?: string
  env?: Record<string, string>
  continueOnError?: boolean
  /** Called with what was printed so far; true cancels the step as the runner does, by SIGINT. */
  cancelWhen?: (stdout: string) => boolean
  /** Told what was printed so far, whenever there is more. */
  onLog?: (stdout: string) => void
}

export interface Job {
  /** As `job.status` stands. Set it to what the job's other steps did. */
  status: 'success' | 'failure' | 'cancelled'
  readonly workspace: string
  readonly temp: string
  step(folder: string, inputs?: Record<string, string>, options?: StepOptions): Promise<PhaseResult>
  /** The post phases, last step first. */
  finish(): Promise<PhaseResult[]>
  close(): void
}

interface Registered {
  folder: string
  inputs: Record<string, string>
  options: StepOptions
  state: Record<string, string>
}

const SHA = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334'

export function createJob(options: JobOptions = {}): Job {
  const home = mkdtempSync(join(tmpdir(), 'turnpike-job-'))
  const [workspace, temp] = [join(home, 'workspace'), join(home, 'temp')]
  for (const folder of [workspace, temp]) mkdirSync(folder)
  writeFileSync(join(home, 'event.json'), JSON.stringify(options.event ?? { ref: 'refs/heads/main' }))
  const posts: Registered[] = []
  const steps: Record<string, { outputs: Record<string, string>; outcome: string; conclusion: string }> = {}
  const exported: Record<string, string> = {}

  const runnerEnv: Record<string, string> = {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: 'octocat',
    GITHUB_ACTOR_ID: '583231',
    GITHUB_TRIGGERING_ACTOR: 'octocat',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: join(home, 'event.json'),
    GITHUB_JOB: 'build',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REPOSITORY: 'acme/webshop',
    GITHUB_REPOSITORY_ID: '1296269',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '8120',
    GITHUB_RUN_NUMBER: '812',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: SHA,
    GITHUB_WORKFLOW: 'deliver',
    GITHUB_WORKSPACE: workspace,
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: temp,
    ...Object.fromEntries(
      Object.entries(options.github ?? {}).map(([key, value]) => [`GITHUB_${key}`, value]),
    ),
  }

  async function phase(step: Registered, script: string): Promise<PhaseResult> {
    const contexts = {
      github: {
        ...Object.fromEntries(
          Object.entries(runnerEnv).flatMap(([key, value]) =>
            key.startsWith('GITHUB_') ? [[key.slice('GITHUB_'.length).toLowerCase(), value]] : [],
          ),
        ),
        event: options.event ?? {},
      },
      strategy: {},
      matrix: options.matrix ?? null,
      job: { status: job.status, check_run_id: options.checkRunId ?? '77001' },
      runner: { temp, os: 'Linux' },
      steps,
      env: { ...options.env, ...exported },
      needs: options.needs ?? {},
      vars: {},
      inputs: {},
      secrets: {},
    }
    const manifest = readManifest(step.folder)
    const inputs: Record<string, string> = {}
    for (const [name, value] of Object.entries(step.inputs)) {
      if (manifest.inputs?.[name] === undefined) throw new Error(`${step.folder} has no input ${name}`)
      inputs[name] = evaluate(value, contexts, STEP_CONTEXTS)
    }
    for (const [name, input] of Object.entries(manifest.inputs ?? {})) {
      inputs[name] ??= evaluate(String(input.default ?? ''), contexts, DEFAULT_CONTEXTS)
    }
    const folder = mkdtempSync(join(home, 'step-'))
    const files = Object.fromEntries(
      ['OUTPUT', 'STATE', 'ENV', 'PATH', 'STEP_SUMMARY'].map((name) => [name, join(folder, name)]),
    ) as Record<'OUTPUT' | 'STATE' | 'ENV' | 'PATH' | 'STEP_SUMMARY', string>
    for (const file of Object.values(files)) writeFileSync(file, '')
    const env = {
      PATH: process.env.PATH,
      HOME: home,
      ...options.env,
      ...exported,
      ...step.options.env,
      ...runnerEnv,
      ...Object.fromEntries(Object.entries(files).map(([name, file]) => [`GITHUB_${name}`, file])),
      ...prefixed('INPUT_', inputs, (name) => name.replaceAll(' ', '_').toUpperCase()),
      ...prefixed('STATE_', step.state, (name) => name),
    }
    const main = resolve(ROOT, step.folder, script)
    if (!existsSync(main)) throw new Error(`${main} is not built: npm run build`)
    const child = spawn(process.execPath, [main], { cwd: workspace, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const ended = await outputOf(child, step.options)
    const written = readFileSync(files.OUTPUT, 'utf8')
    const outputs = valuesIn(written)
    const undeclared = Object.keys(outputs).filter((name) => manifest.outputs?.[name] === undefined)
    if (undeclared.length > 0)
      throw new Error(`${step.folder} does not declare its outputs ${undeclared.join(', ')}`)
    Object.assign(exported, valuesIn(readFileSync(files.ENV, 'utf8')))
    Object.assign(step.state, valuesIn(readFileSync(files.STATE, 'utf8')))
    return {
      ...ended,
      outputs,
      delimiters: [...written.matchAll(/^[\w-]+<<(.+)$/gm)].map(([, delimiter]) => delimiter ?? ''),
      state: { ...step.state },
      summary: readFileSync(files.STEP_SUMMARY, 'utf8'),
      annotations: annotationsIn(ended.stdout),
      masks: masksIn(ended.stdout),
      handed: { env: readFileSync(files.ENV, 'utf8'), path: readFileSync(files.PATH, 'utf8') },
    }
  }

  const job: Job = {
    status: 'success',
    workspace,
    temp,
    async step(folder, inputs = {}, stepOptions = {}) {
      const step: Registered = { folder, inputs, options: stepOptions, state: {} }
      const { runs } = readManifest(folder)
      // Registered when main starts, so that a main that fails has its post.
      if (runs.post !== undefined) posts.push(step)
      const result = await phase(step, runs.main)
      const outcome = result.exitCode === 0 ? 'success' : 'failure'
      const conclusion = stepOptions.continueOnError === true ? 'success' : outcome
      if (conclusion === 'failure' && job.status === 'success') job.status = 'failure'
      if (stepOptions.id !== undefined)
        steps[stepOptions.id] = { outputs: result.outputs, outcome, conclusion }
      return result
    },
    async finish() {
      const results: PhaseResult[] = []
      for (const step of posts.reverse()) {
        const result = await phase(step, readManifest(step.folder).runs.post ?? '')
        if (result.exitCode !== 0 && job.status === 'success') job.status = 'failure'
        results.push(result)
      }
      posts.length = 0
      return results
    },
    close() {
      rmSync(home, { recursive: true, force: true })
    },
  }
  return job
}

async function outputOf(
  child: ChildProcess,
  { cancelWhen, onLog }: StepOptions,
): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  const ended = { stdout: '', stderr: '' }
  let cancelled = false
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    ended.stdout += text
    onLog?.(ended.stdout)
    if (!cancelled && cancelWhen?.(ended.stdout) === true) {
      cancelled = true
      child.kill('SIGINT')
    }
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (ended.stderr += text))
  const exitCode = await new Promise<number | null>((done, failed) =>
    child.on('close', done).on('error', failed),
  )
  return { exitCode, ...ended }
}

function prefixed(
  prefix: string,
  values: Record<string, string>,
  name: (key: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}${name(key)}`, value]))
}
