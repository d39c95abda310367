/**
 * What differs from run to run, and says nothing, is written the same every time. Nothing else is touched: times are the
 * story's own, since its clock is set; positions, runs and digests of the shop are the same in every run.
 *
 * | in the run | on the page |
 * |---|---|
 * | the store's address on loopback, with its port | `https://store.example.org` |
 * | ids (UUIDs) of decisions, events, waivers, overrides, leases | numbered, in the order in which they appear |
 * | digests of events, statements, policies and trust documents (keys and ports are in them) | numbered, likewise |
 */

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g
const DIGEST = /\b[0-9a-f]{64}\b/g
const SHORT_DIGEST = /\b([0-9a-f]{4})…([0-9a-f]{4})\b/g
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/g
const HOST = /127\.0\.0\.1:\d+/g

/** @param kept digests of artifacts, in hex, that stay as they are */
export function normaliser(kept: ReadonlySet<string>): (text: string) => string {
  const ids = new Map<string, number>()
  const digests = new Map<string, number>()
  const shortKept = new Set([...kept].map((digest) => `${digest.slice(0, 4)}…${digest.slice(-4)}`))
  const numberOf = (seen: Map<string, number>, value: string) => {
    const number = seen.get(value) ?? seen.size + 1
    seen.set(value, number)
    return number
  }
  return (text) =>
    text
      .replace(UUID, (id) => `00000000-0000-8000-8000-${String(numberOf(ids, id)).padStart(12, '0')}`)
      .replace(DIGEST, (digest) =>
        kept.has(digest) ? digest : String(numberOf(digests, digest)).padStart(64, '0'),
      )
      .replace(SHORT_DIGEST, (short) => (shortKept.has(short) ? short : '0000…0000'))
      .replace(ADDRESS, 'https://store.example.org')
      .replace(HOST, 'store.example.org')
}
