/** A store of its own process with a log, its keys and a witness, and `turnpike log …` as its users type it. */
import { hash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../src/store/sqlite.js'
import { turnpike } from '../cli/run-cli.js'
import { startProcess } from '../server/process.js'
import { keep } from './store-log.js'
export const TOKEN = 'a-secret-of-thirty-two-characters'
/** A folder with log.key, log.pub, witness.key, witness.pub and trust.yaml. */
export async function openHouse() {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-log-cli-'))
  const at = (name) => join(folder, name)
  const read = (name) => readFileSync(at(name), 'utf8')
  let running
  const stop = async () => {
    running?.process.kill('SIGTERM')
    await running?.ended
    running = undefined
  }
  const log = (command, ...more) =>
    turnpike(['log', ...command.split(' '), ...more], {
      cwd: folder,
      env: running === undefined ? {} : { TURNPIKE_STORE: running.url, TURNPIKE_TOKEN: TOKEN },
    })
  await log('key log.key --name https://store.example.org/')
  await log('key witness.key --name witness.beta.example --kind witness')
  writeFileSync(at('log.pub'), (await log('key log.key --public')).stdout)
  writeFileSync(at('witness.pub'), (await log('key witness.key --public')).stdout)
  writeFileSync(at('trust.yaml'), trustOf(read('witness.pub').trim()))
  return {
    at,
    read,
    url: () => running?.url ?? '',
    log,
    stop,
    async serve(database, ...fills) {
      await stop()
      const store = openSqliteStore(at(database))
      for (const [from, to] of fills) await keep(store, from, to)
      await store.close()
      const more = { logKey: at('log.key'), trustFile: at('trust.yaml'), env: {} }
      running = await startProcess(at(database), '0', '', JSON.stringify(more))
    },
    async close() {
      await stop()
      rmSync(folder, { recursive: true })
    },
  }
}
function trustOf(witness) {
  const in30Days = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  return `apiVersion: turnpike/v1
kind: Trust
metadata: { organisation: default, owner: platform@example.org }
witnesses: ['${witness}']
tokens:
  - { name: auditor, hash: 'sha256:${hash('sha256', TOKEN)}', expires: ${in30Days} }
grants:
  - { name: audit, to: { id: token:auditor }, may: { read: true } }
`
}
