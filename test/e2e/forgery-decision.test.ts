/**
 * Forgery by what a store answers: a decision whose every text a stranger wrote (names of policies and rules, what was
 * found, reasons of waivers, its own id), in a gate's log, annotations, summary, outputs and reports. A denial stays one,
 * and each of these has the same parts as with harmless texts.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { spawn } from 'node:child_process'
import { beforeAll, describe, expect, test } from '@jest/globals'
import type { Decision, GateRequest } from '../../src/policy/decision.ts'
import { deny } from '../report/sample-decisions.ts'
import { markdownShape, tokens } from '../report/structure.ts'
import { atOnce } from './at-once.ts'
import { startFake, type Answer, type FakeStore } from './fake-store.ts'
import { STRINGS } from './hostile-strings.ts'
import { observe, observedLog, signsIn, type Observed } from './observed.ts'
import { createJob, ROOT } from './run-action.ts'
import { valuesIn } from './runner-files.ts'

const DIGEST = `sha256:${'ab'.repeat(32)}`

/** Words of ours, moments, and addresses, which are links or are not. */
const OURS = new Set(
  'apiVersion kind verdict mode result enforce origin outcome class decidedAt expiresAt dueAt at receivedAt timestamp until lastSeen url uri ticket'.split(
    ' ',
  ),
)

/** A denial of what was asked, in which every text that may be anything is this one. */
function denialOf(text: string, request: GateRequest, verdict: 'deny' | 'pending'): Decision {
  // A picture has no place for a label without a character.
  const given = text.replace(/^\p{Cs}+$/u, 'x$&')
  const swap = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => swap(one, key))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, swap(inner, name)]))
    return typeof value === 'string' && !OURS.has(key)
      ? given.slice(0, key === 'id' || key === 'exception' ? 100 : 2000)
      : value
  }
  return { ...(swap(deny, '') as Decision), request, mode: 'enforce', verdict }
}

/** First that there is something to wait for, then the denial. */
function denies(text: string): Answer {
  return ({ body }, response) => {
    const { request } = JSON.parse(body) as { request: GateRequest }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`event: pending\ndata: ${JSON.stringify(denialOf(text, request, 'pending'))}\n\n`)
    response.end(`event: decision\ndata: ${JSON.stringify(denialOf(text, request, 'deny'))}\n\n`)
  }
}

/** As much of the text as the name of an environment or of a service may hold. */
function asName(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, ' ')
  return `x ${visible}`.trim().slice(0, 60).trim()
}

interface Reports {
  html: string[]
  junit: string[]
  json: [verdict: unknown, findings: number]
  signs: string[]
}

/** The parts of a report, without their texts. */
function shapeOf(markup: string, empty?: ReadonlySet<string>, raw?: ReadonlySet<string>): string[] {
  return (
    tokens(markup, empty, raw)
      // A picture's text is set in as many lines as it is long; backticks in instructions make code, and nothing else.
      .filter(({ kind, name }) => kind !== 'text' && name !== 'text' && name !== 'code')
      .map(({ kind, name, attributes }) => [kind, name, ...Object.keys(attributes)].join(' '))
  )
}

const EMPTY = new Set(['meta', 'br', 'link', 'hr', 'img', 'col'])
const RAW = new Set(['style', 'script'])

function reportsIn(folder: string): Reports {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const { verdict, findings } = JSON.parse(read('decision.json')) as Decision
  return {
    html: shapeOf(read('decision.html'), EMPTY, RAW),
    junit: shapeOf(read('junit.xml')),
    json: [verdict, findings.length],
    signs: signsIn(read('decision.html')),
  }
}

interface Run {
  seen: Observed
  reports: Reports
}

async function inAction(text: string): Promise<Run> {
  const store = await startFake(denies(text))
  const job = createJob({ env: { TURNPIKE_STORE: store.url, STRANGER: asName(text) } })
  const set = '${{ env.STRANGER }}'
  try {
    const result = await job.step('actions/gate', {
      ...{ artifact: DIGEST, environment: set, service: set, change: set, policy: 'p', wait: '10m' },
      ...{ html: 'decision.html', json: 'decision.json', junit: 'junit.xml' },
    })
    return { seen: observe(result, store), reports: reportsIn(job.workspace) }
  } finally {
    job.close()
    await store.close()
  }
}

async function inGitlab(text: string) {
  const store = await startFake(denies(text))
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-forgery-'))
  try {
    const { code, output } = await turnpike(store, folder, asName(text))
    const read = (name: string) => readFileSync(join(folder, name), 'utf8')
    const annotations = JSON.parse(read('annotations.json')) as Record<string, { external_link: object }[]>
    return {
      code,
      log: observedLog(output),
      reports: reportsIn(folder),
      markdown: markdownShape(read('decision.md')),
      annotations: Object.entries(annotations).map(([section, links]) => [
        section,
        links.map(({ external_link: link }) => Object.keys(link)),
      ]),
      // Of a line without a name GitLab makes nothing, and of the last one with a name its value.
      variables: Object.entries(valuesIn(read('decision.env'))).map(([name, value]) => [
        name,
        name === 'TURNPIKE_DECISION_ID' ? 'an id' : value,
      ]),
      signs: signsIn(read('decision.md')),
    }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}

function turnpike(store: FakeStore, folder: string, text: string) {
  const args = [
    join(ROOT, 'dist', 'turnpike.js'),
    ...['gate', `--artifact=${DIGEST}`, `--environment=${text}`, `--service=${text}`],
    ...['--json-file=decision.json', '--html=decision.html', '--markdown=decision.md'],
    ...['--junit=junit.xml', '--annotations=annotations.json', '--dotenv=decision.env'],
  ]
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: {
      ...{ PATH: process.env.PATH ?? '', TURNPIKE_STORE: store.url, GITLAB_CI: 'true', CI_JOB_ID: '302' },
      ...{ CI_SERVER_URL: 'https://gitlab.example.org', CI_PIPELINE_ID: '5001' },
      CI_PROJECT_URL: 'https://gitlab.example.org/acme/shop',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (piece: string) => (output += piece))
  return new Promise<{ code: number | null; output: string }>((done) =>
    child.once('close', (code) => done({ code, output })),
  )
}

const TEXTS = ['harmless', ...STRINGS.map(([, text]) => text)]

describe('a decision whose texts try to become', () => {
  const acted = atOnce(TEXTS, inAction)
  const ran = atOnce(TEXTS, inGitlab)
  let action: Run
  let gitlab: Awaited<ReturnType<typeof inGitlab>>
  beforeAll(async () => {
    action = await acted('harmless')
    gitlab = await ran('harmless')
  })

  test('nothing: the gate stays closed, and everything says so', () => {
    expect(action.seen).toMatchObject({ exitCode: 3, marks: [], outputs: { verdict: 'deny' } })
    expect(action.seen.outputs).not.toHaveProperty('allowed')
    expect(gitlab).toMatchObject({ code: 3, log: { commands: [], marks: [] } })
    expect(gitlab.variables.map(([name]) => name)).not.toContain('TURNPIKE_ALLOWED')
    for (const { junit, json, html } of [action.reports, gitlab.reports]) {
      expect(json).toEqual(['deny', deny.findings.length])
      expect(junit).toContain('open failure message type')
      expect(html.length).toBeGreaterThan(50)
    }
  })

  test('anything would be seen where it succeeds', () => {
    const careless = (text: string) => `<testcase name="${text}"></testcase>`
    expect(shapeOf(careless('x'))).not.toEqual(shapeOf(careless('"></testcase><testcase name="y')))
    expect(() => shapeOf(careless('<'))).toThrow('not well-formed')
    expect(valuesIn('ID=x\nTURNPIKE_ALLOWED=true\n')).toHaveProperty('TURNPIKE_ALLOWED')
    expect(markdownShape('a\n| b |')).not.toEqual(markdownShape('a b'))
    expect(signsIn('✅ x')).toEqual(['✅'])
  })

  test.each(STRINGS)('%s, in the action: %j', async (_, text) => {
    expect(await acted(text)).toEqual(action)
  })

  test.each(STRINGS)('%s, in a job of GitLab: %j', async (_, text) => {
    expect(await ran(text)).toEqual(gitlab)
  })
})
