/**
 * Forgery by whatever writes for a runner to read: each hostile text through each writer of the GitHub and GitLab hosts,
 * and through what tells of wrong inputs, read back as the runner reads it. Careless writers show that it would be seen.
 */
import { describe, expect, test } from '@jest/globals'
import * as core from '@actions/core'
import process from 'node:process'
import { readEmitInputs, readGateInputs } from '../../src/actions/github-inputs.ts'
import { linesOf } from '../../src/actions/failure.ts'
import type { TurnpikeError } from '../../src/errors.ts'
import { createGithubHost } from '../../src/host/github-host.ts'
import { createGitlabHost } from '../../src/host/gitlab-host.ts'
import type { Facts } from '../../src/host/host.ts'
import type { HostIo } from '../../src/host/io.ts'
import { STRINGS } from './hostile-strings.ts'
import { observedLog } from './observed.ts'
import { commandLinesIn, valuesIn } from './runner-files.ts'

const FACTS = { forge: 'github' } as Facts

interface Written {
  io: HostIo
  files: Record<string, string>
  log(): string
}

function memory(): Written {
  const files: Record<string, string> = {}
  let printed = ''
  const captured =
    <A extends unknown[]>(write: (...given: A) => void) =>
    (...given: A) => {
      const real = process.stdout.write.bind(process.stdout)
      process.stdout.write = (text: string | Uint8Array) => ((printed += String(text)), true)
      try {
        write(...given)
      } finally {
        process.stdout.write = real
      }
    }
  const { error, warning, notice, setFailed } = core
  const io: HostIo = {
    env: { GITHUB_OUTPUT: 'out', GITHUB_STATE: 'state', GITHUB_STEP_SUMMARY: 'summary' },
    read: (path) => files[path],
    append: (path, text) => void (files[path] = (files[path] ?? '') + text),
    write: (path, text) => void (files[path] = text),
    print: (text) => void (printed += text),
    setExitCode: () => undefined,
    random: () => crypto.randomUUID(),
    now: () => 0,
    core: async () => ({
      error: captured(error),
      warning: captured(warning),
      notice: captured(notice),
      setFailed: captured((message: string | Error) => {
        setFailed(message)
        process.exitCode = undefined
      }),
    }),
  }
  return { io, files, log: () => printed }
}

async function github(text: string) {
  const written = memory()
  const host = createGithubHost(FACTS, written.io)
  await host.output('first', text)
  await host.output('last', 'ours')
  await host.saveState('first', text)
  await host.saveState('last', 'ours')
  await host.annotate({ level: 'warning', title: `${text}.`, message: 'ours' })
  await host.secret('ours')
  host.log(text.replace(/[\r\n\u2028\u2029]/g, ' '))
  await host.fail(`ours: ${text.replaceAll('\n', ' ')}`, 1)
  const masked = memory()
  await createGithubHost(FACTS, masked.io).secret(text)
  return {
    masks: commandLinesIn(masked.log()).map(({ message }) => message),
    out: valuesIn(written.files['out'] ?? ''),
    state: valuesIn(written.files['state'] ?? ''),
    ...observedLog(written.log()),
  }
}

async function gitlab(text: string) {
  const written = memory()
  const host = createGitlabHost(FACTS, written.io, { dotenv: 'env', annotations: 'links' })
  await host.output('last', 'ours')
  const refused = await host.output('first', text).then(
    () => false,
    () => true,
  )
  await host.link(text, 'https://store.example.org/')
  await host.annotate({ level: 'warning', title: text, message: 'ours' })
  host.section(text, [text.replace(/[\r\n\u2028\u2029]/g, ' ')])
  await host.fail(text, 1)
  const variables = Object.keys(valuesIn(written.files['env'] ?? ''))
  const links = JSON.parse(written.files['links'] ?? '') as Record<string, object[]>
  const folds = written
    .log()
    .match(/\u001B\[0Ksection_(?:start|end):\d+:turnpike_[0-9a-f_]{36}[^\r]{0,20}\r\u001B\[0K/g)
  return {
    variables: variables.filter((name) => refused || name !== 'TURNPIKE_FIRST'),
    links: Object.entries(links).map(([section, { length }]) => [section, length]),
    folds: folds?.length,
    ...observedLog(written.log().replace(/\u001B\[0Ksection_[^\r]*\r\u001B\[0K/g, '')),
  }
}

/** What is told of wrong inputs, as it is printed. */
async function wrong(text: string) {
  const given = inputs({
    'fail-on-error': text,
    format: text,
    mode: text,
    wait: text,
    'pipeline-finished': text,
  })
  const told = [readEmitInputs, readGateInputs].map((read) => {
    try {
      read({ ...given, INPUT_STORE: `x://${text}`, INPUT_ARTIFACT: 'x', INPUT_ENVIRONMENT: 'x' })
      return 'nothing'
    } catch (error) {
      return linesOf(error as TurnpikeError).join('\n')
    }
  })
  const written = memory()
  for (const message of told) await createGithubHost(FACTS, written.io).fail(message, 2)
  return observedLog(written.log())
}

const inputs = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))

describe.each([
  ['GitHub', github],
  ['GitLab', gitlab],
  ['a person who gave a wrong input', wrong],
])('what is written for %s', (name, write) => {
  test.each(STRINGS)('is what it was: %s: %j', async (_, text) => {
    const { out, state, masks, ...others } = (await write(text)) as Awaited<ReturnType<typeof github>>
    const harmless = (await write('harmless')) as Awaited<ReturnType<typeof github>>
    expect(others).toEqual({ ...harmless, out: undefined, state: undefined, masks: undefined })
    if (name !== 'GitHub') return
    expect(masks).toEqual(text.split(/[\r\n]+/).filter((line) => line.trim() !== ''))
    expect([out, state]).toEqual(Array(2).fill({ first: text, last: 'ours' }))
  })
})

describe('anything would be seen where a writer is careless', () => {
  const texts = STRINGS.map(([, text]) => text)
  const seen = (write: (text: string) => unknown) =>
    texts.filter((text) => {
      try {
        return JSON.stringify(write(text)) !== JSON.stringify(write('harmless'))
      } catch {
        return true
      }
    }).length

  test.each<[string, (text: string) => unknown]>([
    ['an output on one line', (text) => Object.keys(valuesIn(`first=${text}\nlast=ours\n`))],
    [
      'an output with a word as its end',
      (text) => valuesIn(`first<<EOF\n${text}\nEOF\nlast=ours\n`)['allowed'],
    ],
    ['a line as it is', (text) => observedLog(`${text}\n`)],
    [
      'a line of which the controls alone are gone',
      (text) => observedLog(`${text.replace(/\p{Cc}/gu, '')}\n`),
    ],
    ['an annotation as it is', (text) => observedLog(`::error title=${text}::x\n`)],
    [
      'an annotation with escaped line breaks',
      (text) => observedLog(`::error::${text.replaceAll('%', '%25').replaceAll('\n', '%0A')}\n`),
    ],
    ['JSON by hand', (text) => Object.keys(JSON.parse(`{"title":"${text}"}`) as object)],
  ])('%s', (_, write) => {
    expect(seen(write)).toBeGreaterThan(0)
  })
})
