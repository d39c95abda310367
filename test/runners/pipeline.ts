/** What the runs on both forges share: a repository to run in, and a runner whose log is listened to. */
import { execFileSync, spawn } from 'node:child_process'
import process from 'node:process'

/** Makes a folder a repository with one commit and a remote that nobody calls. */
export function commitAll(folder: string, remote: string): void {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' })
  git('init', '--quiet', '--initial-branch=main')
  git('remote', 'add', 'origin', remote)
  git('add', '--all')
  git('-c', 'user.name=A', '-c', 'user.email=a@example.org', 'commit', '--quiet', '-m', 'All')
}

export interface Listening {
  /** Called once, when the log first holds the words; `interrupt` is Ctrl-C. */
  whenLogged?: [words: string, then: (interrupt: () => void) => void]
}

/** Runs a program to its end. `code` is null when a signal ended it. */
export async function runLogged(
  program: string,
  args: readonly string[],
  options: { cwd: string; env: Record<string, string | undefined> } & Listening,
): Promise<{ code: number | null; log: string }> {
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  let waiting = options.whenLogged
  const heard = (chunk: Buffer) => {
    log += chunk.toString()
    if (waiting === undefined || !log.includes(waiting[0])) return
    const [, then] = waiting
    waiting = undefined
    then(() => child.kill('SIGINT'))
  }
  child.stdout.on('data', heard)
  child.stderr.on('data', heard)
  const code = await new Promise<number | null>((ended) => child.once('close', ended))
  return { code, log }
}
