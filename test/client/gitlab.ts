/** A GitLab on loopback, as far as notes go: users by token, notes in pages, quick actions obeyed. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakeNote {
  id: number
  author: { id: number }
  system: boolean
  body: string
}

export interface FakeGitlab {
  api: string
  notes: FakeNote[]
  /** Every request as `METHOD path`. */
  asked: string[]
  /** Quick actions that were obeyed. */
  obeyed: string[]
  /** Called before a request is answered; true when it answered itself. */
  before: (asked: string, response: ServerResponse) => boolean | Promise<boolean>
  close(): Promise<void>
}

export const TOKENS: Readonly<Record<string, number>> = { 'glpat-bot': 501, 'glpat-mallory': 666 }
const NOTES = /^\/api\/v4\/projects\/77\/merge_requests\/31\/notes(?:\/(\d+))?$/

export async function startGitlab(): Promise<FakeGitlab> {
  const server = createServer((request, response) => void answer(request, response))
  let last = 100
  const gitlab: FakeGitlab = {
    api: '',
    notes: [],
    asked: [],
    obeyed: [],
    before: () => false,
    close() {
      server.closeAllConnections()
      return new Promise((done) => server.close(() => done()))
    },
  }
  const json = (response: ServerResponse, status: number, value: unknown) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://gitlab')
    const asked = `${request.method ?? ''} ${url.pathname}${url.search}`
    gitlab.asked.push(asked)
    let text = ''
    for await (const piece of request.setEncoding('utf8')) text += piece as string
    if (await gitlab.before(asked, response)) return
    const user = TOKENS[String(request.headers['private-token'])]
    if (user === undefined) return json(response, 401, { message: '401 Unauthorized' })
    if (url.pathname === '/api/v4/user') return json(response, 200, { id: user, username: 'bot' })
    const [path, id] = NOTES.exec(url.pathname) ?? []
    if (path === undefined) return json(response, 404, { message: '404 Not found' })
    const body = text === '' ? '' : (JSON.parse(text) as { body: string }).body
    if ([...body].length > 1_000_000) return json(response, 400, { message: 'body is too long' })
    // As GitLab's extractor: a command is what a line begins with, but for white space.
    gitlab.obeyed.push(...[...body.matchAll(/^[ \t]*\/([a-z_]+)/gm)].map(([, name]) => name ?? ''))
    const note = gitlab.notes.find((one) => String(one.id) === id)
    switch (request.method) {
      case 'GET': {
        const page = Number(url.searchParams.get('page'))
        const size = Number(url.searchParams.get('per_page'))
        return json(response, 200, gitlab.notes.slice((page - 1) * size, page * size))
      }
      case 'POST': {
        const made = { id: (last += 1), author: { id: user }, system: false, body }
        gitlab.notes.push(made)
        return json(response, 201, made)
      }
      case 'PUT':
        if (note === undefined || note.author.id !== user) return json(response, 404, { message: '404' })
        note.body = body
        return json(response, 200, note)
      default:
        if (note === undefined || note.author.id !== user) return json(response, 404, { message: '404' })
        gitlab.notes.splice(gitlab.notes.indexOf(note), 1)
        return void response.writeHead(204).end()
    }
  }
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  gitlab.api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v4`
  return gitlab
}
