/**
 * What tools that build images say about what they made: buildx and docker/build-push-action (`metadata`), bake, jib,
 * Podman, Buildah, kaniko and ko. Pure.
 *
 * The image itself lies in a registry or a daemon, so its digest is the tool's word, as it is when a person writes it.
 */
import { digestOf, digestsIn } from '../../cdevents/digest.ts'
import type { ArtifactRef } from '../../cdevents/event.ts'
import { isObject } from '../../cdevents/object.ts'
import { parseJson } from '../../cdevents/parse.ts'
import { unreadable } from './candidate.ts'
import { imageArtifact } from './purls.ts'

/** Most images of one text: a bake file's targets, a line of ko's each. */
const MOST_IMAGES = 64
const REFERENCE = /^(?<name>[a-z0-9][\w.:/-]{0,500})@(?<digest>sha256:[0-9a-f]{64})$/iu
const NAME = /^[a-z0-9][\w.:/-]{0,500}$/iu

/**
 * The images that a tool's text names: JSON (buildx metadata, bake's by target, jib's), or lines of `sha256:…` or
 * `name@sha256:…`.
 * @throws TurnpikeError INVALID_REPORT when it names none
 */
export function readImages(text: string): ArtifactRef[] {
  const body = text.replace(/^\uFEFF/u, '').trim()
  const images = /^[[{]/u.test(body) ? fromJson(body) : fromLines(body)
  if (images.length === 0)
    throw unreadable('names no image by digest, as a metadata file, a digest file or an image reference does')
  if (images.length > MOST_IMAGES)
    throw unreadable(`names ${images.length} images; at most ${MOST_IMAGES} are read`)
  return images
}

function fromJson(text: string): ArtifactRef[] {
  let value: unknown
  try {
    value = parseJson(text)
  } catch (cause) {
    throw unreadable('is not JSON', cause)
  }
  if (!isObject(value)) return []
  const own = imageOf(value)
  // bake: `{"<target>": {"containerimage.digest": …}}`, one for each target.
  return own.length > 0 ? own : Object.values(value).flatMap((part) => (isObject(part) ? imageOf(part) : []))
}

function imageOf(metadata: Readonly<Record<string, unknown>>): ArtifactRef[] {
  // jib: {image, imageId, imageDigest, tags, imagePushed}; all others: buildx.
  const said = metadata['containerimage.digest'] ?? metadata.imageDigest
  if (typeof said !== 'string' || !/^sha256:[0-9a-f]{64}$/iu.test(said)) return []
  const digest = said.toLowerCase()
  const names = [metadata['image.name'], metadata.image].flatMap((each) =>
    typeof each === 'string' ? each.split(',') : [],
  )
  // Several tags of one repository are one image; of several repositories the first one names it.
  const name = names
    .map((each) => each.trim().replace(/@sha256:[0-9a-f]{64}$/iu, ''))
    .find((each) => NAME.test(each))
  return [name === undefined ? { digest } : imageArtifact(name, digest)]
}

function fromLines(text: string): ArtifactRef[] {
  const lines = text.split(/\r?\n/u, MOST_IMAGES + 2).filter((line) => line.trim() !== '')
  return lines.map((line) => {
    const word = line.trim()
    const reference = REFERENCE.exec(word)?.groups as { name: string; digest: string } | undefined
    if (reference !== undefined) return imageArtifact(reference.name, reference.digest.toLowerCase())
    const digest = word.length <= 80 && digestsIn(word).length === 1 ? digestOf(word) : undefined
    if (digest === undefined || !/^sha256:/iu.test(word))
      throw unreadable(
        'holds a line that is neither sha256:<64 hex digits> nor <image>@sha256:<64 hex digits>',
      )
    return { digest }
  })
}
