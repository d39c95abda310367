/**
 * The formats that the schemas assert. The verdict is that of ajv-formats, whose own patterns decide; a plain URI, as
 * nearly all are, is recognised by a small pattern that admits a part of what theirs admits. That is for speed: the
 * first use of each of their two URI patterns costs 3 ms, a tenth of a process's start.
 */
import { fullFormats } from 'ajv-formats/dist/formats.js'

const dateTime = (fullFormats['date-time'] as { validate: (text: string) => boolean }).validate
const uri = fullFormats.uri as (text: string) => boolean
const reference = fullFormats['uri-reference'] as RegExp

/** Scheme, then host and path or path alone, then query and fragment; no user, no percent, no IP literal. */
const PLAIN_URI =
  /^[a-z][a-z0-9+.-]*:(?:\/\/[a-z0-9._~-]+(?::\d+)?(?:\/[\w.~!$&'()*+,;=:@/-]*)?|[\w.~!$&'()*+,;=:@-][\w.~!$&'()*+,;=:@-]*(?:\/[\w.~!$&'()*+,;=:@-]*)*)(?:\?[\w.~!$&'()*+,;=:@/?-]*)?(?:#[\w.~!$&'()*+,;=:@/?-]*)?$/i
const PLAIN_PATH = /^\/?[\w.~-]+(?:\/[\w.~-]+)*$/

/** The first 28 days of a month, no leap second: the rest is for the full check. */
const PLAIN_TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-][01]\d:[0-5]\d)$/

/** RFC 3339 `date-time`, as ajv-formats reads it (it lets white space stand for the `T`). */
export function isDateTime(text: string): boolean {
  return PLAIN_TIME.test(text) || dateTime(text)
}

/** An absolute URI (RFC 3986). */
export function isUri(text: string): boolean {
  return PLAIN_URI.test(text) || uri(text)
}

/** A URI or a relative reference (RFC 3986); may be empty. */
export function isUriReference(text: string): boolean {
  return PLAIN_URI.test(text) || PLAIN_PATH.test(text) || reference.test(text)
}
