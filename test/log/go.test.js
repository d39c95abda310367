/**
 * An independent implementation agrees: Go's `golang.org/x/mod/sumdb/note` and `sumdb/tlog` verify our checkpoint and our
 * proofs, make the same ones themselves, and we open what Go signed.
 */
import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect } from '@jest/globals'
import { canonicalJson } from '../../src/cdevents/canonical.js'
import { entryOf } from '../../src/log/entry.js'
import { base64 } from '../../src/log/export.js'
import { parseSigner, parseVerifier } from '../../src/log/keys.js'
import { openNote, signNote } from '../../src/log/note.js'
import { consistencyProof, inclusionProof } from '../../src/log/proof.js'
import { leafHash } from '../../src/log/tree.js'
import { testWith } from '../tools.js'
import { LOG, noteOf, someEvents, WITNESS } from './exports.js'
import { naiveRoot, readerOf } from './trees.js'
const SIZE = 200
const folder = mkdtempSync(join(tmpdir(), 'turnpike-go-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
testWith(['go'])(
  'Go verifies our checkpoint and proofs, makes the same ones, and we open what Go signed',
  async () => {
    const program = await build()
    if (program === undefined) return
    const events = someEvents(SIZE)
    const entries = events.map((event) => entryOf({ ...event, producer: canonicalJson(event.producer) }))
    const leaves = entries.map((entry) => leafHash(entry))
    const read = readerOf(leaves)
    const pairs = somePairs()
    const note = noteOf(events, { witness: WITNESS })
    const text = 'If you think cryptography is the answer,\n\n— then you have another problem.\n'
    const answer = await run(program, {
      key: LOG.verifier.text,
      witness: WITNESS.verifier.text,
      secret: LOG.secret(),
      note,
      text,
      entries,
      roots: leaves.map((_, at) => base64(naiveRoot(leaves.slice(0, at + 1)))),
      inclusion: await Promise.all(
        pairs.map(async ([of, size]) => ({
          of,
          size,
          proof: (await inclusionProof(read, of, size)).map(base64),
        })),
      ),
      consistency: await Promise.all(
        pairs.map(async ([before, size]) => {
          const of = before + 1
          return { of, size, proof: (await consistencyProof(read, of, size)).map(base64) }
        }),
      ),
    })
    expect(answer.opened).toBe(note.slice(0, note.indexOf('\n\n') + 1))
    expect(answer.signers).toEqual([LOG.verifier.name, WITNESS.verifier.name])
    expect(answer).toMatchObject({ roots: SIZE, inclusion: pairs.length, consistency: pairs.length })
    expect(answer.leaves).toEqual(leaves.map(base64))
    // Ed25519 has one signature for a text and a key.
    expect(answer.signed).toBe(signNote(text, [LOG], 0))
    expect(openNote(answer.note, [parseVerifier(answer.key)])).toMatchObject({ text })
    expect(parseSigner(answer.secret).verifier.text).toBe(answer.key)
    expect(signNote(text, [parseSigner(answer.secret)], 0)).toBe(answer.note)
  },
  120_000,
)
/** Every leaf of the small trees, and some of each larger one. */
function somePairs() {
  const pairs = []
  for (let size = 1; size <= SIZE; size++) {
    const step = size <= 40 ? 1 : 7
    for (let index = size % step; index < size; index += step) pairs.push([index, size])
  }
  return pairs
}
/** The module comes from Go's proxy unless it is in Go's cache: without either, this is not a test. */
async function build() {
  const program = join(folder, 'interop')
  const source = join(import.meta.dirname, 'go')
  try {
    await promisify(execFile)('go', ['build', '-o', program, '.'], { cwd: source })
    return program
  } catch (error) {
    const said = String(error.stderr)
    const offline = /dial tcp|no such host|proxyconnect|connection refused|i\/o timeout|GOPROXY=off/i.test(
      said,
    )
    if (!offline || process.env.TURNPIKE_REQUIRE_TOOLS === '1') throw error
    process.stderr.write(
      'skipped: needs golang.org/x/mod, which is not in Go’s cache, and its proxy cannot be reached\n',
    )
    return undefined
  }
}
function run(program, input) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, { stdio: ['pipe', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (piece) => (stdout += piece))
    child.stderr.setEncoding('utf8').on('data', (piece) => (stderr += piece))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(stdout))
      else reject(new Error(`Go disagrees: ${stderr}`))
    })
    child.stdin.end(JSON.stringify(input))
  })
}
