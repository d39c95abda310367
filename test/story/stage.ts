/** One organisation's side of the story: jobs on GitHub, people who sign in or start jobs, senders of webhooks. */
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { signIn } from '../../src/cli/demo/sign-in.ts'
import type { Facts } from '../../src/host/host.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { readDecision } from '../../src/policy/record.ts'
import { describe, type Description } from '../../src/sources/described.ts'
import { createJob, ROOT, type Job, type PhaseResult } from '../e2e/run-action.ts'
import { valuesIn } from '../e2e/runner-files.ts'
import type { ForgeJob, Repository } from './forges.ts'
import { PEOPLE, type Name, type Person } from './people.ts'
import { DEPLOY, DESK, DESK_ON_GITLAB, HOOKS } from './trust.ts'
import { hookSecret, type World } from './world.ts'

export interface Said {
  code: number | null
  stdout: string
  stderr: string
}

export interface Asked {
  /** The job's summary, as GitHub shows it. */
  summary: string
  exitCode: number | null
  outputs: Record<string, string>
  decision: Decision
  /** The job that asked: what it deploys, it says as the same run. */
  job: Job
}

export interface Question {
  artifact: string
  environment: string
  change?: string
}

export interface Stage {
  /** The address of the organisation. */
  url: string
  world: World
  /** What monitoring calls itself: the feed that the policy listens to. */
  monitoring: string
  /** A job on GitHub, started by Dave. A repository's own source is checked out in it. */
  job(repository: Repository, workflow: string): Job
  /** Runs a command of the sample as a step `run:`. */
  run(job: Job, command: readonly string[]): Promise<Record<string, string>>
  /** Asks the gate in a new run of the repository that deploys. */
  ask(question: Question): Promise<Asked>
  /** An action's step that has to succeed. */
  step(job: Job, action: string, inputs: Record<string, string>): Promise<PhaseResult>
  /** The command line, in a job that somebody started. */
  turnpike(who: Name, ...args: string[]): Promise<Said>
  /** The command line as a step of a job on GitHub. */
  turnpikeIn(job: Job, ...args: string[]): Promise<Said>
  /** Somebody signs in, and approves. */
  approve(who: Name, artifact: string): Promise<void>
  /** A sender of webhooks says something. */
  hear(hook: keyof typeof HOOKS, ...said: Description[]): Promise<void>
  /** Reads from the store, in Dave's name. */
  get(path: string): Promise<unknown>
  post(who: Name, path: string, body: unknown): Promise<void>
  close(): void
}

const SHA = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334'

export function stageOf(world: World, organisation: string, monitoring: string): Stage {
  const url = `${world.storeUrl}/o/${organisation}`
  const jobs = new Map<Job, ForgeJob>()
  let runs = 8119

  const forgeJob = (repository: Repository, workflow: string, who: Person): ForgeJob => ({
    repository,
    workflow,
    runId: String(++runs),
    actor: who.github ?? '',
    sha: SHA,
  })
  const job = (repository: Repository, workflow: string): Job => {
    const forge = forgeJob(repository, workflow, PEOPLE.dave)
    const made = createJob({
      github: {
        REPOSITORY: repository.name,
        REPOSITORY_ID: repository.id,
        RUN_ID: forge.runId,
        RUN_NUMBER: String(Number(forge.runId) - 7308),
        ACTOR: 'dave',
        ACTOR_ID: forge.actor,
        TRIGGERING_ACTOR: 'dave',
        JOB: workflow.replace('.yml', ''),
        WORKFLOW: workflow.replace('.yml', ''),
      },
      event: { ref: 'refs/heads/main', sender: { id: Number(forge.actor) } },
      env: { ...world.env, TURNPIKE_STORE: url, ...world.forges.githubJob(forge) },
    })
    jobs.set(made, forge)
    return made
  }
  const step: Stage['step'] = async (job, action, inputs) => {
    const result = await job.step(action, inputs)
    if (result.exitCode !== 0 || /Not everything is in the store/.test(result.summary))
      throw new Error(`${action} ended with ${result.exitCode}:\n${result.stdout}\n${result.stderr}`)
    return result
  }
  const commandLine = (args: string[], repository: string, token: string) =>
    ended(process.execPath, [join(ROOT, 'dist', 'turnpike.js'), ...args], world.folder, {
      ...world.env,
      TURNPIKE_STORE: url,
      TURNPIKE_ID_TOKEN: token,
      TURNPIKE_REPOSITORY: repository,
      HOME: world.folder,
      NO_COLOR: '1',
    })
  const tokenOf = (who: Person): Promise<string> =>
    who.github !== undefined
      ? world.forges.githubToken({ ...forgeJob(DESK, 'desk.yml', who), event: 'workflow_dispatch' }, url)
      : world.forges.gitlabToken(
          { ...forgeJob(DESK_ON_GITLAB, 'desk', who), actor: who.gitlab ?? '', event: 'web' },
          url,
        )
  const call = async (who: Name, path: string, init: RequestInit = {}): Promise<unknown> => {
    const headers = {
      authorization: `Bearer ${await tokenOf(PEOPLE[who])}`,
      'content-type': 'application/json',
    }
    const answer = await fetch(`${url}${path}`, { ...init, headers })
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }

  return {
    url,
    world,
    monitoring,
    job,
    step,
    async run(job, [file = '', ...args]) {
      const output = join(job.temp, `output-${args.join('-').replaceAll('/', '-')}`)
      writeFileSync(output, '')
      const said = await ended(file, args, job.workspace, { GITHUB_OUTPUT: output })
      if (said.code !== 0)
        throw new Error(`${args.join(' ')} ended with ${said.code}: ${said.stdout}${said.stderr}`)
      return valuesIn(readFileSync(output, 'utf8'))
    },
    async ask({ artifact, environment, change }) {
      const made = job(DEPLOY, 'deploy.yml')
      const json = join(made.temp, 'decision.json')
      const result = await made.step('actions/gate', {
        artifact,
        environment,
        service: 'webshop',
        json,
        ...(change === undefined ? {} : { change }),
      })
      let text: string
      try {
        text = readFileSync(json, 'utf8')
      } catch {
        throw new Error(`the gate got no answer:\n${result.stdout}\n${result.stderr}\n${result.summary}`)
      }
      const { summary, exitCode, outputs } = result
      return { summary, exitCode, outputs, decision: readDecision(JSON.parse(text)), job: made }
    },
    turnpike: async (who, ...args) => {
      const forge = PEOPLE[who] as Person
      const address = `https://${forge.github === undefined ? 'gitlab' : 'github'}.com/${DESK.name}`
      return commandLine(args, address, await tokenOf(forge))
    },
    turnpikeIn: async (job, ...args) => {
      const forge = jobs.get(job)
      if (forge === undefined) throw new Error('the job is of another organisation')
      const token = await world.forges.githubToken(forge, url)
      return commandLine(args, `https://github.com/${forge.repository.name}`, token)
    },
    async approve(who, artifact) {
      const { approve } = await signIn(url, who)
      await approve({
        artifacts: [artifact],
        environment: 'production',
        service: 'webshop',
        decision: 'approved',
      })
    },
    async hear(hook, ...said) {
      const { source } = HOOKS[hook]
      const events = describe(
        said.map((each) => ({ source, ...each })),
        elsewhere(source),
        world.now(),
      )
      const answer = await fetch(`${url}/v1/hooks/${hook}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'X-Token': hookSecret(hook) },
        body: JSON.stringify(events),
      })
      const text = await answer.text()
      const { receipts } = JSON.parse(text) as { receipts?: { status: string }[] }
      if (receipts?.every(({ status }) => status === 'accepted') !== true)
        throw new Error(`${hook} answers ${answer.status}: ${text}`)
    },
    get: (path) => call('dave', path),
    async post(who, path, body) {
      await call(who, path, { method: 'POST', body: JSON.stringify(body) })
    },
    close() {
      for (const each of jobs.keys()) each.close()
    },
  }
}

/** The sample's sources in a job's workspace, as one version of it. */
export function checkout(job: Job, version: string): void {
  for (const folder of ['src', 'scripts', 'test'])
    cpSync(join(ROOT, 'examples', 'webshop', folder), join(job.workspace, folder), { recursive: true })
  const manifest = JSON.parse(
    readFileSync(join(ROOT, 'examples', 'webshop', 'package.json'), 'utf8'),
  ) as object
  mkdirSync(job.workspace, { recursive: true })
  writeFileSync(join(job.workspace, 'package.json'), `${JSON.stringify({ ...manifest, version }, null, 2)}\n`)
}

function ended(file: string, args: string[], cwd: string, env: Record<string, string>): Promise<Said> {
  return new Promise((done, failed) => {
    const child = spawn(file, args, {
      cwd,
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
    child.once('error', failed)
    child.once('close', (code) => done({ code, ...said }))
  })
}

/** A tool that is no pipeline: what is said comes from its address. */
function elsewhere(source: string): Facts {
  return {
    forge: 'shell',
    server: '',
    source,
    repository: { name: 'tool', id: '0', url: source },
    commit: '',
    ref: '',
    run: { id: source, number: '1', attempt: 1, name: 'tool', url: source },
    job: { id: source, name: 'tool', url: '' },
    actor: { name: 'tool', id: '0', uri: source },
    chainId: '00000000-0000-4000-8000-000000000000',
  }
}
