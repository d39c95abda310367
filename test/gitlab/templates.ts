/** The templates as GitLab reads them: a header of inputs, and jobs in whose text the inputs are pasted. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse, parseAllDocuments } from 'yaml'

export const ROOT = resolve(import.meta.dirname, '..', '..')
export const NAMES = ['track', 'emit', 'evidence', 'gate', 'deploy', 'approve'] as const
export type Name = (typeof NAMES)[number]

export interface Input {
  description?: string
  default?: string | boolean
  type?: string
  options?: string[]
  regex?: string
}

export interface Job {
  stage?: string
  image?: string
  variables: Record<string, string>
  id_tokens: Record<string, { aud: string }>
  before_script?: string[]
  script?: string[]
  after_script?: string[]
  allow_failure?: boolean
  needs?: string[]
  environment?: { name: string; action?: string }
  resource_group?: string
  when?: string
  artifacts?: { when: string; expose_as: string; paths: string[]; reports: Record<string, string> }
}

export function textOf(name: Name): string {
  return readFileSync(resolve(ROOT, 'gitlab/templates', name, 'template.yml'), 'utf8')
}

export function inputsOf(name: Name): Record<string, Input> {
  const [header] = parseAllDocuments(textOf(name))
  return (header?.toJS() as { spec: { inputs: Record<string, Input> } }).spec.inputs
}

/** Pastes text into text, as GitLab does, and reads the YAML that comes of it. */
export function jobsOf(name: Name, given: Record<string, string> = {}): Record<string, Job> {
  const inputs = inputsOf(name)
  const body = textOf(name).split('\n---\n')[1] ?? ''
  const pasted = body.replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, input: string) =>
    String(given[input] ?? inputs[input]?.default ?? 'mandatory'),
  )
  return parse(pasted) as Record<string, Job>
}

/** The only job of a template. */
export function jobOf(name: Name, given?: Record<string, string>): Job {
  return Object.values(jobsOf(name, given))[0] as Job
}
