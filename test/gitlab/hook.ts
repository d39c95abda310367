/** The hidden job's scripts, run by a shell as GitLab's runner does. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, afterEach, beforeEach } from '@jest/globals'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { says, startFake, type Answer, type FakeStore } from '../e2e/fake-store.ts'
import { findProgram } from '../tools.ts'
import { jobOf, type Job } from './templates.ts'

const ALL = [
  ['dash', ['dash']],
  ['busybox sh', ['busybox', 'sh']],
  ['bash', ['bash']],
  ['bash as sh', ['bash', '--posix']],
] as const
/** Those that are on this machine. */
export const SHELLS = ALL.filter(([, [program]]) => {
  const found = findProgram(program) !== undefined
  if (!found) process.stderr.write(`skipped: ${program} is not on this machine\n`)
  return found
})

/** Where the jobs run. */
export const folder = mkdtempSync(join(tmpdir(), 'turnpike-hook-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A store that takes everything, a new one for each test. */
export const world = {
  store: undefined as unknown as FakeStore,
  /** Another store in its place. */
  async answerWith(answer: Answer): Promise<void> {
    await world.store.close()
    world.store = await startFake(answer)
  },
}
beforeEach(async () => {
  world.store = await startFake(says('{}', 'application/json'))
})
afterEach(() => world.store.close())

export const JOB = {
  GITLAB_CI: 'true',
  CI_PROJECT_URL: 'https://gitlab.example.org/acme/web-shop',
  CI_PROJECT_PATH: 'acme/web-shop',
  CI_PROJECT_ID: '77',
  CI_PIPELINE_ID: '123456',
  CI_PIPELINE_CREATED_AT: '2026-11-21T08:00:01Z',
  CI_JOB_ID: '987654',
  CI_JOB_NAME: 'test 1/3',
  CI_COMMIT_SHA: '9C2F00000000000000000000000000000000ABCD',
}

export interface Ran {
  code: number | null
  output: string
}

/** Each run has a file of its own: several may run at once. */
let parts = 0

/** Runs a part of the hidden job's scripts as GitLab's runner does, with more lines of the user's own after it. */
export function runPart(
  part: 'before_script' | 'after_script',
  env: Record<string, string>,
  options: { shell?: readonly string[]; after?: string; path?: string; cwd?: string; job?: Job } = {},
): Promise<Ran> {
  const [program = 'sh', ...args] = options.shell ?? ['sh']
  const file = join(folder, `${part}-${(parts += 1)}.sh`)
  writeFileSync(
    file,
    ['set -e', ...((options.job ?? jobOf('track'))[part] ?? []), options.after ?? ''].join('\n'),
  )
  return new Promise((done) => {
    const child = spawn(findProgram(program) ?? program, [...args, file], {
      env: { PATH: options.path ?? process.env.PATH ?? '', TURNPIKE_STORE: world.store.url, ...env },
      cwd: options.cwd ?? folder,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.once('close', (code) => done({ code, output }))
  })
}

export function sent(): CDEvent[] {
  return world.store.received.flatMap(({ body }) =>
    body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as CDEvent),
  )
}

export const START = (env: Record<string, string>, options = {}) =>
  runPart('before_script', { ...JOB, ...env }, options)
export const FINISH = (env: Record<string, string>, options = {}) =>
  runPart('after_script', { ...JOB, ...env }, options)
