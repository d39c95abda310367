import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { readTofu } from '../../../src/sources/reports/tofu.ts'
import { findProgram } from '../../tools.ts'

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

/** What is run, in this order, and what its output is called. */
const RUNS: [string, string[]][] = [
  ['plan.jsonl', ['plan', '-json', '-out=plan.bin']],
  ['show.jsonl', ['show', '-json', 'plan.bin']],
  ['apply.jsonl', ['apply', '-json', 'plan.bin']],
  ['broken.jsonl', ['apply', '-json', '-auto-approve', '-var=count_of=3', '-var=fails=true']],
  ['refused.jsonl', ['plan', '-json', '-var=nonsense=1']],
  ['destroy.jsonl', ['destroy', '-json', '-auto-approve']],
]

/** What OpenTofu 1.8.8 printed for these runs. */
const RECORDED = join(import.meta.dirname, 'recorded')
const program = findProgram('tofu')

// No registry that tests may use offers OpenTofu, so what it said once is kept; where it is, it is asked again.
describe.each(program === undefined ? ['recorded'] : ['recorded', 'asked now'])(
  'the real OpenTofu, %s',
  (how) => {
    let folder = RECORDED
    beforeAll(() => {
      if (how !== 'recorded') folder = asked()
    }, 60_000)
    afterAll(() => {
      if (folder !== RECORDED) rmSync(folder, { recursive: true })
    })
    const read = (name: string) => readTofu(createReadStream(join(folder, name)))

    test('says the same of a plan as lines and as a document', async () => {
      const [planned, shown] = [await read('plan.jsonl'), await read('show.jsonl')]
      expect(planned.tool.name).toBe('OpenTofu')
      expect(planned.planned).toEqual({
        outcome: 'success',
        changes: { add: 2, change: 0, remove: 0, import: 0 },
        reason: '2 to add',
      })
      expect(shown.planned).toEqual(planned.planned)
      expect(shown.tool.version).toBe(planned.tool.version)
    })

    test('says what an apply did, to its end or half-way', async () => {
      const done = await read('apply.jsonl')
      expect(done.planned).toBeUndefined()
      expect(done.applied).toMatchObject({ outcome: 'success', changes: { add: 2 } })
      const broken = await read('broken.jsonl')
      expect(broken.planned?.changes).toEqual({ add: 1, change: 2, remove: 0, import: 0 })
      expect(broken.applied).toMatchObject({ outcome: 'failure', changes: { add: 0, change: 2 } })
      expect((await read('destroy.jsonl')).applied).toMatchObject({
        outcome: 'success',
        changes: { remove: 3 },
      })
    })

    test('says that there is no plan', async () => {
      expect((await read('refused.jsonl')).planned?.outcome).toBe('failure')
    })
  },
)

/** A run that fails prints, too. */
function asked(): string {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-tofu-'))
  writeFileSync(join(folder, 'main.tf'), CODE)
  const env = { PATH: process.env.PATH ?? '', HOME: folder, CHECKPOINT_DISABLE: '1' }
  for (const [name, args] of [['init', ['init']], ...RUNS] as typeof RUNS) {
    let out: Buffer
    try {
      out = execFileSync(program ?? '', args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'] })
    } catch (error) {
      out = (error as { stdout: Buffer }).stdout
    }
    writeFileSync(join(folder, name), out)
  }
  return folder
}
