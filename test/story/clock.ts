/**
 * Loaded before a program (`node --import`), it sets the program's clock to the moment that the file named by
 * `STORY_CLOCK` says, and lets it stand there: the story takes days, the run a minute. The file is read whenever the time
 * is asked for, so the store goes along. Timers and `performance.now()` go on as they are. Nothing of the program itself
 * is changed; `libfaketime` does the same from outside.
 */
import { readFileSync } from 'node:fs'
import process from 'node:process'

const file = process.env.STORY_CLOCK
if (file === undefined) throw new Error('STORY_CLOCK names no file')

const Real = Date
const now = () => Real.parse(readFileSync(file, 'utf8').trim())

globalThis.Date = new Proxy(Real, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
  apply: () => new Real(now()).toString(),
  get: (target, key, receiver) => (key === 'now' ? now : (Reflect.get(target, key, receiver) as unknown)),
})
