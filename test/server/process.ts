/** The store as a child process, over a real socket. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Agent } from 'node:http'
import { request } from 'node:http'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url))

export interface Running {
  url: string
  process: ChildProcess
  /** Resolves to the exit code, or the signal. */
  ended: Promise<number | string | null>
}

/** Starts the store on a database; resolves when it listens. */
export async function startProcess(database: string, ...more: string[]): Promise<Running> {
  const child = spawn(process.execPath, [CHILD, database, ...more], { stdio: ['ignore', 'pipe', 'pipe'] })
  const complaints: string[] = []
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()))
  const ended = once(child, 'exit').then(([code, signal]) => (signal ?? code) as number | string | null)
  const first = once(createInterface(child.stdout), 'line').then(([line]) => line as string)
  const url = await Promise.race([
    first,
    ended.then((how) => Promise.reject(new Error(`the store ended with ${how}: ${complaints.join('')}`))),
  ])
  return { url, process: child, ended }
}

export interface Reply {
  status: number
  text: string
}

/** One request; rejects when the connection breaks before the whole answer is there. */
export function send(
  url: string,
  options: { method?: string; body?: string; headers?: Record<string, string>; agent?: Agent } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', body, agent } = options
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    }
    const sent = request(url, { method, headers, ...(agent === undefined ? {} : { agent }) }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
