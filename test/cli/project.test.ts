import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { turnpike } from './run-cli.ts'

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'turnpike-project-show-'))
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))
const put = (name: string, text: string) => writeFileSync(join(cwd, name), text)
const HEAD = 'apiVersion: turnpike/v1\nkind: Project\n'

test('project show says what is taken, from which file, and what the job built', async () => {
  put('turnpike.yaml', `${HEAD}service: webshop\nenvironments: [staging, production]\n`)
  put(
    'score.yaml',
    'apiVersion: score.dev/v1b1\nmetadata: { name: other }\ncontainers: { a: { image: "ghcr.io/acme/a:1" } }\n',
  )
  put('digest.txt', `ghcr.io/acme/a@sha256:${'a'.repeat(64)}\n`)
  const { code, stdout } = await turnpike(['project', 'show'], { cwd })
  expect(code).toBe(0)
  expect(stdout.trimEnd().split('\n')).toEqual([
    'service      webshop (turnpike.yaml)',
    'images       ghcr.io/acme/a:1 (score.yaml)',
    'environments staging, production (turnpike.yaml)',
    `artifact     pkg:oci/a@sha256:${'a'.repeat(64)}?repository_url=ghcr.io%2Facme%2Fa (image digest.txt)`,
  ])
})

test('project show --json is the same for machines', async () => {
  put('turnpike.yaml', `${HEAD}service: webshop\n`)
  const { stdout } = await turnpike(['project', 'show', '--json', '--folder', cwd])
  expect(JSON.parse(stdout)).toEqual({
    service: { value: 'webshop', from: 'turnpike.yaml' },
    files: ['turnpike.yaml'],
    problems: [],
    notes: [],
    artifacts: [],
  })
})

test('project show says every problem of turnpike.yaml, and takes nothing', async () => {
  put('turnpike.yaml', `${HEAD}servise: webshop\nowner: 3\n`)
  const { code, stdout } = await turnpike(['project', 'show'], { cwd })
  expect(code).toBe(2)
  expect(stdout).toContain('turnpike.yaml: line 3, column 1: "servise" is not a known field here')
  expect(stdout).toContain('turnpike.yaml: line 4, column 1: must be text')
  expect(stdout).toContain('Nothing is taken from the files of this repository.')
})

test('project show where nothing is says so', async () => {
  const { code, stdout } = await turnpike(['project', 'show'], { cwd })
  expect(code).toBe(0)
  expect(stdout).toContain('a step says its service itself')
  expect((await turnpike(['project', 'show', '--folder', 'nowhere'], { cwd })).code).toBe(2)
})

test('a gate that finds more than one thing asks about none', async () => {
  put('digest.txt', `ghcr.io/acme/a@sha256:${'a'.repeat(64)}\n`)
  put('shop.zip', 'x')
  put('shop.zip.sha256', '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881\n')
  const args = ['gate', '--store', 'http://127.0.0.1:9', '--artifact', 'auto', '--environment', 'production']
  const { code, stdout, stderr } = await turnpike(args, { cwd })
  expect(code).toBe(2)
  expect(stdout + stderr).toMatch(
    /finds more than one, and a gate does not guess: .*image digest\.txt.*shop\.zip/,
  )
})
