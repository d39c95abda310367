/**
 * The sh hook of `track`, in the shells that images have: dash (Debian), busybox (Alpine), bash. What it sends must be
 * what `src/sources/pipeline.ts` would have made of the same job.
 */
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { validate } from '../../src/cdevents/validate.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { gitlabFacts } from '../../src/host/gitlab.ts'
import { outcomeOf } from '../../src/sources/outcome.ts'
import { pipelineRunStarted, taskRunFinished, taskRunStarted } from '../../src/sources/pipeline.ts'
import { refuses } from '../e2e/fake-store.ts'
import { findProgram } from '../tools.ts'
import { FINISH, folder, JOB, sent, SHELLS, START, world } from './hook.ts'

/** What the project's own code makes of the same environment, at the moment the hook used. */
function madeByUs(env: Record<string, string>, like: CDEvent): CDEvent {
  const facts = gitlabFacts({ ...JOB, ...env })
  const now = like.context.timestamp
  if (like.context.type.includes('pipelinerun')) return pipelineRunStarted(facts, now)
  if (like.context.type.includes('started')) return taskRunStarted(facts, now)
  return taskRunFinished(facts, outcomeOf(env['CI_JOB_STATUS'] ?? '') ?? 'error', now)
}

describe.each(SHELLS)('in %s', (_, shell) => {
  test.each([
    ['an ordinary job', {}],
    [
      'a merge request',
      {
        CI_MERGE_REQUEST_IID: '12',
        CI_MERGE_REQUEST_PROJECT_URL: 'https://gitlab.example.org/up/shop',
        CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: 'ABCDEF'.repeat(6) + '0123',
      },
    ],
    ['a job for an environment', { CI_ENVIRONMENT_NAME: 'production/eu "1"' }],
    ['a run whose beginning is not told', { CI_PIPELINE_CREATED_AT: '' }],
    ['a run with a name', { CI_PIPELINE_NAME: 'Größe\\ "x"\n\tnightly ' }],
    ['hostile names', { CI_JOB_NAME: `a"b\\c\n\r\t\u0001\u0007\u001b[31m$(id)\`id\`'; %s %n ''é🚚` }],
    ['no commit', { CI_COMMIT_SHA: '' }],
    ['a child pipeline', { CI_UPSTREAM_PIPELINE_ID: '123455', CI_UPSTREAM_PROJECT_ID: '77' }],
    ['a pipeline of another project', { CI_UPSTREAM_PIPELINE_ID: '9', CI_UPSTREAM_PROJECT_ID: '78' }],
    [
      'a pipeline of another project that says which',
      { TURNPIKE_PARENT_RUN: 'https://gitlab.example.org/acme/app/-/pipelines/9' },
    ],
    ['a parent that is no address', { TURNPIKE_PARENT_RUN: '$CI_PROJECT_URL/-/pipelines/9"}' }],
    ['a parent with an end too many', { TURNPIKE_PARENT_RUN: 'https://gitlab.example.org/' }],
  ] as [string, Record<string, string>][])('tells of %s what the CLI would tell', async (_name, env) => {
    expect((await START(env, { shell })).code).toBe(0)
    expect((await FINISH({ ...env, CI_JOB_STATUS: 'failed' }, { shell })).code).toBe(0)
    const events = sent()
    expect(events.map(({ context }) => context.type.split('.').slice(2, 4).join('.'))).toEqual([
      'pipelinerun.started',
      'taskrun.started',
      'taskrun.finished',
    ])
    for (const event of events) {
      expect(validate(event)).toMatchObject({ valid: true })
      expect(event).toEqual(madeByUs({ ...env, CI_JOB_STATUS: 'failed' }, event))
    }
  })

  test.each([
    ['success', 'success'],
    ['failed', 'failure'],
    ['canceled', 'cancel'],
    ['timedout', 'failure'],
    ['something-new', 'error'],
    ['', 'error'],
  ])('tells the status %s as %s', async (status, outcome) => {
    await FINISH({ CI_JOB_STATUS: status }, { shell })
    expect(sent()[0]?.subject.content['outcome']).toBe(outcome)
  })

  test('leaves the job alone: its shell options, its variables, its exit code', async () => {
    const after = 'echo "phase=${phase:-} store=${store:-} opts=$-"; false; echo unreachable'
    const { code, output } = await START({}, { shell, after })
    expect(output).toMatch(/phase= store= opts=\S*e/)
    expect(output).not.toContain('unreachable')
    expect(code).toBe(1)
  })

  test('binds what the job made, by digest, and leaves out what is nothing', async () => {
    writeFileSync(join(folder, 'shop.tar'), 'content')
    const digest = 'ab'.repeat(32)
    const { output } = await FINISH(
      {
        CI_JOB_STATUS: 'success',
        TURNPIKE_TRACK_ARTIFACT: `shop.tar sha256:${digest} sha256:00 no-such-file`,
      },
      { shell },
    )
    expect((sent()[0]?.customData as { turnpike: unknown }).turnpike).toMatchObject({
      artifacts: [
        {
          digest: 'sha256:ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73',
          purl: 'pkg:generic/shop.tar?checksum=sha256:ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73',
        },
        { digest: `sha256:${digest}` },
      ],
    })
    expect(output).toContain('sha256:00 is neither a file nor sha256:…, it is left out')
    expect(output).toContain('no-such-file is neither a file nor sha256:…, it is left out')
  })
})

describe('a job goes on', () => {
  test.each([
    ['without a store', { TURNPIKE_STORE: '' }, 'TURNPIKE_STORE is not set, nothing is sent'],
    [
      'with a variable that does not exist',
      { TURNPIKE_STORE: '', TURNPIKE_TRACK_STORE: '$TURNPIKE_STORE' },
      'TURNPIKE_STORE is not set',
    ],
    ['with an address that is none', { TURNPIKE_STORE: 'store.example.org' }, 'is no http(s) address'],
    [
      'with a password in the address',
      { TURNPIKE_STORE: 'https://u:p@store.example.org' },
      'must not hold a user or password',
    ],
    [
      'when a token would travel readable',
      { TURNPIKE_STORE: 'http://127.0.0.1.example.org', TURNPIKE_TOKEN: 'abc' },
      'not sent over plain http',
    ],
    [
      'with a token that would break out of the header',
      { TURNPIKE_TOKEN: 'a"\nurl = "http://evil' },
      'characters that no token has',
    ],
    [
      'when the store is gone',
      { TURNPIKE_STORE: 'http://127.0.0.1:1' },
      'could not be told that this job started',
    ],
    ['outside of a pipeline', { CI_PIPELINE_ID: '' }, 'CI_PIPELINE_ID or CI_JOB_ID is no number'],
    ['with a project that is no address', { CI_PROJECT_URL: 'https://x/"}' }, 'CI_PROJECT_URL is no address'],
  ] as [string, Record<string, string>, string][])('%s', async (_, env, message) => {
    const { code, output } = await START(env, { after: 'echo went on' })
    expect(output).toContain(message)
    expect(output).toContain('went on')
    expect(code).toBe(0)
    expect(world.store.received).toEqual([])
  })

  test('when the store refuses', async () => {
    await world.answerWith(refuses(401, 'Unauthorized'))
    const { code, output } = await START({ TURNPIKE_TOKEN: 'wrong' })
    expect(output).toContain('401')
    expect(output).toContain('could not be told')
    expect(code).toBe(0)
  })
})

test('the token goes to the store, and to no list of processes', async () => {
  const bin = join(folder, 'spy')
  mkdirSync(bin, { recursive: true })
  writeFileSync(
    join(bin, 'curl'),
    `#!/bin/sh\nprintf '%s\\n' "$@" >"${bin}/arguments"\nexec ${findProgram('curl') ?? 'curl'} "$@"\n`,
  )
  chmodSync(join(bin, 'curl'), 0o755)
  await START({ TURNPIKE_TOKEN: 'tok3n' }, { path: `${bin}:${process.env.PATH ?? ''}` })
  expect(world.store.received[0]?.headers['authorization']).toBe('Bearer tok3n')
  expect(readFileSync(join(bin, 'arguments'), 'utf8')).not.toContain('tok3n')
})

describe('in an image with busybox and nothing else', () => {
  const bin = join(folder, 'busybox-only')
  const busybox = findProgram('busybox')
  beforeAll(() => {
    mkdirSync(bin, { recursive: true })
    const applets = ['sh', 'sed', 'tr', 'cut', 'date', 'sha256sum', 'wget', 'timeout']
    if (busybox !== undefined) for (const applet of applets) symlinkSync(busybox, join(bin, applet))
  })

  test('the hook sends by wget', async () => {
    if (busybox === undefined) return process.stderr.write('skipped: busybox is not on this machine\n')
    const { code } = await START({ TURNPIKE_TOKEN: 'abc' }, { shell: ['busybox', 'sh'], path: bin })
    expect(code).toBe(0)
    expect(sent()).toHaveLength(2)
    expect(world.store.received[0]?.headers['authorization']).toBe('Bearer abc')
    expect(sent().every((event) => validate(event).valid)).toBe(true)
  })

  test('with curl the hook sends by curl, where nothing can be written and nobody has a home', async () => {
    const curl = findProgram('curl')
    if (busybox === undefined || curl === undefined)
      return process.stderr.write('skipped: busybox or curl is not on this machine\n')
    const withCurl = join(folder, 'busybox-and-curl')
    mkdirSync(withCurl, { recursive: true })
    for (const applet of ['sh', 'sed', 'tr', 'cut', 'date', 'sha256sum'])
      symlinkSync(busybox, join(withCurl, applet))
    symlinkSync(curl, join(withCurl, 'curl'))
    // Nobody, not even root, makes a file there.
    const options = { shell: ['busybox', 'sh'], path: withCurl, cwd: '/proc' }
    const nowhere = { TMPDIR: '/nonexistent', TURNPIKE_TOKEN: 'abc' }
    const digest = 'ab'.repeat(32)
    const started = await START(nowhere, options)
    const finished = await FINISH(
      { ...nowhere, CI_JOB_STATUS: 'success', TURNPIKE_TRACK_ARTIFACT: `sha256:${digest}` },
      options,
    )
    expect([started.code, finished.code]).toEqual([0, 0])
    expect(sent()).toHaveLength(3)
    expect(sent().every((event) => validate(event).valid)).toBe(true)
    expect(world.store.received[0]?.headers['user-agent']).toMatch(/^curl/)
    expect(started.output + finished.output).not.toMatch(/denied|read-only|no such/i)
  })

  test.each([
    ['wget', 'neither curl nor wget is here, nothing is sent'],
    ['sha256sum', 'no sha256sum here, nothing is sent'],
  ])('but without %s it says so and goes on', async (missing, message) => {
    if (busybox === undefined) return process.stderr.write('skipped: busybox is not on this machine\n')
    const less = join(folder, `without-${missing}`)
    mkdirSync(less, { recursive: true })
    const applets = ['sh', 'sed', 'tr', 'cut', 'date', 'sha256sum', 'wget'].filter((one) => one !== missing)
    for (const applet of applets) symlinkSync(busybox, join(less, applet))
    // The shell by another name than busybox, which would offer its own programs first.
    const { code, output } = await START({}, { shell: ['dash'], path: less, after: 'echo went on' })
    expect(output).toContain(message)
    expect(output).toContain('went on')
    expect(code).toBe(0)
  })
})
