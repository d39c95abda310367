/** A lean HTTP/1.1 load generator on raw sockets: on two cores, node:http as the client would be half of the figure. */
import { connect, type Socket } from 'node:net'

export interface LoadOptions {
  port: number
  /** Requests under way at a time, each on a connection of its own. */
  connections: number
  /** Every request as it goes over the wire. */
  requests: readonly string[]
  /** Gives every latency, too. */
  keep?: boolean
}

export interface Figures {
  requests: number
  perSecond: number
  p50: number
  p99: number
  /** In ms, where they were asked for. */
  latencies?: readonly number[]
}

/** A POST of JSON as it goes over the wire. */
export function post(path: string, body: string): string {
  return `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** Sends all requests as fast as answers come. @throws Error at the first answer that is not 2xx */
export async function load({ port, connections, requests, keep }: LoadOptions): Promise<Figures> {
  const latencies: number[] = []
  const upcoming = requests.values()
  const started = performance.now()
  await Promise.all(Array.from({ length: connections }, () => one(port, upcoming, latencies)))
  const told = figures(latencies, performance.now() - started)
  return keep === true ? { ...told, latencies } : told
}

/** The same for work without HTTP: all items, so many at a time. */
export async function each<T>(
  items: readonly T[],
  parallel: number,
  work: (item: T) => Promise<unknown>,
): Promise<Figures> {
  const latencies: number[] = []
  const upcoming = items.values()
  const started = performance.now()
  const worker = async () => {
    for (const item of upcoming) {
      const before = performance.now()
      await work(item)
      latencies.push(performance.now() - before)
    }
  }
  await Promise.all(Array.from({ length: parallel }, worker))
  return figures(latencies, performance.now() - started)
}

export function figures(latencies: number[], ms: number): Figures {
  const sorted = Float64Array.from(latencies).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
  return { requests: sorted.length, perSecond: (sorted.length / ms) * 1000, p50: at(0.5), p99: at(0.99) }
}

function one(port: number, upcoming: Iterator<string>, latencies: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let before = 0
    let seen = ''
    const send = () => {
      const next = upcoming.next()
      before = performance.now()
      if (next.done !== true) return void socket.write(next.value)
      socket.end()
      resolve()
    }
    socket.setEncoding('latin1')
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the connection was closed')))
    socket.on('data', (chunk: string) => {
      seen += chunk
      const head = seen.indexOf('\r\n\r\n')
      if (head === -1) return
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(seen)?.[1])
      if (seen.length < head + 4 + length) return
      if (!/^HTTP\/1\.1 2/.test(seen)) return reject(new Error(seen.slice(0, 2000)))
      latencies.push(performance.now() - before)
      seen = ''
      send()
    })
  })
}
