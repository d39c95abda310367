import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { appendContract } from './append-contract.ts'
import { storeContract } from './contract.ts'
import type { Driver } from './driver.ts'
import { followContract } from './follow-contract.ts'
import { logContract } from './log-contract.ts'
import { queryContract } from './query-contract.ts'
import { unlessContract } from './unless-contract.ts'

let folder = ''
const file: Driver = {
  open: async () => {
    folder = mkdtempSync(join(tmpdir(), 'turnpike-store-'))
    return openSqliteStore(join(folder, 'events.db'))
  },
  clean: async () => rmSync(folder, { recursive: true, force: true }),
}
const memory: Driver = { open: async () => openSqliteStore(':memory:'), clean: async () => {} }

for (const [name, driver] of [
  ['a SQLite file', file],
  ['SQLite in memory', memory],
] as const) {
  appendContract(name, driver)
  queryContract(name, driver)
  storeContract(name, driver)
  followContract(name, driver)
  logContract(name, driver)
  unlessContract(name, driver)
}
