/**
 * As much of a browser as signing in needs: cookies by host, name and expiry, redirects, what a browser says of where a
 * request comes from, forms. Requests to the house's address go to the house, all others over the network.
 */
import type { House } from './house.ts'

interface Cookie {
  value: string
  attributes: Record<string, string>
  until: number
}

export interface Visited {
  url: URL
  status: number
  headers: Headers
  text: string
}

export interface Browser {
  cookies: Map<string, Cookie>
  /** A link or an address: follows redirects. */
  open(url: string): Promise<Visited>
  /** The same without following. */
  get(url: string, headers?: Record<string, string>): Promise<Visited>
  /** Sends the first form of a page whose action ends so, with some fields changed, as if its button were pressed. */
  press(page: Visited, action: string, fields?: Record<string, string>): Promise<Visited>
  /** A request as a script or another site's page would make it. */
  send(url: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Visited>
}

export function createBrowser(house: Pick<House, 'publicUrl' | 'fetch' | 'clock'>): Browser {
  const cookies = new Map<string, Cookie>()
  const home = new URL(house.publicUrl).origin

  async function request(url: string, init: RequestInit = {}): Promise<Visited> {
    const at = new URL(url)
    const headers = new Headers(init.headers)
    if (!headers.has('accept')) headers.set('accept', 'text/html,application/xhtml+xml,*/*;q=0.8')
    const ours = at.origin === home
    if (ours) {
      const sent = [...cookies]
        .filter(([, { until }]) => until > house.clock.at)
        .map(([name, { value }]) => `${name}=${value}`)
      if (sent.length > 0 && !headers.has('cookie')) headers.set('cookie', sent.join('; '))
    }
    const outgoing = new Request(at, { ...init, headers, redirect: 'manual' })
    const answer = ours ? await house.fetch(outgoing) : await fetch(outgoing)
    if (ours) for (const line of answer.headers.getSetCookie()) keep(line)
    return { url: at, status: answer.status, headers: answer.headers, text: await answer.text() }
  }

  function keep(line: string): void {
    const [pair = '', ...rest] = line.split(/;\s*/)
    const at = pair.indexOf('=')
    const attributes = Object.fromEntries(
      rest.map((one) => [one.split('=')[0]!.toLowerCase(), one.split('=')[1] ?? '']),
    )
    const name = pair.slice(0, at)
    // RFC 6265bis §4.1.3: a browser keeps such a cookie only so.
    if (
      name.startsWith('__Host-') &&
      !('secure' in attributes && attributes.path === '/' && !('domain' in attributes))
    )
      return
    const seconds = Number(attributes['max-age'] ?? 1e9)
    if (seconds <= 0) cookies.delete(name)
    else cookies.set(name, { value: pair.slice(at + 1), attributes, until: house.clock.at + seconds * 1000 })
  }

  async function follow(first: Visited): Promise<Visited> {
    let visited = first
    for (let hops = 0; visited.status >= 300 && visited.status < 400; hops++) {
      if (hops > 10) throw new Error(`too many redirects, at ${visited.url.href}`)
      visited = await request(new URL(visited.headers.get('location') ?? '', visited.url).href)
    }
    return visited
  }

  return {
    cookies,
    get: (url, headers = {}) => request(url, { headers }),
    open: async (url) => follow(await request(url)),
    send: (url, init) => request(url, init),
    async press(page, action, fields = {}) {
      const form = formIn(page, action)
      for (const [name, value] of Object.entries(fields)) form.fields.set(name, value)
      const url = new URL(form.action, page.url)
      return follow(
        await request(url.href, {
          method: 'POST',
          body: form.fields.toString(),
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            origin: page.url.origin,
            referer: page.url.href,
            'sec-fetch-site': url.origin === page.url.origin ? 'same-origin' : 'cross-site',
          },
        }),
      )
    },
  }
}

function formIn({ text }: Visited, action: string): { action: string; fields: URLSearchParams } {
  for (const [, where = '', inner = ''] of text.matchAll(
    /<form[^>]*method="post"[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g,
  )) {
    if (!where.endsWith(action)) continue
    const fields = new URLSearchParams()
    for (const [, name = '', value = ''] of inner.matchAll(
      /<input type="hidden" name="([^"]*)" value="([^"]*)"/g,
    ))
      fields.append(unescaped(name), unescaped(value))
    return { action: unescaped(where), fields }
  }
  throw new Error(`the page has no form to ${action}`)
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}
