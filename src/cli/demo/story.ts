/** The demo, told once from front to back. Each chapter does what it says; nothing is canned. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Decision } from '../../policy/decision.ts'
import { readDecision } from '../../policy/record.ts'
import { SOMEBODY_ELSES, type Forges } from './forges.ts'
import { githubJob, type GithubRun, type StepResult } from './github-job.ts'
import { runGitlabJob, type GitlabRun } from './gitlab-job.ts'
import type { GitlabJob } from './gitlab-pipeline.ts'
import type { Ended } from './process.ts'
import type { Show } from './show.ts'
import { signIn } from './sign-in.ts'
import { verifyLog } from './log.ts'

export interface Stage {
  show: Show
  /** For what is kept. */
  out: string
  temp: string
  storeUrl: string
  forges: Forges
  database: string
  /** This very CLI. */
  cli: string
  github: GithubRun
  gitlab: GitlabRun
  pipeline: ReadonlyMap<string, GitlabJob>
}

/** How it ended: the last decision, or why it could not go on. */
export type Ending = { decision: Decision; summary: string } | { stopped: string }

const TARGET = { environment: 'production', service: 'webshop' }

export async function tell(stage: Stage): Promise<Ending> {
  const built = await buildOnGithub(stage)
  if ('stopped' in built) return built
  const first = await refusedOnGithub(stage, built.artifact)
  if (first?.verdict === 'allow')
    return { stopped: 'it was open before there was evidence, which no gate may be' }
  await claimedBySomebodyElse(stage, built.artifact)
  await testOnGithub(stage, built.artifact)
  const rebuilt = await rebuildOnGitlab(stage, built.artifact)
  if (rebuilt !== undefined) return rebuilt
  await waitOnGitlab(stage, built.artifact)
  const ending = await askOnGithub(stage, built.artifact)
  await verifyLog(stage)
  return ending
}

async function buildOnGithub({ show, github }: Stage): Promise<{ artifact: string } | { stopped: string }> {
  show.chapter(
    'GitHub, job build',
    'The steps of examples/webshop/.github/workflows/release.yml: the action bundles from dist/, run as a runner runs them.',
  )
  const job = githubJob('build', 1001, github)
  step(show, 'uses: track', await job.uses('.'))
  const build = await job.run('build', ['npm', 'run', '--silent', 'build'])
  const artifact = build.outputs['artifact']
  if (build.code !== 0 || artifact === undefined) {
    for (const line of build.lines) show.say(line)
    await job.finish()
    return { stopped: 'the sample does not build, so there is nothing to ask about' }
  }
  show.did('run: npm run build', build.lines.join(', ').replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/, '$1…'))
  step(show, 'uses: emit', await job.uses('actions/emit', { type: 'artifact.packaged', artifact }))
  for (const post of await job.finish()) step(show, 'track, post phase', post)
  return { artifact }
}

async function refusedOnGithub(stage: Stage, artifact: string): Promise<Decision | undefined> {
  const { show } = stage
  show.chapter(
    'GitHub, job deploy asks the gate',
    'May this artifact go to production now? It is built, but nobody has tested it yet.',
  )
  const { decision, result } = await githubGate(stage, artifact, 'deploy-1', 1002)
  if (decision === undefined) {
    refusedWithoutAnswer(show, result)
    return undefined
  }
  show.decision(decision)
  show.say(`The step ends with exit code ${result.code}: the deploy after it does not run.`)
  return decision
}

async function claimedBySomebodyElse({ show, github, forges }: Stage, artifact: string): Promise<void> {
  show.chapter(
    "GitHub, somebody else's repository says the tests passed",
    'The same event, about the same digest. Its own forge says whose job it is, so it cannot say that it is ours.',
  )
  const job = githubJob('test', 1099, {
    ...github,
    // Another machine: what was not delivered there stays there.
    temp: join(github.temp, 'elsewhere'),
    env: { ...github.env, ...forges.githubJob(SOMEBODY_ELSES) },
  })
  const content = 'outcome: success\ntestSuite: { id: unit, name: Unit tests }'
  const sent = await job.uses('actions/emit', { type: 'testsuiterun.finished', artifact, content })
  const refused = sent.lines.map((line) => /answers 403: (.+?)\.*%0A/.exec(line)?.[1]).find(Boolean)
  if (refused === undefined) show.wrong(`it was not refused: ${told(sent)}`)
  else show.did('refused', refused)
}

async function testOnGithub({ show, github }: Stage, artifact: string): Promise<void> {
  show.chapter(
    'GitHub, job test',
    'The evidence: the real tests, and an event with their real outcome, bound to the digest.',
  )
  const job = githubJob('test', 1003, github)
  step(show, 'uses: track', await job.uses('.'))
  const test = await job.run('test', ['npm', 'test', '--silent'])
  reportTests(show, test)
  const content = `outcome: ${test.code === 0 ? 'success' : 'failure'}\ntestSuite: { id: unit, name: Unit tests }`
  step(
    show,
    'uses: emit',
    await job.uses('actions/emit', { type: 'testsuiterun.finished', artifact, content }),
  )
  for (const post of await job.finish()) step(show, 'track, post phase', post)
}

async function rebuildOnGitlab(stage: Stage, artifact: string): Promise<{ stopped: string } | undefined> {
  const { show, gitlab, pipeline } = stage
  show.chapter(
    'GitLab, jobs build and test',
    'The same commit on another forge: examples/webshop/.gitlab-ci.yml with the components of gitlab/templates, run by sh. ' +
      'track is plain sh and curl there, so it works in any image.',
  )
  const build = await runGitlabJob(pipeline.get('build') as GitlabJob, 5001, gitlab)
  const same = gitlab.handedOn['ARTIFACT'] === artifact
  if (build.code !== 0 || gitlab.handedOn['ARTIFACT'] === undefined) {
    for (const line of build.lines) show.say(line)
    return { stopped: 'the sample does not build on GitLab' }
  }
  show.did(
    'job build',
    same
      ? 'the same digest as on GitHub: evidence from both is about one artifact'
      : 'ANOTHER digest than on GitHub',
  )
  const test = await runGitlabJob(pipeline.get('test') as GitlabJob, 5002, gitlab)
  reportTests(show, test, 'job test')
  show.did('track, in both jobs', trackedBySh([...build.lines, ...test.lines]))
  step(show, 'job tell-tests', await runGitlabJob(pipeline.get('tell-tests') as GitlabJob, 5003, gitlab))
  return undefined
}

async function waitOnGitlab(stage: Stage, artifact: string): Promise<void> {
  const { show, gitlab, pipeline } = stage
  show.chapter(
    'GitLab, job gate waits, and somebody approves',
    'The same policy, the same verdict, through the other door. What only takes time is waited for: the store pushes the answer.',
  )
  let approving: Promise<string> | undefined
  const onLine = (line: string) => {
    if (approving !== undefined || !line.startsWith('Waiting: ')) return
    show.say(line.replace(/ Decision \S+.*$/, ''))
    approving = approve(stage, artifact)
  }
  const gate = await runGitlabJob(pipeline.get('gate') as GitlabJob, 5004, { ...gitlab, onLine })
  if (approving !== undefined) show.did('in a browser', await approving)
  const decision = decisionIn(join(gitlab.workspace, 'turnpike-gate', 'decision.json'))
  if (decision === undefined) return refusedWithoutAnswer(show, gate)
  show.decision(decision)
  const approval = decision.findings.find(({ rule }) => rule === 'change-board')?.evidence[0]
  if (decision.verdict === 'allow' && approval !== undefined) {
    const delay = Date.parse(decision.decidedAt) - Date.parse(approval.receivedAt)
    show.say(
      `Decided ${delay} ms after the store had the approval. The job ends with exit code ${gate.code}.`,
    )
  } else show.say(`The job ends with exit code ${gate.code}: the job deploy, which needs it, does not run.`)
}

/** The change board has a browser, no pipeline: alice signs in, and approves as whoever signed in. */
async function approve({ storeUrl }: Stage, artifact: string): Promise<string> {
  const { person, approve: say } = await signIn(storeUrl, 'alice')
  const number = await say({ artifacts: [artifact], ...TARGET, decision: 'approved' })
  return `${person} signed in and approved → approval.updated (event ${number})`
}

async function askOnGithub(stage: Stage, artifact: string): Promise<Ending> {
  const { show } = stage
  show.chapter(
    'GitHub, job deploy asks again',
    'The same question as in the beginning; only the evidence is new.',
  )
  const { decision, result } = await githubGate(stage, artifact, 'deploy-2', 1004)
  if (decision === undefined) {
    refusedWithoutAnswer(show, result)
    return { stopped: 'the gate could not be asked' }
  }
  show.decision(decision)
  show.say(
    `The step ends with exit code ${result.code}; its output allowed is ${result.outputs['allowed'] ?? 'not set'}.`,
  )
  return { decision, summary: result.summary }
}

async function githubGate(stage: Stage, artifact: string, name: string, checkRunId: number) {
  const json = join(stage.temp, `${name}.json`)
  const html = join(stage.out, `${name}.html`)
  const result = await githubJob(name, checkRunId, stage.github).uses('actions/gate', {
    artifact,
    ...TARGET,
    json,
    html,
  })
  return { decision: decisionIn(json), result }
}

function decisionIn(file: string): Decision | undefined {
  try {
    return readDecision(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined // the gate could not ask; it said why
  }
}

function refusedWithoutAnswer(show: Show, { lines, code }: Ended): void {
  for (const line of lines) show.wrong(line)
  show.say(`The gate stays closed (exit code ${code}).`)
}

/** A step that tells something: the events it sent, or what it said instead. */
function step(show: Show, what: string, ended: Ended): void {
  if (ended.code === 0) show.did(what, told(ended))
  else show.wrong(`${what.padEnd(24)} ${told(ended)}`)
}

/** The events a step said it sent; whatever else it said when it sent none. */
function told({ lines }: Ended | StepResult, prefix?: string): string {
  const events = lines.flatMap((line) => {
    const [, number, type] =
      /^accepted as number (\d+): dev\.cdeventsx?\.([\w.-]+?)\.\d+\.\d+\.\d+\S* /.exec(line) ?? []
    return type === undefined ? [] : [`${type} (event ${number})`]
  })
  const text = events.length > 0 ? `→ ${events.join(', ')}` : lines.join(' / ')
  return prefix === undefined ? text : `${prefix} ${text}`
}

function reportTests(show: Show, { code, lines }: Ended, what = 'run: npm test'): void {
  const counted = (word: string) =>
    lines.map((line) => new RegExp(`^\\S+ ${word} (\\d+)$`).exec(line)?.[1]).find(Boolean) ?? '?'
  const text = `${counted('tests')} tests, ${counted('pass')} passed, ${counted('fail')} failed`
  if (code === 0) show.did(what, text)
  else {
    show.wrong(`${what.padEnd(24)} ${text}`)
    const failed = lines.flatMap(
      (line) => /^\s*✖ (?!failing tests:)(.+?) \([\d.]+ms\)$/.exec(line)?.[1] ?? [],
    )
    for (const name of new Set(failed)) show.say(`  failed: ${name}`)
  }
}

/** What the components' sh hook said: it sent taskrun.started and taskrun.finished, or why it did not. */
function trackedBySh(lines: readonly string[]): string {
  const said = lines.filter((line) => line.startsWith('Turnpike: '))
  const ends = said.flatMap((line) => /that this job (started|finished: \w+)$/.exec(line)?.[1] ?? [])
  return ends.length === said.length ? `→ taskrun ${ends.join(', ')}` : said.join(' / ')
}
