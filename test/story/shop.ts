/** What happens to the shop in any organisation: it is built, tested, attested, scanned, deployed. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Job } from '../e2e/run-action.ts'
import type { Description } from '../../src/sources/described.ts'
import type { Name } from './people.ts'
import { checkout, type Said, type Stage } from './stage.ts'
import { scan } from './statements.ts'
import { DEPLOY, SHOP } from './trust.ts'

/** Builds it by its own scripts in a tracked job, and tests it. @returns its package URL with the digest */
export async function buildAndTest(stage: Stage, version: string): Promise<string> {
  const job = stage.job(SHOP, 'release.yml')
  checkout(job, version)
  await stage.step(job, '.', {})
  const { artifact = '' } = await stage.run(job, [process.execPath, 'scripts/build.js'])
  await stage.run(job, [process.execPath, 'scripts/test.js'])
  await emit(stage, job, [
    { type: 'artifact.packaged', artifact },
    { type: 'artifact.published', artifact },
    {
      type: 'testsuiterun.finished',
      artifact,
      environment: 'ci',
      content: { outcome: 'success', testSuite: { id: 'unit', name: 'Unit tests' } },
    },
  ])
  for (const { exitCode, stdout } of await job.finish())
    if (exitCode !== 0) throw new Error(`the post phase ended with ${exitCode}:\n${stdout}`)
  return artifact
}

/** The payments' own tests, against the service in staging. */
export async function testPayments(stage: Stage, artifact: string): Promise<void> {
  const content = {
    outcome: 'success',
    environment: { id: 'staging' },
    testSuite: { id: 'payments', name: 'Payments' },
  }
  await emit(stage, stage.job(SHOP, 'payments.yml'), [
    { type: 'testsuiterun.finished', artifact, environment: 'staging', content },
  ])
}

/** The job that asked the gate, or another one of that repository, says what it did. */
export async function deploy(
  stage: Stage,
  artifact: string,
  environment: string,
  { job = stage.job(DEPLOY, 'deploy.yml'), type = 'service.deployed' }: { job?: Job; type?: string } = {},
): Promise<void> {
  await emit(stage, job, [{ type, subject: 'webshop', service: 'webshop', artifact, environment }])
}

export async function emit(stage: Stage, job: Job, described: readonly Description[]): Promise<void> {
  const file = join(job.temp, `events-${described[0]?.type ?? ''}.json`)
  writeFileSync(file, JSON.stringify(described))
  await stage.step(job, 'actions/emit', { file })
}

/** Sends signed statements, by the command line in the job of whoever made them. */
export async function attest(stage: Stage, artifact: string, ...statements: unknown[]): Promise<void> {
  const file = join(stage.world.folder, 'statements.jsonl')
  writeFileSync(file, statements.map((one) => JSON.stringify(one)).join('\n'))
  const { code, stdout, stderr } = await stage.turnpikeIn(
    stage.job(SHOP, 'release.yml'),
    'attest',
    file,
    '--artifact',
    artifact,
  )
  if (code !== 0) throw new Error(`turnpike attest ended with ${code}: ${stdout}${stderr}`)
}

export async function scanned(stage: Stage, artifact: string, ...found: [string, string][]): Promise<void> {
  await attest(stage, artifact, await scan(stage.world.sigstore, artifact, stage.world.now(), found))
}

/** Monitoring shows that it is there: a heartbeat, about nothing that is open. */
export async function alive(stage: Stage): Promise<void> {
  await stage.hear('alerts', { type: 'incident.resolved', subject: 'HEARTBEAT', ...about(stage) })
}

export async function incident(stage: Stage, id: string, description: string): Promise<void> {
  const content = { description }
  await stage.hear('alerts', { type: 'incident.detected', subject: id, content, ...about(stage) })
}

export async function resolved(stage: Stage, id: string): Promise<void> {
  await stage.hear('alerts', { type: 'incident.resolved', subject: id, ...about(stage) })
}

const about = ({ monitoring }: Stage) => ({
  source: monitoring,
  environment: 'production',
  service: 'webshop',
})

/** Dave asks for a waiver of the vulnerability. @returns its id */
export async function askForWaiver(stage: Stage, artifact: string): Promise<string> {
  const reason = 'CVE-2026-12345 is in the PDF export, which production has switched off'
  const said = await stage.turnpike(
    'dave',
    ...[
      'waiver',
      'request',
      '--rule',
      'vulnerabilities',
      '--environment',
      'production',
      '--artifact',
      artifact,
    ],
    ...['--for', '7d', '--ticket', 'SEC-123', '--reason', reason, '--json'],
  )
  return idOf(said)
}

/** Somebody breaks the glass for the fix. @returns the override's id */
export async function breakGlass(stage: Stage, who: Name, artifact: string): Promise<string> {
  const reason = 'Carts are charged twice; 2.4.2 takes the retry out again.'
  const said = await stage.turnpike(
    who,
    ...['override', '--artifact', artifact, '--environment', 'production', '--service', 'webshop'],
    ...['--ticket', 'INC-91', '--reason', reason, '--json'],
  )
  return idOf(said)
}

/** A command that has to succeed. */
export async function done(saying: Promise<Said>): Promise<Said> {
  const said = await saying
  if (said.code !== 0) throw new Error(`the command ended with ${said.code}: ${said.stdout}${said.stderr}`)
  return said
}

/** The id in what `--json` printed of a waiver or an override. */
function idOf({ code, stdout, stderr }: Said): string {
  if (code !== 0) throw new Error(`the command ended with ${code}: ${stdout}${stderr}`)
  const { waiver, override } = JSON.parse(stdout) as Record<'waiver' | 'override', { id: string } | undefined>
  return (waiver ?? override)?.id ?? ''
}

/** The number of the open nonconformity. The store looks at a deployment after it has kept it, so it may take a moment. */
export async function raised(stage: Stage): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const { nonconformities } = (await stage.get('/v1/nonconformities')) as {
      nonconformities: { sequence: number }[]
    }
    const [first] = nonconformities
    if (first !== undefined) return first.sequence
    await new Promise((next) => setTimeout(next, 25))
  }
  throw new Error('the store raised no nonconformity')
}
