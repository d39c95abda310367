/** The command line as a person starts it: a process of its own, from the sources. */
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import process from 'node:process'

export const ROOT = resolve(import.meta.dirname, '..', '..')
const MAIN = resolve(ROOT, 'src/cli/main.ts')

export interface Outcome {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface RunOptions {
  input?: string | AsyncIterable<string>
  env?: Record<string, string>
  cwd?: string
  onStdout?: (text: string, kill: (signal: NodeJS.Signals) => void) => void
}

/** Nothing of this machine's CI, tokens or proxies. */
export function bareEnvironment(): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/', NODE_NO_WARNINGS: '1' }
}

export function turnpike(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: options.cwd ?? ROOT,
      env: { ...bareEnvironment(), ...options.env },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      options.onStdout?.(text, (signal) => void child.kill(signal))
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.once('error', failed)
    child.once('close', (code, signal) => done({ code, signal, stdout, stderr }))
    child.stdin.on('error', () => undefined)
    void feed(child.stdin, options.input)
  })
}

async function feed(stdin: NodeJS.WritableStream, input: RunOptions['input']): Promise<void> {
  if (input !== undefined && typeof input !== 'string') {
    for await (const piece of input) {
      if (!stdin.write(piece)) await new Promise((ready) => stdin.once('drain', ready))
    }
    stdin.end()
  } else stdin.end(input ?? '')
}
