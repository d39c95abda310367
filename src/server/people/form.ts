/** Forms that pages send: their media type, their fields. */

export function isForm(request: Request): boolean {
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0] ?? ''
  return type.trim().toLowerCase() === 'application/x-www-form-urlencoded'
}

/** Whether whoever asks wants a page: a browser says `text/html`, a program says nothing or anything. */
export function wantsPage(request: Request): boolean {
  return /(^|,)\s*text\/html\s*($|[,;])/i.test(request.headers.get('accept') ?? '')
}
