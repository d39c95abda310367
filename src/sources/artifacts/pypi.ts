/** Wheels and source distributions of Python. Pure. */
import type { ArtifactRef } from '../../cdevents/event.ts'
import { unreadable, type FileBytes, type Inflate } from './candidate.ts'
import { pypiArtifact } from './purls.ts'
import { readTar } from './tar.ts'
import { readZip } from './zip.ts'

/** Core metadata specifications, "Name"; PEP 440 for versions, loosely. */
const NAME = /^[a-z0-9](?:[\w.-]*[a-z0-9])?$/iu
const VERSION = /^[0-9a-z][\w.!+-]{0,127}$/iu

/**
 * A wheel, named by the METADATA inside it (binary distribution format, "The .dist-info directory").
 * @param fileName without folders: it tells the wheels of one version apart
 * @throws TurnpikeError INVALID_REPORT when it is no wheel
 */
export async function readWheel(
  file: FileBytes,
  fileName: string,
  digest: string,
  inflate: Inflate,
): Promise<ArtifactRef> {
  const entries = await readZip(file, (name) => /^[^/]+\.dist-info\/METADATA$/u.test(name), inflate)
  return named([...entries.values()], 'METADATA', fileName, digest)
}

/**
 * A source distribution: everything is in one folder, with PKG-INFO at its top.
 * @param pieces the archive, unpacked from gzip
 * @throws TurnpikeError INVALID_REPORT when it is none
 */
export async function readSdist(
  pieces: AsyncIterable<Uint8Array>,
  fileName: string,
  digest: string,
  most: number,
): Promise<ArtifactRef> {
  const entries = await readTar(pieces, (name) => /^[^/]+\/PKG-INFO$/u.test(name), most)
  return named([...entries.values()], 'PKG-INFO', fileName, digest)
}

function named(found: readonly Uint8Array[], what: string, fileName: string, digest: string): ArtifactRef {
  const [metadata, other] = found
  if (metadata === undefined) throw unreadable(`holds no ${what}`)
  if (other !== undefined) throw unreadable(`holds more than one ${what}`)
  const text = new TextDecoder().decode(metadata)
  const [name, version] = [fieldOf(text, 'Name'), fieldOf(text, 'Version')]
  if (name.length > 200 || !NAME.test(name)) throw unreadable(`has a ${what} without a name that PyPI takes`)
  if (!VERSION.test(version)) throw unreadable(`has a ${what} without a version`)
  return pypiArtifact(name, version, fileName, digest)
}

/** A header of the metadata: before the first empty line, there exactly once. */
function fieldOf(text: string, field: string): string {
  const headers = text.split(/^\r?\n|\r?\n\r?\n/u, 1)[0] ?? ''
  const values = [...headers.matchAll(/^([A-Za-z-]+):[ \t]*(.*)$/gmu)].filter(
    ([, name]) => name?.toLowerCase() === field.toLowerCase(),
  )
  if (values.length > 1) throw unreadable(`says its ${field} twice`)
  return values[0]?.[2]?.trim() ?? ''
}
