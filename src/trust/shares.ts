/** What one organisation lets another read or accept. Pure: the server asks, and answers with nothing else. */
import { bindingOf } from '../cdevents/binding.ts'
import { normalisePurl } from '../cdevents/purl.ts'
import { covers } from '../policy/believe.ts'
import { keysOf } from '../store/keys.ts'
import type { StoredEvent } from '../store/store.ts'
import type { Share } from './document.ts'
import { coversType, RESERVED_TYPES } from './type-pattern.ts'

/** What another organisation may see of this one. */
export interface Sharing {
  /** Is anything shared with them at all? */
  readonly any: boolean
  /** Patterns of artifacts, for a query that finds what may be read: digests and package URLs. */
  readonly artifacts: readonly string[]
  /** May they read this event? Only accepted ones that name artifacts, all of which are shared. */
  readable(event: Pick<StoredEvent, 'status' | 'type' | 'event'>): boolean
  /** May they accept our verdicts for this environment? */
  verdictsFor(environment: string): boolean
}

/** What an organisation shares with another one, all shares together. */
export function sharingWith(shares: readonly Share[], organisation: string): Sharing {
  const own = shares.filter((share) => share.with === organisation)
  return {
    any: own.length > 0,
    artifacts: [...new Set(own.flatMap(({ read }) => read?.artifacts ?? []))],
    readable: (event) => own.some((share) => mayRead(share, event)),
    verdictsFor: (environment) =>
      own.some(({ verdicts }) => verdicts?.environments.some((pattern) => covers(pattern, environment))),
  }
}

function mayRead(
  { read }: Share,
  { status, type, event }: Pick<StoredEvent, 'status' | 'type' | 'event'>,
): boolean {
  if (read === undefined || status !== 'accepted' || event === undefined) return false
  // Decisions and policies are shared as verdicts or not at all: they tell of everything they were made from.
  if (RESERVED_TYPES.test(type) || !read.types.some((pattern) => coversType(pattern, type))) return false
  const { artifacts, inconsistent } = bindingOf(event)
  if (artifacts.length === 0 || inconsistent !== undefined) return false
  if (!artifacts.every((artifact) => read.artifacts.some((pattern) => coversArtifact(pattern, artifact))))
    return false
  // Packages that it names without a digest are no artifacts, but their names would be read all the same.
  const purls = keysOf(event).filter((key) => key.startsWith('purl:'))
  return purls.every((key) => {
    const purl = key.slice('purl:'.length)
    const isArtifact = artifacts.some((one) => one.purl !== undefined && canonical(one.purl) === purl)
    return isArtifact || read.artifacts.some((pattern) => coversArtifact(pattern, { digest: '', purl }))
  })
}

/** A digest, a package in any version, or everything below a package's namespace. */
function coversArtifact(pattern: string, { digest, purl }: { digest: string; purl?: string }): boolean {
  if (!pattern.startsWith('pkg:')) return pattern === digest
  if (purl === undefined) return false
  const name = packageOf(canonical(purl))
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
}

/** One spelling for one package; what cannot be read is nobody's. */
function canonical(purl: string): string {
  try {
    return normalisePurl(purl)
  } catch {
    return ''
  }
}

/** A canonical package URL without version, qualifiers and subpath: those marks are encoded everywhere else in it. */
function packageOf(purl: string): string {
  const end = purl.slice(4).search(/[@?#]/u)
  return end === -1 ? purl : purl.slice(0, end + 4)
}
