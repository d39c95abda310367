/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- answers are read freely */
/** The trust document in force: by file, as an event, after a restart, and when the newest text is broken. */
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { serve, type Served, type ServeOptions } from '../../src/server/listen.ts'
import { hashOfToken } from '../../src/trust/static-tokens.ts'
import { send } from './process.ts'
import { testsPassed } from './sample.ts'

const SECRET = `tpk_${'s'.repeat(43)}`
const headers = { authorization: `Bearer ${SECRET}` }
let expires: string
beforeAll(() => {
  expires = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10)
})

const documentOf = (may: string, organisation = 'default') => `apiVersion: turnpike/v1
kind: Trust
metadata: { organisation: ${organisation} }
tokens:
  - { name: ci, hash: '${hashOfToken(SECRET)}', expires: '${expires}' }
grants:
  - { name: ci, to: { id: 'token:ci' }, may: { ${may} } }
`

const folders: string[] = []
const log: string[] = []
let served: Served | undefined
afterEach(async () => {
  await served?.close()
  served = undefined
  log.length = 0
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'turnpike-trust-'))
  folders.push(made)
  return made
}
const listen = async (options: Partial<ServeOptions>): Promise<Served> =>
  (served = await serve({
    database: ':memory:',
    host: '127.0.0.1',
    port: 0,
    log: (line) => void log.push(line),
    ...options,
  }))
const get = async (url: string, path: string) => {
  const { status, text } = await send(url + path, { headers })
  return { status, text, body: text.startsWith('{') ? JSON.parse(text) : undefined }
}
const until = async (condition: () => Promise<boolean>) => {
  while (!(await condition())) await sleep(10)
}

describe('a trust document', () => {
  test('holds instead of the rules for this machine and the tokens of the environment', async () => {
    const trustFile = join(folder(), 'trust.yaml')
    writeFileSync(trustFile, documentOf('read: true'))
    const { url } = await listen({ trustFile, tokens: [{ name: 'old', secret: 'o'.repeat(40) }] })
    expect((await send(`${url}/v1/events`)).status).toBe(401)
    const old = await send(`${url}/v1/events`, { headers: { authorization: `Bearer ${'o'.repeat(40)}` } })
    expect(old.status).toBe(401)
    expect((await get(url, '/v1/events')).status).toBe(200)
    expect(log.join('\n')).toMatch(/tokens given at the start are not used/)
  })

  test('that changes is in force without a restart, and both are events that can be read', async () => {
    const trustFile = join(folder(), 'trust.yaml')
    writeFileSync(trustFile, documentOf('read: true'))
    const { url } = await listen({ trustFile })
    expect((await get(url, '/v1/trust')).status).toBe(403)
    // As editors and volume mounts do: another file in its place.
    writeFileSync(`${trustFile}.new`, documentOf('read: true, administer: true'))
    renameSync(`${trustFile}.new`, trustFile)
    await until(async () => (await get(url, '/v1/trust')).status === 200)
    const { body } = await get(url, '/v1/trust')
    const events = (await get(url, '/v1/events?type=dev.cdeventsx.turnpike-trust.published')).body.events
    expect(events).toHaveLength(2)
    expect(events[0]).toMatchObject({
      producer: { kind: 'store', id: 'store' },
      sequence: body.sequence,
      event: { subject: { id: 'default', content: { digest: body.digest, text: body.text } } },
    })
    expect(body.text).toBe(documentOf('read: true, administer: true'))
    expect(JSON.stringify(events)).not.toContain(SECRET)
  })

  test('that is broken leaves the former one in force, and is seen in the log and the metrics', async () => {
    const trustFile = join(folder(), 'trust.yaml')
    writeFileSync(trustFile, documentOf('read: true, administer: true'))
    const { url, reload } = await listen({ trustFile })
    const before = (await get(url, '/v1/trust')).body
    writeFileSync(trustFile, documentOf('raed: true'))
    await reload()
    const after = (await get(url, '/v1/trust')).body
    expect(after).toMatchObject({ digest: before.digest, sequence: before.sequence })
    expect(after.troubles).toContainEqual(
      expect.objectContaining({ line: 7, column: 48, message: expect.stringContaining('"raed"') }),
    )
    expect((await get(url, '/metrics')).text).toMatch(/turnpike_trust_troubles 2\n/)
    expect(log.join('\n')).toMatch(/trust\.yaml is not in force; the former document stays in force: 7:/)
    writeFileSync(trustFile, documentOf('read: true'))
    await reload()
    expect((await get(url, '/metrics')).text).toMatch(/turnpike_trust_troubles 0\n/)
    expect((await get(url, '/v1/trust')).status).toBe(403)
  })

  test('that is for another organisation is none', async () => {
    const trustFile = join(folder(), 'trust.yaml')
    writeFileSync(trustFile, documentOf('read: true', 'acme'))
    await expect(listen({ trustFile })).rejects.toThrow(/'acme', but this is the document of 'default'/)
  })

  test('that is missing or broken at the first start stops it', async () => {
    const trustFile = join(folder(), 'trust.yaml')
    await expect(listen({ trustFile })).rejects.toThrow(
      /trust\.yaml is not a trust document that can be in force/,
    )
    writeFileSync(trustFile, 'nothing: at all')
    await expect(listen({ trustFile })).rejects.toThrow(/trust\.yaml is not a trust document/)
  })

  test('stays in force after a restart without its file: losing a file opens nothing', async () => {
    const at = folder()
    const trustFile = join(at, 'trust.yaml')
    const database = join(at, 'store.db')
    writeFileSync(trustFile, documentOf('read: true, administer: true'))
    const first = await listen({ database, trustFile })
    const before = (await get(first.url, '/v1/trust')).body
    await first.close()
    const { url } = await listen({ database })
    expect((await send(`${url}/v1/events`)).status).toBe(401)
    expect((await get(url, '/v1/trust')).body).toEqual(before)
  })

  test('that did not change is published once', async () => {
    const at = folder()
    const options = { database: join(at, 'store.db'), trustFile: join(at, 'trust.yaml') }
    writeFileSync(options.trustFile, documentOf('read: true, administer: true'))
    await (await listen(options)).close()
    const { url, reload } = await listen(options)
    await reload()
    const { body } = await get(url, '/v1/events?type=dev.cdeventsx.turnpike-trust.published')
    expect(body.events).toHaveLength(1)
  })

  test('of two servers over one database is published once', async () => {
    const at = folder()
    const options = { database: join(at, 'store.db'), trustFile: join(at, 'trust.yaml') }
    writeFileSync(options.trustFile, documentOf('read: true'))
    const first = await listen(options)
    const second = await listen(options)
    try {
      writeFileSync(options.trustFile, documentOf('read: true, administer: true'))
      await first.reload()
      await second.reload()
      expect((await get(second.url, '/v1/trust')).body).toEqual((await get(first.url, '/v1/trust')).body)
      const { body } = await get(first.url, '/v1/events?type=dev.cdeventsx.turnpike-trust.published')
      expect(body.events).toHaveLength(2)
    } finally {
      await first.close()
    }
  })

  test('may be written by nobody but the store', async () => {
    const trustFile = join(folder(), 'trust.yaml')
    writeFileSync(
      trustFile,
      documentOf("read: true, write: { types: ['*'], sources: ['*'], environments: ['*'] }"),
    )
    const { url } = await listen({ trustFile })
    for (const subject of ['turnpike-trust', 'turnpike-policy', 'turnpike-gate', 'turnpike-log']) {
      const sent = testsPassed()
      const type = `dev.cdeventsx.${subject}.published.0.1.0`
      const event = { ...sent, context: { ...sent.context, type } }
      const answer = await send(`${url}/v1/events`, { method: 'POST', body: JSON.stringify(event), headers })
      expect([subject, answer.status]).toEqual([subject, 403])
      expect(answer.text).toContain('is written by the store alone')
    }
  })
})

describe('a folder of organisations', () => {
  const organisations = (names: Record<string, string | undefined>): string => {
    const at = folder()
    for (const [name, text] of Object.entries(names)) {
      mkdirSync(join(at, name))
      if (text !== undefined) writeFileSync(join(at, name, 'trust.yaml'), text)
    }
    return at
  }

  test('serves each under its address; one that cannot be is left out and the others are not hurt', async () => {
    const organisationsDir = organisations({
      acme: documentOf('read: true', 'acme'),
      broken: 'kind: Trust',
      empty: undefined,
      mistaken: documentOf('read: true', 'acme'),
    })
    const { url } = await listen({ organisationsDir })
    expect((await get(url, '/o/acme/v1/events')).status).toBe(200)
    const unknown = await get(url, '/o/nobody/v1/events')
    expect(unknown.status).toBe(404)
    for (const name of ['broken', 'empty', 'mistaken', 'default']) {
      const answer = await get(url, `/o/${name}/v1/events`)
      expect([name, answer.status, answer.text]).toEqual([name, 404, unknown.text])
    }
    expect(log.join('\n')).toMatch(/^broken is not served: trust\.yaml is not a trust document/m)
    expect(log.join('\n')).toMatch(/^empty is not served: its folder holds no trust\.yaml$/m)
    expect(log.join('\n')).toMatch(/^mistaken is not served: .*'acme'/m)
  })

  test('holds the default one too, unless its files are given apart', async () => {
    const organisationsDir = organisations({ default: documentOf('read: true, administer: true') })
    const { url, close } = await listen({ organisationsDir })
    expect((await get(url, '/v1/trust')).status).toBe(200)
    await close()
    const trustFile = join(folder(), 'mine.yaml')
    writeFileSync(trustFile, documentOf('read: true'))
    const other = await listen({ organisationsDir, trustFile })
    expect((await get(other.url, '/v1/trust')).status).toBe(403)
  })

  test('may get another one while the store runs', async () => {
    const organisationsDir = organisations({ acme: documentOf('read: true', 'acme') })
    const { url, reload } = await listen({ organisationsDir })
    mkdirSync(join(organisationsDir, 'late'))
    writeFileSync(join(organisationsDir, 'late', 'trust.yaml'), documentOf('read: true', 'late'))
    expect((await get(url, '/o/late/v1/events')).status).toBe(404)
    await reload()
    expect((await get(url, '/o/late/v1/events')).status).toBe(200)
  })

  test('has names that can stand in an address', async () => {
    await expect(listen({ organisationsDir: organisations({ Acme: undefined }) })).rejects.toThrow(
      /Acme cannot be an organisation: .*lower case/,
    )
  })

  test('holds each one’s policies and key, which nobody else may read', async () => {
    const organisationsDir = organisations({ acme: documentOf('read: true', 'acme') })
    mkdirSync(join(organisationsDir, 'acme', 'policies'))
    writeFileSync(
      join(organisationsDir, 'acme', 'policies', 'production.yaml'),
      `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production }
applies: { environments: [production] }
rules:
  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: any }
`,
    )
    const { url } = await listen({ organisationsDir, publicUrl: 'https://store.example.org/' })
    expect((await get(url, '/o/acme/v1/policies')).body.policies).toMatchObject([{ name: 'production' }])
    expect(JSON.parse((await send(`${url}/v1/policies`)).text).policies).toEqual([])
    expect(statSync(join(organisationsDir, 'acme', 'log-key')).mode & 0o777).toBe(0o600)
    const [origin] = (await get(url, '/o/acme/v1/log/checkpoint')).text.split('\n')
    expect(origin).toBe('store.example.org/o/acme')
    expect(log.join('\n')).toMatch(
      /^acme: the log is signed with store\.example\.org\/o\/acme\+[0-9a-f]{8}\+/m,
    )
  })
})

test('the key of the log is made beside the database once, and is the same after a restart', async () => {
  const database = join(folder(), 'store.db')
  const first = await listen({ database })
  const keys = (await send(`${first.url}/v1/log/keys`)).text
  await first.close()
  expect(statSync(`${database}.log-key`).mode & 0o777).toBe(0o600)
  const { url } = await listen({ database })
  expect((await send(`${url}/v1/log/keys`)).text).toBe(keys)
})
