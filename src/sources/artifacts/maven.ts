/** Jars and wars that Maven made. Pure. */
import type { ArtifactRef } from '../../cdevents/event.ts'
import { unreadable, type FileBytes, type Inflate } from './candidate.ts'
import { mavenArtifact, type MavenName } from './purls.ts'
import { readZip } from './zip.ts'

const INSIDE = /^META-INF\/maven\/[^/]+\/[^/]+\/pom\.properties$/u
/** Maven coordinates, and versions that are no longer an expression. */
const PART = /^[\w.-]{1,200}$/u
const VERSION = /^[\w.+-]{1,200}$/u

/** Group, artifact and version of a project. */
export type Coordinates = Pick<MavenName, 'group' | 'artifact' | 'version'>

/**
 * A jar, war or ear, named by the pom.properties inside. A jar with others' code in it holds theirs too: then the one that
 * the file is named after counts.
 * @param beside what the project beside the jar is called, for jars that do not say it
 * @throws TurnpikeError INVALID_REPORT when none of them says it
 */
export async function readJar(
  file: FileBytes,
  fileName: string,
  digest: string,
  inflate: Inflate,
  beside: () => Promise<Coordinates | undefined>,
): Promise<ArtifactRef> {
  const entries = await readZip(file, (name) => INSIDE.test(name), inflate)
  const inside = [...entries.values()].flatMap(
    (bytes) => readPomProperties(new TextDecoder().decode(bytes)) ?? [],
  )
  const stem = fileName.replace(/\.[a-z]+$/u, '')
  const own = inside.filter((each) => isNamedAfter(stem, each))
  const chosen = own[0] ?? (inside.length === 1 ? inside[0] : undefined) ?? (await beside())
  if (own.length > 1) throw unreadable('holds more than one pom.properties that its name fits')
  if (chosen === undefined)
    throw unreadable(
      inside.length === 0
        ? 'holds no META-INF/maven/**/pom.properties'
        : 'holds several pom.properties, and its name fits none',
    )
  return mavenArtifact({ ...chosen, ...classifierOf(stem, chosen), type: typeOf(fileName) }, digest)
}

/** `groupId`, `artifactId` and `version` of a properties file; undefined when one is missing or no coordinate. */
export function readPomProperties(text: string): Coordinates | undefined {
  const said = new Map<string, string>()
  for (const line of text.split(/\r?\n/u, 100)) {
    const [, key, value] = /^\s*(groupId|artifactId|version)\s*[=:](.*)$/u.exec(line) ?? []
    if (key !== undefined && value !== undefined) said.set(key, value.trim())
  }
  return coordinates(said.get('groupId'), said.get('artifactId'), said.get('version'))
}

/** Undefined for anything that is missing, or still an expression such as `${revision}`. */
export function coordinates(
  group: string | undefined,
  artifact: string | undefined,
  version: string | undefined,
): Coordinates | undefined {
  if (group === undefined || artifact === undefined || version === undefined) return undefined
  return PART.test(group) && PART.test(artifact) && VERSION.test(version)
    ? { group, artifact, version }
    : undefined
}

/** `<artifact>-<version>`, with or without a classifier, or the artifact alone (`finalName`). */
function isNamedAfter(stem: string, { artifact, version }: Coordinates): boolean {
  const whole = `${artifact}-${version}`
  return stem === artifact || stem === whole || stem.startsWith(`${whole}-`)
}

function classifierOf(stem: string, { artifact, version }: Coordinates): { classifier?: string } {
  const start = `${artifact}-${version}-`
  return stem.startsWith(start) && stem.length > start.length ? { classifier: stem.slice(start.length) } : {}
}

function typeOf(fileName: string): string {
  return fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase()
}
