import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeAttestations } from '../../src/sources/attestations.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { StoredEvent } from '../../src/store/store.ts'
import { envelope, statement, VSA, VSA_TYPE, vsaOf } from '../policy/attestation-scene.ts'
import { DIGEST, OTHER } from '../policy/scene.ts'
import { turnpike } from './run-cli.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-attest-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const attest = (content: string, ...args: string[]) => {
  writeFileSync(join(folder, 'statement.json'), content)
  return turnpike(['attest', 'statement.json', '--store', `sqlite:${join(folder, 'store.db')}`, ...args], {
    cwd: folder,
  })
}
async function kept(): Promise<StoredEvent[]> {
  const store = openSqliteStore(join(folder, 'store.db'))
  try {
    return (await store.query({ organisation: 'default', order: 'asc', status: 'any' })).events
  } finally {
    await store.close()
  }
}
const about = (...digests: string[]) =>
  statement(VSA_TYPE, VSA, { subject: digests.map((digest) => ({ digest: { sha256: digest.slice(7) } })) })

describe('turnpike attest', () => {
  test('sends the statement as it is, bound to the artifact', async () => {
    const one = envelope(vsaOf())
    const { code, stderr } = await attest(JSON.stringify(one), '--artifact', DIGEST)
    expect([code, stderr]).toEqual([0, expect.any(String)])
    expect(await kept()).toMatchObject([
      {
        status: 'accepted',
        type: 'dev.cdeventsx.turnpike-attestation.published.0.1.0',
        event: {
          subject: { content: { envelope: one } },
          customData: { turnpike: { artifacts: [{ digest: DIGEST }] } },
        },
      },
    ])
  }, 20_000)

  test('refuses what is no statement, and a digest that no statement is about, and sends nothing', async () => {
    const other = await attest(JSON.stringify(envelope(vsaOf())), '--artifact', OTHER)
    expect([other.code, other.stderr]).toEqual([
      2,
      expect.stringContaining(`no statement in it is about ${OTHER}`),
    ])
    const none = await attest('{"hello":"world"}', '--artifact', DIGEST)
    expect([none.code, none.stderr]).toEqual([
      2,
      expect.stringContaining('statement.json: the envelope has no payloadType'),
    ])
    expect((await attest('hello', '--artifact', DIGEST)).code).toBe(2)
  }, 30_000)
})

describe('a file of statements', () => {
  const lines = (...contents: object[]) =>
    contents.map((one) => JSON.stringify(envelope(one as never))).join('\n')
  const read = (text: string, ...digests: string[]) =>
    describeAttestations(text, 'f', new Map(digests.map((digest) => [digest, digest])))

  test('with one a line: those about the artifact are taken, each bound to what it is about', () => {
    const text = lines(about(DIGEST), about(OTHER), about(DIGEST, OTHER))
    expect(read(text, DIGEST).map(({ artifact }) => artifact)).toEqual([[DIGEST], [DIGEST]])
    expect(read(text).map(({ artifact }) => artifact)).toEqual([[DIGEST], [OTHER], [DIGEST, OTHER]])
  })

  test('names the line of what is wrong, and takes nothing then', () => {
    expect(() => read(`${lines(about(DIGEST))}\n{"payloadType":"x"}\n`, DIGEST)).toThrow('f, line 2:')
    expect(() => read(`${lines(about(DIGEST))}\nhello`, DIGEST)).toThrow('f, line 2: is not JSON')
    expect(() => read('\n', DIGEST)).toThrow('f: is empty')
  })

  test('about more digests than an event can name needs to be told which', () => {
    const many = Array.from({ length: 65 }, (_, index) => `sha256:${index.toString(16).padStart(64, '0')}`)
    expect(() => read(lines(about(...many)))).toThrow('names 65 digests')
    expect(read(lines(about(...many)), many[64]!)).toHaveLength(1)
  })
})
