/** The scripts of `emit` and `gate`, run by a shell as GitLab's runner does, with a CLI that tells what it was given. */
import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { refuses, says, startFake, type FakeStore } from '../e2e/fake-store.ts'
import { findProgram } from '../tools.ts'
import { jobOf } from './templates.ts'

const SPY =
  'console.log(JSON.stringify({ argv: process.argv.slice(2), token: process.env.TURNPIKE_TOKEN, note: process.env.TURNPIKE_NOTE_TOKEN }))\n'
const SHA256 = createHash('sha256').update(SPY).digest('hex')

const folder = mkdtempSync(join(tmpdir(), 'turnpike-gitlab-'))
writeFileSync(join(folder, 'spy.mjs'), SPY)
afterAll(() => rmSync(folder, { recursive: true }))

let server: FakeStore | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

function run(
  name: 'emit' | 'evidence' | 'gate',
  inputs: Record<string, string>,
  env: Record<string, string> = {},
  shell = 'sh',
) {
  const job = jobOf(name, { artifact: 'sha256:00', environment: 'production', ...inputs })
  // The runner expands variables in variables; what is not there may stay as it is.
  const variables = Object.fromEntries(
    Object.entries(job.variables).map(([key, value]) => [
      key,
      value.replace(/\$(\w+)/g, (whole, one: string) => env[one] ?? whole),
    ]),
  )
  const file = join(folder, 'script.sh')
  writeFileSync(file, ['set -e', ...(job.script ?? [])].join('\n'))
  const [program = 'sh', ...args] = shell.split(' ')
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((done) => {
    const child = spawn(findProgram(program) ?? program, [...args, file], {
      cwd: folder,
      env: {
        PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
        NODE_NO_WARNINGS: '1',
        ...env,
        ...variables,
      },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.once('close', (code) => done({ code, stdout, stderr }))
  })
}

/** What the CLI was given, options as a record. */
function given(stdout: string) {
  const { argv, token, note } = JSON.parse(stdout) as { argv: string[]; token?: string; note?: string }
  const options = argv.slice(1).flatMap((one, at, all) => {
    const [, name, value] = /^--([a-z-]+)=?([\s\S]*)$/.exec(one) ?? []
    const next = all[at + 1] ?? ''
    return name === undefined ? [] : [[name, one.includes('=') ? value : next.startsWith('--') ? true : next]]
  })
  return { command: argv[0], token, note, options: Object.fromEntries(options) as Record<string, unknown> }
}

const shells = ['dash', 'busybox sh', 'bash'].filter(
  (shell) => findProgram(shell.split(' ')[0] ?? '') !== undefined,
)

describe.each(shells)('in %s', (shell) => {
  test('the gate hands its inputs on as they are, however odd', async () => {
    const inputs = {
      cli: 'spy.mjs',
      artifact: 'sha256:11  dist/a.tar',
      environment: `prod "eu" 'x' \`id\` ; exit 0 # & | > out * ? [a] ~ \\ --odd`,
      service: '--help',
      policy: 'one two',
      wait: '15m',
    }
    const { code, stdout } = await run(
      'gate',
      inputs,
      { TURNPIKE_STORE: 'https://store.example.org', TURNPIKE_TOKEN: 'tok"en' },
      shell,
    )
    expect(code).toBe(0)
    const { command, token, options } = given(stdout)
    expect(command).toBe('gate')
    expect(token).toBe('tok"en')
    expect(options).toMatchObject({
      store: 'https://store.example.org',
      artifact: 'sha256:11\ndist/a.tar',
      environment: inputs.environment,
      service: '--help',
      policy: 'one\ntwo',
      'policy-file': '',
      wait: '15m',
      mode: 'enforce',
      junit: 'turnpike-gate/junit.xml',
    })
  })

  test('emit hands its inputs on, and --fail-on-error only when it is asked for', async () => {
    const inputs = { cli: 'spy.mjs', type: 'service.deployed', content: '{ a: "b c", d: \'e\' }' }
    const [usual, strict] = [
      await run('emit', inputs, {}, shell),
      await run('emit', { ...inputs, 'fail-on-error': 'true' }, {}, shell),
    ]
    expect(given(usual.stdout).options).toMatchObject({
      type: 'service.deployed',
      content: inputs.content,
      store: '',
    })
    expect(given(usual.stdout).options).not.toHaveProperty('fail-on-error')
    expect(given(strict.stdout).options).toHaveProperty('fail-on-error', true)
  })

  test('evidence hands its inputs on, patterns as they are and one a line', async () => {
    const inputs = {
      cli: 'spy.mjs',
      junit: 'reports/**/*.xml  !reports/slow/** $(id)',
      sarif: '*.sarif',
      'if-no-files-found': 'error',
      suite: `unit "a" 'b'`,
      uri: 'https://pages.example/{path}?a=b&c',
    }
    const [usual, strict] = [
      await run('evidence', inputs, { TURNPIKE_STORE: 'https://store.example.org' }, shell),
      await run('evidence', { ...inputs, 'fail-on-error': 'true' }, {}, shell),
    ]
    const { command, options } = given(usual.stdout)
    expect(command).toBe('evidence')
    expect(options).toMatchObject({
      store: 'https://store.example.org',
      junit: 'reports/**/*.xml\n!reports/slow/**\n$(id)',
      sarif: '*.sarif',
      tap: '',
      artifact: 'sha256:00',
      environment: 'production',
      suite: inputs.suite,
      uri: inputs.uri,
      cases: 'failures',
      'group-by': 'run',
      'fail-on': 'high',
      'if-no-files-found': 'error',
    })
    expect(options).not.toHaveProperty('fail-on-error')
    expect(given(strict.stdout).options).toHaveProperty('fail-on-error', true)
  })

  test('a variable that does not exist counts as not given', async () => {
    const { options, token, note } = given((await run('gate', { cli: 'spy.mjs' }, {}, shell)).stdout)
    expect([options['store'], token, note]).toEqual(['', '', ''])
  })

  test('the token for notes goes to the CLI by the environment, from the variable that the input names', async () => {
    const inputs = { cli: 'spy.mjs', 'note-token': '$MY_TOKEN' }
    const { note, options } = given((await run('gate', inputs, { MY_TOKEN: 'glpat-x' }, shell)).stdout)
    expect(note).toBe('glpat-x')
    expect(JSON.stringify(options)).not.toContain('glpat-x')
  })
})

describe('the CLI', () => {
  test('is fetched and run when its checksum is right', async () => {
    server = await startFake(says(SPY, 'text/javascript'))
    const { code, stdout } = await run('gate', {
      'cli-url': `${server.url}/turnpike.js`,
      'cli-sha256': SHA256,
    })
    expect(given(stdout).command).toBe('gate')
    expect(code).toBe(0)
  })

  test.each([
    ['has another checksum', says(`${SPY}// changed`, 'text/javascript'), 'it is not run'],
    ['is not there', refuses(404, 'Not Found'), 'answered 404'],
  ])('that %s is not run: the gate stays closed, and an emit goes on', async (_, answer, message) => {
    server = await startFake(answer)
    const inputs = { 'cli-url': `${server.url}/turnpike.js`, 'cli-sha256': SHA256 }
    const [gate, emit, strict] = [
      await run('gate', inputs),
      await run('emit', inputs),
      await run('emit', { ...inputs, 'fail-on-error': 'true' }),
    ]
    for (const { stdout, stderr } of [gate, emit, strict]) {
      expect(stdout).toBe('')
      expect(stderr).toContain(message)
    }
    expect([gate.code, emit.code, strict.code]).toEqual([5, 0, 5])
  })

  test('is never fetched without a checksum', async () => {
    server = await startFake(says(SPY, 'text/javascript'))
    const { code, stderr } = await run('gate', { 'cli-url': `${server.url}/turnpike.js` })
    expect(stderr).toContain('give either the input cli, or both cli-url and cli-sha256')
    expect(code).toBe(5)
    expect(server.received).toEqual([])
  })
})

test('the exit code of the gate is the exit code of the job', async () => {
  writeFileSync(join(folder, 'three.mjs'), 'process.exit(3)')
  expect((await run('gate', { cli: 'three.mjs' })).code).toBe(3)
})
