/** The layouts that `artifact: auto` knows: which files look like them, and how each is read. */
import { posix } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import type { ArtifactRef } from '../cdevents/event.ts'
import { TurnpikeError } from '../errors.ts'
import type { Inflate, Origin } from '../sources/artifacts/candidate.ts'
import { isProgram, moduleOf, readGoProgram, type GoModule } from '../sources/artifacts/go.ts'
import { readImages } from '../sources/artifacts/images.ts'
import { readJar, readPomProperties, type Coordinates } from '../sources/artifacts/maven.ts'
import { readNpmPackage } from '../sources/artifacts/npm.ts'
import { mustBe, readLayoutArchive, readLayoutIndex } from '../sources/artifacts/oci-layout.ts'
import { readPom } from '../sources/artifacts/pom.ts'
import { fileArtifact, goArtifact } from '../sources/artifacts/purls.ts'
import { readSdist, readWheel } from '../sources/artifacts/pypi.ts'
import type { Place } from './place.ts'

export interface Kind {
  origin: Origin
  /** Whether a file looks like one, by its path alone. */
  fits: (file: string) => boolean
  /** Undefined for a file that only looked like one, and is nothing to tell about. */
  read: (file: string, look: Look) => Promise<ArtifactRef[] | undefined>
}

export interface Look {
  place: Place
  /** `sha256:<hex>` of a file of the working directory. */
  digest: (file: string) => Promise<string>
}

/** More unpacked bytes than any package has that is worth its name; a bomb ends here. */
const MOST_UNPACKED = 512 * 1024 * 1024
const MOST_MODULES = 100
const MOST_TEXT = 4 * 1024 * 1024

const inflate: Inflate = (bytes, most) => inflateRawSync(bytes, { maxOutputLength: most })

export const KINDS: readonly Kind[] = [
  {
    origin: 'image',
    // What buildx, bake and jib call theirs by convention, and files that are named for the digest they hold.
    fits: (file) =>
      /(?:^|\/)(?:[\w.-]*metadata[\w.-]*\.json|jib-image\.(?:json|digest))$/iu.test(file) ||
      /(?:^|\/)(?:[\w-]*[-_.]?(?:digest|digestfile|image-?refs?))(?:\.txt)?$/iu.test(file),
    read: async (file, { place }) => {
      const text = place.text(file, MOST_TEXT)
      return text === undefined || !/sha256:[0-9a-f]{64}/iu.test(text) ? undefined : imagesOf(file, text)
    },
  },
  {
    origin: 'npm package',
    fits: (file) => file.endsWith('.tgz'),
    read: async (file, { place, digest }) => [
      await readNpmPackage(place.unzipped(file), await digest(file), MOST_UNPACKED),
    ],
  },
  {
    origin: 'Python package',
    // Not every wheel: pip keeps those of dependencies in folders of its user's choice.
    fits: (file) => /(?:^|\/)(?:dist|wheelhouse|target\/wheels)\/[^/]+(?:\.whl|\.tar\.gz)$/u.test(file),
    read: async (file, { place, digest }) => {
      const name = posix.basename(file)
      const known = await digest(file)
      if (name.endsWith('.tar.gz')) return [await readSdist(place.unzipped(file), name, known, MOST_UNPACKED)]
      return [await place.bytes(file, (bytes) => readWheel(bytes, name, known, inflate))]
    },
  },
  {
    origin: 'Maven package',
    fits: (file) =>
      /(?:^|\/)(?:target|build\/libs)\/[^/]+\.(?:jar|war|ear)$/u.test(file) &&
      !/(?:^|\/)original-|-(?:sources|javadoc|tests|test-sources|plain)\.jar$/u.test(file),
    read: async (file, { place, digest }) => {
      const known = await digest(file)
      const name = posix.basename(file)
      try {
        const beside = () => projectBeside(file, place)
        return [await place.bytes(file, (bytes) => readJar(bytes, name, known, inflate, beside))]
      } catch (error) {
        if (!(error instanceof TurnpikeError) || error.code !== 'INVALID_REPORT') throw error
        // It lies where only a build puts it: Gradle's jars say no coordinates.
        return [fileArtifact(name, known)]
      }
    },
  },
  {
    origin: 'OCI layout',
    fits: (file) => /(?:^|\/)oci-layout$|\.oci\.tar$/u.test(file),
    read: async (file, look) =>
      file.endsWith('.tar')
        ? await readLayoutArchive(look.place.pieces(file), MOST_UNPACKED * 16)
        : await layoutIn(posix.dirname(file), look),
  },
  {
    origin: 'Go binary',
    fits: (file) => /^(?:(?:bin|dist|out|build|release)\/(?:[^/]+\/)?)?[\w-][\w-]*(?:\.exe)?$/u.test(file),
    read: async (file, { place, digest }) => {
      const program = await place.bytes(file, async (bytes) => isProgram(await bytes.read(0, 4)))
      if (!program) return undefined
      const module = await moduleIn(file, place)
      if (module === undefined) return undefined
      // A tool that was fetched into bin/ is somebody else's.
      if (!modulesHere(place).has(module.path))
        throw new TurnpikeError('INVALID_REPORT', `is of ${module.path}, which no go.mod here is`)
      return [goArtifact(module.path, module.version, await digest(file))]
    },
  },
]

async function moduleIn(file: string, place: Place): Promise<GoModule | undefined> {
  try {
    return await place.bytes(file, readGoProgram)
  } catch (error) {
    if (error instanceof TurnpikeError && error.code === 'INVALID_REPORT') return undefined
    throw error
  }
}

function modulesHere(place: Place): Set<string> {
  const files = place.list().files.filter((file) => /(?:^|\/)go\.mod$/u.test(file))
  return new Set(
    files.slice(0, MOST_MODULES).flatMap((file) => moduleOf(place.text(file, MOST_TEXT) ?? '') ?? []),
  )
}

/** An index of many notes and a build's own metadata look alike by name: only what names an image is one. */
function imagesOf(file: string, text: string): ArtifactRef[] | undefined {
  try {
    return readImages(text)
  } catch (error) {
    if (file.endsWith('.json')) return undefined
    throw error
  }
}

/**
 * The images of a layout in a folder; every manifest's bytes are hashed.
 * @throws TurnpikeError INVALID_REPORT
 */
export async function layoutIn(folder: string, { place, digest }: Look): Promise<ArtifactRef[]> {
  const [marker, index] = ['oci-layout', 'index.json'].map((name) =>
    place.text(posix.join(folder, name), MOST_TEXT),
  )
  if (marker === undefined || index === undefined)
    throw new TurnpikeError('INVALID_REPORT', 'holds no oci-layout and index.json')
  const images = readLayoutIndex(marker, index)
  for (const { artifact, blob } of images) mustBe(artifact.digest, await digest(posix.join(folder, blob)))
  return images.map(({ artifact }) => artifact)
}

/** Maven's own note beside the jar, else the project's `pom.xml`. */
async function projectBeside(jar: string, place: Place): Promise<Coordinates | undefined> {
  const folder = posix.dirname(jar)
  const note = place.text(posix.join(folder, 'maven-archiver', 'pom.properties'), MOST_TEXT)
  const noted = note === undefined ? undefined : readPomProperties(note)
  if (noted !== undefined) return noted
  const pom = place.text(posix.join(folder, '..', 'pom.xml'), MOST_TEXT)
  return pom === undefined ? undefined : await readPom(pom)
}
