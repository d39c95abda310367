/** A real browser, headless, by the DevTools protocol: pages are opened, links and buttons pressed, pictures taken. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Chromium {
  open(url: string): Promise<void>
  /** Presses what a selector finds and waits for the page that comes. */
  press(selector: string): Promise<void>
  fill(selector: string, text: string): Promise<void>
  /** The value of an expression in the page. */
  read<T>(expression: string): Promise<T>
  screenshot(): Promise<Buffer>
  look(options: { width: number; height: number; dark: boolean }): Promise<void>
  /** What the page was not allowed, and errors in it. */
  complaints: string[]
  close(): Promise<void>
}

export async function startChromium(): Promise<Chromium> {
  const profile = mkdtempSync(join(tmpdir(), 'turnpike-chromium-'))
  const child = spawn(
    'chromium',
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const port = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const found = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(line)?.[1]
      if (found !== undefined) resolve(found)
    })
    void ended.then(() => reject(new Error('chromium ended before it listened')))
  })
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as {
    type: string
    webSocketDebuggerUrl: string
  }[]
  const socket = new WebSocket(targets.find(({ type }) => type === 'page')!.webSocketDebuggerUrl)
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  const waiting = new Map<number, (message: { result?: unknown; error?: { message: string } }) => void>()
  const complaints: string[] = []
  let loads = 0
  let last = 0
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as {
      result?: unknown
      error?: { message: string }
      id?: number
      method?: string
      params?: Record<string, unknown>
    }
    if (message.id !== undefined) waiting.get(message.id)?.(message)
    if (message.method === 'Page.loadEventFired') loads++
    if (message.method === 'Log.entryAdded') complaints.push(JSON.stringify(message.params?.['entry']))
  })
  const send = async (method: string, params: object = {}): Promise<Record<string, unknown>> => {
    const id = ++last
    const answered = new Promise<{ result?: unknown; error?: { message: string } }>((resolve) =>
      waiting.set(id, resolve),
    )
    socket.send(JSON.stringify({ id, method, params }))
    const { result, error } = await answered
    waiting.delete(id)
    if (error !== undefined) throw new Error(`${method}: ${error.message}`)
    return result as Record<string, unknown>
  }
  const loaded = async (after: number) => {
    for (let turn = 0; turn < 400 && loads === after; turn++) await sleep(25)
    if (loads === after) throw new Error('no page came')
  }
  const read = async <T>(expression: string): Promise<T> => {
    const answer = await send('Runtime.evaluate', { expression, returnByValue: true })
    if ('exceptionDetails' in answer)
      throw new Error(`${expression}: ${JSON.stringify(answer['exceptionDetails'])}`)
    return (answer['result'] as { value: T }).value
  }
  await send('Page.enable')
  await send('Log.enable')
  return {
    complaints,
    read,
    async open(url) {
      const before = loads
      await send('Page.navigate', { url })
      await loaded(before)
    },
    async press(selector) {
      const before = loads
      await read(`document.querySelector(${JSON.stringify(selector)}).click()`)
      await loaded(before)
    },
    fill: (selector, text) =>
      read(`document.querySelector(${JSON.stringify(selector)}).value = ${JSON.stringify(text)}; undefined`),
    async screenshot() {
      const { data } = await send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true })
      return Buffer.from(data as string, 'base64')
    },
    async look({ width, height, dark }) {
      await send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: width < 600,
      })
      await send('Emulation.setEmulatedMedia', {
        features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }],
      })
    },
    async close() {
      socket.close()
      child.kill()
      await ended
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}
