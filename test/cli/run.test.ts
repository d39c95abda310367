import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { accepts, startFake, type FakeStore } from '../e2e/fake-store.ts'
import { turnpike } from './run-cli.ts'

let store: FakeStore
beforeEach(async () => {
  store = await startFake(accepts)
})
afterEach(() => store.close())

/** What was sent, whichever CloudEvents form it came in. */
function sent(): CDEvent[] {
  return store.received.flatMap(({ body }) => {
    const value = JSON.parse(body) as { data: CDEvent } | { data: CDEvent }[]
    return (Array.isArray(value) ? value : [value]).map(({ data }) => data)
  })
}

const run = (...command: string[]) => turnpike(['run', '--store', store.url, '--', ...command])

describe('turnpike run', () => {
  test('keeps the exit code and the output of the command, and tells how it ended', async () => {
    const { code, stdout } = await run('sh', '-c', 'echo out; exit 7')
    expect(stdout).toBe('out\n')
    expect(code).toBe(7)
    const [started, finished] = sent()
    expect(started?.context.type).toBe('dev.cdevents.taskrun.started.0.3.0')
    expect(finished).toMatchObject({
      context: { type: 'dev.cdevents.taskrun.finished.0.3.0' },
      subject: {
        id: started?.subject.id,
        content: { taskName: 'sh', outcome: 'failure', errors: 'exit status 7\nout' },
      },
      customData: { turnpike: { exitCode: 7 } },
    })
    const { milliseconds } = (finished?.customData as { turnpike: { milliseconds: number } }).turnpike
    expect(Number.isInteger(milliseconds)).toBe(true)
  })

  test('tells a success, and two runs of one command are two tasks', async () => {
    await run('true')
    await run('true')
    const finished = sent().filter(({ context }) => context.type.includes('finished'))
    expect(finished.map(({ subject }) => subject.content['outcome'])).toEqual(['success', 'success'])
    expect(new Set(finished.map(({ subject }) => subject.id)).size).toBe(2)
  })

  test('passes signals on, and ends as the command does', async () => {
    const script = 'trap "echo told; exit 9" TERM; echo ready; while :; do sleep 0.05; done'
    const { code, stdout } = await turnpike(['run', '--store', store.url, '--', 'sh', '-c', script], {
      onStdout: (text, kill) => {
        if (text.includes('ready')) kill('SIGTERM')
      },
    })
    expect(stdout).toBe('ready\ntold\n')
    expect(code).toBe(9)
    expect(sent().at(-1)?.subject.content).toMatchObject({ outcome: 'cancel' })
  })

  test('ends 128 + n when a signal ended the command', async () => {
    expect((await run('sh', '-c', 'kill -KILL $$')).code).toBe(137)
    expect(sent().at(-1)?.subject.content).toMatchObject({ outcome: 'failure', errors: 'ended by SIGKILL' })
  })

  test('ends 127 when there is no such command', async () => {
    const { code, stderr } = await run('no-such-command-anywhere')
    expect(code).toBe(127)
    expect(stderr).toContain('no-such-command-anywhere: command not found')
    expect(sent().at(-1)?.subject.content).toMatchObject({ outcome: 'error' })
  })

  test('never changes the exit code because of the store', async () => {
    const without = await turnpike(['run', '--', 'sh', '-c', 'exit 3'])
    expect(without.code).toBe(3)
    const nowhere = await turnpike(['run', '--store', 'not an address', '--', 'true'])
    expect(nowhere.code).toBe(0)
    expect(nowhere.stderr).toContain('not an address')
  })
})
