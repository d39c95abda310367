/**
 * `/turnpike approve production sha256:… because` in a comment → what is said. Pure, and strict: whoever reads the
 * comment must see what was said, and nothing else may count as it.
 *
 * Only a line that begins with `/turnpike` is one, and only the first. Lines of quotes, of code (fenced or indented) and
 * of HTML comments are somebody else's words, examples, or hidden. So is a line in whose paragraph a quote, a link or code
 * began before it (`[x]: /y "` takes all up to the next quotation mark, and shows nothing), and every line behind a tag
 * that its own line does not end: `<div title="` takes empty lines as well.
 */
import { TurnpikeError } from '../errors.ts'
import { quote } from './inputs.ts'

/** Longest comment that is read, in UTF-8 bytes. GitHub takes 65,536 characters. */
const MOST_COMMENT_BYTES = 64 * 1024

export const VERBS = {
  approve: 'approved',
  reject: 'rejected',
  'request-changes': 'requestChanges',
  withdraw: 'cancelled',
} as const
export type Verb = keyof typeof VERBS

export interface Command {
  verb: Verb
  environment: string
  /** `sha256:<64 hex>`; absent when the comment names none. */
  digest?: string
  reason?: string
  /** Further commands in the comment, which are not obeyed. */
  more: number
}

const USAGE =
  'write /turnpike approve <environment> sha256:<64 hex digits> <reason>; reject, request-changes and withdraw in place of approve say something else'

/** As the store takes them. */
const MOST_REASON = 1000
const MOST_ENVIRONMENT = 256

/**
 * Undefined for a comment without a command.
 * @throws TurnpikeError USAGE saying what is wrong with the command; TOO_LARGE
 */
export function commandIn(comment: string): Command | undefined {
  if (Buffer.byteLength(comment) > MOST_COMMENT_BYTES)
    throw new TurnpikeError(
      'TOO_LARGE',
      `the comment has more than ${MOST_COMMENT_BYTES} bytes; it is not read`,
    )
  const lines = spokenLines(comment).filter((line) => /^\/turnpike(?:[ \t]|$)/.test(line))
  const [first] = lines
  return first === undefined ? undefined : readCommand(first, lines.length - 1)
}

function readCommand(line: string, more: number): Command {
  const wrong = (what: string) => new TurnpikeError('USAGE', `the comment's command ${what}; ${USAGE}`)
  // What a reader does not see must not make one text look like another.
  if (/(?![ \t])[\p{Cc}\p{Cf}\p{Z}\p{Cn}\p{Co}]/u.test(line) || !line.isWellFormed())
    throw wrong('has invisible characters in it')
  const [, verb = '', environment = '', ...rest] = line.trim().split(/[ \t]+/)
  if (!isVerb(verb)) throw wrong(verb === '' ? 'says nothing' : `${quote(verb)} is not known`)
  if (environment === '') throw wrong('names no environment')
  if (environment.length > MOST_ENVIRONMENT || /^(sha256|pkg):/i.test(environment))
    throw wrong(`names ${quote(environment)} as the environment`)
  const [named = ''] = rest
  const isNamed = /^(sha-?(1|256|384|512)|pkg|md5)[:%]/i.test(named)
  if (isNamed && !/^sha256:[0-9a-f]{64}$/i.test(named))
    throw wrong(`names ${quote(named)}, and a digest is written out in full`)
  const reason = (isNamed ? rest.slice(1) : rest).join(' ')
  if (reason.length > MOST_REASON) throw wrong(`gives a reason of more than ${MOST_REASON} characters`)
  return {
    verb,
    environment,
    more,
    ...(isNamed ? { digest: named.toLowerCase() } : {}),
    ...(reason === '' ? {} : { reason }),
  }
}

function isVerb(word: string): word is Verb {
  return Object.hasOwn(VERBS, word)
}

/** The lines that the comment's author says: no quote, no code, nothing hidden. */
function spokenLines(comment: string): string[] {
  const spoken: string[] = []
  let fence: string | undefined
  let hidden: string | undefined
  let isOpen = false
  for (const line of comment.split(/\r\n|\n|\r/)) {
    if (hidden !== undefined) {
      if (line.toLowerCase().includes(hidden)) hidden = undefined
      continue
    }
    const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line)
    if (fence !== undefined) {
      const [, ticks = '', after = ''] = mark ?? []
      if (ticks.startsWith(fence) && after.trim() === '') fence = undefined
      continue
    }
    if (mark !== null && !(mark[1]?.startsWith('`') === true && mark[2]?.includes('`') === true)) {
      fence = mark[1] ?? ''
      continue
    }
    hidden = opened(line)
    if (hidden === undefined && leavesTag(line)) break
    if (line.trim() === '' || COMMENT.test(line)) isOpen = false
    if (hidden === undefined && !isOpen) spoken.push(line)
    isOpen ||= opensMore(line)
  }
  return spoken
}

/** A block of its own: what follows is another paragraph. */
const COMMENT = /^ {0,3}<!--(?:(?!-->).)*(?:-->\s*)?$/

/** Whether lines of the same paragraph may belong to something that began in this one. */
function opensMore(line: string): boolean {
  return /^ {0,3}>|\[|\$\$/.test(line) || line.replace(/(`+)[^`]+\1(?!`)/g, '').includes('`')
}

/** A tag without its end: browsers look for that in all that follows, whatever Markdown makes of it. */
function leavesTag(line: string): boolean {
  const rest = line.replace(/<!--.*?-->|<\/?[a-z][\w-]*(?:\s+[a-z-]+(?:="[^"<>]*")?)*\s*\/?>/gi, '')
  return /<[a-z/!?]/i.test(rest)
}

/** What ends the HTML that a line leaves open: nothing between is shown as the author's own words. */
function opened(line: string): string | undefined {
  const pairs = [
    ['<!--', '-->'],
    ['<pre', '</pre>'],
    ['<code', '</code>'],
    ['<blockquote', '</blockquote>'],
    ['<details', '</details>'],
    ['<script', '</script>'],
    ['<style', '</style>'],
    ['<textarea', '</textarea>'],
    ['<title', '</title>'],
    ['<template', '</template>'],
    ['<select', '</select>'],
    ['<xmp', '</xmp>'],
    ['<iframe', '</iframe>'],
    ['<noembed', '</noembed>'],
    ['<noframes', '</noframes>'],
    ['<noscript', '</noscript>'],
    ['<svg', '</svg>'],
    ['<math', '</math>'],
    ['<del', '</del>'],
    ['<q', '</q>'],
    ['<?', '?>'],
    ['<![cdata[', ']]>'],
    ['<!', '>'],
  ] as const
  const text = line.toLowerCase()
  return pairs.find(([start, stop]) => {
    const at = text.lastIndexOf(start)
    return at !== -1 && !text.includes(stop, at)
  })?.[1]
}
