/** The examples of the pages: every fenced block with its place, and what it is an example of. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
import { ROOT } from './live-store.ts'

export interface Example {
  page: string
  /** Of the line with the fence, from 1. */
  line: number
  language: string
  /** As it stands there, without the indentation of the fence. */
  text: string
  /** `page › section`, and `#2` from the second of one section on: the name under which a test says what it promises. */
  name: string
}

export type Kind = 'workflow' | 'job' | 'steps' | 'policy' | 'trust' | 'project' | 'gitlab' | 'unknown'
type Tree = Record<string, unknown>

const FENCE = /^( *)(`{3,}|~{3,})(\w*).*$/

/** Every fenced block of a page, in order. */
export function examplesOf(page: string): Example[] {
  const found: Example[] = []
  const seen = new Map<string, number>()
  let section = 'top'
  let open: { indent: string; fence: string; language: string; line: number; lines: string[] } | undefined
  for (const [index, text] of readFileSync(join(ROOT, page), 'utf8').split('\n').entries()) {
    const fence = FENCE.exec(text)
    if (open === undefined) {
      section = /^#{2,} (.+)$/.exec(text)?.[1] ?? section
      if (fence === null) continue
      const [, indent = '', marks = '', language = ''] = fence
      open = { indent, fence: marks, language, line: index + 1, lines: [] }
    } else if (text.trim() === open.fence) {
      const { language, line, lines } = open
      const place = `${page} › ${section}`
      // Counted by language: another sentence of shell makes no other workflow of what is behind it.
      const count = (seen.get(`${language} ${place}`) ?? 0) + 1
      seen.set(`${language} ${place}`, count)
      const name = count === 1 ? place : `${place} #${count}`
      found.push({ page, line, language, text: `${lines.join('\n')}\n`, name })
      open = undefined
    } else open.lines.push(text.startsWith(open.indent) ? text.slice(open.indent.length) : text)
  }
  if (open !== undefined) throw new Error(`${page}:${open.line} opens a block that nothing ends`)
  return found
}

/** What an example of YAML holds; GitLab's own tags are left as they are. */
export function treeOf({ text, page, line }: Example): unknown {
  const document = parseDocument(text, { logLevel: 'silent' })
  const [wrong] = document.errors
  if (wrong !== undefined) throw new Error(`${page}:${line} is no YAML: ${wrong.message}`)
  return document.toJS()
}

/** By its form alone, so that nobody has to say it. */
export function kindOf(example: Example): Kind {
  const tree = treeOf(example)
  if (Array.isArray(tree)) {
    if (tree.every((one) => has(one, 'uses') || has(one, 'run'))) return 'steps'
    return tree.every((one) => has(one, 'id') && has(one, 'kind')) ? 'policy' : 'unknown'
  }
  if (typeof tree !== 'object' || tree === null) return 'unknown'
  const keys = Object.keys(tree)
  const values = Object.values(tree)
  const only = (...allowed: string[]) => keys.every((key) => allowed.includes(key))
  if (keys.includes('apiVersion'))
    return (
      ({ Policy: 'policy', Trust: 'trust', Project: 'project' } as const)[String((tree as Tree).kind)] ??
      'unknown'
    )
  if (keys.includes('jobs')) return 'workflow'
  if (keys.includes('steps') && only('permissions', 'env', 'runs-on', 'steps')) return 'steps'
  if (values.every((one) => has(one, 'runs-on'))) return 'job'
  if (only('producers', 'groups')) return 'policy'
  if (only('issuers', 'people', 'tokens', 'grants')) return 'trust'
  const gitlab = ['script', 'extends', 'trigger', 'needs'] as const
  if (keys.includes('include') || values.every((one) => gitlab.some((key) => has(one, key)))) return 'gitlab'
  return 'unknown'
}

function has(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
}

/** A piece of a policy as a whole policy. */
export function wholePolicy(example: Example): string {
  const tree = treeOf(example)
  if (!Array.isArray(tree) && has(tree, 'apiVersion')) return example.text
  const rules = Array.isArray(tree)
    ? tree
    : [
        {
          id: 'one',
          kind: 'evidence',
          type: 'testsuiterun.finished',
          producer: Object.keys((tree as { producers: Tree }).producers),
        },
      ]
  return JSON.stringify({
    apiVersion: 'turnpike/v1',
    kind: 'Policy',
    metadata: { name: 'shown', owner: 'platform@example.org' },
    applies: { environments: ['production'] },
    producers: { ci: { issuer: 'https://token.actions.githubusercontent.com', repositoryOwnerId: '4567' } },
    ...(Array.isArray(tree) ? {} : (tree as Tree)),
    rules,
  })
}

/** A piece of a trust document as a whole one. */
export function wholeTrust(example: Example): string {
  const tree = treeOf(example) as Tree
  if (has(tree, 'apiVersion')) return example.text
  return JSON.stringify({
    apiVersion: 'turnpike/v1',
    kind: 'Trust',
    metadata: { organisation: 'default', owner: 'platform@example.org' },
    issuers: { github: { kind: 'github' }, gitlab: { kind: 'gitlab', url: 'https://gitlab.com' } },
    ...tree,
  })
}

type Job = Tree & { needs?: string | string[]; steps?: { uses?: string }[] }

/** A workflow, a job or a list of steps as a whole workflow. What the example stands on comes before it. */
export function wholeWorkflow(example: Example): string {
  const kind = kindOf(example)
  const tree = treeOf(example)
  const name = `name: ${JSON.stringify(nameOf(example))}\n`
  if (kind === 'workflow')
    return `${has(tree, 'name') ? '' : name}${has(tree, 'on') ? '' : 'on: push\n'}${example.text}`
  const needed = [
    ...new Set([...example.text.matchAll(/needs\.(\w+)\.outputs/g)].map(([, job]) => job ?? '')),
  ]
  const shown: Record<string, Job> =
    kind === 'job'
      ? (tree as Record<string, Job>)
      : { shown: jobAround(Array.isArray(tree) ? { steps: tree } : (tree as Job), needed) }
  const stubs = Object.values(shown)
    .flatMap(({ needs = [] }) => needs)
    .filter((job) => !Object.hasOwn(shown, job))
    .map((job) => [job, stubOf(job, example.text)])
  const jobs = { ...(Object.fromEntries(stubs) as Record<string, Job>), ...shown }
  return `${name}on: push\npermissions: { id-token: write, contents: read }\njobs: ${JSON.stringify(jobs)}\n`
}

/** The job that a list of steps is a part of: it has checked out and built before, or behind its first step, track. */
function jobAround({ steps = [], ...rest }: Job, needs: string[]): Job {
  const first = steps[0]?.uses?.startsWith('turnpike/turnpike@') === true ? 1 : 0
  const before = [{ uses: 'actions/checkout@v5' }, { id: 'test', run: 'make dist test' }]
  return {
    'runs-on': 'ubuntu-latest',
    needs,
    ...rest,
    steps: [...steps.slice(0, first), ...before, ...steps.slice(first)],
  }
}

function stubOf(job: string, text: string): Tree {
  const outputs = [...text.matchAll(new RegExp(`needs\\.${job}\\.outputs\\.([\\w-]+)`, 'g'))].map(
    ([, one]) => [one, IMAGE_DIGEST],
  )
  return { 'runs-on': 'ubuntu-latest', outputs: Object.fromEntries(outputs), steps: [{ run: 'true' }] }
}

/** The digest of the image that jobs before the shown ones have built. */
export const IMAGE_DIGEST = `sha256:${'9c2f'.repeat(16)}`

/** For a line of the runner's log. */
function nameOf({ page, line }: Example): string {
  return `${page.replaceAll('/', ' ')} ${line}`
}

export interface Use {
  /** The folder of the action. */
  folder: string
  given: string[]
}

/** What a whole workflow uses of this project, with the inputs it gives. A runner lets a wrong name pass. */
export function usesIn(workflow: string): Use[] {
  const { jobs } = parseDocument(workflow).toJS() as {
    jobs: Record<string, { steps?: { uses?: string; with?: Tree }[] }>
  }
  return Object.values(jobs)
    .flatMap(({ steps = [] }) => steps)
    .flatMap(({ uses = '', with: given = {} }) => {
      const folder = /^turnpike\/turnpike(?:\/(actions\/\w+))?@v1$/.exec(uses)
      return folder === null ? [] : [{ folder: folder[1] ?? '.', given: Object.keys(given) }]
    })
}
