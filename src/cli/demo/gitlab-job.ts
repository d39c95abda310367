/** A GitLab job as its runner runs it, as far as the demo needs: one shell for before_script and script, one after. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GitlabJob } from './gitlab-pipeline.ts'
import { cleanEnvironment, start, type Ended } from './process.ts'

export interface GitlabRun {
  workspace: string
  temp: string
  commit: string
  pipelineId: string
  /** When the pipeline was made, RFC 3339 in seconds. */
  createdAt: string
  env: Readonly<Record<string, string>>
  /** What earlier jobs handed on by dotenv reports; jobs add to it. */
  handedOn: Record<string, string>
  onLine: (line: string) => void
}

/** Runs a job to its end. */
export async function runGitlabJob(job: GitlabJob, jobId: number, run: GitlabRun): Promise<Ended> {
  const predefined = { ...cleanEnvironment(), ...run.env, ...predefinedOf(job, jobId, run) }
  const env = {
    ...expanded(job.variables, { ...predefined, ...run.handedOn }),
    ...predefined,
    ...run.handedOn,
  }
  const main = await shell(job, 'script', [...job.before_script, ...job.script], env, run)
  const status = main.code === 0 ? 'success' : 'failed'
  const after = await shell(job, 'after_script', job.after_script, { ...env, CI_JOB_STATUS: status }, run)
  if (job.dotenv !== undefined) Object.assign(run.handedOn, readDotenv(join(run.workspace, job.dotenv)))
  return { code: main.code, lines: [...main.lines, ...after.lines] }
}

async function shell(
  job: GitlabJob,
  part: string,
  lines: readonly string[],
  env: Readonly<Record<string, string>>,
  run: GitlabRun,
): Promise<Ended> {
  if (lines.length === 0) return { code: 0, lines: [] }
  const file = join(run.temp, `${job.name}.${part}.sh`)
  writeFileSync(file, `set -e\n${lines.join('\n')}\n`)
  return start('sh', [file], { cwd: run.workspace, env, onLine: run.onLine }).ended
}

function predefinedOf(job: GitlabJob, jobId: number, run: GitlabRun): Record<string, string> {
  return {
    GITLAB_CI: 'true',
    CI: 'true',
    CI_SERVER_URL: 'https://gitlab.com',
    CI_SERVER_FQDN: 'gitlab.com',
    CI_PROJECT_URL: 'https://gitlab.com/acme/webshop',
    CI_PROJECT_PATH: 'acme/webshop',
    CI_PROJECT_ID: '900456',
    CI_PIPELINE_ID: run.pipelineId,
    CI_PIPELINE_IID: '77',
    CI_PIPELINE_CREATED_AT: run.createdAt,
    CI_JOB_ID: String(jobId),
    CI_JOB_NAME: job.name,
    CI_JOB_STAGE: job.stage,
    CI_COMMIT_SHA: run.commit,
    CI_COMMIT_BRANCH: 'main',
    CI_PROJECT_DIR: run.workspace,
    GITLAB_USER_LOGIN: 'kim',
    GITLAB_USER_ID: '4711',
  }
}

/** `$NAME` and `${NAME}` in the values of variables, as the runner does; what is not there is empty. */
function expanded(
  variables: Readonly<Record<string, string>>,
  known: Readonly<Record<string, string>>,
): Record<string, string> {
  const expand = (text: string) =>
    text.replace(/\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g, (whole, bare?: string, braced?: string) =>
      whole === '$$' ? '$' : (known[bare ?? braced ?? ''] ?? ''),
    )
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, expand(String(value))]))
}

function readDotenv(file: string): Record<string, string> {
  if (!existsSync(file)) return {}
  const lines = readFileSync(file, 'utf8').split('\n')
  return Object.fromEntries(
    lines
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
}
