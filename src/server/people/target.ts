/** Where somebody is sent after signing in: a page of this organisation, or its front page. Never anywhere else. */
import { outside, type Place } from './settings.ts'

const LONGEST = 1000
/** What a browser or a proxy may read as something else than it looks like: controls, spaces, backslashes. */
const STRANGE = /[\u0000-\u0020\u007F-\u00A0\u2028\u2029\\]/
/** The same behind percent codes, where a space is only a space. */
const STRANGE_DECODED = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\\]/
/** A step up that shows only once it is decoded: behind a proxy that decodes, it would lead out of these pages. */
const STEP = /\/\.{1,2}(?=[/?#]|$)/

/**
 * The path and query to go to, as browsers have it. What is not surely a page of this organisation becomes its front
 * page: `//evil.example`, `/\evil.example`, `/<tab>/evil.example` and `/..//evil.example` all lead a browser to another
 * host, and percent-encoded forms do behind a proxy that decodes them.
 */
export function localTarget(place: Place, given: string | undefined): string {
  const home = `${place.base}/`
  if (given === undefined || given.length > LONGEST || !given.startsWith('/')) return home
  for (let text = given, rounds = 0; ; rounds++) {
    if ((rounds === 0 ? STRANGE : STRANGE_DECODED).test(text) || text.startsWith('//')) return home
    const decoded = decodedPath(text)
    if (decoded === undefined || rounds > 3) return home
    if (decoded === text) break
    if (STEP.test(decoded)) return home
    text = decoded
  }
  // An invented host: whatever comes out with another one was no path.
  if (!URL.canParse(given, 'https://store.invalid')) return home
  const url = new URL(given, 'https://store.invalid')
  if (url.host !== 'store.invalid' || url.pathname.startsWith('//') || url.username !== '') return home
  const path = outside(place, url.pathname)
  const inside = path.slice(place.base.length)
  // Signing in is not where one goes after signing in: it would begin again, for ever.
  if (/^\/(login|logout)(\/|$)/i.test(inside)) return home
  // Another organisation's page below ours would be refused anyway; a path that leaves ours is not ours.
  if (place.base === '' && /^\/o(\/|$)/.test(inside)) return home
  return `${path}${url.search}`
}

/** The path with its percent codes read once, `..` and all; undefined when they cannot be read. */
function decodedPath(text: string): string | undefined {
  const [path = ''] = text.split(/[?#]/, 1)
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
