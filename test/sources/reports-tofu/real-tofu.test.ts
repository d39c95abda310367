import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { readTofu } from '../../../src/sources/reports/tofu.ts'
import { findProgram, testWith } from '../../tools.ts'

/** Resources that OpenTofu brings itself: nothing is downloaded. */
const CODE = `
variable "count_of" { default = 2 }
variable "fails" { default = false }
resource "terraform_data" "thing" {
  count = var.count_of
  input = "value-\${var.count_of}"
  provisioner "local-exec" { command = var.fails ? "exit 3" : "true" }
}
`

let folder: string
const files: string[] = []
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-tofu-'))
  writeFileSync(join(folder, 'main.tf'), CODE)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What it prints, in a file. A run that fails prints, too. */
function tofu(...args: string[]): string {
  const env = { PATH: process.env.PATH ?? '', HOME: folder, CHECKPOINT_DISABLE: '1' }
  let out: Buffer
  try {
    out = execFileSync(findProgram('tofu') ?? '', args, {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch (error) {
    out = (error as { stdout: Buffer }).stdout
  }
  const file = join(folder, `out-${files.length}`)
  files.push(file)
  writeFileSync(file, out)
  return file
}
const read = (file: string) => readTofu(createReadStream(file))

describe('the real OpenTofu', () => {
  testWith(['tofu'])('says the same in every way it can', async () => {
    tofu('init')
    const planned = await read(tofu('plan', '-json', '-out=plan.bin'))
    const shown = await read(tofu('show', '-json', 'plan.bin'))
    expect(planned.tool.name).toBe('OpenTofu')
    expect(planned.planned).toEqual({
      outcome: 'success',
      changes: { add: 2, change: 0, remove: 0, import: 0 },
      reason: '2 to add',
    })
    expect(shown.planned).toEqual(planned.planned)
    expect(shown.tool.version).toBe(planned.tool.version)

    expect((await read(tofu('apply', '-json', 'plan.bin'))).applied).toMatchObject({
      outcome: 'success',
      changes: { add: 2 },
    })
    const broken = await read(tofu('apply', '-json', '-auto-approve', '-var=count_of=3', '-var=fails=true'))
    expect(broken.planned?.changes).toEqual({ add: 1, change: 2, remove: 0, import: 0 })
    expect(broken.applied).toMatchObject({ outcome: 'failure', changes: { add: 0, change: 2 } })
    expect((await read(tofu('plan', '-json', '-var=nonsense=1'))).planned?.outcome).toBe('failure')
    expect((await read(tofu('destroy', '-json', '-auto-approve'))).applied).toMatchObject({
      outcome: 'success',
      changes: { remove: 3 },
    })
  })
})
