import { createHash, randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { parse, stringify } from 'yaml'
import { EXIT, TurnpikeError } from '../../errors.ts'
import type { Args, Terminal } from '../command.ts'
import { SHOP, startForges, type Forges } from '../demo/forges.ts'
import { readPipeline } from '../demo/gitlab-pipeline.ts'
import { createShow, type Show } from '../demo/show.ts'
import { DEV_PEOPLE, startDevProvider } from '../../server/people/dev-provider.ts'
import { startStore } from '../demo/store.ts'
import { tell, type Ending, type Stage } from '../demo/story.ts'
import { packageRoot } from '../root.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** `turnpike demo`. Exits 0 when the gate was refused first and open at the end; 3 when it stayed closed. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const root = packageRoot()
  if (!existsSync(join(root, 'dist', 'index.js')))
    throw new TurnpikeError(
      'NOT_FOUND',
      'the demo runs the action bundles of dist/, which are not here: npm run build',
    )
  const sample = resolve(args.text('sample') ?? join(root, 'examples', 'webshop'))
  const out = resolve(args.text('out') ?? mkdtempSync(join(tmpdir(), 'turnpike-demo-')))
  const temp = mkdtempSync(join(tmpdir(), 'turnpike-demo-work-'))
  mkdirSync(out, { recursive: true })
  const show = createShow(terminal)
  show.title('Turnpike: nothing reaches production without evidence')
  show.say()
  show.say('A small shop is built and tested here, for real, as a GitHub job and as a GitLab job. Each step')
  show.say('says what happened; a gate before production asks for it. Nothing leaves this machine.')
  const interrupted = (signal: NodeJS.Signals) => {
    rmSync(temp, { recursive: true, force: true })
    process.exit(128 + constants.signals[signal])
  }
  for (const signal of SIGNALS) process.once(signal, interrupted)
  try {
    return await perform({ root, sample, out, temp, show }, terminal)
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupted)
    rmSync(temp, { recursive: true, force: true })
  }
}

interface Setting {
  root: string
  sample: string
  out: string
  temp: string
  show: Show
}

async function perform(setting: Setting, terminal: Terminal): Promise<number> {
  const { out, temp, show, sample } = setting
  const database = join(out, 'events.db')
  for (const name of readdirSync(out)) if (name.startsWith('events.db')) rmSync(join(out, name))
  const forges = await startForges()
  const provider = await startDevProvider({
    people: DEV_PEOPLE,
    now: () => Date.parse(terminal.now()),
    random: randomBytes,
    log: () => undefined,
  })
  show.chapter(
    'The store',
    'In a process of its own: events in one file, a policy that says what is needed, and a document that says who is ' +
      'believed. There are no secrets to hand out: jobs show the identity their forge gives them, people sign in.',
  )
  const policies = join(sample, 'turnpike')
  const trust = join(temp, 'trust.yaml')
  writeFileSync(trust, hereInsteadOfThere(readFileSync(join(sample, 'trust.yaml'), 'utf8'), forges, provider))
  const store = await startStore({ folder: temp, database, policies, trust })
  try {
    show.did('turnpike serve', `${store.url}, events in ${database}`)
    show.did('policy production', `from ${short(join(policies, 'production.yaml'))}`)
    show.did('who is believed', `from ${short(join(sample, 'trust.yaml'))}`)
    show.say(
      "(The forges' keys and the sign-in page are on this machine, too; the document is changed for that and nothing else.)",
    )
    const ending = await tell(await stageOf(setting, store.url, forges, terminal))
    return conclude(ending, setting, terminal)
  } finally {
    await store.stop()
    await provider.close()
    await forges.stop()
  }
}

/** The sample's document with the keys of both forges, and its login, on this machine. */
function hereInsteadOfThere(text: string, { keysUrl }: Forges, { issuer }: { issuer: string }): string {
  const document = parse(text) as {
    issuers: Record<string, { kind: string; url?: string; keysUrl?: string }>
  }
  for (const entry of Object.values(document.issuers)) {
    if (entry.kind === 'people') entry.url = issuer
    else entry.keysUrl = keysUrl
  }
  return stringify(document)
}

async function stageOf(
  { root, sample, out, temp, show }: Setting,
  storeUrl: string,
  forges: Forges,
  terminal: Terminal,
): Promise<Stage> {
  const checkout = (name: string) => {
    const folder = join(temp, name)
    const isMade = (path: string) =>
      /(^|[\\/])(dist|reports|node_modules)([\\/]|$)/.test(relative(sample, path))
    cpSync(sample, folder, { recursive: true, filter: (path) => !isMade(path) })
    return folder
  }
  const github = checkout('github')
  const gitlab = checkout('gitlab')
  const commit = commitOf(github)
  const cli = resolve(process.argv[1] ?? join(root, 'dist', 'turnpike.js'))
  // Run numbers grow, so that a second demo on a kept database is another run.
  const number = String(Math.floor(Date.parse(terminal.now()) / 1000))
  const onLine = () => undefined
  return {
    show,
    out,
    temp,
    storeUrl,
    forges,
    cli,
    database: join(out, 'events.db'),
    github: {
      root,
      workspace: github,
      temp: join(temp, 'runner'),
      commit,
      runId: number,
      env: { TURNPIKE_STORE: storeUrl, ...forges.githubJob(SHOP.github) },
      onLine,
    },
    gitlab: {
      workspace: gitlab,
      temp,
      commit,
      pipelineId: number,
      createdAt: `${terminal.now().slice(0, 19)}Z`,
      env: { TURNPIKE_STORE: storeUrl, ...(await forges.gitlabJob(SHOP.gitlab, storeUrl)) },
      handedOn: {},
      onLine,
    },
    pipeline: readPipeline(
      readFileSync(join(gitlab, '.gitlab-ci.yml'), 'utf8'),
      join(root, 'gitlab', 'templates'),
      {
        cli,
        // Half an hour is for people; here somebody approves at once, or something is wrong.
        wait: '60s',
      },
    ),
  }
}

/** The sample has no history of its own here: its content names the commit, so the same content is the same commit. */
function commitOf(folder: string): string {
  const hash = createHash('sha1')
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort())
    hash.update(`${file}\0`).update(readFileSync(join(folder, file)))
  return hash.digest('hex')
}

function conclude(ending: Ending, { out, show, root }: Setting, terminal: Terminal): number {
  const { bold, green, red, blue } = terminal.colour
  if ('stopped' in ending) {
    show.title(red(`The gate stayed closed: ${ending.stopped}.`))
    return EXIT.deny
  }
  const { decision, summary } = ending
  writeFileSync(join(out, 'summary.md'), summary)
  const digest = decision.request.artifacts[0]?.digest ?? ''
  const command = commandLine(root)
  const opened = decision.verdict === 'allow'
  show.title(
    opened
      ? green('The gate was closed without evidence, and opened when it was there.')
      : red(`The gate stayed closed: ${decision.summary}`),
  )
  show.say()
  show.say(bold('Look further'))
  show.say(`the page a release manager reads   ${blue(join(out, 'deploy-2.html'))}`)
  show.say(`the summary of the job             ${blue(join(out, 'summary.md'))}`)
  show.say(`when it was refused                ${blue(join(out, 'deploy-1.html'))}`)
  show.say(`everything that happened           ${command} events --store sqlite:${join(out, 'events.db')}`)
  show.say(
    `this decision again                ${command} decision ${decision.id} --store sqlite:${join(out, 'events.db')}`,
  )
  show.say(`break a test in examples/webshop, run it again: the verdict changes`)
  if (terminal.json)
    terminal.print(JSON.stringify({ verdict: decision.verdict, decision: decision.id, digest, out }))
  return opened ? EXIT.allow : EXIT.deny
}

/** How to call this CLI again from here: with the Node that runs now, which may not be the one in the PATH. */
function commandLine(root: string): string {
  const bundled = join(root, 'node_modules', '.bin', 'node')
  const node = existsSync(bundled) ? short(bundled) : 'node'
  return `${node} ${short(resolve(process.argv[1] ?? join(root, 'dist', 'turnpike.js')))}`
}

function short(path: string): string {
  const here = relative(process.cwd(), path)
  return here.startsWith('..') ? path : here
}
