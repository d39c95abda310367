import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'

const { INPUT_NAME: name, INPUT_PATH: path, STAND_INS: base, GITHUB_RUN_ID: run } = process.env
const kept = join(base, run, name)
if (!existsSync(kept)) {
  console.log(`::error::Unable to download artifact(s): Artifact not found for name: ${name}`)
  process.exit(1)
}
cpSync(kept, path, { recursive: true })
