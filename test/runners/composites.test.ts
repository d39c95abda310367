/** The components of a whole road, by a runner of GitLab's pipelines, against a real store. */
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { testWith } from '../tools.ts'
import { ROOT, startLiveStore, TOKEN, type LiveStore } from './live-store.ts'
import { commitAll, runLogged } from './pipeline.ts'

const test = testWith(['git', 'rsync', 'curl', 'bash'])

interface Kept {
  event: {
    context: { type: string }
    subject: { id: string; content: Record<string, unknown> }
    customData?: { turnpike?: { artifacts?: { digest: string; purl?: string }[] } }
  }
}

describe('the components of a whole road on GitLab', () => {
  let store: LiveStore
  let home: string
  let pipeline = 6100

  beforeAll(async () => {
    store = await startLiveStore()
    home = mkdtempSync(join(tmpdir(), 'turnpike-composites-'))
  })
  afterAll(async () => {
    await store?.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  })

  /** A project with the components beside the sample; its pipeline is one include. */
  const projectOf = (name: string, ci: string): string => {
    const folder = join(home, name)
    cpSync(join(ROOT, 'examples/webshop'), folder, {
      recursive: true,
      filter: (path) => !/[/\\](?:dist|reports|\.github)$/.test(path),
    })
    cpSync(join(ROOT, 'gitlab/templates'), join(folder, 'templates'), { recursive: true })
    cpSync(join(ROOT, 'dist/turnpike.js'), join(folder, 'turnpike.mjs'))
    writeFileSync(join(folder, '.gitlab-ci.yml'), ci)
    writeFileSync(join(folder, '.gitignore'), '.gitlab-ci-local\n')
    commitAll(folder, 'https://gitlab.com/acme/webshop.git')
    return folder
  }
  const run = async (folder: string, path = '') => {
    pipeline += 1
    const { code, log } = await runLogged(
      process.execPath,
      [
        realpathSync(join(ROOT, 'node_modules/.bin/gitlab-ci-local')),
        // Without its isolation, which copies the project again before every after_script and so loses what was built.
        '--force-shell-executor',
        ...Object.entries({
          CI_PIPELINE_ID: String(pipeline),
          TURNPIKE_STORE: store.url,
          TURNPIKE_TOKEN: TOKEN,
          CI_REGISTRY_IMAGE: 'registry.example.org/acme/webshop',
        }).flatMap(([key, value]) => ['--variable', `${key}=${value}`]),
      ],
      {
        cwd: folder,
        env: { PATH: `${path}${dirname(process.execPath)}:${process.env.PATH}`, HOME: home },
      },
    )
    const page = (await store.get(
      `/v1/events?order=asc&limit=1000&key=${encodeURIComponent(`run:https://gitlab.com/acme/webshop/-/pipelines/${pipeline}`)}`,
    )) as { events: Kept[] }
    const types = page.events.map(({ event }) =>
      event.context.type.replace(/^dev\.cdeventsx?\.|\.\d+\.\d+\.\d+.*$/g, ''),
    )
    return { code, log, events: page.events.map(({ event }) => event), types }
  }

  const ROAD = `include:
  - local: /templates/build-and-test/template.yml
    inputs:
      build: npm run build
      artifact: dist/webshop-2.4.1.tar
      test: npm test
      junit: reports/*.xml
      image: node:24-alpine
      paths: dist/
      reports: reports/
      service: webshop
      cli: turnpike.mjs
`

  test('one include builds, tests, and tells of both, bound to what was built', async () => {
    const folder = projectOf('built', ROAD)
    const { code, log, events, types } = await run(folder)
    expect({ code, log: code === 0 ? '' : log.slice(-6000) }).toEqual({ code: 0, log: '' })
    for (const type of [
      'pipelinerun.started',
      'build.finished',
      'artifact.packaged',
      'testsuiterun.started',
      'testsuiterun.finished',
    ])
      expect(types.filter((one) => one === type)).toHaveLength(1)
    expect(types.filter((type) => type === 'taskrun.finished')).toHaveLength(2)
    const packaged = events.find(({ context }) => context.type.includes('artifact.packaged'))
    const suite = events.find(({ context }) => context.type.includes('testsuiterun.finished'))
    expect(suite?.subject.content).toMatchObject({ outcome: 'success', testSuite: { id: 'unit' } })
    expect(suite?.customData?.turnpike?.artifacts?.[0]?.digest).toBe(
      packaged?.customData?.turnpike?.artifacts?.[0]?.digest,
    )
  })

  test('tests that fail are a failure, also when their report says nothing of it', async () => {
    const folder = projectOf('failed', ROAD.replace('test: npm test', 'test: npm test && exit 4'))
    const { code, types, events } = await run(folder)
    expect(code).not.toBe(0)
    const suites = events.filter(({ context }) => context.type.includes('testsuiterun.finished'))
    expect(suites.at(-1)?.subject.content).toMatchObject({ outcome: 'failure', testSuite: { id: 'unit' } })
    expect(types.at(-1)).toBe('testsuiterun.finished')
  })

  test('an image is packaged and published by the digest that the builder wrote', async () => {
    const digest = createHash('sha256').update('an image').digest('hex')
    const bin = join(home, 'bin')
    mkdirSync(bin)
    // Stands in for the builder, which needs namespaces that a container may not have.
    writeFileSync(
      join(bin, 'buildctl-daemonless.sh'),
      `#!/bin/sh\ncat "$DOCKER_CONFIG/config.json" >>"${join(home, 'login')}"\necho '{ "containerimage.digest": "sha256:${digest}" }' >turnpike-metadata.json\n`,
    )
    chmodSync(join(bin, 'buildctl-daemonless.sh'), 0o755)
    const folder = projectOf(
      'image',
      'include:\n  - local: /templates/container-release/template.yml\n    inputs: { service: webshop, cli: turnpike.mjs }\n',
    )
    const { code, log, events, types } = await run(folder, `${bin}:`)
    expect({ code, log: code === 0 ? '' : log.slice(-6000) }).toEqual({ code: 0, log: '' })
    expect(types).toEqual(
      expect.arrayContaining(['build.finished', 'artifact.packaged', 'artifact.published']),
    )
    const published = events.find(({ context }) => context.type.includes('artifact.published'))
    expect(published?.subject.id).toContain(digest)
    expect(published?.subject.id).toContain('registry.example.org')
    expect(JSON.parse(readFileSync(join(home, 'login'), 'utf8'))).toHaveProperty('auths')
    expect(log).not.toContain('"auth"')
  })
})
