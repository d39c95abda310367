/** The job a GitHub step runs in: an id that no other job shares, the same in main and post. Pure. */
import { digestOfJson } from '../cdevents/canonical.ts'
import { isObject } from '../cdevents/object.ts'
import { clean, cleanNumber } from './clean.ts'
import type { Env } from './clean.ts'
import type { GithubInputs } from './github.ts'
import type { Facts } from './host.ts'

/** Longest readable leg in an id; a longer one is named by its digest. */
const MAX_LEG = 300

/**
 * The check run's page is the job's own, and unique. Without it (older servers, local runners) the id is the attempt,
 * the job's key, its matrix leg, and what the runner knows of this job alone: two calls of one reusable workflow share
 * the first three.
 */
export function githubJob(
  env: Env,
  inputs: GithubInputs,
  repositoryUrl: string,
  run: Facts['run'],
): Facts['job'] {
  const key = clean(env.GITHUB_JOB, 200) || 'job'
  const leg = matrixOf(inputs.matrix)
  const name = clean(inputs.jobName, 200) || nameOf(key, leg)
  const checkRun = cleanNumber(inputs.checkRunId)
  if (checkRun !== '') {
    const url = `${repositoryUrl}/actions/runs/${cleanNumber(env.GITHUB_RUN_ID) || '0'}/job/${checkRun}`
    return { id: url, name, url }
  }
  const own = clean(env.ACTIONS_ORCHESTRATION_ID, 200) || clean(env.RUNNER_TRACKING_ID, 200)
  const query = queryOf(leg, own)
  return { id: `${run.id}/jobs/${encodeURIComponent(key)}${query}`, name, url: run.url }
}

function matrixOf(text: string | undefined): [string, unknown][] {
  if (text === undefined || text.length > 65_536) return []
  try {
    const value: unknown = JSON.parse(text)
    if (!isObject(value)) return []
    return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  } catch {
    return []
  }
}

function nameOf(key: string, leg: [string, unknown][]): string {
  const values = leg.map(([, value]) => clean(typeof value === 'string' ? value : JSON.stringify(value), 60))
  return values.length === 0 ? key : clean(`${key} (${values.join(', ')})`, 200)
}

function queryOf(leg: [string, unknown][], own: string): string {
  const parts = leg.map(([key, value]): [string, string] => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  if (own !== '') parts.push(['runner', own])
  if (parts.length === 0) return ''
  const text = new URLSearchParams(parts).toString()
  return text.length <= MAX_LEG ? `?${text}` : `?leg=${digestOfJson(parts).slice('sha256:'.length)}`
}
