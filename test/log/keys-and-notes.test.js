import { inspect } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { formatCheckpoint, openCheckpoint, parseCheckpoint } from '../../src/log/checkpoint.js'
import { cosignedMessage, unpackCosignature } from '../../src/log/cosignature.js'
import { keyLines, newSigner, parseSigner, parseVerifier } from '../../src/log/keys.js'
import { openNote, parseNote, signatureLine, signNote } from '../../src/log/note.js'
/** The example of Go's package note, with its keys (golang.org/x/mod/sumdb/note). */
const GO = {
  secret: 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
  other:
    '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n',
}
/** The example of C2SP tlog-cosignature, whose keys are not published. */
const C2SP = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`
const seed = (byte) => new Uint8Array(32).fill(byte)
const NAME = 'store.example.org'
const old = newSigner(NAME, seed(1))
const young = newSigner(NAME, seed(2))
const witness = newSigner('witness.example.net', seed(3), 'witness')
const ROOT = new Uint8Array(32).fill(7)
const TEXT = formatCheckpoint({ origin: NAME, size: 12, root: ROOT })
const refusal = (result) => ('refused' in result ? String(result.refused) : 'opened')
describe('keys', () => {
  test('are those of Go, read and written', () => {
    const signer = parseSigner(GO.secret)
    expect(signer.verifier.text).toBe(GO.key)
    expect(signer.secret()).toBe(GO.secret)
    expect(parseVerifier(GO.key)).toMatchObject({
      name: 'PeterNeumann',
      id: 'c74f20a3',
      type: 'log',
      text: GO.key,
    })
  })
  test('of a witness have another type and so another id', () => {
    const asLog = newSigner(witness.verifier.name, seed(3))
    expect(Buffer.from(witness.verifier.text.split('+').slice(2).join('+'), 'base64')[0]).toBe(4)
    expect(witness.verifier.id).not.toBe(asLog.verifier.id)
    expect(parseVerifier(witness.verifier.text).type).toBe('witness')
    expect(parseSigner(witness.secret()).verifier.text).toBe(witness.verifier.text)
  })
  test('a secret one shows itself only when it is asked', () => {
    const shown = JSON.stringify(old) + inspect(old, { depth: 9, showHidden: true })
    expect(shown).not.toContain(old.secret().slice(-44))
  })
  test.each([
    ['no key at all', 'hello'],
    ['a secret key', GO.secret],
    ['another id', GO.key.replace('c74f20a3', 'c74f20a4')],
    ['an id in capitals', GO.key.replace('c74f20a3', 'C74F20A3')],
    ['another name', GO.key.replace('Peter', 'Petra')],
    ['an unknown type', `x+00000000+${Buffer.alloc(33, 9).toString('base64')}`],
    ['too short', 'x+00000000+AQ=='],
    ['a name with a space', GO.key.replace('PeterNeumann', 'Peter Neumann')],
    ['more behind it', `${GO.key} `],
  ])('a public key is refused: %s', (_, text) => {
    expect(() => parseVerifier(text)).toThrow(/secret key|no public key|damaged/)
  })
  test.each([
    ['no key', 'PRIVATE+KEY+'],
    ['a public key', GO.key],
    ['damaged', GO.secret.replace('AYEK', 'AYEL')],
  ])('a secret key is refused and not repeated: %s', (_, text) => {
    let message = ''
    try {
      parseSigner(text)
    } catch (error) {
      message = error.message
    }
    expect(message).toMatch(/no secret key|damaged/)
    expect(message).not.toContain('FALVFGyNhPJEMzD1QIDr')
  })
  test.each(['', 'a b', 'a+b', 'a\u00a0b', 'a\u2003b', 'a\nb', 'x'.repeat(256), 'a\ud800'])(
    'no key is named %j',
    (name) => {
      expect(() => newSigner(name, seed(1))).toThrow(/cannot name a key/)
    },
  )
  test('of a file stand on lines of their own', () => {
    expect(keyLines(`# the key of 2026\n${GO.key}\r\n\n  ${witness.verifier.text}  \n`)).toEqual([
      GO.key,
      witness.verifier.text,
    ])
  })
})
describe('a note', () => {
  test('is signed as Go signs it', () => {
    expect(signNote(GO.text, [parseSigner(GO.secret)], 0)).toBe(`${GO.text}\n${GO.line}`)
  })
  test('opens with a known key; unknown ones are ignored', () => {
    const opened = openNote(`${GO.text}\n${GO.other}${GO.line}`, [parseVerifier(GO.key)])
    expect(opened).toMatchObject({
      text: GO.text,
      verified: [{ name: 'PeterNeumann' }],
      others: [{ name: 'EnochRoot' }],
    })
  })
  test('is not opened without a known key, and says who signed', () => {
    expect(refusal(openNote(`${GO.text}\n${GO.line}`, [old.verifier]))).toBe(
      `no known key signed it; it is signed by PeterNeumann (key c74f20a3); known: ${NAME} (key ${old.verifier.id})`,
    )
    expect(refusal(openNote(`${GO.text}\n${GO.line}`, []))).toContain('no key is known')
  })
  test('with a wrong signature of a known key is spoilt, whoever else signed', () => {
    const note = signNote(TEXT, [old, young], 0)
    const spoilt = note.replace(signatureLine(young, TEXT, 0), signatureLine(young, `${TEXT}x\n`, 0))
    expect(refusal(openNote(spoilt, [old.verifier, young.verifier]))).toContain('does not fit the text')
    expect(openNote(spoilt, [old.verifier])).toHaveProperty('text', TEXT)
  })
  test('counts the same key once', () => {
    const note = `${TEXT}\n${signatureLine(old, TEXT, 0)}${signatureLine(old, TEXT, 0)}`
    expect(openNote(note, [old.verifier])).toHaveProperty('verified.length', 1)
  })
  test('may have empty lines in its text', () => {
    const text = 'Ognuno sta solo\n\ned è subito sera.\n'
    expect(openNote(signNote(text, [old], 0), [old.verifier])).toHaveProperty('text', text)
  })
  test.each([
    ['empty', ''],
    ['without signatures', TEXT],
    ['without an empty line', `${TEXT}${signatureLine(old, TEXT, 0)}`],
    ['without a newline at the end', signNote(TEXT, [old], 0).slice(0, -1)],
    ['with a hyphen for the dash', signNote(TEXT, [old], 0).replace('—', '-')],
    ['with a line break of Windows', signNote(TEXT, [old], 0).replaceAll('\n', '\r\n')],
    ['with a zero byte', signNote(`${TEXT}\0\n`, [old], 0)],
    ['with half a character', signNote(TEXT, [old], 0).replace(NAME, `${NAME}\ud800`)],
    ['with no signature behind the name', `${TEXT}\n— ${NAME} \n`],
    ['with base64 written otherwise', signNote(TEXT, [old], 0).replace(/=+\n$/, '\n')],
    ['with four bytes of signature', `${TEXT}\n— ${NAME} AAAAAA==\n`],
    ['with too many signatures', `${TEXT}\n${signatureLine(old, TEXT, 0).repeat(101)}`],
    ['too long', signNote(`${'x'.repeat(300_000)}\n`, [old], 0)],
  ])('is refused: %s', (_, note) => {
    expect(refusal(openNote(note, [old.verifier]))).not.toBe('opened')
  })
  test('with sixteen signatures is read', () => {
    const signers = Array.from({ length: 16 }, (_, at) => newSigner(`s${at}.example`, seed(at + 10)))
    const note = signNote(TEXT, signers, 0)
    expect(
      openNote(
        note,
        signers.map(({ verifier }) => verifier),
      ),
    ).toHaveProperty('verified.length', 16)
  })
  test('of whatever text throws nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => openNote(text, [old.verifier])).not.toThrow()
        expect(() => parseCheckpoint(text)).not.toThrow()
      }),
    )
  })
  test('with any one character changed is not what was signed', () => {
    const note = signNote(TEXT, [old], 0)
    for (let at = 0; at < note.length; at++) {
      const changed = note.slice(0, at) + (note[at] === 'A' ? 'B' : 'A') + note.slice(at + 1)
      expect([at, refusal(openCheckpoint(changed, [old.verifier]))]).not.toEqual([at, 'opened'])
    }
  })
})
describe('while a key is changed for another', () => {
  const note = signNote(TEXT, [young, old], 0)
  test.each([
    ['only the old one', [old]],
    ['only the new one', [young]],
    ['both', [young, old]],
  ])('who knows %s believes the checkpoint', (_, known) => {
    expect(
      openCheckpoint(
        note,
        known.map(({ verifier }) => verifier),
      ),
    ).toMatchObject({ origin: NAME, size: 12 })
  })
})
describe('a checkpoint', () => {
  test('of the C2SP example is read', () => {
    const parsed = parseNote(C2SP)
    expect('text' in parsed && parseCheckpoint(parsed.text)).toMatchObject({
      origin: 'example.com/behind-the-sofa',
      size: 20852163,
    })
  })
  test('may have more lines, which are part of what is signed', () => {
    const text = `${TEXT}more\n`
    expect(openCheckpoint(signNote(text, [old], 0), [old.verifier])).toMatchObject({ size: 12 })
  })
  test.each([
    ['two lines', `${NAME}\n12\n`],
    ['an empty line', `${TEXT}\nmore\n`],
    ['an empty origin', TEXT.replace(NAME, '')],
    ['a size with a zero before it', TEXT.replace('12', '012')],
    ['a negative size', TEXT.replace('12', '-12')],
    ['a size beyond 2^53', TEXT.replace('12', '9007199254740993')],
    ['a size in hexadecimal', TEXT.replace('12', '0x12')],
    ['a short root', formatCheckpoint({ origin: NAME, size: 12, root: ROOT.slice(1) })],
    ['no last newline', TEXT.trimEnd()],
  ])('is refused: %s', (_, text) => {
    expect(parseCheckpoint(text)).toHaveProperty('refused')
  })
  test('of another log is refused, also when the same key signed it', () => {
    const text = formatCheckpoint({ origin: 'other.example.org', size: 12, root: ROOT })
    expect(refusal(openCheckpoint(signNote(text, [old], 0), [old.verifier]))).toBe(
      `it is of the log "other.example.org", and signed by ${NAME}`,
    )
  })
  test('that only a witness signed is refused', () => {
    expect(refusal(openCheckpoint(signNote(TEXT, [witness], 5), [old.verifier, witness.verifier]))).toBe(
      'witnesses signed it, and no known key of the log itself',
    )
  })
})
describe('a cosignature', () => {
  test('of the C2SP example has the form and the time that its text says', () => {
    const parsed = parseNote(C2SP)
    const line = 'signatures' in parsed ? parsed.signatures[1] : undefined
    expect(line?.name).toBe('witness.example.com/w1')
    expect(unpackCosignature(line?.bytes ?? new Uint8Array())?.seconds).toBe(1679315147)
    expect('text' in parsed && cosignedMessage(parsed.text, 1679315147)).toBe(
      'cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
    )
  })
  test('signs the time and the text', () => {
    const note = signNote(TEXT, [old], 0) + signatureLine(witness, TEXT, 1_795_000_000)
    const opened = openCheckpoint(note, [old.verifier, witness.verifier])
    const by =
      'opened' in opened
        ? opened.opened.verified.find(({ verifier }) => verifier.type === 'witness')
        : undefined
    expect(unpackCosignature(by?.bytes ?? new Uint8Array())?.seconds).toBe(1_795_000_000)
    const bytes = Uint8Array.from(by?.bytes ?? [])
    expect(witness.verifier.verify(TEXT, bytes)).toBe(true)
    bytes[7] ^= 1
    expect(witness.verifier.verify(TEXT, bytes)).toBe(false)
    expect(witness.verifier.verify(`${TEXT}x`, by?.bytes ?? bytes)).toBe(false)
  })
  test('with a time beyond all times, or of another length, is none', () => {
    expect(unpackCosignature(new Uint8Array(72).fill(255))).toBeUndefined()
    expect(unpackCosignature(new Uint8Array(71))).toBeUndefined()
    expect(witness.verifier.verify(TEXT, new Uint8Array(64))).toBe(false)
  })
  test('of a witness is no signature of a log with the same secret, nor the other way round', () => {
    const asLog = newSigner(witness.verifier.name, seed(3))
    expect(asLog.verifier.verify(TEXT, witness.sign(TEXT, 0).subarray(8))).toBe(false)
    expect(refusal(openNote(signNote(TEXT, [witness], 0), [asLog.verifier]))).not.toBe('opened')
  })
})
