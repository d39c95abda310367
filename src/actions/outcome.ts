/** The outcome of a whole run, from the jobs that its last job waited for. */
import { TurnpikeError, type Problem } from '../errors.ts'
import { outcomeOf, worstOutcome, type Outcome } from '../sources/outcome.ts'
import { quote } from './inputs.ts'

/**
 * `${{ toJSON(needs) }}` → the outcome of the run: the worst of its jobs; what was skipped counts for nothing. The job
 * that asks is part of the run, so its own status counts too.
 * @throws TurnpikeError USAGE naming every job without a result, which is never a success
 */
export function runOutcome(needs: Readonly<Record<string, unknown>>, own: Outcome): Outcome {
  const problems: Problem[] = []
  const words: string[] = [own]
  for (const [job, need] of Object.entries(needs)) {
    const result: unknown =
      typeof need === 'object' && need !== null ? (need as { result?: unknown }).result : undefined
    if (typeof result === 'string' && result !== '') words.push(result)
    else {
      const message = `job ${quote(job)} has no result; give the whole of toJSON(needs)`
      problems.push({
        path: `/pipeline-finished/${job.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        message,
      })
    }
  }
  if (problems.length > 0) {
    throw new TurnpikeError('USAGE', problems.map(({ message }) => message).join('\n'), { problems })
  }
  return worstOutcome(words) ?? own
}

/** How the job ended. @throws TurnpikeError USAGE for a word that is no end, such as `running` */
export function jobOutcome(status: string): Outcome {
  const outcome = outcomeOf(status)
  if (outcome !== undefined) return outcome
  throw new TurnpikeError(
    'USAGE',
    `${quote(status)} is not how a job ends; success, failure and cancelled are`,
  )
}
