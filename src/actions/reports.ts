/** The reports of a decision, as files. Loaded only when one is asked for. */
import type { Decision } from '../policy/decision.ts'
import { clean } from '../host/clean.ts'
import { variableOf } from '../host/gitlab-host.ts'
import type { Deps } from './deps.ts'
import { outputsOf, type Reports } from './gate.ts'

/** Writes what was asked for, each file whole or not at all. */
export async function writeReports(decision: Decision, reports: Reports, deps: Deps): Promise<void> {
  const write = async (path: string | undefined, render: () => Promise<string>) => {
    if (path !== undefined) await deps.writeText(path, await render())
  }
  await write(reports.json, async () => `${JSON.stringify(decision, null, 2)}\n`)
  await write(reports.html, async () => (await import('../report/html.ts')).renderHtml(decision))
  await write(reports.junit, async () => (await import('../report/junit.ts')).renderJUnit(decision))
  await write(reports.markdown, async () =>
    (await import('../report/summary.ts')).renderSummary(decision, { flavour: 'gitlab' }),
  )
  await write(reports.annotations, async () =>
    (await import('../report/annotations.ts')).renderAnnotationsReport(decision),
  )
  await write(reports.dotenv, async () => renderDotenv(decision))
}

/** For a later GitLab job: the same names as the GitLab host writes its outputs under. */
function renderDotenv(decision: Decision): string {
  return Object.entries(outputsOf(decision))
    .map(([name, value]) => `${variableOf(name)}=${clean(value, 4096).replace(/['"`]/g, '')}\n`)
    .join('')
}
