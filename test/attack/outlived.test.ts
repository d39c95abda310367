/** What was begun with a right, and goes on when the right is gone. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { makeLogKey } from '../../src/server/log-key.ts'
import { serve } from '../../src/server/listen.ts'
import { createStreams } from '../../src/server/stream.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { NOBODY } from '../../src/server/access.ts'
import type { Call } from '../../src/server/route.ts'
import { DIGEST, startScene, trustOf } from './scene.ts'

test('a stream ends though nobody ends it: its reader shows again who it is', async () => {
  const store = openSqliteStore(':memory:')
  const call = {
    request: new Request('http://store/v1/stream'),
    query: { one: () => undefined, all: () => [], integer: () => undefined },
    ...NOBODY,
  } as unknown as Call
  const streams = createStreams(store, 'default', 20)
  const response = await streams.open(call)
  expect(streams.count()).toBe(1)
  let endedHere = false
  const late = setTimeout(() => {
    endedHere = true
    streams.close()
  }, 10_000)
  expect(await response.text()).toBe('')
  clearTimeout(late)
  expect(endedHere).toBe(false)
  expect(streams.count()).toBe(0)
  await store.close()
})

const POLICY = `apiVersion: turnpike/v1
kind: Policy
metadata: { name: shop, owner: x@example.org }
applies: { environments: [staging] }
producers:
  anybody: { kind: token }
rules:
  - { id: agreed, kind: approval, from: ['urn:user:bob'], producer: [anybody], onMissing: wait }
`

test('a gate that waits tells no more of what is pending once its asker may not ask', async () => {
  const store = await startScene({
    default: '  - { name: policies, to: { id: "token:anything" }, may: { administer: true } }\n',
  })
  try {
    const put = await store.call('PUT', '/v1/policies/shop', {
      headers: { ...store.as('anything'), 'content-type': 'application/yaml' },
      body: POLICY,
    })
    expect([put.status, put.text]).toEqual([201, expect.any(String)])
    const response = await fetch(`${store.url}/v1/decisions`, {
      method: 'POST',
      // Long before the gate's own time is up.
      signal: AbortSignal.timeout(15_000),
      headers: {
        ...store.as('asker'),
        'content-type': 'application/json',
        accept: 'text/event-stream',
      },
      body: JSON.stringify({
        wait: '10m',
        request: { artifacts: [{ digest: DIGEST }], environment: 'staging', service: 'shop' },
      }),
    })
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let told = ''
    while (!told.includes('event: pending')) told += (await reader.read()).value ?? ''
    const trust = trustOf('default', store.issuer).replace(
      'ask: { environments: [staging] }',
      'witness: true',
    )
    writeFileSync(join(store.folder, 'trust.yaml'), trust)
    let rest = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      rest += value
    }
    expect(rest).toContain('event: problem')
    expect(rest).not.toContain('event: pending')
  } finally {
    await store.close()
  }
})

test('two organisations have no log of one name, also when a key was copied', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-same-log-'))
  const log: string[] = []
  const scene = await startScene()
  try {
    for (const name of ['acme', 'beta']) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'trust.yaml'), trustOf(name, scene.issuer))
    }
    await makeLogKey(join(folder, 'acme', 'log-key'), 'store.example.org/o/acme', 'log')
    writeFileSync(join(folder, 'beta', 'log-key'), readFileSync(join(folder, 'acme', 'log-key')), {
      mode: 0o600,
    })
    const served = await serve({
      database: ':memory:',
      host: '127.0.0.1',
      port: 0,
      organisationsDir: folder,
      log: (line) => void log.push(line),
    })
    const found = await Promise.all(['acme', 'beta'].map((name) => fetch(`${served.url}/o/${name}/healthz`)))
    expect(found.map(({ status }) => status)).toEqual([200, 404])
    expect(log.join('\n')).toMatch(/beta is not served: .*store\.example\.org\/o\/acme/)
    await served.close()
  } finally {
    await scene.close()
    rmSync(folder, { recursive: true })
  }
})
