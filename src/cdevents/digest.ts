/** Reading the SHA-256 digest out of what names an artifact. Apart from `purl.ts`, which loads the purl parser. */

/** `sha256:` or `sha256%3A` and 64 hex digits, not inside a longer word. */
const DIGEST = /(?:^|[^0-9a-z]|%[0-9a-f]{2})sha256(?::|%3a)([0-9a-f]{64})(?![0-9a-z])/iu

/** Nothing that names an artifact is longer. */
const LONGEST = 4096

/**
 * The SHA-256 digest that a text names, as `sha256:<64 lower-case hex>`: a bare digest, the version of an oci or
 * docker purl (`:` or `%3A`), a `checksum=` qualifier, or an image reference `host/name@sha256:…`. Undefined when it
 * names none, or two different ones.
 */
export function digestOf(text: string): string | undefined {
  if (text.length > LONGEST) return undefined
  const first = DIGEST.exec(text)
  const hex = first?.[1]?.toLowerCase()
  if (first === null || hex === undefined) return undefined
  const other = DIGEST.exec(text.slice(first.index + first[0].length))?.[1]?.toLowerCase()
  return other === undefined || other === hex ? `sha256:${hex}` : undefined
}
