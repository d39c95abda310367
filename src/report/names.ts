/** What people, producers, runs and artifacts are called. */
import type { Decision, EvidenceRef } from '../policy/decision.ts'

/** `sha256:9c2f…41ab`; what is no digest is given back. */
export function shortDigest(digest: string): string {
  const match = /^([a-z0-9]+):([0-9a-f]{16,})$/.exec(digest)
  return match === null ? digest : `${match[1]}:${match[2]?.slice(0, 4)}…${match[2]?.slice(-4)}`
}

/** `webshop 2.4.1` from a purl: its name, and its version or tag unless that is a digest. For showing only. */
export function artifactName(artifact: { digest: string; purl?: string }): string | undefined {
  const [path = '', qualifiers = ''] = (artifact.purl ?? '').split('#', 1).join('').split('?', 2)
  const match = /^pkg:[^@]*\/([^/@]+)(?:@(.*))?$/.exec(path)
  if (match === null) return undefined
  const tag = /(?:^|&)tag=([^&]*)/.exec(qualifiers)?.[1]
  const version = /^sha\d+(?::|%3A)/i.test(match[2] ?? '') ? undefined : match[2]
  return [match[1], version ?? tag]
    .filter((part) => part !== undefined && part !== '')
    .map(decoded)
    .join(' ')
}

function decoded(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? '')
  } catch {
    return text ?? ''
  }
}

/** `alice` for `urn:user:alice`, `ci (token)` for `token:ci`; anything not that simple stays as it is. */
export function personName(id: string): string {
  if (/^\S+(?:, \S+)+$/.test(id)) return id.split(', ').map(personName).join(', ')
  const match = /^(urn:user|mailto|token):([\w.+@-]+)$/.exec(id)
  if (match === null) return id
  return match[1] === 'token' ? `${match[2]} (token)` : (match[2] ?? id)
}

/** What a producer is called where this decision knows it from elsewhere; else as `personName`. */
export function knownProducer(decision: Decision, id: string): string {
  if (decision.requester.id === id) return requesterName(decision.requester)
  const refs = decision.findings.flatMap(({ evidence }) => evidence)
  return refs.find(({ producer }) => producer === id)?.producerName ?? personName(id)
}

/** Who asks, for a line. */
export function requesterName({ id, name }: Decision['requester']): string {
  return name ?? personName(id)
}

/** Who asks, for the record: the name and the id that counts. */
export function nameAndId({ id, name }: Decision['requester']): string {
  return name === undefined ? id : `${name} (${id})`
}

/** Who sent it: its name and the id that counts, or the id alone. */
export function senderOf({ producer, producerName }: EvidenceRef): string {
  return producerName === undefined ? personName(producer) : `${producerName} (${producer})`
}

/** `acme/webshop run 812` for the address of a run on GitHub or GitLab, else the address. */
export function runName(run: string): string {
  const github = /^https?:\/\/[^/]+\/([^/]+\/[^/]+)\/actions\/runs\/(\d+)(?:\/attempts\/(\d+))?/.exec(run)
  if (github !== null) {
    const attempt = github[3] === undefined || github[3] === '1' ? '' : ` (attempt ${github[3]})`
    return `${github[1]} run ${github[2]}${attempt}`
  }
  const gitlab = /^https?:\/\/[^/]+\/(.+?)\/-\/(pipelines|jobs)\/(\d+)/.exec(run)
  return gitlab === null ? run : `${gitlab[1]} ${gitlab[2] === 'jobs' ? 'job' : 'pipeline'} ${gitlab[3]}`
}
