/**
 * What must not leave a job with its output: values of variables whose names look secret, tokens that Turnpike was given,
 * what the job itself asked the runner to mask (`::add-mask::`), and what is a secret by its form. A secret that is none
 * of these is not known to be one.
 */

type Env = Readonly<Record<string, string | undefined>>

const NAMES = /TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|KEY|CREDENTIAL/i
/** Shorter ones would mask half of every text, and are guessed anyway. */
const SHORTEST = 6
/** Each is looked for in all of the output. */
const MOST = 200
const MASK = '***'

/** By their form, wherever they stand. Looking back is bounded: a line of a million spaces must cost no more than others. */
const FORMS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\bgh[a-z]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_\w{20,}/g,
  /\bgl[a-z]{2,5}-[\w-]{20,}/g,
  /\bxox[a-z]-[\w-]{10,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
  /\bpypi-[\w-]{20,}/g,
  /\beyJ[\w-]{8,10000}\.[\w-]{8,}\.[\w-]*/g,
  /(?<=\bauthorization: {0,5}(?:[a-z]{1,20} {1,5})?)[^\s'"]{6,}/gi,
  // The password in an address, the user's name too: many services take a token in its place.
  /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@:'"]{1,200}(?::[^\s/@'"]{1,500})?(?=@)/gi,
]

/** The secret values of an environment. */
export function secretsIn(env: Env): string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && NAMES.test(name) ? formsOf(value) : [],
  )
}

/**
 * The texts in which a value may show up: itself, each line of it, and encoded, as tools print it in addresses, headers
 * and JSON. Longest first, so that a part never leaves the rest behind.
 */
export function formsOf(value: string): string[] {
  const lines = value.split(/\r?\n/).map((line) => line.trim())
  const whole = value.trim()
  const forms = [whole, ...lines, ...encoded(whole)]
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST).slice(0, MOST)
}

function encoded(value: string): string[] {
  if (value.length > 4096) return []
  const base64 = Buffer.from(value).toString('base64')
  return [
    encodeURIComponent(value.toWellFormed()),
    base64,
    base64.replace(/=+$/, ''),
    JSON.stringify(value).slice(1, -1),
  ]
}

/** The text without secrets, and whether there were any. */
export function masked(text: string, secrets: readonly string[]): { text: string; found: boolean } {
  let rest = text
  for (const secret of longestFirst(secrets)) rest = rest.replaceAll(secret, MASK)
  for (const form of FORMS) rest = rest.replace(form, MASK)
  return { text: rest, found: rest !== text }
}

/** Each once, the longest first, bounded. */
export function longestFirst(secrets: readonly string[]): string[] {
  return [...new Set(secrets)].sort((a, b) => b.length - a.length).slice(0, MOST)
}
