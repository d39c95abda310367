/** Fuzzing in a thread of its own, watched from outside: whoever hangs cannot say so. */
import process from 'node:process'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

export type Fuzz = (cases: number, seed: number, onCase: (nth: number) => void) => Promise<object>

/** A machine that is busy with other things gives it little time. */
const SILENT_MS = 60_000

/** In a thread that `watch` began with this file: does the work. Anywhere else nothing. */
export async function work(file: string, fuzz: Fuzz): Promise<void> {
  const given = workerData as { fuzz?: string; cases: number; seed: number } | null
  if (isMainThread || given?.fuzz !== file) return
  parentPort!.postMessage(
    await fuzz(given.cases, given.seed, (nth) => nth % 10 === 0 && parentPort!.postMessage(nth)),
  )
}

/** Prints the figures; the exit code is 1 when something broke, and at once when it hangs. */
export function watch(file: string, cases: number, seed: number): Promise<void> {
  const worker = new Worker(file, { workerData: { fuzz: file, cases, seed } })
  let last = -1
  let heard = Date.now()
  const timer = setInterval(() => {
    if (Date.now() - heard < SILENT_MS) return
    console.error(`hangs after case ${last} of seed ${seed}`)
    process.exit(1)
  }, 1000)
  worker.on('message', (message: number | object) => {
    heard = Date.now()
    if (typeof message === 'number') last = message
    else console.log(JSON.stringify(message, undefined, 2))
  })
  worker.on('error', (error) => {
    console.error(error)
    process.exitCode = 1
  })
  return new Promise((done) => {
    worker.on('exit', () => {
      clearInterval(timer)
      done()
    })
  })
}
