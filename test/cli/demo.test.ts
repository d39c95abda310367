/** The demo as a newcomer runs it, from the sources, with the action bundles of dist/. */
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, describe, expect, test } from '@jest/globals'
import { ROOT, turnpike } from './run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'turnpike-demo-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

const built = existsSync(join(ROOT, 'dist', 'index.js'))
if (!built) process.stderr.write('skipped: the demo needs dist/, which is not built here (npm run build)\n')
const testBuilt = built ? test : test.skip

/** The sample, with one thing changed in it. */
function sampleWith(file: string, from: string, to: string): string {
  const sample = mkdtempSync(join(folder, 'sample-'))
  cpSync(join(ROOT, 'examples', 'webshop'), sample, { recursive: true })
  const text = readFileSync(join(sample, file), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(sample, file), text.replace(from, to))
  return sample
}

function demo(out: string, ...more: string[]) {
  return turnpike(['demo', '--out', join(folder, out), ...more], { cwd: folder })
}

describe('turnpike demo', () => {
  testBuilt(
    'shows a gate that refuses, a gate that waits, and a gate that opens, and writes the pages',
    async () => {
      const { code, stdout, stderr } = await demo('good')
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      const told = [
        'Not ready for production: 2 of 5 checks fail.',
        'refused                  Not allowed: ',
        'Waiting: ',
        'urn:user:alice signed in and approved',
        'Ready for production: All 5 checks pass.',
        'log.ndjson holds',
        'log-changed.ndjson does not hold',
      ]
      const places = told.map((text) => stdout.indexOf(text))
      expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true)
      expect(stdout).toContain('the same digest as on GitHub')
      expect(stdout).toContain('The gate was closed without evidence, and opened when it was there.')
      expect(stdout.split('\n').filter((line) => /undefined|NaN|\[object/.test(line))).toEqual([])
      const out = readdirSync(join(folder, 'good'))
      expect(out).toEqual(
        expect.arrayContaining(['deploy-1.html', 'deploy-2.html', 'events.db', 'summary.md']),
      )
      expect(readFileSync(join(folder, 'good', 'summary.md'), 'utf8')).toContain('Ready for')

      // What it says to look further with works.
      const events = await turnpike([
        'events',
        '--json',
        '--limit',
        '100',
        '--store',
        `sqlite:${join(folder, 'good', 'events.db')}`,
      ])
      const listed = events.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { type: string; subject: string; producer: { id: string } })
      const types = new Set(listed.map(({ type }) => type.split('.').slice(2, 4).join('.')))
      for (const type of [
        'pipelinerun.started',
        'taskrun.started',
        'taskrun.finished',
        'artifact.packaged',
        'testsuiterun.finished',
        'approval.updated',
      ])
        expect(types).toContain(type)
      expect(new Set(listed.map(({ producer }) => producer.id))).toEqual(
        new Set([
          'store',
          'https://token.actions.githubusercontent.com#repository:700123',
          'https://gitlab.com#project:900456',
          'urn:user:alice',
        ]),
      )
    },
  )

  testBuilt(
    'is not canned: a test of the sample that fails closes the gate, and ends 3 with a sentence',
    async () => {
      const sample = sampleWith('test/price.test.js', "'€ 12.50'", "'€ 12.51'")
      const { code, stdout } = await demo('bad', '--sample', sample)
      expect(stdout).toContain('9 tests, 8 passed, 1 failed')
      expect(stdout).toContain('failed: a price is written with two decimals')
      expect(stdout).not.toContain('Ready for production')
      expect(stdout).toContain('The gate stayed closed: 2 of 5 checks fail.')
      expect(code).toBe(3)
    },
  )

  testBuilt('stops when the sample does not build', async () => {
    const sample = sampleWith('scripts/build.js', 'const archive', 'throw new Error("no");const archive')
    const { code, stdout } = await demo('broken', '--sample', sample)
    expect(stdout).toContain(
      'The gate stayed closed: the sample does not build, so there is nothing to ask about.',
    )
    expect(code).toBe(3)
  })
})

test('without the files around it, it says what it needs', async () => {
  const { packageRoot } = await import('../../src/cli/root.ts')
  expect(packageRoot(join(ROOT, 'dist', 'turnpike.js'))).toBe(ROOT)
  expect(packageRoot(join(ROOT, 'src', 'cli', 'main.ts'))).toBe(ROOT)
})
