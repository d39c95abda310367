/** A process that opens a store and dies by kill -9 at the nth write: `node killed-migration.ts <database> <n>`. */
import { DatabaseSync, StatementSync } from 'node:sqlite'
import { openSqliteStore } from '../../src/store/sqlite.ts'

let left = Number(process.argv[3])
const step = () => {
  if (left-- === 1) process.kill(process.pid, 'SIGKILL')
}
for (const [prototype, name] of [
  [StatementSync.prototype, 'run'],
  [DatabaseSync.prototype, 'exec'],
] as const) {
  const original = (prototype as unknown as Record<string, (...values: unknown[]) => unknown>)[name]!
  Object.defineProperty(prototype, name, {
    value(this: unknown, ...values: unknown[]) {
      step()
      return original.apply(this, values)
    },
  })
}
await openSqliteStore(process.argv[2] ?? '').close()
