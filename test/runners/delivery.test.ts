/**
 * The sample shop, released twice and rolled back once, on either forge by a runner of its workflows: examples/delivery as it
 * stands there. The two stores must hold the same chain of types in the same order.
 */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
  appendFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { validate } from '../../src/cdevents/validate.ts'
import { testWith } from '../tools.ts'
import { ROOT, startLiveStore, TOKEN, type LiveStore } from './live-store.ts'
import { createRoad, type Road } from './paved-road.ts'
import { commitAll, runLogged } from './pipeline.ts'

const test = testWith(['act', 'git', 'curl', 'bash'])
/** Three whole pipelines each, on a machine that may have other work. */
const MINUTES = 240_000
const SAMPLE = join(ROOT, 'examples/delivery')

interface Stored {
  sequence: number
  status: string
  type: string
  id: string
  producer: { kind: string }
  event: {
    context: {
      id: string
      type: string
      chainId?: string
      links?: { from?: { contextId?: string }; target?: { contextId?: string } }[]
    }
    subject: { id: string; content: Record<string, unknown> }
    customData?: { turnpike?: { run?: string; artifacts?: { digest: string }[] } }
  }
}

interface Delivered {
  /** Types in the order of the store, of every run: release, release of a change, rollback. */
  chains: string[][]
  all: Stored[]
  digests: string[]
}

const shortOf = (type: string) => type.replace(/^dev\.cdeventsx?\.|\.\d+\.\d+\.\d+.*$/g, '')

async function storedIn(store: LiveStore, query: string): Promise<Stored[]> {
  const page = (await store.get(`/v1/events?order=asc&limit=1000&${query}`)) as { events: Stored[] }
  return page.events
}

/** What pipelines and the gate said, in order; what the store says of its own documents is left out. */
function chainOf(events: readonly Stored[]): string[] {
  return events
    .map(({ type }) => shortOf(type))
    .filter((type) => !/^turnpike-(policy|trust|nonconformity)\./.test(type))
}

/** A commit that changes the shop: another artifact. */
function change(folder: string): void {
  appendFileSync(join(folder, 'src/main.js'), '\n// the second release\n')
}

describe('one delivery on two forges', () => {
  let home: string
  const delivered: Partial<Record<'github' | 'gitlab', Delivered>> = {}

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'turnpike-delivery-'))
  })
  afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }))

  const deliver = async (
    store: LiveStore,
    run: (what: 'release' | 'rollback', artifact: string) => Promise<{ code: number | null; log: string }>,
    folder: string,
  ): Promise<Delivered> => {
    const chains: string[][] = []
    const digests: string[] = []
    let before = 0
    for (const what of ['release', 'change', 'rollback'] as const) {
      if (what === 'change') change(folder)
      const { code, log } = await run(what === 'rollback' ? 'rollback' : 'release', digests[0] ?? '')
      expect({ what, code, log: code === 0 ? '' : log.slice(-5000) }).toEqual({ what, code: 0, log: '' })
      const fresh = await storedIn(store, `status=any&after=${before}`)
      before = fresh.at(-1)?.sequence ?? before
      chains.push(chainOf(fresh))
      const deployed = fresh.find(({ type }) => /\.service\./.test(type))
      digests.push(deployed?.event.customData?.turnpike?.artifacts?.[0]?.digest ?? '')
    }
    return { chains, digests, all: await storedIn(store, 'status=any') }
  }

  test(
    'GitHub: released, released again, rolled back',
    async () => {
      const store = await startLiveStore()
      const road: Road = createRoad()
      let number = 8000
      try {
        delivered.github = await deliver(
          store,
          async (what, artifact) => {
            number += 1
            return await road.run(readFileSync(join(SAMPLE, `.github/workflows/${what}.yml`), 'utf8'), {
              event: what === 'release' ? 'push' : 'workflow_dispatch',
              payload: what === 'release' ? {} : { inputs: { artifact } },
              vars: { TURNPIKE_STORE: store.url },
              env: { TURNPIKE_TOKEN: TOKEN, GITHUB_RUN_ID: String(number) },
            })
          },
          road.folder,
        )
      } finally {
        road.remove()
        await store.stop()
      }
      expect(kindsOfDeployment(delivered.github)).toEqual([
        'service.deployed',
        'service.upgraded',
        'service.rolledback',
      ])
    },
    MINUTES,
  )

  test(
    'GitLab: released, released again, rolled back',
    async () => {
      const store = await startLiveStore()
      const folder = join(home, 'webshop')
      cpSync(join(ROOT, 'examples/webshop'), folder, {
        recursive: true,
        filter: (path) => !/[/\\](?:dist|reports|\.github)$/.test(path),
      })
      cpSync(join(ROOT, 'gitlab/templates'), join(folder, 'templates'), { recursive: true })
      cpSync(join(ROOT, 'dist/turnpike.js'), join(folder, 'turnpike.mjs'))
      // As it stands there, but for where the components are: beside it, with a CLI that needs no network.
      const ci = readFileSync(join(SAMPLE, '.gitlab-ci.yml'), 'utf8')
        .replace(/component: .*\/turnpike\/turnpike\/([a-z-]+)@1/g, 'local: /templates/$1/template.yml')
        .replace('local: /templates/cli/template.yml', '$&\n    inputs: { cli: ./turnpike.mjs }')
      writeFileSync(join(folder, '.gitlab-ci.yml'), ci)
      writeFileSync(join(folder, '.gitignore'), '.gitlab-ci-local\n')
      commitAll(folder, 'https://gitlab.com/acme/webshop.git')
      mkdirSync(join(home, 'gitlab-home'))
      let number = 9000
      try {
        delivered.gitlab = await deliver(
          store,
          async (what, artifact) => {
            number += 1
            return await runLogged(
              process.execPath,
              [
                realpathSync(join(ROOT, 'node_modules/.bin/gitlab-ci-local')),
                '--force-shell-executor',
                ...Object.entries({
                  CI_PIPELINE_ID: String(number),
                  TURNPIKE_STORE: store.url,
                  TURNPIKE_TOKEN: TOKEN,
                  ...(what === 'rollback' ? { ROLLBACK_TO: artifact } : {}),
                }).flatMap(([key, value]) => ['--variable', `${key}=${value}`]),
              ],
              {
                cwd: folder,
                env: {
                  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
                  HOME: join(home, 'gitlab-home'),
                },
              },
            )
          },
          folder,
        )
      } finally {
        await store.stop()
      }
      expect(kindsOfDeployment(delivered.gitlab)).toEqual([
        'service.deployed',
        'service.upgraded',
        'service.rolledback',
      ])
    },
    MINUTES,
  )

  test('the chains are the same, type by type, and the same artifacts were delivered', () => {
    const { github, gitlab } = delivered
    expect(gitlab?.chains).toEqual(github?.chains)
    expect(gitlab?.digests).toEqual(github?.digests)
    expect(github?.digests[2]).toBe(github?.digests[0])
    expect(github?.chains[0]).toEqual([
      ...[
        'pipelinerun.started',
        'taskrun.started',
        'build.finished',
        'artifact.packaged',
        'taskrun.finished',
      ],
      ...[
        'taskrun.started',
        'testoutput.published',
        'testsuiterun.started',
        'testsuiterun.finished',
        'taskrun.finished',
      ],
      ...['taskrun.started', 'artifact.published', 'taskrun.finished'],
      ...['taskrun.started', 'turnpike-gate.evaluated', 'taskrun.started'],
      ...['environment.created', 'service.deployed', 'taskrun.finished', 'taskrun.finished'],
      ...['taskrun.started', 'taskrun.finished', 'pipelinerun.finished'],
    ])
  })

  test.each(['github', 'gitlab'] as const)(
    '%s: every event is valid, and reached from the digest',
    (forge) => {
      const { all = [], digests = [] } = delivered[forge] ?? {}
      expect(all.length).toBeGreaterThan(50)
      expect(all.filter(({ status }) => status !== 'accepted')).toEqual([])
      expect(all.filter(({ event }) => !validate(event).valid)).toEqual([])
      const told = all.filter(({ type }) => !/turnpike-(policy|trust|nonconformity)/.test(type))
      const reached = reachedFrom(new Set(digests), told)
      expect(told.filter((one) => !reached.has(one)).map(({ type, id }) => `${shortOf(type)} ${id}`)).toEqual(
        [],
      )
    },
  )
})

function kindsOfDeployment({ chains }: Delivered): string[] {
  return chains.map((chain) => chain.find((type) => type.startsWith('service.')) ?? 'none')
}

/** From a digest to the events that are about it, and from those along runs and links, until there are no more. */
function reachedFrom(digests: ReadonlySet<string>, events: readonly Stored[]): Set<Stored> {
  const reached = new Set(
    events.filter(({ event }) =>
      JSON.stringify(event)
        .match(/sha256:[0-9a-f]{64}/g)
        ?.some((one) => digests.has(one)),
    ),
  )
  for (let size = -1; size !== reached.size;) {
    size = reached.size
    const runs = new Set([...reached].flatMap(({ event }) => event.customData?.turnpike?.run ?? []))
    const linked = new Set([...reached].flatMap(({ event }) => linksOf(event)))
    for (const one of events) {
      const run = one.event.customData?.turnpike?.run
      if ((run !== undefined && runs.has(run)) || linked.has(one.event.context.id)) reached.add(one)
    }
  }
  return reached
}

function linksOf({ context }: Stored['event']): string[] {
  return (context.links ?? [])
    .flatMap(({ from, target }) => [from?.contextId, target?.contextId])
    .filter((id) => id !== undefined)
}
