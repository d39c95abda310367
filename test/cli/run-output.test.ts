import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { accepts, hangs, refuses, startFake, type FakeStore } from '../e2e/fake-store.ts'
import { testWith } from '../tools.ts'
import { bareEnvironment, ROOT, turnpike } from './run-cli.ts'
import { sentTo } from './run-sent.ts'

let store: FakeStore
let folder: string
beforeEach(async () => {
  store = await startFake(accepts)
  folder = mkdtempSync(join(tmpdir(), 'turnpike-run-test-'))
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

// Elsewhere `script` takes other options.
const inTerminal = process.platform === 'linux' ? testWith(['script']) : test.skip

const MAIN = resolve(ROOT, 'src/cli/main.ts')
const run = (...command: string[]) => turnpike(['run', '--store', store.url, '--', ...command])

/** A line of a shell, with `$T` for `turnpike run` to the store. */
function shell(
  line: string,
  env: Record<string, string> = {},
): Promise<{ code: number | null; stdout: Buffer }> {
  return new Promise((done) => {
    const T = `"${process.execPath}" "${MAIN}" run --store ${store.url}`
    const child = spawn('sh', ['-c', line.replaceAll('$T', T)], {
      cwd: folder,
      env: { ...bareEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const pieces: Buffer[] = []
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece))
    child.once('close', (code) => done({ code, stdout: Buffer.concat(pieces) }))
  })
}

describe('what a command prints', () => {
  test('goes on byte for byte, and its end goes along', async () => {
    const script =
      'i=0; while [ $i -lt 3000 ]; do echo "line $i"; i=$((i+1)); done; printf "\\377\\000end"; exit 3'
    const { code, stdout } = await shell(`$T -- sh -c '${script.replaceAll("'", "'\\''")}'`)
    const lines = Array.from({ length: 3000 }, (_, index) => `line ${index}\n`).join('')
    const expected = Buffer.concat([Buffer.from(lines), Buffer.from([0xff, 0]), Buffer.from('end')])
    expect(code).toBe(3)
    expect(stdout.equals(expected)).toBe(true)
    const { content, turnpike: said } = sentTo(store, 'taskrun.finished')
    expect(said.output).toMatchObject({
      bytes: expected.length,
      lines: 3001,
      digest: `sha256:${createHash('sha256').update(expected).digest('hex')}`,
    })
    expect(said.output?.tail).toMatch(/line 2999\n.*end$/)
    expect(content.errors).toMatch(/^exit status 3\nline \d+\n/)
    expect(Buffer.byteLength(content.errors ?? '')).toBeLessThanOrEqual(4096)
  })

  test('keeps the order of both streams where they lead to one place', async () => {
    const { stdout } = await shell(
      `$T -- sh -c 'for i in 1 2 3 4 5 6 7 8 9; do echo "out $i"; echo "err $i" >&2; done' 2>&1 | grep -v '^accepted'`,
    )
    const expected = Array.from({ length: 9 }, (_, index) => `out ${index + 1}\nerr ${index + 1}\n`).join('')
    expect(stdout.toString()).toBe(expected)
  })

  test('can be written to by name, as shell scripts do', async () => {
    const { stdout, stderr, code } = await run('sh', '-c', 'echo a > /dev/stdout; echo b > /dev/stderr')
    expect([code, stdout]).toEqual([0, 'a\n'])
    expect(stderr).toContain('b\n')
  })

  test('ends the command by SIGPIPE when nobody reads it', async () => {
    const { code, stdout } = await shell('{ $T -- yes; echo "code $?" >&3; } 3>code | head -n 1; cat code')
    expect(stdout.toString()).toBe('y\ncode 141\n')
    expect(code).toBe(0)
  })

  test('is masked before it leaves: secrets of the environment and tokens', async () => {
    const env = { MY_TOKEN: 'sesame-open', TURNPIKE_TOKEN: 'the-store-token' }
    await turnpike(
      ['run', '--store', store.url, '--', 'sh', '-c', 'echo "$MY_TOKEN $TURNPIKE_TOKEN"; exit 1'],
      {
        env,
      },
    )
    const { turnpike: said, content } = sentTo(store, 'taskrun.finished')
    expect(said.output?.tail).toBe('*** ***')
    expect(said.output).not.toHaveProperty('digest')
    expect(content.errors).toBe('exit status 1\n*** ***')
    expect(store.received.map(({ body }) => body).join()).not.toMatch(/sesame-open|the-store-token/)
  })

  test('does not go along with --no-tail', async () => {
    const { stdout } = await turnpike([
      'run',
      '--no-tail',
      '--store',
      store.url,
      '--',
      'sh',
      '-c',
      'echo private; exit 1',
    ])
    expect(stdout).toBe('private\n')
    const { turnpike: said, content } = sentTo(store, 'taskrun.finished')
    expect(said).not.toHaveProperty('output')
    expect(content.errors).toBe('exit status 1')
  })

  inTerminal('goes to the terminal where there is one', async () => {
    const command = `test -t 1 && test -t 2 && echo terminal`
    const { stdout } = await shell(
      `script -qec "$(printf '%s' '"${process.execPath}" "${MAIN}" run --store ${store.url} -- sh -c "${command}"')" /dev/null`,
    )
    expect(stdout.toString()).toContain('terminal')
    expect(sentTo(store, 'taskrun.finished').turnpike).not.toHaveProperty('output')
  })
})

describe('what a command leaves behind', () => {
  test('is not waited for, and goes on printing', async () => {
    const late = join(folder, 'late')
    const { code, stdout } = await shell(
      `$T -- sh -c '(sleep 1.5; echo late; : > "${late}") & echo now; exit 4' > out; echo $?; cat out; test -e "${late}" || echo not yet; sleep 3; cat out`,
    )
    expect(code).toBe(0)
    expect(stdout.toString()).toBe('4\nnow\nnot yet\nnow\nlate\n')
    expect(existsSync(late)).toBe(true)
  })
})

describe('the exit code', () => {
  test.each([
    ['refuses', refuses(403, 'no')],
    ['fails', refuses(500, 'broken')],
    [
      'answers something else',
      (_: unknown, response: { end: (text: string) => void }) => response.end('<html>'),
    ],
  ] as const)(
    'is the command’s when the store %s',
    async (_, answer) => {
      const other = await startFake(answer)
      const { code, stdout } = await turnpike([
        'run',
        '--store',
        other.url,
        '--',
        'sh',
        '-c',
        'echo done; exit 9',
      ])
      expect([code, stdout]).toEqual([9, 'done\n'])
      await other.close()
    },
    60_000,
  )

  test('is the command’s at once when somebody will not wait for a store that hangs', async () => {
    const other = await startFake(hangs)
    const ended = join(folder, 'ended')
    const child = spawn(
      process.execPath,
      [MAIN, 'run', '--store', other.url, '--', 'sh', '-c', `: > "${ended}"; exit 9`],
      {
        env: bareEnvironment(),
        stdio: 'ignore',
      },
    )
    const code = new Promise((done) => child.once('close', done))
    // Until the command has ended and its end is being told.
    while (!existsSync(ended)) await new Promise((later) => setTimeout(later, 20))
    const again = setInterval(() => child.kill('SIGTERM'), 500)
    expect(await code).toBe(9)
    clearInterval(again)
    await other.close()
  }, 60_000)

  test('is the command’s when nothing is right: no such token file, no such store', async () => {
    const { code, stdout, stderr } = await turnpike([
      'run',
      '--store',
      store.url,
      '--token-file',
      join(folder, 'none'),
      '--',
      'sh',
      '-c',
      'echo ran; exit 5',
    ])
    expect([code, stdout]).toEqual([5, 'ran\n'])
    expect(stderr).toContain('The command runs, and nothing is told of it')
    expect(store.received).toEqual([])
  })

  test('is 126 for what cannot be executed', async () => {
    const file = join(folder, 'plain.txt')
    writeFileSync(file, 'no program')
    expect((await run(file)).code).toBe(126)
    expect(sentTo(store, 'taskrun.finished').content).toMatchObject({ outcome: 'error' })
  })
})

describe('signals', () => {
  test('of a terminal reach the command once', async () => {
    // A group of its own in the background: no terminal, so the signal that is for us alone is passed on, once.
    const script = 'n=0; trap "n=$((n+1))" INT; echo ready; sleep 1; sleep 1; echo "got $n"; exit 6'
    const { code, stdout } = await turnpike(['run', '--store', store.url, '--', 'sh', '-c', script], {
      onStdout: (text, kill) => {
        if (text.includes('ready')) kill('SIGINT')
      },
    })
    expect([code, stdout]).toEqual([6, 'ready\ngot 1\n'])
  })

  inTerminal('of Ctrl-C in a terminal come once, from the terminal', async () => {
    const script = join(folder, 'count.sh')
    writeFileSync(script, 'n=0\ntrap "n=\\$((n+1))" INT\necho ready\nsleep 1\nsleep 1\necho "got $n"\n')
    const line = `"${process.execPath}" "${MAIN}" run --store ${store.url} -- sh "${script}"`
    const child = spawn('script', ['-qec', line, '/dev/null'], {
      env: bareEnvironment(),
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    let shown = ''
    let isPressed = false
    child.stdout.on('data', (piece: Buffer) => {
      shown += piece.toString()
      if (!isPressed && shown.includes('ready')) {
        isPressed = true
        child.stdin.write('\u0003')
      }
    })
    await new Promise((done) => child.once('close', done))
    expect(shown).toMatch(/got 1\b/)
  })
})
