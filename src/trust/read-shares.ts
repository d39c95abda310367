/** `shares` of a trust document: what other organisations may read or accept. */
import { digestOf } from '../cdevents/digest.ts'
import { normalisePurl } from '../cdevents/purl.ts'
import { quote } from '../policy/shape.ts'
import type { Share } from './document.ts'
import { entriesOf } from './load.ts'
import type { Raw, Reading } from './load.ts'
import { placed, readTypes } from './read-grants.ts'

interface Written {
  with: string
  read?: { artifacts: string | string[]; types?: unknown }
  verdicts?: { environments: string[] }
}

/** What another organisation may read of this one. */
export function readShares(raw: Raw, organisation: string | undefined, to: Reading): Share[] {
  return entriesOf<Written>(raw, 'shares').map(([index, share]) => {
    if (share.with === organisation)
      to.reader.problem('an organisation reads its own events by its grants', 'shares', index, 'with')
    if (share.read === undefined) return { with: share.with, ...verdictsOf(share) }
    const at = ['shares', index, 'read'] as const
    const artifacts = placed<string>(share.read.artifacts, [...at, 'artifacts']).map(([written, steps]) => {
      const read = readArtifactPattern(written)
      if ('pattern' in read) return read.pattern
      to.reader.problem(read.problem, ...steps)
      return written
    })
    const types = share.read.types === undefined ? [ALL] : readTypes(share.read.types, [...at, 'types'], to)
    return { with: share.with, read: { artifacts, types }, ...verdictsOf(share) }
  })
}

const ALL = { written: '*', full: '', prefix: true }

function verdictsOf({ verdicts }: Written): Pick<Share, 'verdicts'> {
  return verdicts === undefined ? {} : { verdicts }
}

/** A digest, a package URL without version, or one with `*` behind a slash; in its canonical spelling. */
function readArtifactPattern(written: string): { pattern: string } | { problem: string } {
  const said = quote(written)
  if (/^sha\d+:/iu.test(written)) {
    const digest = digestOf(written)
    return digest === undefined
      ? { problem: `${said} is not a digest (sha256:<64 hex digits>)` }
      : { pattern: digest }
  }
  const star = written.endsWith('*')
  const start = star ? written.slice(0, -1) : written
  if (start.includes('*'))
    return { problem: `${said} has a * before its end; only the last character may be one` }
  if (star && !start.endsWith('/'))
    return {
      problem: `${said} would also cover ${quote(`${start}-something-else`)}; write ${quote(start)} for every version of it, or ${quote(`${start}/*`)} for what is below it`,
    }
  // A type alone is no package URL, but everything of a type can be shared.
  if (star && /^pkg:[a-z][a-z0-9.+-]*\/$/u.test(start)) return { pattern: written }
  try {
    const purl = normalisePurl(start)
    if (/[@?#]/u.test(purl.slice(4)))
      return { problem: `${said} names a version or a place; write the package alone, or a digest` }
    return { pattern: star ? `${purl}/*` : purl }
  } catch {
    return {
      problem: `${said} is neither a package URL without version (pkg:oci/shop, pkg:npm/%40acme/*) nor a digest`,
    }
  }
}
