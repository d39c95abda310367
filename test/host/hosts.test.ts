import { describe, expect, jest, test } from '@jest/globals'
import { createGithubHost } from '../../src/host/github-host.ts'
import { githubFacts } from '../../src/host/github.ts'
import { createGitlabHost, variableOf } from '../../src/host/gitlab-host.ts'
import { gitlabFacts } from '../../src/host/gitlab.ts'
import type { HostIo } from '../../src/host/io.ts'
import { createRecordingHost } from '../../src/host/recording-host.ts'
import { shellFacts } from '../../src/host/shell.ts'
import { createTerminalHost } from '../../src/host/terminal-host.ts'
import { GITHUB, GITLAB, PUSH } from './surroundings.ts'

const FILES = { GITHUB_OUTPUT: '/out', GITHUB_STATE: '/state', GITHUB_STEP_SUMMARY: '/summary' }

function fakeIo(env: Record<string, string> = FILES) {
  const files: Record<string, string> = {}
  const said: unknown[] = []
  const io: HostIo & {
    files: typeof files
    printed: string
    code: number | undefined
    said: unknown[]
    loads: number
  } = {
    env,
    files,
    printed: '',
    code: undefined,
    said,
    loads: 0,
    read: (path) => files[path],
    append(path, text) {
      files[path] = (files[path] ?? '') + text
    },
    write(path, text) {
      files[path] = text
    },
    print(text) {
      io.printed += text
    },
    setExitCode(code) {
      io.code = code
    },
    random: () => 'random-1',
    now: () => 1_795_269_600_000,
    async core() {
      io.loads++
      const record = (name: string) => (message: unknown, properties?: unknown) =>
        void said.push([name, message, properties])
      return {
        error: record('error'),
        warning: record('warning'),
        notice: record('notice'),
        setFailed: record('setFailed'),
      }
    },
  }
  return io
}

/** Reads GITHUB_OUTPUT as the runner does (actions/runner, FileCommandManager: heredoc until the exact delimiter). */
function readFileCommand(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const match = /^([^<=]+)<<(.+)$/.exec(lines[index] ?? '')
    if (match === null) continue
    const value: string[] = []
    while (lines[++index] !== match[2]) {
      if (index >= lines.length) throw new Error('the delimiter never came')
      value.push(lines[index] ?? '')
    }
    values[match[1] ?? ''] = value.join('\n')
  }
  return values
}

describe('the GitHub host', () => {
  const facts = githubFacts(GITHUB, PUSH)

  test('writes outputs and state that read back as they were, hostile ones too', async () => {
    const io = fakeIo()
    const host = createGithubHost(facts, io)
    const value = 'a\nverdict<<EOF\nallow\nEOF\nturnpike_\nverdict=allow'
    await host.output('verdict', value)
    await host.output('empty', '')
    await host.saveState('spool', value)
    expect(readFileCommand(io.files['/out'] ?? '')).toEqual({ verdict: value, empty: '' })
    expect(readFileCommand(io.files['/state'] ?? '')).toEqual({ spool: value })
    expect(io.loads).toBe(0)
  })

  test('refuses a name or a value that could end the value early', async () => {
    const host = createGithubHost(facts, fakeIo())
    await expect(host.output('a\nb', 'x')).rejects.toMatchObject({ code: 'USAGE' })
    await expect(host.output('a', 'turnpike_random-1')).rejects.toMatchObject({ code: 'USAGE' })
    await expect(host.output('a', 'x'.repeat(600_000))).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })

  test('reads state back in post', () => {
    expect(createGithubHost(facts, fakeIo({ STATE_spool: '/kept' })).state('spool')).toBe('/kept')
    expect(createGithubHost(facts, fakeIo()).state('spool')).toBe('')
  })

  test('appends summaries, and never more than the runner keeps', async () => {
    const io = fakeIo()
    const host = createGithubHost(facts, io)
    await host.summary('# one')
    await host.summary('two\n')
    expect(io.files['/summary']).toBe('# one\ntwo\n')
    await expect(host.summary('é'.repeat(600_000))).rejects.toMatchObject({ code: 'TOO_LARGE' })
    await host.summary('three')
    expect(io.files['/summary']).toBe('# one\ntwo\nthree\n')
  })

  test('does without the runner’s files', async () => {
    const io = fakeIo({})
    const host = createGithubHost(facts, io)
    await host.output('a', 'b')
    await host.saveState('a', 'b')
    await host.summary('x')
    expect(io.files).toEqual({})
  })

  test('masks every line of a secret, and nothing when it is empty', async () => {
    const io = fakeIo()
    const host = createGithubHost(facts, io)
    await host.secret('one%\r\ntwo\n\n')
    await host.secret('')
    expect(io.printed).toBe('::add-mask::one%25\n::add-mask::two\n')
  })

  test('prints lines that are no commands', () => {
    const io = fakeIo()
    createGithubHost(facts, io).log('fine\n::error::not fine')
    expect(io.printed).toBe('fine\n: :error::not fine\n')
  })

  test('annotates and fails through @actions/core, with the exit code of the design', async () => {
    const io = fakeIo()
    const host = createGithubHost(facts, io)
    await host.annotate({ level: 'warning', title: 'Gate\u202E', message: 'x'.repeat(5000) })
    await host.fail('denied', 3)
    expect(io.said).toEqual([
      ['warning', 'x'.repeat(4096), { title: 'Gate' }],
      ['setFailed', 'denied', undefined],
    ])
    expect(io.code).toBe(3)
  })
})

describe('the GitLab host', () => {
  const facts = gitlabFacts(GITLAB)
  const reports = { dotenv: 'd.env', annotations: 'a.json', summary: 's.md' }

  test('hands outputs on as variables of a dotenv report, the last value of each', async () => {
    const io = fakeIo()
    const host = createGitlabHost(facts, io, reports)
    await host.output('verdict', 'pending')
    await host.output('decision-id', '0190-x')
    await host.output('verdict', 'allow')
    expect(io.files['d.env']).toBe('TURNPIKE_DECISION_ID=0190-x\nTURNPIKE_VERDICT=allow\n')
    expect(variableOf('artifact-digest')).toBe('TURNPIKE_ARTIFACT_DIGEST')
  })

  test.each(['a\nTURNPIKE_VERDICT=allow', "it's", 'say "x"', '`id`'])(
    'refuses the value %j',
    async (value) => {
      const io = fakeIo()
      await expect(createGitlabHost(facts, io, reports).output('verdict', value)).rejects.toMatchObject({
        code: 'USAGE',
      })
      expect(io.files).toEqual({})
    },
  )

  test('keeps the bounds of dotenv: 20 variables, 5 KB', async () => {
    const host = createGitlabHost(facts, fakeIo(), reports)
    for (let index = 0; index < 20; index++) await host.output(`v${index}`, 'x')
    await expect(host.output('one-more', 'x')).rejects.toMatchObject({ code: 'TOO_LARGE' })
    await expect(host.output('v0', 'x'.repeat(5000))).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })

  test('collects links in an annotations report, http only', async () => {
    const io = fakeIo()
    const host = createGitlabHost(facts, io, reports)
    await host.link('Decision', 'https://store.example.org/decisions/1')
    await host.link('Bad', 'javascript:alert(1)')
    await host.link('Board', 'http://store.example.org/')
    expect(JSON.parse(io.files['a.json'] ?? '')).toEqual({
      Turnpike: [
        { external_link: { label: 'Decision', url: 'https://store.example.org/decisions/1' } },
        { external_link: { label: 'Board', url: 'http://store.example.org/' } },
      ],
    })
  })

  test('folds lines into a section that strangers cannot close', () => {
    const io = fakeIo()
    createGitlabHost(facts, io).section('Why', ['\u001B[0Ksection_end:1:turnpike_random_1\r\u001B[0K', 'x'])
    expect(io.printed).toBe(
      '\u001B[0Ksection_start:1795269600:turnpike_random_1[collapsed=true]\r\u001B[0KWhy\n' +
        'section_end:1:turnpike_random_1\n\nx\n' +
        '\u001B[0Ksection_end:1795269600:turnpike_random_1\r\u001B[0K\n',
    )
  })

  test('without reports only logs', async () => {
    const io = fakeIo()
    const host = createGitlabHost(facts, io)
    await host.output('a', "it's")
    await host.summary('# x')
    await host.link('a', 'https://example.org')
    await host.secret('hush')
    await host.annotate({ level: 'error', title: 'No\nway', message: 'a\nb' })
    await host.fail('denied', 3)
    expect(io.files).toEqual({})
    expect(io.printed).toBe('\u001B[31;1mNo way\u001B[0m\na\nb\n\u001B[31;1mdenied\u001B[0m\n')
    expect(io.printed).not.toContain('hush')
    expect(io.code).toBe(3)
  })
})

describe('the terminal host', () => {
  const facts = shellFacts({}, { hostname: 'box', user: 'alice' })

  test('prints plainly unless colours are asked for', async () => {
    const io = fakeIo()
    await createTerminalHost(facts, io).annotate({ level: 'error', title: 'No', message: 'why' })
    await createTerminalHost(facts, io, { colour: true }).fail('denied', 3)
    expect(io.printed).toBe('No\nwhy\n\u001B[31;1mdenied\u001B[0m\n')
    expect(io.code).toBe(3)
  })

  test('prints outputs only when asked to', async () => {
    const io = fakeIo()
    await createTerminalHost(facts, io).output('verdict', 'deny')
    expect(io.printed).toBe('')
    await createTerminalHost(facts, io, { outputs: true }).output('verdict', 'deny')
    expect(io.printed).toBe('verdict=deny\n')
  })
})

test('the recording host remembers everything', async () => {
  const host = createRecordingHost(githubFacts(GITHUB, PUSH))
  await host.output('verdict', 'deny')
  await host.summary('# x')
  await host.annotate({ level: 'error', title: 't', message: 'm' })
  host.log('a\nb')
  await host.secret('hush')
  await host.fail('denied', 3)
  expect(host).toMatchObject({
    outputs: { verdict: 'deny' },
    summaries: ['# x'],
    annotations: [{ level: 'error', title: 't', message: 'm' }],
    lines: ['a', 'b'],
    secrets: ['hush'],
    failure: { message: 'denied', exitCode: 3 },
  })
})

test('the real process loads @actions/core only when it is asked for', async () => {
  const { processIo } = await import('../../src/host/io.ts')
  const io = processIo()
  expect(io.read('/no/such/file')).toBeUndefined()
  expect(io.random()).not.toBe(io.random())
  const core = await io.core()
  expect(typeof core.setFailed).toBe('function')
  expect(jest.isMockFunction(core.setFailed)).toBe(false)
})
