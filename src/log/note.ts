/** Signed notes (C2SP signed-note): a text and lines that sign it. */
import { fromBase64, isName, type Signer, type Verifier } from './keys.ts'

/** One signature line. */
export interface NoteSignature {
  name: string
  /** Eight hex digits. */
  id: string
  /** What the key signed, behind the key id. */
  bytes: Uint8Array
  /** The line itself, with its newline. */
  line: string
}

export interface Note {
  /** With its last newline. */
  text: string
  signatures: readonly NoteSignature[]
}

/** A note of which at least one signature was verified. */
export interface OpenNote {
  text: string
  verified: readonly (NoteSignature & { verifier: Verifier })[]
  /** Of keys that the reader does not know: they say nothing. */
  others: readonly NoteSignature[]
}

/** Sixteen signatures have to be read; nobody needs a hundred. */
const MOST_SIGNATURES = 100
const LONGEST_NOTE = 256 * 1024
/** Control characters other than newline (a note may not hold them). */
const CONTROLS = /[\u0000-\u0009\u000b-\u001f]/u
const LINE = /^\u2014 ([^ ]+) ([A-Za-z0-9+/=]+)$/u

/**
 * A note's text with a signature line of every signer.
 * @param text ends with a newline
 * @param seconds since 1970; only the signatures of witnesses hold a time
 */
export function signNote(text: string, signers: readonly Signer[], seconds: number): string {
  return `${text}\n${signers.map((signer) => signatureLine(signer, text, seconds)).join('')}`
}

/** One signer's line under a text. */
export function signatureLine({ verifier, sign }: Signer, text: string, seconds: number): string {
  const bytes = Buffer.concat([Buffer.from(verifier.id, 'hex'), sign(text, seconds)])
  return `\u2014 ${verifier.name} ${bytes.toString('base64')}\n`
}

/** Takes a note apart without believing it; a text says why it is none. */
export function parseNote(note: string): Note | { refused: string } {
  if (note.length > LONGEST_NOTE) return { refused: `it is longer than ${LONGEST_NOTE} characters` }
  if (!note.isWellFormed() || CONTROLS.test(note)) return { refused: 'it has control characters in it' }
  // The text may have empty lines; the last one is the border.
  const border = note.lastIndexOf('\n\n')
  if (border === -1 || !note.endsWith('\n')) return { refused: 'it has no signature below an empty line' }
  const text = note.slice(0, border + 1)
  const lines = note.slice(border + 2, -1).split('\n')
  if (lines.length > MOST_SIGNATURES) return { refused: `it has more than ${MOST_SIGNATURES} signatures` }
  const signatures: NoteSignature[] = []
  for (const line of lines) {
    const [, name = '', base64 = ''] = LINE.exec(line) ?? []
    const bytes = fromBase64(base64)
    if (!isName(name) || bytes === undefined || bytes.length < 5) {
      return { refused: `${JSON.stringify(line.slice(0, 80))} is no signature line` }
    }
    const id = Buffer.from(bytes.subarray(0, 4)).toString('hex')
    signatures.push({ name, id, bytes: bytes.subarray(4), line: `${line}\n` })
  }
  return { text, signatures }
}

/**
 * Opens a note: its text may be believed when a known key signed it. A signature of a known key that does not verify
 * spoils the note; one of an unknown key is ignored; a second one of the same key, too.
 */
export function openNote(note: string, verifiers: readonly Verifier[]): OpenNote | { refused: string } {
  const parsed = parseNote(note)
  if ('refused' in parsed) return parsed
  const { text, signatures } = parsed
  const verified: (NoteSignature & { verifier: Verifier })[] = []
  const others: NoteSignature[] = []
  for (const signature of signatures) {
    const { name, id, bytes } = signature
    const known = verifiers.filter((verifier) => verifier.name === name && verifier.id === id)
    if (known.length === 0) {
      others.push(signature)
      continue
    }
    if (verified.some((earlier) => earlier.name === name && earlier.id === id)) continue
    const verifier = known.find((candidate) => candidate.verify(text, bytes))
    if (verifier === undefined)
      return { refused: `the signature of ${name} (key ${id}) does not fit the text` }
    verified.push({ ...signature, verifier })
  }
  if (verified.length === 0) return { refused: whoSigned(signatures, verifiers) }
  return { text, verified, others }
}

function whoSigned(signatures: readonly NoteSignature[], verifiers: readonly Verifier[]): string {
  const keys = (list: readonly { name: string; id: string }[]) =>
    list
      .slice(0, 4)
      .map(({ name, id }) => `${name} (key ${id})`)
      .join(', ')
  const known = verifiers.length === 0 ? 'no key is known' : `known: ${keys(verifiers)}`
  return `no known key signed it; it is signed by ${keys(signatures)}; ${known}`
}
