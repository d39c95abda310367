/** What real tools leave behind is found, and named as they name it. */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { resolveArtifacts } from '../../src/actions/artifacts.ts'
import { realDeps } from '../../src/actions/deps.ts'
import { createPlace } from '../../src/actions/place.ts'
import { testWith } from '../tools.ts'

let root: string
let lines: string[]
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'turnpike-tools-'))
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
const digest = (file: string) => sha256(readFileSync(join(root, file)))
const find = (folder = root, several = true) =>
  resolveArtifacts(['auto'], realDeps({}), {
    place: createPlace(folder),
    several,
    log: (line) => void lines.push(line),
  })
const run = (program: string, args: string[], env: Record<string, string> = {}) =>
  execFileSync(program, args, { cwd: root, stdio: 'pipe', env: { ...process.env, ...env } })

const git = (...args: string[]) =>
  run('git', [
    '-c',
    'user.name=a',
    '-c',
    'user.email=a@example.org',
    '-c',
    'init.defaultBranch=main',
    ...args,
  ])

const hasSetuptools = spawnSync('python3', ['-c', 'import setuptools']).status === 0
if (!hasSetuptools)
  process.stderr.write('skipped: needs setuptools of Python, which is not on this machine\n')
const jarPlugin = join(homedir(), '.m2/repository/org/apache/maven/plugins/maven-jar-plugin')
if (!existsSync(jarPlugin))
  process.stderr.write("skipped: Maven's jar plugin was never fetched on this machine\n")

describe('what a tool built', () => {
  ;(hasSetuptools ? test : test.skip)('is the source distribution that setuptools made', async () => {
    put(
      'setup.py',
      'from setuptools import setup\nsetup(name="Acme.Web_Shop", version="1.0rc1", py_modules=["shop"])\n',
    )
    put('shop.py', '')
    run('python3', ['setup.py', '-q', 'sdist'])
    const [file = ''] = readdirSync(join(root, 'dist'))
    const known = digest(`dist/${file}`)
    expect(await find()).toEqual([
      { digest: known, purl: `pkg:pypi/acme-web-shop@1.0rc1?checksum=${known}&file_name=${file}` },
    ])
  })

  testWith(['python3'])('is a wheel, zipped by Python itself', async () => {
    put('acme_shop-2.0.dist-info/METADATA', 'Metadata-Version: 2.1\nName: acme_shop\nVersion: 2.0\n')
    put('acme_shop/__init__.py', 'x = 1\n'.repeat(1000))
    mkdirSync(join(root, 'dist'))
    const file = 'acme_shop-2.0-py3-none-any.whl'
    run('python3', ['-m', 'zipfile', '-c', `dist/${file}`, 'acme_shop', 'acme_shop-2.0.dist-info'])
    const known = digest(`dist/${file}`)
    expect(await find()).toEqual([
      { digest: known, purl: `pkg:pypi/acme-shop@2.0?checksum=${known}&file_name=${file}` },
    ])
  })

  testWith(['go'])(
    'is every program that Go built of a module here, for any system, and no tool fetched beside',
    async () => {
      put('go.mod', 'module example.org/acme/shop\n\ngo 1.20\n')
      put('main.go', 'package main\n\nfunc main() { println("hello") }\n')
      const env = {
        GOFLAGS: '-mod=mod',
        GOTOOLCHAIN: 'local',
        CGO_ENABLED: '0',
        GOCACHE: join(tmpdir(), 'turnpike-go-cache'),
      }
      run('go', ['build', '-buildvcs=false', '-o', 'bin/shop', '.'], env)
      run('go', ['build', '-buildvcs=false', '-ldflags=-s -w', '-o', 'dist/shop_windows/shop.exe', '.'], {
        ...env,
        GOOS: 'windows',
      })
      const found = await find(root, false)
      expect(found).toEqual(
        ['bin/shop', 'dist/shop_windows/shop.exe'].map(digest).map((known) => ({
          digest: known,
          purl: `pkg:golang/example.org/acme/shop?checksum=${known}`,
        })),
      )
      put('go.mod', 'module example.org/other\n')
      await expect(find()).rejects.toThrow('finds nothing')
      expect(lines.at(-1)).toContain('is of example.org/acme/shop, which no go.mod here is')
    },
  )

  ;(existsSync(jarPlugin) ? testWith(['mvn']) : test.skip)('is the jar that Maven packaged', async () => {
    put(
      'pom.xml',
      `<project><modelVersion>4.0.0</modelVersion><groupId>org.acme</groupId><artifactId>webshop</artifactId>
      <version>1.2.3-SNAPSHOT</version><properties><maven.compiler.source>11</maven.compiler.source>
      <maven.compiler.target>11</maven.compiler.target></properties></project>`,
    )
    put('src/main/java/x/A.java', 'package x; public class A {}')
    run('mvn', ['-o', '-q', '-B', '-Dmaven.test.skip=true', 'package'])
    const known = digest('target/webshop-1.2.3-SNAPSHOT.jar')
    expect(await find()).toEqual([
      { digest: known, purl: `pkg:maven/org.acme/webshop@1.2.3-SNAPSHOT?checksum=${known}&type=jar` },
    ])
  })
})

describe('what was checked out', () => {
  testWith(['git'])('was not built, whatever it is: packages, digest files, checksums', async () => {
    git('init', '-q')
    const zip = put('tools/tool.zip', '1')
    put('tools/SHA256SUMS', `${zip.slice(7)}  tool.zip\n`)
    put('image-digest.txt', `ghcr.io/acme/shop@${sha256('production')}\n`)
    put('jib-image.json', JSON.stringify({ image: 'ghcr.io/acme/shop', imageDigest: sha256('production') }))
    put('.gitignore', 'dist\n')
    git('add', '-A')
    git('commit', '-qm', 'all')
    await expect(find()).rejects.toThrow('finds nothing that this job built')
    // The same, made by the job.
    const built = put('dist/digest.txt', `ghcr.io/acme/shop@${sha256('built')}\n`)
    expect(built).not.toBe('')
    expect(await find()).toEqual([
      {
        digest: sha256('built'),
        purl: `pkg:oci/shop@${sha256('built')}?repository_url=ghcr.io%2Facme%2Fshop`,
      },
    ])
  })

  for (const version of [2, 3, 4])
    testWith(['git'])(`is known by every version of the list that git keeps: ${version}`, async () => {
      git('init', '-q')
      const names = ['a/one.zip', 'a/b/two.zip', 'ü/three.zip', `${'long/'.repeat(5)}four.zip`]
      const sums = names.map((name) => `${put(name, name).slice(7)}  ${name}`)
      git('add', '-A')
      git('commit', '-qm', 'all')
      // Version 3 is version 2 with flags that need it.
      if (version === 3) git('update-index', '--skip-worktree', names[0] ?? '')
      else git('update-index', '--index-version', String(version))
      const five = put('five.zip', '5')
      put('SHA256SUMS', [...sums, `${five.slice(7)}  five.zip`].join('\n'))
      expect(await find()).toEqual([{ digest: five, purl: `pkg:generic/five.zip?checksum=${five}` }])
    })

  testWith(['git'])(
    'is known from a folder inside the repository, and of a repository inside the folder',
    async () => {
      git('init', '-q', 'inner')
      const zip = put('inner/services/a/tool.zip', '1')
      put('inner/services/a/SHA256SUMS', `${zip.slice(7)}  tool.zip\n`)
      git('-C', 'inner', 'add', '-A')
      await expect(find()).rejects.toThrow('finds nothing')
      await expect(find(join(root, 'inner', 'services'))).rejects.toThrow('finds nothing')
      rmSync(join(root, 'inner', '.git'), { recursive: true })
      expect(await find(join(root, 'inner', 'services'))).toHaveLength(1)
    },
  )
})

describe('an OCI layout', () => {
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    layers: [],
  })

  function layout(folder: string, body = manifest): string {
    const known = sha256(manifest)
    const annotations = { 'org.opencontainers.image.ref.name': 'ghcr.io/acme/shop:1.2' }
    put(`${folder}/oci-layout`, '{"imageLayoutVersion":"1.0.0"}')
    put(
      `${folder}/index.json`,
      JSON.stringify({ schemaVersion: 2, manifests: [{ digest: known, annotations }] }),
    )
    put(`${folder}/blobs/sha256/${known.slice(7)}`, body)
    return known
  }
  const resolve = (value: string) => resolveArtifacts([value], realDeps({}), { place: createPlace(root) })

  test('is found, and taken by its path in either form', async () => {
    const known = layout('out/image')
    const expected = [{ digest: known, purl: `pkg:oci/shop@${known}?repository_url=ghcr.io%2Facme%2Fshop` }]
    expect(await find(root, false)).toEqual(expected)
    for (const value of ['./out/image', 'out/image/', 'oci:out/image'])
      expect(await resolve(value)).toEqual(expected)
  })

  testWith(['tar'])('is taken from an archive', async () => {
    const known = layout('image')
    run('tar', ['-cf', 'shop.oci.tar', '-C', 'image', '.'])
    rmSync(join(root, 'image'), { recursive: true })
    expect(await find(root, false)).toMatchObject([{ digest: known }])
    expect(await resolve('oci:shop.oci.tar')).toMatchObject([{ digest: known }])
  })

  test('whose manifest has other bytes is refused by name, and gone past by auto', async () => {
    layout('image', 'other')
    await expect(resolve('./image')).rejects.toThrow(/names a manifest sha256:.* whose bytes are sha256:/)
    await expect(find()).rejects.toThrow('finds nothing')
    expect(lines[0]).toMatch(/^image\/oci-layout is no OCI layout: it names a manifest/)
  })

  test.each(['oci:nowhere', './nowhere', 'checksums:nowhere', 'image:nowhere'])(
    '%s is a mistake',
    async (value) => {
      await expect(resolve(value)).rejects.toMatchObject({ code: 'USAGE' })
    },
  )
})
