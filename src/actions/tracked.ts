/**
 * One beginning and one end of a job, however many steps track it: a composite action may begin with track inside a job
 * that does so, too. The first one tells the beginning. Posts run in reverse order, so its post is the last, and tells
 * the end.
 *
 * What is remembered is a folder for each step that tracks, under the runner's temporary folder: made by one and no other,
 * also side by side.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Facts } from '../host/host.ts'
import type { Env } from './inputs.ts'

/** More steps than that track no job. */
const MOST = 100

/** Whether this is the first step that tracks this job. Where nothing is remembered between steps, each one is. */
export function beginsJob(facts: Facts, env: Env): boolean {
  const base = baseOf(facts, env)
  if (base === undefined) return true
  for (let nth = 1; nth <= MOST; nth++) {
    try {
      mkdirSync(`${base}-${nth}`)
      return nth === 1
    } catch (error) {
      // A folder that cannot be made is no reason to say nothing.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return true
    }
  }
  return false
}

/** Whether no other step that tracks this job is still to end. */
export function endsJob(facts: Facts, env: Env): boolean {
  const base = baseOf(facts, env)
  if (base === undefined) return true
  for (let nth = MOST; nth >= 1; nth--) {
    try {
      rmdirSync(`${base}-${nth}`)
      return nth === 1
    } catch {
      // It is another one.
    }
  }
  return true
}

function baseOf({ forge, job }: Facts, env: Env): string | undefined {
  const temp = env.RUNNER_TEMP ?? ''
  if (forge !== 'github' || temp === '') return undefined
  return join(temp, `turnpike-tracked-${createHash('sha256').update(job.id).digest('hex').slice(0, 16)}`)
}
