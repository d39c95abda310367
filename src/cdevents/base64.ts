/** Base64 as RFC 4648 has it, read strictly: `Buffer.from` takes anything and leaves out what it does not know. */

const STANDARD = /^[A-Za-z0-9+/]*$/u
const URL_SAFE = /^[A-Za-z0-9_-]*$/u

/**
 * The bytes behind a base64 text in the standard or the URL-safe alphabet (DSSE v1.0.2 allows both), with its padding
 * or without. Undefined for everything else: a mix of the alphabets, white space, wrong padding, bits left over. So
 * one sequence of bytes has few texts, and no text has two meanings.
 */
export function bytesOfBase64(text: string): Buffer | undefined {
  const end = text.endsWith('==') ? -2 : text.endsWith('=') ? -1 : undefined
  const digits = text.slice(0, end)
  if (end !== undefined && text.length % 4 !== 0) return undefined
  if (!STANDARD.test(digits) && !URL_SAFE.test(digits)) return undefined
  const bytes = Buffer.from(digits, 'base64')
  const written = bytes.toString('base64url')
  return written === digits.replaceAll('+', '-').replaceAll('/', '_') ? bytes : undefined
}
