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

interface Promised {
  /** The events that must arrive, each as often as it stands here at least. */
  types: string[]
  /** Jobs that a person starts. */
  manual?: string
  variables?: Record<string, string>
  /** The digest that a person approves; then the job shows GitLab's token, and not the store's own. */
  approves?: string
  holds?: (run: { log: string; events: Kept[] }) => void
}

interface Kept {
  type: string
  subject: { id: string; content: Record<string, unknown> }
  about: { artifacts?: { digest: string }[] }
}

const SHOP = digestOf('dist/webshop.tar')
const BY_HAND = `sha256:${'ab'.repeat(32)}`
const TRACKED = ['pipelinerun.started', 'taskrun.started', 'taskrun.finished']
const SUITE = ['testsuiterun.started', 'testsuiterun.finished']
const bound =
  (type: string, digest = SHOP) =>
  (run: { events: Kept[] }) =>
    expect(run.events.find((one) => one.type === type)?.about.artifacts?.map((one) => one.digest)).toEqual([
      digest,
    ])
const says = (text: string) => (run: { log: string }) => expect(run.log).toContain(text)

const PROMISED: Readonly<Record<string, Promised>> = {
  'README.md › On GitLab, in five lines': { types: ['turnpike-gate.evaluated'] },
  'docs/getting-started.md › 8. On GitLab': {
    types: [...TRACKED, 'turnpike-gate.evaluated'],
    holds: says('deployed by make'),
  },
  'docs/delivery.md › Where events wait': { types: TRACKED },
  'docs/doctor.md › In a pipeline #2': { types: [], holds: says('What was looked at') },
  'gitlab/README.md › top': {
    types: [...TRACKED, 'turnpike-gate.evaluated'],
    holds: says('deployed to where it belongs'),
  },
  'gitlab/README.md › track': { types: TRACKED, holds: says('cleaned') },
  'gitlab/README.md › track #2': { types: ['pipelinerun.finished'] },
  'gitlab/README.md › emit': {
    types: [...TRACKED, 'testsuiterun.finished'],
    holds: bound('testsuiterun.finished'),
  },
  'gitlab/README.md › emit #2': { types: ['service.deployed'], holds: bound('service.deployed') },
  'gitlab/README.md › evidence': {
    types: [...SUITE, 'turnpike-scan.finished', 'turnpike-sbom.published'],
    holds: bound('testsuiterun.finished'),
  },
  'gitlab/README.md › deploy': {
    types: ['turnpike-gate.evaluated', 'taskrun.started', 'service.deployed', 'taskrun.finished'],
    holds: says('here ./deploy.sh would deploy sha256:'),
  },
  'gitlab/README.md › approve': {
    types: ['approval.updated'],
    manual: 'turnpike-approve',
    variables: { ARTIFACT: BY_HAND },
    approves: BY_HAND,
    holds: says('urn:user:alice approved for production'),
  },
  'gitlab/README.md › approve #2': {
    types: ['approval.updated'],
    variables: { CI_PIPELINE_SOURCE: 'trigger', TRIGGER_PAYLOAD: 'payload.json' },
    approves: IMAGE_DIGEST,
    holds: says('urn:user:alice approved for production'),
  },
  'gitlab/README.md › build-and-test': {
    types: [...TRACKED, 'build.finished', 'artifact.packaged', ...SUITE, 'taskrun.finished'],
  },
  'gitlab/README.md › container-release': {
    types: [...TRACKED, 'build.finished', 'artifact.packaged', 'artifact.published'],
    holds: ({ events }) => expect(events.at(-1)?.subject.id).toContain('9c2f9c2f'),
  },
  'gitlab/README.md › cli': {
    types: [...SUITE, 'taskrun.started', 'taskrun.finished'],
    holds: bound('testsuiterun.finished'),
  },
  'gitlab/README.md › cli #2': { types: [...TRACKED, ...SUITE], holds: bound('testsuiterun.finished') },
}

/** What a runner of one project cannot run, and why. */
const ONLY_READ: Readonly<Record<string, string>> = {
  'gitlab/README.md › Which pipeline, which job':
    'it triggers another project; what it hands on is run by gitlab-child.test.ts',
}

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
    for (const digest of new Set([SHOP, digestOf('dist/app.tar'), `sha256:${echoed}`]))
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
  const eventsOf = async (number: number, digest: string | undefined): Promise<Kept[]> => {
    const page = (await store.get('/v1/events?order=asc&limit=1000')) as {
      events: {
        event: {
          context: { type: string }
          subject: Kept['subject']
          customData?: { turnpike?: Kept['about'] }
        }
      }[]
    }
    return page.events
      .filter(({ event }) => {
        const text = JSON.stringify(event)
        return text.includes(`/-/pipelines/${number}`) || (digest !== undefined && text.includes(digest))
      })
      .map(({ event: { context, subject, customData } }) => ({
        type: context.type.replace(/^dev\.cdeventsx?\.|\.\d+\.\d+\.\d+.*$/g, ''),
        subject,
        about: customData?.turnpike ?? {},
      }))
  }

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

/** What of the wanted did not come. */
function missing(wanted: readonly string[], all: readonly string[]): string[] {
  const rest = [...all]
  return wanted.filter((type) => {
    const at = rest.indexOf(type)
    if (at !== -1) rest.splice(at, 1)
    return at === -1
  })
}
