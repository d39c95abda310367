/** What is markup and what is text in an output, found without a renderer, to compare outputs of different strings. */

/** Lines of Markdown as the markup they hold: prefixes, tags, cell borders. Text, links and code are left out. */
export function markdownShape(text: string): string[] {
  return (
    text
      .replaceAll('<span></span>', '')
      // Not left out: a line that begins with it is no list, whatever follows.
      .replaceAll('<span>$</span>', '$')
      .replace(/<\/?code>/g, '')
      .split('\n')
      .map((line) => {
        const prefix = /^(#{1,6} |> ?|- |\d+\. |\||```\w*|\s{4,}|---|===)/.exec(line)?.[0] ?? ''
        const inner = line.match(/<[^>]*>|\||`/g) ?? []
        return `${prefix} ${inner.join('').replace(/title="[^"]*"/g, 'title')}`.trim()
      })
  )
}

/** Every destination of a Markdown link in the text. */
export function markdownLinks(text: string): string[] {
  return [...text.matchAll(/\]\(([^)]*)\)/g)].map((match) => match[1] ?? '')
}

export interface Token {
  kind: 'open' | 'close' | 'empty' | 'text' | 'declaration'
  name: string
  attributes: Record<string, string>
  text: string
}

/**
 * Reads XML, or HTML that is written like it, strictly: throws at any bare `<` or `&`, an unquoted attribute or a character
 * that XML 1.0 does not allow. Elements in `empty` need no end tag, text in `raw` is not read.
 */
export function tokens(
  markup: string,
  empty: ReadonlySet<string> = new Set(),
  raw: ReadonlySet<string> = new Set(),
): Token[] {
  const found: Token[] = []
  const open: string[] = []
  const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.exec(markup)
  if (illegal !== null) throw new Error(`illegal character U+${illegal[0].codePointAt(0)?.toString(16)}`)
  const next =
    /<(?<slash>\/?)(?<name>[A-Za-z][\w:-]*)(?<rest>(?:\s+[\w:-]+(?:="[^"<]*")?)*)\s*(?<self>\/?)>|<!doctype html>|<\?xml [^?]*\?>|(?<text>[^<]+)/gy
  let at = 0
  while (at < markup.length) {
    next.lastIndex = at
    const match = next.exec(markup)
    if (match === null) throw new Error(`not well-formed at ${at}: ${markup.slice(at, at + 60)}`)
    at = next.lastIndex
    const { slash, name, rest, self, text } = match.groups ?? {}
    if (text !== undefined) {
      references(text)
      found.push({ kind: 'text', name: open.at(-1) ?? '', attributes: {}, text })
    } else if (name === undefined) {
      found.push({ kind: 'declaration', name: '', attributes: {}, text: match[0] })
    } else if (slash === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing at ${at}`)
      found.push({ kind: 'close', name, attributes: {}, text: '' })
    } else {
      const attributes = Object.fromEntries(
        [...(rest ?? '').matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map((pair) => [pair[1] ?? '', pair[2] ?? '']),
      )
      for (const value of Object.values(attributes)) references(value)
      const alone = self === '/' || empty.has(name)
      found.push({ kind: alone ? 'empty' : 'open', name, attributes, text: '' })
      if (!alone) open.push(name)
      if (raw.has(name)) at = markup.indexOf(`</${name}>`, at)
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)}> is not closed`)
  return found
}

function references(text: string): void {
  const bare = /&(?!#\d+;|amp;|lt;|gt;|quot;|apos;|nbsp;)/.exec(text)
  if (bare !== null) throw new Error(`bare & in ${text.slice(bare.index, bare.index + 30)}`)
}

/** The text of the tokens as a reader sees it. */
export function decodeText(text: string): string {
  const named: Record<string, string> = { nbsp: ' ', lt: '<', amp: '&' }
  return text.replace(/&(?:#(\d+)|(nbsp|lt|amp));/g, (_, code: string | undefined, name: string) =>
    code === undefined ? (named[name] ?? '') : String.fromCodePoint(Number(code)),
  )
}

/** Characters no line of a log or a page may hold: controls and direction marks. */
export const UNSEEN = /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066\u2067\uFEFF]/u
