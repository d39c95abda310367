/** The few ways in which answers are made. */

/**
 * On every answer. Given as a plain object when the answer is made: touching `headers` later costs the listener its
 * fast way out.
 */
export const COMMON_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

/** A value as JSON. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return jsonText(JSON.stringify(value), status, headers)
}

/** Text that is JSON already (events are passed on exactly as they were sent). */
export function jsonText(text: string, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: { 'content-type': 'application/json', ...COMMON_HEADERS, ...headers },
  })
}

/**
 * A page for people. It holds strings from strangers: they are escaped where it is made, and this policy sees to it
 * that a mistake there still cannot run anything or load anything.
 */
export function page(html: string, status = 200): Response {
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      ...COMMON_HEADERS,
    },
  })
}

/** Text as it is. */
export function text(body: string, contentType: string): Response {
  return new Response(body, { headers: { 'content-type': contentType, ...COMMON_HEADERS } })
}

/** The first of the offered media types that the `Accept` header prefers; the first offered when it has no opinion. */
export function preferred(accept: string | null, offered: readonly [string, ...string[]]): string {
  const ranges = (accept ?? '*/*').split(',').map((range) => {
    const [media = '', ...parameters] = range.trim().toLowerCase().split(';')
    const q = parameters.map((parameter) => /^\s*q\s*=\s*([\d.]+)/.exec(parameter)?.[1]).find(Boolean)
    return { media: media.trim(), q: q === undefined ? 1 : Number(q) }
  })
  const weight = (type: string) => {
    const family = `${type.split('/')[0] ?? ''}/*`
    // The most specific range decides (RFC 9110 §12.5.1).
    for (const media of [type, family, '*/*']) {
      const range = ranges.find((candidate) => candidate.media === media)
      if (range !== undefined) return range.q
    }
    return 0
  }
  let best = offered[0]
  for (const type of offered) if (weight(type) > weight(best)) best = type
  return best
}
