/**
 * A pipe as a shell makes one. What Node gives a child is a socket: a script that writes to `/dev/stdout` or
 * `/dev/stderr` fails on it, and a reader that goes away is a reset connection instead of SIGPIPE.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

export interface OwnPipe {
  reader: Readable
  /** For the child; close it once the child has it, or the pipe never ends. */
  writer: number
}

/** So many pipes, or undefined where this machine has no `mkfifo` or no temporary folder to make one in. */
export function openPipes(count: number): OwnPipe[] | undefined {
  if (process.platform === 'win32') return undefined
  let folder: string | undefined
  const fds: number[] = []
  try {
    folder = mkdtempSync(join(tmpdir(), 'turnpike-run-'))
    const paths = Array.from({ length: count }, (_, index) => join(folder ?? '', String(index)))
    if (spawnSync('mkfifo', ['-m', '600', ...paths], { stdio: 'ignore' }).status !== 0) return undefined
    const pipes = paths.map((path) => {
      // The reading end first: a writing end without a reader waits for one.
      const read = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
      fds.push(read)
      const writer = openSync(path, constants.O_WRONLY)
      fds.push(writer)
      return { read, writer }
    })
    return pipes.map(({ read, writer }) => ({
      reader: new Socket({ fd: read, readable: true, writable: false }),
      writer,
    }))
  } catch {
    for (const fd of fds) closeSync(fd)
    return undefined
  } finally {
    // Both ends are open: nobody needs the name again.
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  }
}
