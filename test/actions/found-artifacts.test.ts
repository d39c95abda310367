import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { resolveArtifacts } from '../../src/actions/artifacts.ts'
import { realDeps } from '../../src/actions/deps.ts'
import { createPlace } from '../../src/actions/place.ts'
import { testWith } from '../tools.ts'

let root: string
let lines: string[]
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'turnpike-found-'))
  lines = []
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(file: string, content: string | Uint8Array): string {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), content)
  return sha256(content)
}
const sha256 = (content: string | Uint8Array) =>
  `sha256:${createHash('sha256').update(content).digest('hex')}`
const find = (values: string[], options: { gate?: boolean; env?: Record<string, string> } = {}) =>
  resolveArtifacts(values, realDeps(options.env ?? {}), {
    place: createPlace(root),
    log: (line) => void lines.push(line),
    ...(options.gate === true ? {} : { several: true }),
  })

describe('artifact: auto', () => {
  testWith(['npm'])('is the package that npm pack made, by the name inside it', async () => {
    put('package.json', JSON.stringify({ name: '@acme/Web-shop'.toLowerCase(), version: '1.2.3-rc.1' }))
    put('index.js', 'export {}\n')
    execFileSync('npm', ['pack', '--silent'], { cwd: root })
    const file = readdirSync(root).find((name) => name.endsWith('.tgz')) ?? ''
    const digest = sha256(readFileSync(join(root, file)))
    expect(await find(['auto'], { gate: true })).toEqual([
      { digest, purl: `pkg:npm/%40acme/web-shop@1.2.3-rc.1?checksum=${digest}` },
    ])
    expect(lines).toEqual([
      `Artifact found: pkg:npm/%40acme/web-shop@1.2.3-rc.1?checksum=${digest} (npm package ${file})`,
    ])
  })

  test('is what the runner lists', async () => {
    const [one, two] = [sha256('1'), sha256('2')]
    const list = join(root, 'list.json')
    const subjects = [
      { name: 'dist/shop.tar', digest: one, kind: 'file' },
      { name: 'ghcr.io/Acme/shop', digest: two, kind: 'oci' },
    ]
    writeFileSync(list, JSON.stringify({ version: 1, subjects }))
    expect(await find(['auto'], { gate: true, env: { GITHUB_ARTIFACTS_LIST: list } })).toEqual([
      { digest: one, purl: `pkg:generic/shop.tar?checksum=${one}` },
      { digest: two, purl: `pkg:oci/shop@${two}?repository_url=ghcr.io%2Facme%2Fshop` },
    ])
  })

  test('is every file here that a checksums file lists, once', async () => {
    const one = put('dist/one.zip', '1')
    const two = put('dist/two.zip', '2')
    const hex = (digest: string) => digest.slice('sha256:'.length)
    put('dist/SHA256SUMS', `${hex(one)}  one.zip\n${hex(two)} *two.zip\n${hex(sha256('3'))}  gone.zip\n`)
    put('dist/one.zip.sha256', `SHA256 (one.zip) = ${hex(one).toUpperCase()}\n`)
    expect(await find(['auto'])).toEqual([
      { digest: one, purl: `pkg:generic/one.zip?checksum=${one}` },
      { digest: two, purl: `pkg:generic/two.zip?checksum=${two}` },
    ])
    expect(lines.at(-1)).toBe('dist/SHA256SUMS names 1 files that are not here; they are left out.')
  })

  test('is a mistake when a file is not what its checksum says', async () => {
    put('shop.zip', 'changed')
    put('SHA256SUMS', `${sha256('built').slice(7)}  shop.zip\n`)
    await expect(find(['auto'])).rejects.toThrow(
      /artifact "auto" SHA256SUMS, line 1: "shop.zip" has sha256:.*, not sha256:/,
    )
  })

  test('is a mistake where there is nothing', async () => {
    put('README.md', 'nothing built')
    await expect(find(['auto'])).rejects.toThrow(/artifact "auto" finds nothing that this job built/)
  })

  test('is never guessed by a gate', async () => {
    const digest = put('shop.zip', '1')
    put('SHA256SUMS', `${digest.slice(7)}  shop.zip\n`)
    put('image.json', '')
    const list = join(root, 'list.json')
    writeFileSync(
      list,
      JSON.stringify({ version: 1, subjects: [{ name: 'a', digest: sha256('a'), kind: 'file' }] }),
    )
    const env = { GITHUB_ARTIFACTS_LIST: list }
    await expect(find(['auto'], { gate: true, env })).rejects.toThrow(
      /finds more than one, and a gate does not guess: .*write the one that is to be deployed/,
    )
    expect(await find(['auto'], { env })).toHaveLength(2)
  })

  test('is chosen by turnpike.yaml for events, and never for a gate', async () => {
    const digest = put('shop.zip', '1')
    put('SHA256SUMS', `${digest.slice(7)}  shop.zip\n`)
    put('digest.txt', `ghcr.io/acme/shop@${sha256('image')}\n`)
    put('turnpike.yaml', 'apiVersion: turnpike/v1\nkind: Project\nartifact: { type: oci, name: shop }\n')
    expect(await find(['auto'])).toMatchObject([{ digest: sha256('image') }])
    await expect(find(['auto'], { gate: true })).rejects.toThrow('a gate does not guess')
  })

  test('does not end at a file that nobody may read, is broken, or is not what its name says', async () => {
    put('broken.tgz', 'no gzip at all')
    put('dist/shop-1.0.tar.gz', new Uint8Array([31, 139, 8, 0]))
    put('dist/shop-1.0-py3-none-any.whl', 'no zip')
    put('target/shop.jar', 'no jar')
    put('image/oci-layout', '{')
    put('build-metadata.json', '{"unrelated":true}')
    const digest = put('SHA256SUMS.txt', 'nothing')
    expect(digest).not.toBe('')
    // A jar where only a build puts it is one, whatever is inside.
    expect(await find(['auto'])).toEqual([
      { digest: sha256('no jar'), purl: `pkg:generic/shop.jar?checksum=${sha256('no jar')}` },
    ])
    expect(lines.filter((line) => / is no /u.test(line)).map((line) => line.split(' is no ')[0])).toEqual([
      'broken.tgz',
      'dist/shop-1.0-py3-none-any.whl',
      'dist/shop-1.0.tar.gz',
      'image/oci-layout',
    ])
  })

  test('follows no link, and looks at no dependency', async () => {
    const digest = put('node_modules/shop/shop.zip', '1')
    put('node_modules/shop/SHA256SUMS', `${digest.slice(7)}  shop.zip\n`)
    symlinkSync(join(root, 'node_modules/shop'), join(root, 'dist'))
    await expect(find(['auto'])).rejects.toThrow(/finds nothing/)
  })
})
