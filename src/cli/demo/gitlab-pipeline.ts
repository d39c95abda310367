/**
 * A .gitlab-ci.yml with our templates included → its jobs, as far as the demo needs: inputs pasted as text, `extends`
 * of one hidden job, `!reference`. https://docs.gitlab.com/ci/yaml.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, parseAllDocuments, type Tags } from 'yaml'

export interface GitlabJob {
  name: string
  stage: string
  variables: Record<string, string>
  before_script: string[]
  script: string[]
  after_script: string[]
  /** The dotenv report, relative to the project. */
  dotenv?: string
}

type Raw = Record<string, unknown>

interface Include {
  component?: string
  inputs?: Record<string, unknown>
}

/** A list of steps down into the document; replaced by what stands there. */
interface Reference {
  reference: string[]
}

const customTags = [
  {
    tag: '!reference',
    collection: 'seq' as const,
    resolve: (value: unknown): Reference => ({ reference: (value as { toJSON(): string[] }).toJSON() }),
  },
] as unknown as Tags

const KEYWORDS = ['stages', 'include', 'variables', 'default', 'workflow']

/**
 * @param templates folder of `<name>/template.yml`
 * @param inputs for every component that has them, instead of what the file gives
 */
export function readPipeline(
  text: string,
  templates: string,
  inputs: Record<string, string>,
): Map<string, GitlabJob> {
  const own = parse(text, { customTags }) as Raw
  const included = ((own['include'] ?? []) as Include[]).map((include) => {
    const name = /\/([a-z-]+)@/.exec(include.component ?? '')?.[1] ?? ''
    return readTemplate(join(templates, name, 'template.yml'), { ...include.inputs, ...inputs })
  })
  const raw: Record<string, Raw> = Object.assign({}, ...included, own) as Record<string, Raw>
  const jobs = Object.keys(raw).filter((name) => !KEYWORDS.includes(name))
  return new Map(jobs.map((name) => [name, jobOf(name, raw)]))
}

/** A component's jobs, with inputs pasted in as GitLab does: text into text, before the YAML is read. */
function readTemplate(file: string, given: Readonly<Record<string, unknown>>): Record<string, Raw> {
  const text = readFileSync(file, 'utf8')
  const spec = parseAllDocuments(text)[0]?.toJS() as {
    spec: { inputs: Record<string, { default?: unknown }> }
  }
  const filled = text
    .slice(text.indexOf('\n---\n') + 5)
    .replace(/\$\[\[ inputs\.([a-z0-9-]+) \]\]/g, (_, name: string) => {
      const value = given[name] ?? spec.spec.inputs[name]?.default
      if (value === undefined) throw new Error(`${file}: the input ${name} has no value`)
      return typeof value === 'string' ? value : JSON.stringify(value)
    })
  return parse(filled, { customTags }) as Record<string, Raw>
}

function jobOf(name: string, raw: Record<string, Raw>): GitlabJob {
  const own = raw[name] ?? {}
  const base = typeof own['extends'] === 'string' ? (raw[own['extends']] ?? {}) : {}
  const lines = (key: string) => linesOf(own[key] ?? base[key], raw)
  const dotenv = (own['artifacts'] as { reports?: { dotenv?: string } } | undefined)?.reports?.dotenv
  return {
    name,
    stage: typeof own['stage'] === 'string' ? own['stage'] : 'test',
    variables: {
      ...(base['variables'] as Record<string, string>),
      ...(own['variables'] as Record<string, string>),
    },
    before_script: lines('before_script'),
    script: lines('script'),
    after_script: lines('after_script'),
    ...(dotenv === undefined ? {} : { dotenv }),
  }
}

function linesOf(value: unknown, raw: Record<string, Raw>): string[] {
  if (isReference(value)) {
    const found = value.reference.reduce<unknown>((at, step) => (at as Raw | undefined)?.[step], raw)
    return linesOf(found, raw)
  }
  if (Array.isArray(value)) return value.flatMap((one: unknown) => linesOf(one, raw))
  return typeof value === 'string' ? [value] : []
}

function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && 'reference' in value
}
