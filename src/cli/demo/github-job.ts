/**
 * A GitHub job as the runner runs it, as far as the demo needs: each action is the bundle that its action.yml names, its
 * inputs come as INPUT_* with the defaults filled in anew for every phase, its answers by the runner's files, and posts
 * run last, in reverse order. https://docs.github.com/actions: "Metadata syntax", "Workflow commands".
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { cleanEnvironment, start, type Ended } from './process.ts'

export interface StepResult extends Ended {
  outputs: Record<string, string>
  /** Markdown for the job's page. */
  summary: string
}

export interface GithubJob {
  /** A step `run:`; a failure fails the job. */
  run(name: string, command: readonly string[]): Promise<StepResult>
  /** A step `uses:` of an action of this repository: `.` or `actions/<name>`. */
  uses(action: string, inputs?: Readonly<Record<string, string>>): Promise<StepResult>
  /** Runs the posts, last in first out. */
  finish(): Promise<StepResult[]>
}

export interface GithubRun {
  /** The repository of the actions. */
  root: string
  /** Where the job's own repository is checked out. */
  workspace: string
  /** For the runner's files. */
  temp: string
  commit: string
  runId: string
  env: Readonly<Record<string, string>>
  onLine: (line: string) => void
}

interface Manifest {
  inputs?: Record<string, { default?: string }>
  runs: { main: string; post?: string }
}

const REPOSITORY = {
  id: 700123,
  name: 'webshop',
  full_name: 'acme/webshop',
  html_url: 'https://github.com/acme/webshop',
}

export function githubJob(name: string, checkRunId: number, run: GithubRun): GithubJob {
  const posts: (() => Promise<StepResult>)[] = []
  let status = 'success'
  let count = 0

  async function step(
    file: string,
    args: readonly string[],
    extra: Record<string, string>,
  ): Promise<StepResult> {
    const folder = join(run.temp, `${name}-${++count}`)
    mkdirSync(folder, { recursive: true })
    const paths = {
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_STATE: join(folder, 'state'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    }
    for (const path of Object.values(paths)) writeFileSync(path, '')
    const event = join(folder, 'event.json')
    writeFileSync(event, JSON.stringify({ repository: REPOSITORY, sender: { login: 'kim', id: 4711 } }))
    const env = {
      ...cleanEnvironment(),
      ...run.env,
      ...runnerEnvironment(name, run, event),
      ...paths,
      ...extra,
    }
    const ended = await start(file, args, { cwd: run.workspace, env, onLine: run.onLine }).ended
    if (ended.code !== 0) status = 'failure'
    return {
      ...ended,
      // The runner takes these lines out of the log: they say what must not be in it.
      lines: ended.lines.filter((line) => !line.startsWith('::add-mask::')),
      outputs: valuesIn(readFileSync(paths.GITHUB_OUTPUT, 'utf8')),
      summary: readFileSync(paths.GITHUB_STEP_SUMMARY, 'utf8'),
    }
  }

  return {
    run: (_name, [file = '', ...args]) => step(file, args, {}),
    uses(action, given = {}) {
      const folder = join(run.root, action)
      const manifest = parse(readFileSync(join(folder, 'action.yml'), 'utf8')) as Manifest
      const inputs = () =>
        inputsOf(manifest, given, { 'job.status': status, 'job.check_run_id': String(checkRunId) })
      const { main, post } = manifest.runs
      if (post !== undefined) posts.unshift(() => step(process.execPath, [join(folder, post)], inputs()))
      return step(process.execPath, [join(folder, main)], inputs())
    },
    async finish() {
      const results: StepResult[] = []
      for (const post of posts) results.push(await post())
      return results
    },
  }
}

/** The expressions that defaults of ours use; a new one would come out as the empty text. */
function inputsOf(
  manifest: Manifest,
  given: Readonly<Record<string, string>>,
  contexts: Record<string, string>,
) {
  const entries = Object.entries(manifest.inputs ?? {}).map(([name, input]) => {
    const text = given[name] ?? input.default ?? ''
    const value = text.replace(/\$\{\{\s*(.+?)\s*\}\}/g, (_, expression: string) =>
      expression === 'toJSON(matrix)' ? 'null' : (contexts[expression] ?? ''),
    )
    return [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]
  })
  return Object.fromEntries(entries) as Record<string, string>
}

function runnerEnvironment(job: string, run: GithubRun, event: string): Record<string, string> {
  return {
    GITHUB_ACTIONS: 'true',
    CI: 'true',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_REPOSITORY: REPOSITORY.full_name,
    GITHUB_REPOSITORY_ID: String(REPOSITORY.id),
    GITHUB_REPOSITORY_OWNER: 'acme',
    GITHUB_RUN_ID: run.runId,
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_NUMBER: '812',
    GITHUB_WORKFLOW: 'release',
    GITHUB_JOB: job,
    GITHUB_SHA: run.commit,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: event,
    GITHUB_ACTOR: 'kim',
    GITHUB_ACTOR_ID: '4711',
    GITHUB_TRIGGERING_ACTOR: 'kim',
    GITHUB_WORKSPACE: run.workspace,
    RUNNER_TEMP: run.temp,
    RUNNER_OS: 'Linux',
  }
}

/** `name<<delimiter` blocks and `name=value` lines. */
function valuesIn(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const [, block, delimiter] = /^([^=<]+)<<(.+)$/.exec(line) ?? []
    if (block !== undefined && delimiter !== undefined) {
      const end = lines.indexOf(delimiter, at + 1)
      values[block] = lines.slice(at + 1, end).join('\n')
      at = end
    } else if (line.includes('='))
      values[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1)
  }
  return values
}
