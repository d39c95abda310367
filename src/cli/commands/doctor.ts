import { readFileSync, statSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { realDeps } from '../../actions/deps.ts'
import { VERSION } from '../../actions/version.ts'
import { storeAddress } from '../../client/address.ts'
import { parseJson } from '../../cdevents/parse.ts'
import { EXIT, explain } from '../../errors.ts'
import { logText } from '../../report/escape.ts'
import type { Args, Terminal } from '../command.ts'
import { problem, ok, type Check } from '../doctor/check.ts'
import { factRows, type FactRow } from '../doctor/fact-origins.ts'
import { meChecks, tokenChecks, versionChecks, type Shown } from '../doctor/identity-checks.ts'
import { artifactChecks, factChecks } from '../doctor/job-checks.ts'
import { sampleEvents, sendChecks, wouldSend } from '../doctor/send-checks.ts'
import { storeChecks } from '../doctor/store-checks.ts'
import { isEmbedded } from '../embedded.ts'
import { tokenOf } from '../surroundings.ts'

/** `turnpike doctor`. @returns 0; 3 when something would be refused, or keep a gate closed */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const { env } = terminal
  const { facts, rows } = factRows(env, (path) => readFileSync(path, 'utf8'), machine())
  const environment = args.text('environment') ?? facts.environment
  const deps = realDeps(env)
  const checks: Check[] = [...factChecks(facts, env, payloadOf(env), environment)]
  const about = await artifactChecks(args.texts('artifact'), deps)
  checks.push(...about.checks)
  const events = sampleEvents({
    facts,
    artifacts: about.artifacts,
    environment,
    service: args.text('service'),
    now: terminal.now(),
  })
  const store = args.text('store') ?? env.TURNPIKE_STORE ?? ''
  if (isEmbedded(store)) checks.push(fileCheck(store))
  else if (store === '') checks.push(noStore())
  else {
    const shown = (url: URL): Shown => ({
      store: url,
      explicit: tokenOf(args, terminal),
      env,
      facts,
      environment,
      now: Date.now,
      mask: (token) => maskOn(env, token),
    })
    checks.push(...(await terminal.during(`asking ${store}`, ask(store, shown, events, args.on('send')))))
  }
  const isWell = checks.every(({ state }) => state !== 'problem')
  if (terminal.json) terminal.print(JSON.stringify({ ok: isWell, version: VERSION, facts: rows, checks }))
  else tell(rows, checks, terminal)
  return isWell ? EXIT.allow : EXIT.deny
}

async function ask(
  text: string,
  shownTo: (url: URL) => Shown,
  events: ReturnType<typeof sampleEvents>,
  isSent: boolean,
): Promise<Check[]> {
  let url: URL
  try {
    url = storeAddress(text, { token: false })
  } catch (error) {
    return [problem('store', explain(error), 'correct --store or TURNPIKE_STORE')]
  }
  const shown = shownTo(url)
  const { checks, answers } = await storeChecks(url, shown.env, shown.now)
  const identity = await tokenChecks(shown)
  checks.push(...identity.checks)
  // Nobody is shown a token who does not answer like a store.
  if (!answers) return checks
  checks.push(...(await meChecks(shown, identity)), ...(await versionChecks(shown, identity.token, VERSION)))
  if (!isSent) return [...checks, wouldSend(events)]
  return [...checks, ...(await sendChecks(url, events, identity.token, shown.env))]
}

function noStore(): Check {
  return problem(
    'store',
    'No store is named, so events go nowhere and a gate stays closed',
    'set it for the whole job',
    ['env:', '  TURNPIKE_STORE: https://turnpike.example.org'],
  )
}

function fileCheck(store: string): Check {
  const file = store.slice('sqlite:'.length)
  const isThere = statSync(file, { throwIfNoEntry: false })?.isFile() === true
  return ok(
    'store',
    `${file} is a file here${isThere ? '' : ', and is made when something is sent'}; whoever can open it may everything`,
  )
}

/** A token that is in a log is in the hands of everybody who reads it: the runner masks it from now on. */
async function maskOn(env: Terminal['env'], token: string): Promise<void> {
  if (env.GITHUB_ACTIONS === 'true') process.stderr.write(`::add-mask::${token}\n`)
}

function payloadOf({ GITHUB_EVENT_PATH: path = '' }: Terminal['env']): unknown {
  try {
    return path === '' ? undefined : parseJson(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

function machine(): { hostname: string; user: string; run: string } {
  return { hostname: hostname(), user: userName(), run: `${process.ppid}-${process.pid}` }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return '' // a container's user may have no entry anywhere
  }
}

const SIGNS = { ok: '✓', note: '·', warning: '!', problem: '✗' } as const

function tell(rows: readonly FactRow[], checks: readonly Check[], { print, colour }: Terminal): void {
  const widest = Math.max(...rows.map(({ name }) => name.length))
  print(colour.bold('What is known of this job'))
  for (const { name, value, from } of rows) {
    const origin = from.length === 0 ? '' : colour.dim(` (${logText(from.join(', '), 200)})`)
    const shown = value === '' ? colour.dim('not known') : logText(value, 200)
    print(`  ${name.padEnd(widest)}  ${shown}${origin}`)
  }
  print('')
  print(colour.bold('What was looked at'))
  const paint = { ok: colour.green, note: colour.dim, warning: colour.yellow, problem: colour.red }
  for (const { state, says, todo, paste } of checks) {
    print(`${paint[state](SIGNS[state])} ${logText(says, 2000)}`)
    if (todo !== undefined) print(`    ${colour.dim(`→ ${logText(todo, 1000)}`)}`)
    for (const line of paste ?? []) print(`        ${line}`)
  }
  const problems = checks.filter(({ state }) => state === 'problem').length
  const warnings = checks.filter(({ state }) => state === 'warning').length
  print('')
  if (problems > 0)
    print(colour.red(`${problems} to mend: something would be refused, or keep a gate closed.`))
  else if (warnings > 0) print(colour.green(`Nothing would be refused; ${warnings} to look at.`))
  else print(colour.green('All is well.'))
}
