/**
 * The examples of the pages for GitLab, as they stand there, run by a runner of its pipelines against a real store. Only
 * where the components and the command line come from is another: beside the project, so that nothing is fetched.
 */
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test as plain } from '@jest/globals'
import { testWith } from '../tools.ts'
import { startIssuer, type TestIssuer } from '../trust/tokens/issuer.ts'
import { passed } from './evidence.ts'
import { examplesOf, IMAGE_DIGEST, kindOf, type Example } from './examples.ts'
import { ONLY_READ, PROMISED, type Promised } from './examples-gitlab-promised.ts'
import { keptIn, missing, type Kept } from './examples-kept.ts'
import { digestOf, policyOf, trustOf, WORLD } from './examples-world.ts'
import { localPipeline } from './examples-gitlab.ts'
import { ROOT, startLiveStore, TOKEN, type LiveStore } from './live-store.ts'
import { commitAll, runLogged } from './pipeline.ts'

const test = testWith(['git', 'rsync', 'curl', 'bash', 'make', 'npm'])
const MINUTES = 180_000
const PAGES = [
  'README.md',
  'gitlab/README.md',
  ...['getting-started', 'delivery', 'doctor'].map((page) => `docs/${page}.md`),
]
const EXAMPLES = PAGES.flatMap(examplesOf).filter(
  (one) => /^ya?ml$/.test(one.language) && kindOf(one) === 'gitlab',
)

plain('every example of GitLab is one that a test runs', () => {
  const names = EXAMPLES.map(({ name }) => name)
  const known = [...Object.keys(PROMISED), ...Object.keys(ONLY_READ)]
  expect(
    EXAMPLES.filter(({ name }) => !known.includes(name)).map(({ page, line }) => `${page}:${line}`),
  ).toEqual([])
  expect(known.filter((name) => !names.includes(name))).toEqual([])
})

plain('the page of the components has only examples that are known', () => {
  const others = examplesOf('gitlab/README.md').filter(
    (one) => !EXAMPLES.some(({ line, page }) => page === one.page && line === one.line),
  )
  expect(others.map(({ page, line }) => `${page}:${line}`)).toEqual([])
})

describe('pipelines', () => {
  let issuer: TestIssuer
  let store: LiveStore
  let home: string
  let pipeline = 7300

  beforeAll(async () => {
    issuer = await startIssuer()
    store = await startLiveStore({
      trust: trustOf(issuer.githubUrl, {
        issuers: { gitlab: { kind: 'gitlab', url: issuer.url } },
        people: [{ id: 'urn:user:alice', identities: [{ issuer: 'gitlab', userId: '17' }] }],
        grants: [
          {
            name: 'approvals',
            to: { issuer: 'gitlab', projectId: '20' },
            may: { approve: { as: 'self', environments: ['production'] } },
          },
        ],
      }),
      policy: policyOf(issuer.githubUrl),
    })
    const echoed = createHash('sha256').update('webshop\n').digest('hex')
    for (const digest of new Set([
      digestOf('dist/webshop.tar'),
      digestOf('dist/app.tar'),
      `sha256:${echoed}`,
    ]))
      await store.post(passed(digest))
    home = mkdtempSync(join(tmpdir(), 'turnpike-pipelines-'))
    mkdirSync(join(home, 'bin'))
    // Stands in for the builder, which needs namespaces that a container may not have.
    writeFileSync(
      join(home, 'bin', 'buildctl-daemonless.sh'),
      `#!/bin/sh\necho '{ "containerimage.digest": "${IMAGE_DIGEST}" }' >turnpike-metadata.json\n`,
    )
    chmodSync(join(home, 'bin', 'buildctl-daemonless.sh'), 0o755)
  })
  afterAll(async () => {
    await store?.stop()
    await issuer?.stop()
    if (home !== undefined) rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  })

  /** A project with what the examples name; its pipeline is the example. */
  const projectOf = ({ line, page, text }: Example): string => {
    const folder = join(home, `${page.replaceAll(/\W+/g, '-')}-${line}`)
    cpSync(join(ROOT, 'examples/webshop'), folder, {
      recursive: true,
      filter: (path) => !/[/\\](?:dist|reports|\.github)$/.test(path),
    })
    for (const [path, content] of Object.entries(WORLD)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), content, { mode: 0o755 })
    }
    cpSync(join(ROOT, 'gitlab/templates'), join(folder, 'templates'), { recursive: true })
    cpSync(join(ROOT, 'dist/turnpike.js'), join(folder, 'turnpike.mjs'))
    writeFileSync(join(folder, '.gitlab-ci.yml'), localPipeline(text, store.url))
    writeFileSync(join(folder, 'payload.json'), JSON.stringify(note()))
    writeFileSync(join(folder, '.gitignore'), '.gitlab-ci-local\n')
    commitAll(folder, 'https://gitlab.com/acme/shop.git')
    return folder
  }
  /** What a pipeline told, and what was told of a digest. */
  const eventsOf = async (number: number, digest: string | undefined): Promise<Kept[]> =>
    (await keptIn(store)).filter(
      ({ text }) =>
        text.includes(`/-/pipelines/${number}`) || (digest !== undefined && text.includes(digest)),
    )

  interface Ended {
    number: number
    code: number | null
    log: string
  }
  const runExample = async (example: Example): Promise<Ended> => {
    const { manual, variables, approves } = PROMISED[example.name] as Promised
    const number = (pipeline += 1)
    const given: Record<string, string> = {
      CI_PIPELINE_ID: String(number),
      CI_PROJECT_ID: '20',
      CI_REGISTRY_IMAGE: 'registry.example.org/acme/webshop',
      TURNPIKE_STORE: store.url,
      ...(approves === undefined
        ? { TURNPIKE_TOKEN: TOKEN }
        : { TURNPIKE_ID_TOKEN: await issuer.gitlabToken({ aud: store.url, pipeline_id: String(number) }) }),
      ...variables,
    }
    const { code, log } = await runLogged(
      process.execPath,
      [
        realpathSync(join(ROOT, 'node_modules/.bin/gitlab-ci-local')),
        '--force-shell-executor',
        ...(manual === undefined ? [] : ['--manual', manual]),
        ...Object.entries(given).flatMap(([key, value]) => ['--variable', `${key}=${value}`]),
      ],
      {
        cwd: projectOf(example),
        env: { PATH: `${join(home, 'bin')}:${dirname(process.execPath)}:${process.env.PATH}`, HOME: home },
      },
    )
    return { number, code, log }
  }
  /** Three at a time: most of a run is the runner getting ready. */
  const waiting = EXAMPLES.filter(({ name }) => name in PROMISED)
  const ended = new Map<Example, Promise<Ended>>()
  const lanes: Promise<unknown>[] = [Promise.resolve(), Promise.resolve(), Promise.resolve()]
  const resultOf = async (example: Example): Promise<Ended> => {
    for (const [index, one] of waiting.splice(0).entries()) {
      const lane = index % lanes.length
      const result = (lanes[lane] as Promise<unknown>).then(async () => await runExample(one))
      lanes[lane] = result.catch(() => undefined)
      ended.set(one, result)
    }
    return await (ended.get(example) ?? runExample(example))
  }

  test.each(waiting.map((one) => [one.name, one] as const))(
    '%s',
    async (name, example) => {
      const { types, approves, holds } = PROMISED[name] as Promised
      const { number, code, log } = await resultOf(example)
      const at = `${example.page}:${example.line}`
      expect({ at, code, log: code === 0 ? '' : log.slice(-5000) }).toEqual({ at, code: 0, log: '' })
      expect(log.match(/^[^$\n]*> .*(?:Turnpike: .*not|warning).*$/gm) ?? []).toEqual([])
      const events = await eventsOf(number, approves)
      expect(
        missing(
          types,
          events.map(({ type }) => type),
        ),
      ).toEqual([])
      holds?.({ log, events })
    },
    MINUTES,
  )
})

/** A note of the user whom the token names, as a webhook hands it on. */
function note(): unknown {
  return {
    object_kind: 'note',
    project_id: 20,
    user: { id: 17, username: 'alice' },
    object_attributes: {
      id: 5,
      note: `/turnpike approve production ${IMAGE_DIGEST} tested on staging`,
      noteable_type: 'MergeRequest',
      author_id: 17,
      created_at: '2026-11-21 14:03:00 UTC',
      updated_at: '2026-11-21 14:03:00 UTC',
      action: 'create',
    },
  }
}
