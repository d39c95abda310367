/** An SBOM as events, if it is of what the run made. Pure. */
import { digestOf } from '../../cdevents/digest.ts'
import type { ArtifactRef } from '../../cdevents/event.ts'
import { normalisePurl } from '../../cdevents/purl.ts'
import type { Description } from '../description.ts'
import { clipped } from './json-stream-places.ts'
import { refusal } from './refusal.ts'
import type { ReportContext, ReportFile } from './report.ts'
import { boundTo } from './report-binding.ts'
import type { Described, Sbom } from './sbom-model.ts'
import { scanDescriptions } from './scan-events.ts'
import type { ScanOptions } from './scan-events.ts'

const SBOM_TYPE = 'dev.cdeventsx.turnpike-sbom.published.0.1.0'

/** Which artifacts it is of, and how that is known: by their digest, by their package URL, or because the run says so. */
export interface About {
  artifacts: readonly ArtifactRef[]
  by: 'digest' | 'purl' | 'run'
}

/**
 * `artifact.packaged` with the SBOM's address, and `turnpike-sbom.published` with what is in it; where it lists
 * vulnerabilities, a scan as well.
 * @throws TurnpikeError INVALID_REPORT when it is of another artifact: that is no evidence
 */
export function sbomDescriptions(
  sbom: Sbom,
  file: ReportFile,
  context: ReportContext,
  options: ScanOptions = {},
): Description[] {
  const { artifacts, by } = aboutWhat(sbom, context.artifacts)
  const about = boundTo({ ...context, artifacts })
  const uri = file.uri ?? `urn:turnpike:sbom:${file.digest}`
  const [described] = sbom.describes
  const published: Description = {
    type: SBOM_TYPE,
    subject: uri,
    content: {
      format: sbom.format,
      version: sbom.version,
      components: sbom.components,
      ...(sbom.files === 0 ? {} : { files: sbom.files }),
      licenses: sbom.licenses,
      digest: file.digest,
      ...(file.uri === undefined ? {} : { uri: file.uri }),
      ...(sbom.id === undefined ? {} : { id: sbom.id }),
      ...(sbom.created === undefined ? {} : { created: sbom.created }),
      tools: sbom.tools,
      ...(described === undefined ? {} : { describes: described }),
      match: by,
    },
    ...about,
    customData: { turnpike: { report: { path: clipped(file.path, 1000), digest: file.digest } } },
  }
  const packaged: Description = { type: 'artifact.packaged', content: { sbom: { uri } }, ...about }
  const scans =
    sbom.scan === undefined ? [] : scanDescriptions(sbom.scan, file, { ...context, artifacts }, options)
  return [...(artifacts.length > 0 && hasChange(context) ? [packaged] : []), published, ...scans]
}

/** `artifact.packaged` demands one; a plain shell without a repository has none. */
function hasChange({ change, facts }: ReportContext): boolean {
  return change !== undefined || facts.change !== undefined || facts.commit !== ''
}

/**
 * 1. A digest that the SBOM says it is of must be one that the run names.
 * 2. Without a digest: a package URL of the same type must be of one that the run names, with its version.
 * 3. Of a package of another type (the SBOM of an application, for the image it is in) nothing can be compared.
 */
export function aboutWhat({ describes }: Pick<Sbom, 'describes'>, artifacts: readonly ArtifactRef[]): About {
  const digests = new Set(describes.flatMap((each) => each.digests))
  if (artifacts.length === 0) {
    const [digest, other] = digests
    if (digest === undefined || other !== undefined) return { artifacts: [], by: 'run' }
    const purl = describes
      .flatMap((each) => each.purls.flatMap(purlOr))
      .find((each) => digestOf(each) === digest)
    return { artifacts: [{ digest, ...(purl === undefined ? {} : { purl }) }], by: 'digest' }
  }
  if (digests.size > 0) {
    const same = artifacts.filter(({ digest }) => digests.has(digest))
    if (same.length > 0) return { artifacts: same, by: 'digest' }
    throw other([...digests].slice(0, 3).join(', '), artifacts)
  }
  const purls = describes.flatMap((each: Described) => each.purls.flatMap(purlOr)).map(partsOf)
  const comparable = artifacts.flatMap((artifact) => {
    const purl = artifact.purl === undefined ? undefined : partsOf(artifact.purl)
    return purl !== undefined && purls.some(({ type }) => type === purl.type) ? [{ artifact, purl }] : []
  })
  const same = comparable.filter(({ purl }) => purls.some((each) => isSame(each, purl)))
  if (same.length > 0) return { artifacts: same.map(({ artifact }) => artifact), by: 'purl' }
  if (comparable.length > 0)
    throw other(
      purls
        .map(({ whole }) => whole)
        .slice(0, 3)
        .join(', '),
      artifacts,
    )
  return { artifacts, by: 'run' }
}

interface PurlParts {
  type: string
  /** With its namespace. */
  name: string
  /** Not where it is a digest. */
  version?: string
  whole: string
}

function purlOr(text: string): string[] {
  try {
    return [normalisePurl(text)]
  } catch {
    return []
  }
}

/** @param purl canonical */
function partsOf(purl: string): PurlParts {
  const [, type = '', name = '', version] = /^pkg:([^/]+)\/([^@?#]+)(?:@([^?#]+))?/u.exec(purl) ?? []
  return {
    type,
    name,
    ...(version === undefined || version.startsWith('sha256:') ? {} : { version }),
    whole: clipped(purl, 300),
  }
}

function isSame(a: PurlParts, b: PurlParts): boolean {
  return (
    a.type === b.type &&
    a.name === b.name &&
    (a.version === undefined || b.version === undefined || a.version === b.version)
  )
}

function other(what: string, artifacts: readonly ArtifactRef[]): Error {
  const own = artifacts
    .slice(0, 3)
    .map((each) => each.purl ?? each.digest)
    .join(', ')
  return refusal(
    `it is the SBOM of ${what}, and the artifact is ${own}; make it from the artifact that is released, or name the artifact that it is of`,
  )
}
