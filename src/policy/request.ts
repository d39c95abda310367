/** Reads the question that a gate asks. All problems at once. */
import type { Problem } from '../errors.ts'
import { digestsIn } from '../cdevents/digest.ts'
import { normalisePurl } from '../cdevents/purl.ts'
import type { GateRequest } from './decision.ts'
import { requestShape } from './request-shape.ts'
import { checkShape, quote } from './shape.ts'

/** The request, with digests in small letters and purls normalised, each artifact once; or what is wrong with it. */
export function readRequest(value: unknown): { request: GateRequest } | { problems: Problem[] } {
  const problems = checkShape(requestShape, value)
  if (problems.length > 0) return { problems }
  const raw = value as GateRequest
  const artifacts = new Map<string, GateRequest['artifacts'][number]>()
  raw.artifacts.forEach((artifact, index) => {
    const digest = artifact.digest.toLowerCase()
    const purl =
      artifact.purl === undefined
        ? undefined
        : readPurl(artifact.purl, digest, `/artifacts/${index}/purl`, problems)
    if (!artifacts.has(digest) || purl !== undefined)
      artifacts.set(digest, purl === undefined ? { digest } : { digest, purl })
  })
  if (problems.length > 0) return { problems }
  const { environment, service, change, actor, run, policies } = raw
  return {
    request: {
      artifacts: [...artifacts.values()],
      environment,
      ...(service === undefined ? {} : { service }),
      ...(change === undefined ? {} : { change }),
      ...(actor === undefined ? {} : { actor }),
      ...(run === undefined ? {} : { run }),
      ...(policies === undefined ? {} : { policies }),
    },
  }
}

function readPurl(text: string, digest: string, path: string, problems: Problem[]): string | undefined {
  try {
    const purl = normalisePurl(text)
    const other = digestsIn(purl).find((named) => named !== digest)
    if (other !== undefined)
      problems.push({ path, message: `names ${other}, but the digest beside it is ${digest}` })
    return purl
  } catch (error) {
    problems.push({
      path,
      message: `${quote(text)} is not a purl: ${error instanceof Error ? error.message : 'unreadable'}`,
    })
    return undefined
  }
}
