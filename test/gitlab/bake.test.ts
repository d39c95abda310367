import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { afterAll, expect, test } from '@jest/globals'
import { parseAllDocuments } from 'yaml'

const ROOT = resolve(import.meta.dirname, '..', '..')
const URL = 'https://example.org/releases/v1.2.3/turnpike.js'
const folder = mkdtempSync(join(tmpdir(), 'turnpike-bake-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const bake = (...args: string[]) =>
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'bake.ts'), ...args], {
    encoding: 'utf8',
    stdio: 'pipe',
  })

test('a released component knows where its CLI is and what its checksum must be', () => {
  const out = join(folder, 'gitlab')
  bake('--url', URL, '--out', out)
  const sha256 = createHash('sha256')
    .update(readFileSync(join(ROOT, 'dist', 'turnpike.js')))
    .digest('hex')
  for (const name of ['emit', 'evidence', 'gate', 'deploy', 'approve']) {
    const [header] = parseAllDocuments(readFileSync(join(out, 'templates', name, 'template.yml'), 'utf8'))
    const { spec } = header?.toJS() as { spec: { inputs: Record<string, { default?: string }> } }
    expect(spec.inputs['cli-url']?.default).toBe(URL)
    expect(spec.inputs['cli-sha256']?.default).toBe(sha256)
  }
})

test('an address that is not https is refused', () => {
  expect(() => bake('--url', 'http://example.org/turnpike.js', '--out', join(folder, 'x'))).toThrow(/usage/)
})
