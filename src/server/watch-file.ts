/** Hearing when one file changes, also when it is replaced rather than written, as editors and volume mounts do. */
import { watch } from 'node:fs'
import { basename, dirname } from 'node:path'
import { explain } from '../errors.ts'

/** Editors and volume mounts change a file in several steps. */
const SETTLE_MS = 100

/** Calls back when the file may have changed and its folder is quiet again. Returns how to stop. */
export function watchFile(path: string, onChange: () => void, log: (line: string) => void): () => void {
  const name = basename(path)
  let timer: NodeJS.Timeout | undefined
  // The folder, because a watch on the file ends with the file. Mounted volumes swap a link called `..data` instead.
  const watcher = watch(dirname(path), (_event, changed) => {
    if (changed !== null && changed !== name && !changed.startsWith('..')) return
    clearTimeout(timer)
    timer = setTimeout(onChange, SETTLE_MS)
  })
  watcher.on('error', (error) => log(`changes of ${path} are not noticed any more: ${explain(error)}`))
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}
