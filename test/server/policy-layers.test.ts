/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- answers are read freely; start.ts checks their shape against the published document */
import { afterEach, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { REQUEST } from './sample.ts'
import { start, type Started } from './start.ts'

const directories: string[] = []
let server: Started
afterEach(async () => {
  await server.close()
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true })
})

function directoryWith(files: Record<string, string>): string {
  const directory = mkdtempSync(join(tmpdir(), 'turnpike-layers-'))
  directories.push(directory)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
  return directory
}

const put = (name: string, body: string) =>
  server.call('PUT', `/v1/policies/${name}`, { body, headers: { 'content-type': 'application/yaml' } })
const names = async () =>
  (await server.call('GET', '/v1/policies')).body.policies.map(({ name }: { name: string }) => name)

describe('layers', () => {
  const layered = (name: string, layer: string, maxAge: string, more = '') => `apiVersion: turnpike/v1
kind: Policy
metadata: { name: ${name}, layer: ${layer} }
applies: { environments: [production] }
rules:
  - id: unit-tests
    kind: evidence
    type: testsuiterun.finished
    producer: any
    maxAge: ${maxAge}
${more}`
  const baseline = (maxAge: string) => layered('acme', 'baseline', maxAge)
  const service = (maxAge: string) => layered('webshop', 'service', maxAge)

  test('a policy that loosens an earlier layer is refused, with its place', async () => {
    server = await start()
    expect((await put('acme', baseline('7d'))).status).toBe(201)
    const answer = await put('webshop', service('8d'))
    expect([answer.status, answer.body.problems]).toEqual([
      422,
      [
        {
          path: '/rules/0/maxAge',
          line: 10,
          column: 5,
          message: expect.stringContaining('loosens the rule unit-tests of acme (layer baseline)'),
        },
      ],
    ])
    expect(await names()).toEqual(['acme'])
    expect((await put('webshop', service('1d'))).status).toBe(201)
    expect((await server.call('GET', '/v1/policies/webshop')).body.layer).toBe('service')
  })

  test('a baseline that would make a later layer a loosening is refused, with both names', async () => {
    server = await start()
    await put('acme', baseline('7d'))
    await put('webshop', service('6d'))
    const answer = await put('acme', baseline('5d'))
    expect(answer.status).toBe(422)
    expect(answer.body.problems).toMatchObject([{ path: '/rules/0/maxAge', line: 10 }])
    expect(answer.body.problems[0].message).toMatch(
      /webshop \(layer service\) loosens the rule unit-tests of acme/,
    )
    expect((await server.call('GET', '/v1/policies/acme')).body.text).toBe(baseline('7d'))
    // The other way round it goes.
    await put('webshop', service('5d'))
    expect((await put('acme', baseline('5d'))).status).toBe(200)
  })

  test('files of a directory that are changed together come into force together', async () => {
    const directory = directoryWith({ 'a.yaml': baseline('7d'), 'b.yaml': service('6d') })
    server = await start({ directory })
    writeFileSync(join(directory, 'a.yaml'), baseline('5d'))
    writeFileSync(join(directory, 'b.yaml'), service('4d'))
    await server.book.reload()
    expect((await server.call('GET', '/v1/policies')).body.troubles).toEqual([])
    expect((await server.call('GET', '/v1/policies/acme')).body.text).toBe(baseline('5d'))
  })

  test('of a directory the layer that loosens stays out, and so does a baseline that one in force would loosen', async () => {
    const directory = directoryWith({ 'a.yaml': baseline('7d'), 'b.yaml': service('8d') })
    server = await start({ directory })
    expect(await names()).toEqual(['acme'])
    const troubles = async () => (await server.call('GET', '/v1/policies')).body.troubles
    expect(await troubles()).toMatchObject([{ document: 'b.yaml', problems: [{ line: 10, column: 5 }] }])
    writeFileSync(join(directory, 'b.yaml'), service('6d'))
    await server.book.reload()
    expect(await names()).toEqual(['acme', 'webshop'])
    writeFileSync(join(directory, 'a.yaml'), baseline('5d'))
    await server.book.reload()
    expect(await troubles()).toMatchObject([{ document: 'a.yaml' }])
    expect((await server.call('GET', '/v1/policies/acme')).body.text).toBe(baseline('7d'))
    // Nothing is refused for what is as it was.
    await server.book.reload()
    expect(await troubles()).toHaveLength(1)
  })

  test('a file that comes with a request tightens, and cannot loosen', async () => {
    server = await start()
    await put('acme', baseline('7d'))
    const ask = async (text: string) =>
      (
        await server.call('POST', '/v1/decisions', {
          body: { request: REQUEST, policyFiles: [{ name: 'webshop.yaml', text }] },
        })
      ).body
    const tightened = await ask(service('1d'))
    expect(tightened.findings).toMatchObject([
      { policy: 'webshop', layer: 'file', tightens: ['acme/unit-tests'], result: 'fail' },
    ])
    expect(
      tightened.policies.map(({ name, layer }: { name: string; layer: string }) => [name, layer]),
    ).toEqual([
      ['acme', 'baseline'],
      ['webshop', 'file'],
    ])
    const loosened = await ask(service('8d'))
    expect(loosened.verdict).toBe('error')
    expect(loosened.summary).toMatch(
      /^The policy webshop \(line 10, column 5\) loosens the rule unit-tests of acme/,
    )
  })

  test('together are explained as JSON, text, Markdown and YAML', async () => {
    server = await start()
    await put('acme', layered('acme', 'baseline', '7d', '    title: "<b>*Tests*"\n'))
    await put('webshop', service('1d'))
    const get = (accept: string, query = '?environment=production&service=webshop') =>
      server.call('GET', `/v1/policies/merged${query}`, { headers: { accept } })
    const { body } = await get('application/json')
    expect(body.rules).toMatchObject([{ id: 'unit-tests', layer: 'service', tightens: ['acme/unit-tests'] }])
    expect((await get('text/plain')).text).toContain('in place of, acme/unit-tests')
    expect((await get('text/markdown')).text).toContain('### 1. Unit tests')
    const yaml = await get('application/yaml')
    expect(yaml.headers.get('content-type')).toBe('application/yaml')
    expect(yaml.text).toContain('maxAge: 1d')
    expect((await get('application/json', '')).status).toBe(400)
    expect((await get('application/json', '?environment=nowhere')).body.problems).toHaveLength(1)
    // That address is all of them together, so none may be called so.
    await expect(
      server.book.publish(layered('merged', 'service', '1d'), { document: 'merged', by: 'store' }),
    ).rejects.toThrow('has problems')
  })

  test('in Markdown nothing that a policy is called is markup', async () => {
    server = await start()
    await put('acme', layered('acme', 'baseline', '7d', '    title: "<b>*Tests*| @all"\n'))
    const { text } = await server.call('GET', '/v1/policies/merged?environment=production', {
      headers: { accept: 'text/markdown' },
    })
    expect(text).not.toMatch(/<b>|\*Tests\*|@all/)
  })
})
