/** Files of which there is never half: secret keys, and what a witness remembers. */
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes a file beside its place, flushes it to disk, and moves it there: a crash at any moment leaves the old file or
 * the new one. @param mode of the new file, e.g. 0o600
 */
export async function replaceFile(file: string, text: string, mode: number): Promise<void> {
  const beside = `${file}.new`
  await rm(beside, { force: true })
  await createFile(beside, text, mode)
  await rename(beside, file)
  await flushFolder(file)
}

/** Writes a file that is not there yet. @throws EEXIST */
export async function createFile(file: string, text: string, mode: number): Promise<void> {
  const handle = await open(file, 'wx', mode)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await flushFolder(file)
}

/** A name is on disk when its folder is. Windows opens no folders, and needs none. */
async function flushFolder(file: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(dirname(file), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
