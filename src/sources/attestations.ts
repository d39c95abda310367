/** A file of signed statements (Sigstore bundles, DSSE envelopes) → descriptions of events that carry them. Pure. */
import { parseJson } from '../cdevents/parse.ts'
import { TurnpikeError } from '../errors.ts'
import type { Problem } from '../errors.ts'
import type { Description } from './description.ts'
import { ATTESTATION_TYPE, readSigned } from './statement.ts'

/** What an event binds by at most (`store/keys.ts`). */
const MAX_ARTIFACTS = 64

/**
 * One description for each statement that is about one of the artifacts, bound to those that it is about. Nothing is
 * verified: who may have signed is the policy's to say.
 * @param text one JSON document, or one a line (`.intoto.jsonl`)
 * @param artifacts digests (`sha256:…`) and how each is to be named; none: whatever the statements are about
 * @throws TurnpikeError USAGE when something in the file is no statement, or an artifact is in none
 */
export function describeAttestations(
  text: string,
  where: string,
  artifacts: ReadonlyMap<string, string>,
): Description[] {
  const problems: Problem[] = []
  const covered = new Set<string>()
  const placeOf = (line?: number) => (line === undefined ? where : `${where}, line ${line}`)
  const refuse = (why: string, line?: number) => new TurnpikeError('USAGE', `${placeOf(line)}: ${why}`)
  const found = documentsIn(text, refuse).flatMap(([line, document]) => {
    const read = readSigned(document)
    const place = placeOf(line)
    if ('unreadable' in read) {
      problems.push({ path: '', message: `${place}: ${read.unreadable}` })
      return []
    }
    const { subjects } = read.statement
    const named = [...(artifacts.size === 0 ? subjects : artifacts.keys())].filter((digest) =>
      subjects.has(digest),
    )
    named.forEach((digest) => covered.add(digest))
    if (artifacts.size === 0 && (named.length === 0 || named.length > MAX_ARTIFACTS))
      problems.push({
        path: '',
        message: `${place}: the statement names ${named.length} digests; say with --artifact which of them it is for`,
      })
    if (named.length === 0) return []
    return {
      type: ATTESTATION_TYPE,
      subject: `urn:turnpike:statement:${read.payloadDigest}`,
      artifact: named.map((digest) => artifacts.get(digest) ?? digest),
      content: read.bundle === undefined ? { envelope: document } : { bundle: document },
    }
  })
  for (const digest of artifacts.keys())
    if (!covered.has(digest) && problems.length === 0)
      problems.push({ path: '', message: `${where}: no statement in it is about ${digest}` })
  if (problems.length === 0) return found
  throw new TurnpikeError('USAGE', problems.map(({ message }) => message).join('\n'), { problems })
}

/**
 * Each document with its line, where there are several.
 * @param refuse makes the error: what is wrong (`is empty`), and on which line
 */
export function documentsIn(
  text: string,
  refuse: (why: string, line?: number) => TurnpikeError,
): [line: number | undefined, document: unknown][] {
  const whole = jsonIn(text)
  if (whole !== undefined) return [[undefined, whole]]
  const lines = text
    .split('\n')
    .flatMap((line, index): [number, string][] => (line.trim() === '' ? [] : [[index + 1, line]]))
  if (lines.length === 0) throw refuse('is empty')
  return lines.map(([number, line]) => {
    const document = jsonIn(line)
    if (document !== undefined) return [number, document]
    throw lines.length === 1
      ? refuse('is not JSON; give a Sigstore bundle, a DSSE envelope, or a file with one of them a line')
      : refuse('is not JSON', number)
  })
}

function jsonIn(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}
