import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { realDeps } from '../../src/actions/deps.ts'
import { runEmit } from '../../src/actions/emit.ts'
import { runTrackFinish } from '../../src/actions/track.ts'
import { bindingOf } from '../../src/cdevents/binding.ts'
import { fakeWorld, githubHost } from './surroundings.ts'

const INPUTS = { store: 'https://store.example.org', failOnError: false, format: 'turnpike' } as const
const PULL = {
  action: 'opened',
  pull_request: {
    number: 3,
    title: 'More',
    html_url: 'https://github.com/acme/webshop/pull/3',
    created_at: '2026-11-21T07:00:00Z',
  },
}

let folder: string
const before = process.cwd()
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-auto-'))
  process.chdir(folder)
})
afterEach(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true, force: true })
})

function world(env: Record<string, string> = {}, files: Record<string, string> = {}) {
  const real = realDeps({})
  return { ...fakeWorld({ env, files }), digestFile: (path: string) => real.digestFile(path) }
}

describe('emit with type: auto', () => {
  const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: '/event.json' }
  const files = { '/event.json': JSON.stringify(PULL) }

  test('sends what the event that started the run means, for the service of the project', async () => {
    writeFileSync('turnpike.yaml', 'apiVersion: turnpike/v1\nkind: Project\nservice: webshop\n')
    const deps = world(env, files)
    const host = githubHost(env, PULL)
    expect(await runEmit({ ...INPUTS, type: 'auto', artifact: [] }, host, deps)).toBe(0)
    expect(deps.sent).toHaveLength(1)
    expect(deps.sent[0]?.context.type).toContain('change.created')
    expect(bindingOf(deps.sent[0]!)).toMatchObject({ change: PULL.pull_request.html_url, service: 'webshop' })
    expect(host.outputs).toMatchObject({ sent: '1', 'event-id': deps.sent[0]?.context.id })
  })

  test('sends nothing where that means no change, says so, and is no failure', async () => {
    const schedule = { GITHUB_EVENT_NAME: 'schedule' }
    const deps = world(schedule)
    const host = githubHost(schedule)
    expect(await runEmit({ ...INPUTS, type: 'auto', artifact: [] }, host, deps)).toBe(0)
    expect(deps.sent).toEqual([])
    expect(host.lines.join()).toContain('What started this run (schedule) tells of no change')
    expect(host.outputs).toMatchObject({ sent: '0', undelivered: '0', 'event-id': '' })
  })

  test.each([
    ['with a subject', { subject: 'x' }, env, /type: auto .* subject is given/],
    ['with content and links', { content: '{}', links: '[]' }, env, /content, links are given/],
    ['without the event file', {}, { ...env, GITHUB_EVENT_PATH: '/gone.json' }, /needs the event file/],
  ])('%s is a mistake', async (_, more, given, why) => {
    const deps = world(given, files)
    const host = githubHost(given, PULL)
    expect(await runEmit({ ...INPUTS, ...more, type: 'auto', artifact: [] }, host, deps)).toBe(2)
    expect(host.failure?.message).toMatch(why)
    expect(deps.sent).toEqual([])
  })
})

describe('artifact: auto', () => {
  const zip = 'built'
  const digest = `sha256:${createHash('sha256').update(zip).digest('hex')}`
  const build = () => {
    writeFileSync('shop.zip', zip)
    writeFileSync('SHA256SUMS', `${digest.slice(7)}  shop.zip\n`)
  }

  test('in emit binds every description of a file, and is said once', async () => {
    build()
    const deps = world({}, { 'events.yaml': '[{ type: build.finished }, { type: artifact.packaged }]' })
    const host = githubHost()
    expect(await runEmit({ ...INPUTS, file: 'events.yaml', artifact: ['auto'] }, host, deps)).toBe(0)
    expect(deps.sent.map((event) => bindingOf(event).artifacts.map((each) => each.digest))).toEqual([
      [digest],
      [digest],
    ])
    expect(host.lines.filter((line) => line.startsWith('Artifact found'))).toEqual([
      `Artifact found: pkg:generic/shop.zip?checksum=${digest} (checksums file SHA256SUMS)`,
    ])
  })

  test('in track binds the end of the job, and names the service of the project', async () => {
    build()
    writeFileSync('score.yaml', 'apiVersion: score.dev/v1b1\nmetadata: { name: webshop }\n')
    const deps = world()
    const host = githubHost()
    await runTrackFinish({ ...INPUTS, status: 'success', artifact: ['auto'] }, host, deps)
    const end = deps.sent.find(({ context }) => context.type.includes('taskrun.finished'))
    expect(bindingOf(end!)).toMatchObject({ artifacts: [{ digest }], service: 'webshop' })
  })

  test('in track that finds nothing is a warning, and the end is told', async () => {
    const deps = world()
    const host = githubHost()
    expect(await runTrackFinish({ ...INPUTS, status: 'success', artifact: ['auto'] }, host, deps)).toBe(0)
    expect(deps.sent).toHaveLength(1)
    expect(host.annotations[0]).toMatchObject({
      level: 'warning',
      message: expect.stringContaining('finds nothing that this job built'),
    })
  })

  test('takes the metadata of docker/build-push-action over many lines, as inputs are cut', async () => {
    const metadata = JSON.stringify(
      { 'containerimage.digest': digest, 'image.name': 'ghcr.io/acme/shop:1' },
      null,
      2,
    )
    const deps = world()
    const artifact = ['sha256:' + 'c'.repeat(64), ...metadata.split('\n').map((line) => line.trim())]
    expect(await runEmit({ ...INPUTS, type: 'build.finished', artifact }, githubHost(), deps)).toBe(0)
    expect(bindingOf(deps.sent[0]!).artifacts).toEqual([
      { digest: 'sha256:' + 'c'.repeat(64) },
      { digest, purl: `pkg:oci/shop@${digest}?repository_url=ghcr.io%2Facme%2Fshop` },
    ])
  })

  test('is bound to what turnpike.yaml says, and a mistake when that is not there', async () => {
    build()
    writeFileSync('other.bin', 'other')
    const project = (artifact: string) =>
      writeFileSync('turnpike.yaml', `apiVersion: turnpike/v1\nkind: Project\nartifact: ${artifact}\n`)
    const emit = async () => {
      const deps = world()
      const host = githubHost()
      const code = await runEmit({ ...INPUTS, type: 'build.finished', artifact: ['auto'] }, host, deps)
      return { code, host, artifacts: deps.sent.flatMap((event) => bindingOf(event).artifacts) }
    }
    project('{ path: "*.bin" }')
    expect((await emit()).artifacts).toMatchObject([
      { purl: expect.stringMatching(/^pkg:generic\/other\.bin/) },
    ])
    project('{ type: generic, name: shop.zip }')
    expect((await emit()).artifacts).toMatchObject([{ digest }])
    project('{ type: npm, name: "@acme/shop" }')
    const { code, host } = await emit()
    expect(code).toBe(2)
    expect(host.failure?.message).toContain(
      'finds nothing that is npm @acme/shop, as turnpike.yaml says; here are: pkg:generic/shop.zip',
    )
    project('{ path: "../**" }')
    expect((await emit()).code).toBe(2)
  })
})
