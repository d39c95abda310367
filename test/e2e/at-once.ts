/** Many runs of one kind, some at a time: a run is mostly the start of a process, and there is more than one processor. */
import { availableParallelism } from 'node:os'

/**
 * The result for each item. All runs start with the first one that is asked for, in order, so that whoever asks in that
 * order waits for little more than the run itself.
 */
export function atOnce<T, R>(items: readonly T[], run: (item: T) => Promise<R>): (item: T) => Promise<R> {
  const results = new Map<T, PromiseWithResolvers<R>>(items.map((item) => [item, Promise.withResolvers<R>()]))
  const waiting = [...results]
  let started = false
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [item, { resolve, reject, promise }] = next
      // Whoever asks is told; a failure that nobody asks for yet is no failure of the process.
      promise.catch(() => undefined)
      await run(item).then(resolve, reject)
    }
  }
  return (item) => {
    if (!started) for (let worker = 0; worker <= availableParallelism(); worker++) void work()
    started = true
    const result = results.get(item)
    return result === undefined ? run(item) : result.promise
  }
}
