/** How a job or run ended, in CDEvents' four words. Pure. */

export type Outcome = 'success' | 'failure' | 'cancel' | 'error'

/**
 * The words of GitHub (`job.status`, `needs.*.result`, `conclusion`) and GitLab (`CI_JOB_STATUS`, job and pipeline
 * status). `undefined` means that there is nothing to report: it did not run, or has not ended.
 */
const OUTCOMES: Readonly<Record<string, Outcome | undefined>> = {
  success: 'success',
  succeeded: 'success',
  passed: 'success',
  failure: 'failure',
  failed: 'failure',
  fail: 'failure',
  timed_out: 'failure',
  timedout: 'failure',
  cancelled: 'cancel',
  canceled: 'cancel',
  canceling: 'cancel',
  cancel: 'cancel',
  stale: 'cancel',
  error: 'error',
  startup_failure: 'error',
  action_required: 'error',
  script_failure: 'failure',
  runner_system_failure: 'error',
  skipped: undefined,
  neutral: undefined,
  manual: undefined,
  created: undefined,
  pending: undefined,
  preparing: undefined,
  queued: undefined,
  requested: undefined,
  running: undefined,
  in_progress: undefined,
  scheduled: undefined,
  waiting: undefined,
  waiting_for_resource: undefined,
  waiting_for_callback: undefined,
}

/** A forge's word as an outcome; `undefined` when it did not end; `error` for a word nobody knows, never success. */
export function outcomeOf(word: string): Outcome | undefined {
  const key = word.trim().toLowerCase()
  return Object.hasOwn(OUTCOMES, key) ? OUTCOMES[key] : 'error'
}

/** The outcome of a run from those of its jobs: the worst one; a run of skipped jobs only has none. */
export function worstOutcome(words: readonly string[]): Outcome | undefined {
  const outcomes = words.map(outcomeOf)
  return (['error', 'failure', 'cancel', 'success'] as const).find((outcome) => outcomes.includes(outcome))
}
