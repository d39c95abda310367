/** A store on loopback that misbehaves as it is told: what the real one cannot be asked to do. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  method: string
  path: string
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: string
}

export type Answer = (request: Received, response: ServerResponse) => void

export interface FakeStore {
  url: string
  received: Received[]
  server: Server
  close(): Promise<void>
}

/** Answers one after the other; the last one stays. */
export async function startFake(...answers: readonly Answer[]): Promise<FakeStore> {
  const received: Received[] = []
  const server = createServer((request: IncomingMessage, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body }
      received.push(one)
      const answer = answers[Math.min(received.length, answers.length) - 1]
      answer?.(one, response)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    server,
    close() {
      server.closeAllConnections()
      return new Promise((done) => server.close(() => done()))
    },
  }
}

/** The events a request carries, whichever way. */
export function eventsIn({ body }: Received): { context: { id: string; type: string; source: string } }[] {
  const value = JSON.parse(body) as unknown
  const list = (Array.isArray(value) ? value : [value]) as { data: never }[]
  return list.map(({ data }) => data)
}

/** Accepts everything, as a store does. */
export const accepts: Answer = (request, response) => {
  const receipts = eventsIn(request).map(({ context }, index) => ({
    status: 'accepted',
    sequence: index + 1,
    id: context.id,
    source: context.source,
    type: context.type,
    problems: [],
  }))
  response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ receipts }))
}

/** Answers with a status and a problem document. */
export function refuses(status: number, title: string, headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    response
      .writeHead(status, { 'content-type': 'application/problem+json', ...headers })
      .end(JSON.stringify({ type: 'about:blank', title, status }))
  }
}

/** Answers 200 with something that is no answer. */
export function says(text: string, type = 'text/html'): Answer {
  return (_, response) => {
    response.writeHead(200, { 'content-type': type }).end(text)
  }
}

/** Never answers. */
export const hangs: Answer = () => undefined
