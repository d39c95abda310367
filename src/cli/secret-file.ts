import { stat } from 'node:fs/promises'
import type { Terminal } from './command.ts'

/** Warns of a file with a secret that others on this machine can read; Windows says that in another way. */
export async function warnOfReaders(file: string, terminal: Terminal): Promise<void> {
  const { mode } = await stat(file)
  if (process.platform === 'win32' || (mode & 0o077) === 0) return
  terminal.note(`${file} can be read by others on this machine; chmod 600 ${file}`)
}
