/** The pages of a gate that could not be asked. Every reason may hold a stranger's text. */
import { variableOf } from '../host/gitlab-host.ts'
import { gfm, mdInstructions, xml } from '../report/escape.ts'
import type { Deps } from './deps.ts'
import type { Reports } from './gate.ts'
import type { Refusal } from './refusal.ts'

/** A summary shows this many reasons; the log has them all. */
const MAX_REASONS = 20

/** GFM and GLFM, ends with an empty line. */
export function renderRefusal(refusal: Refusal): string {
  const shown = refusal.reasons.slice(0, MAX_REASONS)
  const left = refusal.reasons.length - shown.length
  return [
    gfm`## ⛔ ${refusal.title}`.text,
    '',
    ...shown.map((reason) => gfm`- ${reason}`.text),
    ...(left > 0 ? [`- and ${left} more, see the log`] : []),
    '',
    gfm`**What to do:** ${mdInstructions(refusal.todo, refusal.reasons, 1000)}.`.text,
    '',
    '',
  ].join('\n')
}

/** The reports that can say that there is no decision; the page and the JSON are of a decision only. */
export async function writeRefusalReports(refusal: Refusal, reports: Reports, deps: Deps): Promise<void> {
  if (reports.markdown !== undefined) await deps.writeText(reports.markdown, renderRefusal(refusal))
  if (reports.dotenv !== undefined) await deps.writeText(reports.dotenv, `${variableOf('verdict')}=error\n`)
  if (reports.junit !== undefined) await deps.writeText(reports.junit, renderRefusalJUnit(refusal))
}

function renderRefusalJUnit({ title, reasons, todo }: Refusal): string {
  const lines = [...reasons.slice(0, MAX_REASONS), `What to do: ${todo}`]
  const text = xml`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="Turnpike" tests="1" failures="0" errors="1" skipped="0" time="0">
  <testsuite name="Turnpike gate" tests="1" failures="0" errors="1" skipped="0" time="0">
    <testcase name="The gate was asked" classname="turnpike" time="0">
      <error message="${title}">${lines.map((line) => xml`${line}\n`)}</error>
    </testcase>
  </testsuite>
</testsuites>`.text
  return `${text}\n`
}
