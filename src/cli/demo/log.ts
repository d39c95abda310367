/** The last chapter: the record is exported and verified, and one byte of it is changed. */
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { cleanEnvironment, startCli } from './process.ts'
import type { Show } from './show.ts'

interface Scene {
  show: Show
  out: string
  database: string
}

export async function verifyLog({ show, out, database }: Scene): Promise<void> {
  show.chapter(
    'The log',
    'Everything above is a leaf of one signed tree. Whoever holds its public key can check a copy, without the store.',
  )
  const turnpike = async (...args: string[]) => startCli(args, { cwd: out, env: cleanEnvironment() }).ended
  const file = join(out, 'log.ndjson')
  const key = `${database}.log-key`
  const exported = await turnpike('log', 'export', file, '--store', `sqlite:${database}`)
  if (exported.code !== 0) return show.wrong(exported.lines.join(' / '))
  const keys = (await turnpike('log', 'key', key, '--public')).lines
  const verifier = keys.find((line) => /\+[0-9a-f]{8}\+/.test(line)) ?? ''
  const good = await turnpike('log', 'verify', file, '--log-key', verifier)
  show.did('turnpike log verify', short(good.lines, file))

  const changed = join(out, 'log-changed.ndjson')
  const text = readFileSync(file, 'utf8')
  writeFileSync(changed, text.replace('success', 'succesS'))
  const bad = await turnpike('log', 'verify', changed, '--log-key', verifier)
  show.did('one byte changed', short(bad.lines, changed))
  if (good.code !== 0 || bad.code === 0) show.wrong('the log does not show what it should')
}

/** Its first two sentences, without the folder. */
function short(lines: readonly string[], file: string): string {
  return lines
    .slice(0, 2)
    .map((line) => line.replace(file, basename(file)).trim())
    .join(' ')
}
