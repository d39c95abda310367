/** Child processes of the demo: a clean environment, lines as they come, an exit code. */
import { spawn, type ChildProcess } from 'node:child_process'
import { delimiter, dirname } from 'node:path'
import { createInterface } from 'node:readline'

export interface Ended {
  code: number
  /** What it printed, both streams, in the order it came. */
  lines: string[]
}

/**
 * What a job sees besides its own variables: no tokens and no proxy of whoever runs the demo, and this Node first, so
 * that the jobs run on the Node that the demo runs on.
 */
export function cleanEnvironment(): Record<string, string> {
  const kept = ['HOME', 'LANG', 'TMPDIR', 'TEMP', 'TMP', 'USERPROFILE', 'SYSTEMROOT', 'APPDATA', 'PATHEXT']
  const passed = kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))
  return {
    ...(Object.fromEntries(passed) as Record<string, string>),
    PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
    npm_config_update_notifier: 'false',
    NO_COLOR: '1',
  }
}

/** Starts a program and tells of every line it prints. */
export function start(
  file: string,
  args: readonly string[],
  options: { cwd: string; env: Readonly<Record<string, string>>; onLine?: (line: string) => void },
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(file, args, { cwd: options.cwd, env: options.env, stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      options.onLine?.(line)
    })
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code: code ?? (signal === null ? 1 : 128), lines }))
  })
  return { child, ended }
}

/** Runs this very CLI in another process. */
export function startCli(
  args: readonly string[],
  options: { cwd: string; env: Readonly<Record<string, string>>; onLine?: (line: string) => void },
) {
  return start(process.execPath, [process.argv[1] ?? '', ...args], options)
}
