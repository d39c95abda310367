import { cpSync, existsSync, globSync } from 'node:fs'
import { join } from 'node:path'

const {
  INPUT_NAME: name,
  INPUT_PATTERN: pattern,
  INPUT_PATH: path,
  STAND_INS: base,
  GITHUB_RUN_ID,
} = process.env
const kept = join(base, process.env['INPUT_RUN-ID'] || GITHUB_RUN_ID)
// One by its name goes into the folder itself; those of a pattern too, when they are to be merged.
const names = name ? [name] : globSync(pattern || '*', { cwd: kept })
if (name && !existsSync(join(kept, name))) {
  console.log(`::error::Unable to download artifact(s): Artifact not found for name: ${name}`)
  process.exit(1)
}
const merged = name || process.env['INPUT_MERGE-MULTIPLE'] === 'true'
for (const one of names) cpSync(join(kept, one), merged ? path : join(path, one), { recursive: true })
