/** Small pages around signing in: signed out, or why it did not work. */
import { htm, htmlText, type Html } from '../../report/escape.ts'
import { page } from '../answer.ts'
import type { Place } from './settings.ts'

export type Note = 'out' | 'ended' | 'unreachable' | 'expired' | 'changed' | 'refused'

const HEADS: Record<Note, [title: string, status: number, again: string]> = {
  out: ['You are signed out', 200, 'Sign in again'],
  ended: ['Your session is over', 401, 'Sign in and go back'],
  unreachable: ['Signing in does not work now', 503, 'Try again'],
  expired: ['This login is over', 400, 'Sign in again'],
  changed: ['This login is over', 400, 'Sign in again'],
  refused: ['You are not signed in', 403, 'Try again'],
}

const OUT =
  'Your provider may still know you: whoever uses this browser next could be signed in by it without a question. Sign out there, too, when you share this machine.'

/** @param to where signing in again leads; a path that was checked */
export function notePage(place: Place, note: Note, to: string, sentence: string = OUT): Response {
  const [title, status, again] = HEADS[note]
  const link = `${place.base}/login?to=${encodeURIComponent(to)}`
  return page(
    htm`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}: Turnpike</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${sentence}</p>
<p><a href="${htmlText(link, 4000)}">${again}</a></p>
</main>
</body>
</html>
`.text,
    status,
  )
}

const STYLE: Html = htm`
:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; overflow-wrap: anywhere; }
main { max-width: 36rem; margin: 15vh auto 0; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0 0 0.5rem; }
a { color: #0a58ca; }
@media (prefers-color-scheme: dark) {
  body { background: #0d1117; color: #e6edf3; }
  a { color: #58a6ff; }
}
`
