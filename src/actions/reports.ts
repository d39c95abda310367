/** The reports of a decision, as files. Loaded only when one is asked for. */
import type { Decision } from '../policy/decision.ts'
import type { Deps } from './deps.ts'
import type { Reports } from './gate.ts'

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
  await write(reports.annotations, async () => renderLinks(decision))
}

/** GitLab's `artifacts:reports:annotations`: links on the job's page. */
function renderLinks(decision: Decision): string {
  const links =
    decision.url === undefined
      ? []
      : [
          {
            external_link: {
              label: `Turnpike: ${decision.verdict}, decision ${decision.id}`,
              url: decision.url,
            },
          },
        ]
  return `${JSON.stringify({ Turnpike: links }, null, 2)}\n`
}
