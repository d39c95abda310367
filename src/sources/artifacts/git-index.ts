/**
 * Which files are checked in, by git's own list (`.git/index`). What was checked out was not built: a package or a digest
 * file that somebody commits must not pass for the result of a job. Pure.
 * Format: git's "index-format", versions 2 to 4.
 */
const MOST_ENTRIES = 1_000_000

/** The paths of all entries; undefined for a file that is no index of a known version (then nothing is known). */
export function readGitIndex(bytes: Uint8Array, hashBytes: 20 | 32 = 20): Set<string> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12 || view.getUint32(0) !== 0x44495243) return undefined
  const version = view.getUint32(4)
  const count = view.getUint32(8)
  if (version < 2 || version > 4 || count > MOST_ENTRIES) return undefined
  const paths = new Set<string>()
  let at = 12
  let before: Uint8Array = new Uint8Array(0)
  for (let index = 0; index < count; index++) {
    const flagsAt = at + 40 + hashBytes
    if (flagsAt + 2 > bytes.length) return undefined
    const extended = version >= 3 && (view.getUint16(flagsAt) & 0x4000) !== 0
    let name = flagsAt + (extended ? 4 : 2)
    let kept = 0
    if (version === 4) {
      const cut = varint(bytes, name)
      if (cut === undefined || cut.value > before.length) return undefined
      kept = before.length - cut.value
      name = cut.end
    }
    const end = bytes.indexOf(0, name)
    if (end === -1) return undefined
    const path = new Uint8Array(kept + end - name)
    path.set(before.subarray(0, kept))
    path.set(bytes.subarray(name, end), kept)
    paths.add(new TextDecoder().decode(path))
    before = path
    // Up to version 3, entries are padded to eights with one to eight zeros.
    at = version === 4 ? end + 1 : at + Math.ceil((end - at + 1) / 8) * 8
  }
  return paths
}

/** The offset encoding of pack files: each further byte counts one more. */
function varint(bytes: Uint8Array, at: number): { value: number; end: number } | undefined {
  let value = 0
  for (let place = at; place < at + 5; place++) {
    const byte = bytes[place]
    if (byte === undefined) return undefined
    value = (place === at ? 0 : (value + 1) * 128) + (byte & 0x7f)
    if (byte < 0x80) return { value, end: place + 1 }
  }
  return undefined
}
