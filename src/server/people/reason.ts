/** Why a login failed, for the log. */

/** What OAuth lets a provider answer as an error (RFC 6749 §4.1.2.1, §5.2), and the library's own codes. */
const CODE = /^[A-Za-z_]{1,60}$/

/**
 * The messages of an error and of the errors behind it, with their codes. Only those: what the protocol's library puts
 * beside them is the provider's whole answer, so the token and the name of somebody who tried to sign in.
 */
export function reasonOf(error: unknown): string {
  const parts: string[] = []
  let current: unknown = error
  for (let depth = 0; current instanceof Error && depth < 5; depth++, current = current.cause) {
    const { code, error: answer } = current as { code?: unknown; error?: unknown }
    const codes = [code, answer].filter((each) => typeof each === 'string' && CODE.test(each))
    parts.push([current.message, ...codes.map((each) => `(${String(each)})`)].join(' '))
  }
  return parts.join(': ')
}
