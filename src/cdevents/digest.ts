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
  const digests = digestsIn(text)
  return digests.length === 1 ? digests[0] : undefined
}

/** Every different SHA-256 digest that a text names, in the form of `digestOf`. */
export function digestsIn(text: string): string[] {
  const digests = new Set<string>()
  if (text.length <= LONGEST) {
    for (let rest = text; ;) {
      const found = DIGEST.exec(rest)
      if (found === null) break
      digests.add(`sha256:${found[1]?.toLowerCase() ?? ''}`)
      rest = rest.slice(found.index + found[0].length)
    }
  }
  return [...digests]
}
