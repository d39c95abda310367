/** `GET /`: what this is, what runs where, what was decided last. For people; no scripts. */
import { minute } from '../report/ages.ts'
import { htm, htmlText, type Html } from '../report/escape.ts'
import { artifactName, shortDigest } from '../report/names.ts'
import { count } from '../report/words.ts'
import { page } from './answer.ts'
import type { Attention } from './front-attention.ts'
import { attentionSections } from './front-tables.ts'
import type { DecisionRow } from './decisions.ts'
import type { Environment } from './environments.ts'
import { withForms } from './people/sign-in-state.ts'
import { told, type PolicyBook } from './policies.ts'

export interface FrontPage {
  version: string
  /** What stands before every path: nothing, or `/o/<name>`. */
  prefix: string
  environments: readonly Environment[]
  decisions: readonly DecisionRow[]
  /** What gates wait with now; not recorded yet. */
  waiting: readonly Omit<DecisionRow, 'sequence'>[]
  policies: Pick<PolicyBook, 'entries' | 'troubles'>
  /** What needs somebody. */
  attention: Attention
  /** Who is signed in. */
  top?: Html | undefined
}

const MOST_ROWS = 200
const DECISION_HEADS = ['Verdict', 'Environment', 'Artifact', 'Decided', 'In short']

const STYLE = htm`<style>
  body {
    font:
      16px/1.5 system-ui,
      sans-serif;
    margin: 2rem auto;
    max-width: 64rem;
    padding: 0 1rem;
    color: #1b1f24;
    background: #fff;
  }
  h1 {
    font-size: 1.5rem;
    margin-bottom: 0;
  }
  h2 {
    font-size: 1.1rem;
    margin-top: 2rem;
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  th,
  td {
    text-align: left;
    padding: 0.3rem 0.8rem 0.3rem 0;
    border-bottom: 1px solid #d0d7de;
    vertical-align: top;
    overflow-wrap: break-word;
  }
  time {
    white-space: nowrap;
  }
  code {
    font-size: 0.85em;
    overflow-wrap: anywhere;
  }
  .allow {
    color: #116329;
  }
  .deny,
  .error {
    color: #a40e26;
  }
  .pending {
    color: #7d4e00;
  }
  @media (max-width: 40rem) {
    table {
      display: block;
      overflow-x: auto;
    }
  }
  @media (prefers-color-scheme: dark) {
    body {
      background: #0d1117;
      color: #e6edf3;
    }
    th,
    td {
      border-color: #30363d;
    }
    a {
      color: #58a6ff;
    }
    .allow {
      color: #3fb950;
    }
    .deny,
    .error {
      color: #ff7b72;
    }
    .pending {
      color: #d29922;
    }
  }
</style>`

export function frontPage({
  version,
  prefix,
  environments,
  decisions,
  waiting,
  policies,
  attention,
  top,
}: FrontPage): Response {
  const places = environments.flatMap((place) => placesOf(place, prefix)).slice(0, MOST_ROWS)
  const content = htm`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Turnpike</title>
        ${STYLE}
      </head>
      <body>
        ${top}
        <h1>Turnpike</h1>
        <p>
          An event store with a gate: pipelines say here what happened, as
          <a href="https://cdevents.dev">CDEvents</a>, and ask before a deploy whether an artifact may go to
          an environment. Version ${version}.
        </p>
        <p>
          <a href="${prefix}/openapi.json">API</a> · <a href="${prefix}/v1/events">events</a> ·
          <a href="${prefix}/v1/decisions">decisions</a> · <a href="${prefix}/v1/policies">policies</a> ·
          <a href="${prefix}/v1/conformance">conformance</a> · <a href="${prefix}/metrics">metrics</a>
        </p>
        ${attentionSections(attention, prefix)}
        <h2>What runs where</h2>
        ${table(['Environment', 'Service', 'Artifact', 'Since', 'According to'], places, 'No event has placed a service in an environment yet.')}
        ${
          waiting.length === 0
            ? undefined
            : htm`<h2>Gates that wait</h2>
                ${table(
                  DECISION_HEADS,
                  waiting.slice(0, MOST_ROWS).map((row) => decisionCells(row, prefix)),
                  '',
                )}`
        }
        <h2>Newest decisions</h2>
        ${table(
          DECISION_HEADS,
          decisions.map((row) => decisionCells(row, prefix)),
          'No gate has asked yet.',
        )}
        <h2>Policies in force</h2>
        ${table(['Policy', 'Environments', ''], policyRows(policies, prefix), 'None. Every gate is refused until there is one.')}
      </body>
    </html>`
  return top === undefined ? page(content.text) : withForms(page(content.text))
}

function policyRows({ entries, troubles }: FrontPage['policies'], prefix: string): Html[][] {
  const broken = troubles().map(({ document, problems }) => [
    htm`${document}`,
    htm`<span class="error">not in force</span>`,
    htmlText(told(problems), 1000),
  ])
  const rows = entries().map(({ policy }) => [
    htm`<a href="${prefix}/v1/policies/${encodeURIComponent(policy.name)}">${policy.name}</a>`,
    htm`${policy.applies.environments.join(', ')}`,
    htm`${count(policy.rules.length, 'rule')}`,
  ])
  return [...broken, ...rows].slice(0, MOST_ROWS)
}

function placesOf({ id, services }: Environment, prefix: string): Html[][] {
  return services.map(({ service, artifact, since, sequence, producer }) => [
    htm`${id}`,
    htm`${service}`,
    artifactLink(artifact, prefix),
    htm`<a href="${prefix}/v1/events/${sequence}"><time datetime="${since}" title="${since}">${minute(since)}</time></a>`,
    htm`${producer}`,
  ])
}

function decisionCells(
  { id, verdict, request, decidedAt, summary }: Omit<DecisionRow, 'sequence'>,
  prefix: string,
): Html[] {
  const [first, ...others] = request.artifacts
  return [
    htm`<a class="${verdict}" href="${prefix}/v1/decisions/${encodeURIComponent(id)}">${verdict}</a>`,
    htm`${request.environment}`,
    htm`${first === undefined ? '' : artifactLink(first, prefix)}${others.length === 0 ? '' : ` and ${others.length} more`}`,
    htm`<time datetime="${decidedAt}" title="${decidedAt}">${minute(decidedAt)}</time>`,
    htm`${summary}`,
  ]
}

function artifactLink({ digest, purl }: { digest?: string; purl?: string }, prefix: string): Html {
  // encodeURIComponent, not the template's shortening: an address that is cut leads nowhere.
  const address = encodeURIComponent((digest ?? purl ?? '').toWellFormed())
  const whole = purl ?? digest ?? ''
  const name =
    digest === undefined ? undefined : artifactName({ digest, ...(purl === undefined ? {} : { purl }) })
  const label =
    digest === undefined
      ? htm`<code>${whole}</code>`
      : htm`<span title="${whole}">${name === undefined ? undefined : htm`${name} `}<code>${shortDigest(digest)}</code></span>`
  return address.length > 290 ? label : htm`<a href="${prefix}/v1/artifacts/${address}/timeline">${label}</a>`
}

function table(heads: readonly string[], rows: readonly (readonly Html[])[], none: string): Html {
  if (rows.length === 0) return htm`<p>${none}</p>`
  const cells = (row: readonly Html[]) =>
    htm`<tr>
      ${row.map((cell) => htm`<td>${cell}</td>`)}
    </tr>`
  return htm`<table>
    <thead>
      <tr>
        ${heads.map((head) => htm`<th>${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(cells)}
    </tbody>
  </table>`
}
