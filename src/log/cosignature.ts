/** What a witness signs: cosignature/v1 for Ed25519 (C2SP tlog-cosignature). Made and verified through `keys.ts`. */

/** Eight bytes of time and 64 of signature. */
const LENGTH = 8 + 64

/** The message that a cosignature signs: when, and the checkpoint's text whole. */
export function cosignedMessage(text: string, seconds: number): string {
  return `cosignature/v1\ntime ${seconds}\n${text}`
}

/** The `timestamped_signature` structure: the time in seconds since 1970, big endian, and the Ed25519 signature. */
export function packCosignature(seconds: number, signature: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(LENGTH)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(seconds))
  bytes.set(signature, 8)
  return bytes
}

/** The parts of a `timestamped_signature`; undefined for what is none, or has a time beyond 2^53 seconds. */
export function unpackCosignature(bytes: Uint8Array): { seconds: number; signature: Uint8Array } | undefined {
  if (bytes.length !== LENGTH) return undefined
  const seconds = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0)
  if (seconds > BigInt(Number.MAX_SAFE_INTEGER)) return undefined
  return { seconds: Number(seconds), signature: bytes.subarray(8) }
}
