/**
 * Packs the shop into dist/webshop-<version>.tar, bit for bit the same wherever it is built: names in order, no
 * times, no owners, no compression (whose bytes differ between versions of zlib). That is why two forges that build
 * the same commit get the same digest, and why evidence from one counts on the other.
 *
 * Prints the digest, and writes it to dist/artifact.env (for GitLab: dotenv) and to $GITHUB_OUTPUT when there is one.
 */
import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const { name, version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
const sources = readdirSync(`${root}/src`).sort()
const files = ['package.json', ...sources.map((file) => `src/${file}`)]

const archive = Buffer.concat([
  ...files.map((file) => entry(`${name}-${version}/${file}`, readFileSync(`${root}/${file}`))),
  Buffer.alloc(1024), // two empty blocks end a tar archive
])
const digest = createHash('sha256').update(archive).digest('hex')
const file = `dist/${name}-${version}.tar`
const purl = `pkg:generic/${name}@${version}?checksum=sha256:${digest}`

mkdirSync(`${root}/dist`, { recursive: true })
writeFileSync(`${root}/${file}`, archive)
writeFileSync(`${root}/dist/artifact.env`, `ARTIFACT=${purl}\nARTIFACT_DIGEST=sha256:${digest}\n`)
if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, `artifact=${purl}\nfile=${file}\n`)
console.log(`built ${file}, ${archive.length} bytes, ${files.length} files`)
console.log(`sha256:${digest}`)

/** One file as a ustar header of 512 bytes and its content, padded to 512. */
function entry(path, content) {
  const header = Buffer.alloc(512)
  header.write(path, 0, 100)
  header.write('0000644\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0', 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)])
}
