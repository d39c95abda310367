/** What `npm pack` makes: a gzipped tar with everything below `package/`. Pure. */
import type { ArtifactRef } from '../../cdevents/event.ts'
import { isObject } from '../../cdevents/object.ts'
import { parseJson } from '../../cdevents/parse.ts'
import { unreadable } from './candidate.ts'
import { npmArtifact } from './purls.ts'
import { readTar } from './tar.ts'

const MANIFEST = 'package/package.json'
/** What npm lets into its registry, and what older packages there are still named. */
const NAME = /^(?:@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*$/u
const VERSION = /^\d{1,16}\.\d{1,16}\.\d{1,16}(?:[-+][0-9A-Za-z.+-]{1,200})?$/u

/**
 * The package in a tarball: its name is the one inside, its digest that of the tarball's bytes.
 * @param pieces the archive, unpacked from gzip
 * @throws TurnpikeError INVALID_REPORT when it is no npm package
 */
export async function readNpmPackage(
  pieces: AsyncIterable<Uint8Array>,
  digest: string,
  most: number,
): Promise<ArtifactRef> {
  const entries = await readTar(pieces, (name) => name === MANIFEST, most)
  const manifest = entries.get(MANIFEST)
  if (manifest === undefined) throw unreadable(`holds no ${MANIFEST}`)
  const { name, version }: Record<string, unknown> = parsed(manifest)
  if (typeof name !== 'string' || name.length > 214 || !NAME.test(name))
    throw unreadable(`${MANIFEST} has no name that npm takes`)
  if (typeof version !== 'string' || !VERSION.test(version))
    throw unreadable(`${MANIFEST} has no version that npm takes`)
  return npmArtifact(name, version, digest)
}

function parsed(bytes: Uint8Array): Record<string, unknown> {
  try {
    const value = parseJson(new TextDecoder().decode(bytes).replace(/^\uFEFF/u, ''))
    if (isObject(value)) return value
  } catch {
    // told below
  }
  throw unreadable(`${MANIFEST} is not a JSON object`)
}
