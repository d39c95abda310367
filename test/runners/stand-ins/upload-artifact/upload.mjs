import { appendFileSync, cpSync, globSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

const { INPUT_NAME: name, INPUT_PATH: paths, STAND_INS: base, GITHUB_RUN_ID: run } = process.env
const patterns = paths
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '')
const files = [...new Set(patterns.flatMap((pattern) => globSync(pattern)).flatMap(filesIn))].map((file) =>
  resolve(file),
)
if (files.length === 0) {
  const missing = `No files were found with the provided path: ${patterns.join(', ')}`
  if (process.env['INPUT_IF-NO-FILES-FOUND'] === 'error') {
    console.log(`::error::${missing}`)
    process.exit(1)
  }
  console.log(`::warning::${missing}`)
  process.exit(0)
}
const root = files.map(dirname).reduce(shared)
const target = join(base, run, name)
rmSync(target, { recursive: true, force: true })
for (const file of files) {
  const place = join(target, relative(root, file))
  mkdirSync(dirname(place), { recursive: true })
  cpSync(file, place)
}
console.log(`${files.length} files of ${root} are kept as ${name}`)
appendFileSync(
  process.env.GITHUB_OUTPUT,
  `artifact-url=https://github.com/acme/webshop/actions/runs/${run}/artifacts/1\n`,
)

function filesIn(path) {
  return statSync(path).isDirectory()
    ? globSync(`${path}/**/*`).filter((one) => statSync(one).isFile())
    : [path]
}

function shared(one, other) {
  const [a, b] = [one.split(sep), other.split(sep)]
  const until = a.findIndex((part, index) => part !== b[index])
  return (until === -1 ? a : a.slice(0, until)).join(sep) || sep
}
