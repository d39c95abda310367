import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { toStructured } from '../../src/cdevents/envelope.ts'
import { privateKeyIn, signWith } from '../../src/cdevents/signing-key.ts'
import { materialOf } from '../../src/cdevents/verifiable.ts'
import { someEvents } from '../client/events.ts'
import { turnpike } from './run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'turnpike-sign-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string) => join(folder, name)

let made: Awaited<ReturnType<typeof turnpike>>
beforeAll(async () => {
  made = await turnpike(['sign', 'key', at('release.pem'), '--name', 'release'])
  const { key } = JSON.parse(
    (await turnpike(['sign', 'key', at('release.pem'), '--public', '--json'])).stdout,
  ) as { key: string }
  writeFileSync(at('release.pub'), key)
})

/** An event's CloudEvent as the client writes it. */
async function signed(index = 0): Promise<string> {
  const { data, ...attributes } = toStructured(someEvents(index + 1)[index]!)
  const key = privateKeyIn(readFileSync(at('release.pem'), 'utf8'), 'key')
  const dssematerial = await materialOf(attributes, JSON.stringify(data), signWith(key))
  return JSON.stringify({ ...attributes, dssematerial, data })
}

describe('turnpike sign key', () => {
  test('writes a private key that nobody else can read, and prints the entry for the trust document', () => {
    expect(made).toMatchObject({ code: 0 })
    expect(made.stdout).toMatch(/^- name: release\n {2}key: \|\n {4}-----BEGIN PUBLIC KEY-----/u)
    expect(made.stdout + made.stderr).not.toContain('PRIVATE KEY')
    expect(readFileSync(at('release.pem'), 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----/u)
    if (process.platform !== 'win32') expect(statSync(at('release.pem')).mode & 0o777).toBe(0o600)
  })

  test('never writes over a key', async () => {
    const before = readFileSync(at('release.pem'), 'utf8')
    const again = await turnpike(['sign', 'key', at('release.pem')])
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('it is there already') })
    expect(readFileSync(at('release.pem'), 'utf8')).toBe(before)
  })

  test('makes no key of a kind nobody verifies', async () => {
    const other = await turnpike(['sign', 'key', at('rsa.pem'), '--kind', 'rsa'])
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('ed25519 or p256') })
  })
})

describe('turnpike verify', () => {
  const verify = (file: string, ...more: string[]) =>
    turnpike(['verify', at(file), '--key', at('release.pub'), ...more])

  test('says who signed each event of a file', async () => {
    writeFileSync(at('good.ndjson'), `${await signed(0)}\n${await signed(1)}\n`)
    const { code, stdout, stderr } = await verify('good.ndjson')
    expect({ code, lines: stdout.trim().split('\n') }).toEqual({
      code: 0,
      lines: [0, 1].map((n) => expect.stringContaining(`build.started.0.3.0 e${n}: key:release.pub, core`)),
    })
    expect(stderr).toContain('2 of 2 events hold')
  })

  test('ends 3 for what was changed, and for what is unsigned', async () => {
    const good = await signed(0)
    const bent = good.replace('"id":"build-0"', '"id":"build-9"')
    const bare = JSON.stringify(toStructured(someEvents(1)[0]!))
    writeFileSync(at('bad.json'), `[${good},${bent},${bare}]`)
    const { code, stdout } = await verify('bad.json', '--json')
    expect(code).toBe(3)
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([
      { signer: { id: 'key:release.pub' }, covered: 'core' },
      { refused: 'the data or a context attribute is not what was signed' },
      { refused: 'unsigned' },
    ])
  })

  test('reads what the store answers: the event is the signed data', async () => {
    const envelope = JSON.parse(await signed(0)) as Record<string, unknown>
    const { data, dssematerial: material, ...attributes } = envelope
    const stored = `{"sequence":1,"type":"x","id":"e0","signature":${JSON.stringify({ material, attributes })},"event":${JSON.stringify(data)}}`
    writeFileSync(at('page.json'), `{"events":[${stored}]}`)
    expect(await verify('page.json')).toMatchObject({ code: 0 })
    writeFileSync(at('page.json'), `{"events":[${stored.replace('build-0', 'build-1')}]}`)
    expect(await verify('page.json')).toMatchObject({ code: 3 })
  })

  test.each([
    [['verify', at('good.ndjson')], 'whose signature counts?'],
    [['verify', at('good.ndjson'), '--trusted-root', 'x'], 'keyless signatures need all of'],
    [['verify', at('good.ndjson'), '--key', at('good.ndjson')], 'is not a public key'],
    [['verify', at('nothing'), '--key', at('release.pub')], 'cannot read'],
  ])('%j is wrong usage', async (args, message) => {
    expect(await turnpike(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) })
  })
})
