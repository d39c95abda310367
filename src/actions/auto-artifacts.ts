/** Artifacts that are looked up: `auto`, checksums files, what tools say of images, OCI layouts. */
import type { ArtifactRef } from '../cdevents/event.ts'
import { TurnpikeError } from '../errors.ts'
import type { Candidate } from '../sources/artifacts/candidate.ts'
import { readImages } from '../sources/artifacts/images.ts'
import { readLayoutArchive } from '../sources/artifacts/oci-layout.ts'
import type { ProjectArtifact } from '../sources/project/project.ts'
import { namedSums } from './checksums.ts'
import type { Deps } from './deps.ts'
import { findArtifacts } from './found-artifacts.ts'
import { layoutIn } from './package-kinds.ts'
import { createPlace, type Place } from './place.ts'

export interface Finding {
  /** Where to look. Default: the working directory. */
  place?: Place
  /**
   * Whether `auto` may mean artifacts from several places, as it may for events, which are bound to all of them. A gate
   * leaves it out: it never guesses which of them is to be deployed.
   */
  several?: boolean
  /** Is told what was found, and why, a line each. */
  log?: (line: string) => void
}

type Needs = Pick<Deps, 'digestFile'> & Partial<Pick<Deps, 'env'>>

/** A store looks at no more artifacts of one event. */
const MOST = 64
const MOST_ARCHIVE = 16 * 1024 * 1024 * 1024
const MOST_IMAGE_BYTES = 4 * 1024 * 1024
/** Lines of one sort that are logged. */
const MOST_LINES = 20

/** @throws TurnpikeError USAGE saying what to write instead */
export async function lookUp(value: string, deps: Needs, finding: Finding): Promise<ArtifactRef[]> {
  const place = finding.place ?? createPlace('.')
  if (value === 'auto') return await found(place, deps, finding)
  if (value.startsWith('{') || value.startsWith('[')) return imagesIn(value)
  const colon = value.indexOf(':')
  const [kind, path] = [value.slice(0, colon), value.slice(colon + 1)]
  if (kind === 'checksums') {
    const named = await namedSums(path, place, deps)
    if (named.length > MOST)
      throw usage(`lists ${named.length} files; an event names at most ${MOST} artifacts`)
    tell(named, [], finding)
    return named.map(({ artifact }) => artifact)
  }
  if (kind === 'image') {
    const text = place.outside(place.path(path), MOST_IMAGE_BYTES)
    if (text === undefined) throw usage('names no file here of at most 4 MiB')
    return imagesIn(text)
  }
  return (await layout(path, place, deps)) ?? notHere()
}

/**
 * The images of an OCI layout, a folder or a tar archive; undefined where there is none.
 * @throws TurnpikeError INVALID_REPORT for one that is not what it says
 */
export async function findLayout(
  path: string,
  deps: Needs,
  finding: Finding,
): Promise<ArtifactRef[] | undefined> {
  return await layout(path, finding.place ?? createPlace('.'), deps)
}

async function layout(path: string, place: Place, deps: Needs): Promise<ArtifactRef[] | undefined> {
  const look = { place, digest: (file: string) => deps.digestFile(place.path(file)) }
  const folder = path.replace(/(?<=.)\/+$/u, '')
  if (place.isFile(`${folder}/oci-layout`)) return await layoutIn(folder, look)
  return place.isFile(path) ? await readLayoutArchive(place.pieces(path), MOST_ARCHIVE) : undefined
}

function notHere(): never {
  throw usage(
    'names no OCI layout here: neither a folder with oci-layout and index.json, nor a tar archive of one',
  )
}

function imagesIn(text: string): ArtifactRef[] {
  return readImages(text)
}

async function found(place: Place, deps: Needs, finding: Finding): Promise<ArtifactRef[]> {
  const { findProject } = await import('./project.ts')
  const expected = (await findProject(place.root, ''))?.project.artifact?.value
  const { candidates: all, notes, cut } = await findArtifacts(place, deps, expected)
  // What a file of the repository says may choose what events are bound to, never what a gate lets through.
  const candidates = finding.several === true ? chosen(all, expected) : all
  tell(candidates, notes, finding)
  if (candidates.length === 0)
    throw usage(
      'finds nothing that this job built: no image metadata, nothing in GITHUB_ARTIFACTS_LIST, no package of npm, Python or Maven, no OCI layout, no Go binary and no checksums file; name a file, or an image by digest',
    )
  const origins = new Set(candidates.map(({ origin }) => origin))
  if (finding.several !== true && origins.size > 1)
    throw usage(
      `finds more than one, and a gate does not guess: ${candidates.slice(0, MOST_LINES).map(said).join(', ')}; write the one that is to be deployed`,
    )
  if (finding.several !== true && cut)
    throw usage('cannot look at all the files here, and a gate does not guess; name what is to be deployed')
  if (candidates.length > MOST && finding.several !== true)
    throw usage(`finds ${candidates.length} artifacts; at most ${MOST} can be asked about at once`)
  if (candidates.length > MOST)
    finding.log?.(`${candidates.length - MOST} more artifacts are left out: an event names at most ${MOST}.`)
  return candidates.slice(0, MOST).map(({ artifact }) => artifact)
}

/** @throws TurnpikeError USAGE when nothing that was found is what turnpike.yaml says */
function chosen(all: Candidate[], expected: ProjectArtifact | undefined): Candidate[] {
  if (expected === undefined || all.length === 0) return all
  const fits = (each: Candidate) =>
    'path' in expected ? each.origin === 'turnpike.yaml' : isNamed(each.artifact.purl ?? '', expected)
  const fitting = all.filter(fits)
  if (fitting.length > 0) return fitting
  const wanted = 'path' in expected ? expected.path : `${expected.type} ${expected.name ?? ''}`.trim()
  const found = all.slice(0, MOST_LINES).map(said).join(', ')
  throw usage(`finds nothing that is ${wanted}, as turnpike.yaml says; here are: ${found}`)
}

function isNamed(purl: string, { type, name }: { type: string; name?: string }): boolean {
  const start = `pkg:${type}/`
  if (!purl.startsWith(start)) return false
  const path = purl.slice(start.length).split(/[@?#]/u, 1)[0] ?? ''
  return name === undefined || decodeURIComponent(path).toLowerCase() === name.toLowerCase()
}

function tell(candidates: readonly Candidate[], notes: readonly string[], { log }: Finding): void {
  if (log === undefined) return
  for (const each of candidates.slice(0, MOST_LINES)) log(`Artifact found: ${said(each)}`)
  if (candidates.length > MOST_LINES) log(`and ${candidates.length - MOST_LINES} more`)
  for (const note of notes.slice(0, MOST_LINES)) log(note)
}

function said({ artifact, origin, where }: Candidate): string {
  return `${artifact.purl ?? artifact.digest} (${origin}${where === origin ? '' : ` ${where}`})`
}

function usage(message: string): TurnpikeError {
  return new TurnpikeError('USAGE', message)
}
