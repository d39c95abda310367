/** The development provider's one page: who do you want to be? */
import { htm, htmlText, type Html } from '../../report/escape.ts'
import type { DevPerson } from './dev-codes.ts'

/** Links, not a form: a browser would hold a form's redirect to another origin against the page's own policy. */
export function devPage(people: readonly DevPerson[], query: URLSearchParams) {
  const links = people.map(({ subject, says }) => {
    const chosen = new URLSearchParams(query)
    chosen.set('person', subject)
    return htm`<li><a id="${subject}" href="/authorize/as?${htmlText(chosen.toString(), 8000)}">${says}</a></li>\n`
  })
  const body = htm`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Development login</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="loud"><strong>For development only.</strong> There is no password: everybody on this machine can be anybody here.</p>
<h1>Who do you want to be?</h1>
<ul>
${links}</ul>
</main>
</body>
</html>
`.text
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body,
  }
}

const STYLE: Html = htm`
:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; }
main { max-width: 32rem; margin: 10vh auto 0; padding: 0 1rem; }
h1 { font-size: 1.5rem; }
.loud { border-left: 8px solid #a40e26; background: #feeceb; color: #1b1f24; padding: 0.7rem 1rem; border-radius: 6px; }
ul { list-style: none; padding: 0; }
li a { display: block; padding: 0.8rem 1rem; margin: 0.5rem 0; border: 1px solid #8c959f; border-radius: 8px; color: inherit; }
li a:focus-visible, li a:hover { outline: 3px solid #0a58ca; }
@media (prefers-color-scheme: dark) {
  body { color: #e6edf3; background: #0d1117; }
  .loud { background: #4a1418; color: #ffdcd7; }
}
`
