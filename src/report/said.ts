/**
 * One sentence for every report. Its fixed words are ours; what is put into it may be a stranger's and is escaped by the
 * exit that writes it: Markdown, HTML or plain text. So all reports say the same, and none of them is forgotten.
 */
import { age, clock, exact, minute } from './ages.ts'
import {
  gfm,
  htm,
  htmlLink,
  htmlText,
  linkTarget,
  logText,
  mdCode,
  mdHover,
  mdLink,
  mdText,
} from './escape.ts'
import type { Html, Markdown } from './escape.ts'

/** Words of ours and values between them. Built by `say` only. */
export interface Said {
  is: 'said'
  strings: TemplateStringsArray
  values: readonly Value[]
}

/** `moment`: RFC 3339, with its age; `clock`: without. `ticket`: an id, or an address that becomes a link. `quote`: what somebody wrote. */
export type Value =
  | string
  | number
  | undefined
  | Said
  | readonly Said[]
  | { is: 'strong' | 'code' | 'quote' | 'ticket' | 'moment' | 'clock'; text: string }
  | { is: 'link'; text: string; target: string | undefined }

/** The fixed words must mean nothing in Markdown and HTML: letters, digits, and plain punctuation. */
export function say(strings: TemplateStringsArray, ...values: Value[]): Said {
  return { is: 'said', strings, values }
}

export const strong = (text: string): Value => ({ is: 'strong', text })
export const code = (text: string): Value => ({ is: 'code', text })
export const quote = (text: string): Value => ({ is: 'quote', text })
export const ticket = (text: string): Value => ({ is: 'ticket', text })
/** Without its age, for narrow places. */
export const clockAt = (text: string): Value => ({ is: 'clock', text })
/** What somebody wrote, alone. */
export const quoted = (text: string): Said => say`${quote(text)}`
/** A ticket alone. */
export const ticketLink = (text: string): Said => say`${ticket(text)}`
export const at = (text: string): Value => ({ is: 'moment', text })
export const link = (text: string, target: string | undefined): Value => ({ is: 'link', text, target })

/** @param now RFC 3339: ages count from it */
export function saidInMarkdown(said: Said, now: string): Markdown {
  return gfm(said.strings, ...said.values.map((value) => markdownOf(value, now)))
}

function markdownOf(value: Value, now: string): Markdown | string | number | undefined {
  if (value === undefined || typeof value !== 'object') return value
  if (!('is' in value)) return gfm`${value.map((one) => saidInMarkdown(one, now))}`
  switch (value.is) {
    case 'said':
      return saidInMarkdown(value, now)
    case 'strong':
      return gfm`<strong>${value.text}</strong>`
    case 'code':
      return mdCode(value.text, 100)
    case 'quote':
      return gfm`“${unquoted(value.text)}”`
    case 'link':
      return mdLink(mdText(value.text, 80), value.target)
    case 'ticket':
      return mdLink(mdText(ticketLabel(value.text), 80), value.text)
    case 'clock':
      return mdHover(clockIn(value.text, now), exact(value.text))
    case 'moment': {
      const words = age(value.text, now)
      return gfm`${markdownOf(clockAt(value.text), now)}${words === undefined ? undefined : gfm` (${words})`}`
    }
  }
}

/** @param now RFC 3339: ages count from it */
export function saidInHtml(said: Said, now: string): Html {
  return htm(said.strings, ...said.values.map((value) => htmlOf(value, now)))
}

function htmlOf(value: Value, now: string): Html | string | number | undefined {
  if (value === undefined || typeof value !== 'object') return value
  if (!('is' in value)) return htm`${value.map((one) => saidInHtml(one, now))}`
  switch (value.is) {
    case 'said':
      return saidInHtml(value, now)
    case 'strong':
      return htm`<strong>${value.text}</strong>`
    case 'code':
      return htm`<code>${htmlText(value.text, 100)}</code>`
    case 'quote':
      return htm`“${unquoted(value.text)}”`
    case 'link':
      return htmlLink(htmlText(value.text, 80), value.target)
    case 'ticket':
      return htmlLink(htmlText(ticketLabel(value.text), 80), value.text)
    case 'clock':
      return htm`<time datetime="${value.text}" title="${exact(value.text)}">${clockIn(value.text, now)}</time>`
    case 'moment': {
      const words = age(value.text, now)
      return htm`${htmlOf(clockAt(value.text), now)}${words === undefined ? undefined : htm` (${words})`}`
    }
  }
}

/** One line without markup; whoever writes XML or a log escapes it for that. */
export function saidInText(said: Said, now: string): string {
  return said.strings.map((words, index) => words + textOf(said.values[index], now)).join('')
}

function textOf(value: Value, now: string): string {
  if (value === undefined) return ''
  if (typeof value !== 'object') return logText(value)
  if (!('is' in value)) return value.map((one) => saidInText(one, now)).join('')
  switch (value.is) {
    case 'said':
      return saidInText(value, now)
    case 'quote':
      return `“${logText(unquoted(value.text))}”`
    case 'moment': {
      const words = age(value.text, now)
      return `${logText(minute(value.text), 60)}${words === undefined ? '' : ` (${words})`}`
    }
    case 'clock':
      return logText(minute(value.text), 60)
    default:
      return logText(value.text)
  }
}

/** What somebody wrote cannot end its own quotation. */
function unquoted(text: string): string {
  return text.replace(/[“”„‟❝❞〝〞＂]/gu, "'")
}

/** A link says where it goes: an address without its scheme, and never a word that a stranger chose for it. */
function ticketLabel(text: string): string {
  const target = linkTarget(text)
  return target === undefined ? text : target.replace(/^https?:\/\//, '').replace(/\/$/, '')
}

function clockIn(text: string, now: string): string {
  const shown = clock(text, now)
  return shown === text ? text : `${shown} UTC`
}
