/** What fuzzing starts from: every case of the policy packs and the sample project, and every example of the reference. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parse } from 'yaml'
import type { CasesText, EventText } from '../../src/policy/cases-shape.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')

/** One question with everything around it, in texts and plain values, as strangers send them. */
export interface Scene {
  name: string
  policies: readonly string[]
  request: Record<string, unknown>
  events: readonly EventText[]
  /** Senders that the file gives a name. */
  producers?: CasesText['producers']
  /** RFC 3339. */
  at: string
}

interface File {
  policies?: string[]
  at?: string
  request?: Record<string, unknown>
  events?: EventText[] | string
  producers?: CasesText['producers']
  cases: {
    name: string
    policies?: string[]
    at?: string
    request?: Record<string, unknown>
    events?: EventText[] | string
  }[]
}

/** Every case of every file of cases. */
export function scenes(): Scene[] {
  const files = globSync(['policies/**/*.yaml', 'examples/webshop/turnpike/cases/*.yaml'], { cwd: ROOT })
  return files.sort().flatMap((file) => {
    const read = parse(readFileSync(join(ROOT, file), 'utf8')) as Partial<File>
    if (!Array.isArray(read.cases)) return []
    const beside = (path: string) => readFileSync(join(ROOT, dirname(file), path), 'utf8')
    const listed = (events: EventText[] | string | undefined) => (Array.isArray(events) ? events : [])
    return read.cases.map((one) => ({
      name: `${file}: ${one.name}`,
      policies: (one.policies ?? read.policies ?? []).map(beside),
      request: { ...read.request, ...one.request },
      events: [...listed(read.events), ...listed(one.events)],
      ...(read.producers === undefined ? {} : { producers: read.producers }),
      at: new Date(one.at ?? read.at ?? '2026-01-01T00:00:00Z').toISOString(),
    }))
  })
}

/** Every policy of the reference for authors, and every rule of it in a policy of its own. */
export function examples(): string[] {
  const pages = globSync('docs/*.md', { cwd: ROOT })
  const texts = pages.flatMap((page) =>
    [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^```yaml\n(.*?)^```$/gmsu)].map(([, text]) => text!),
  )
  return texts.flatMap((text) => {
    if (/^kind: Policy$/mu.test(text)) return [text]
    if (!text.startsWith('- ')) return []
    const rules = text.replace(/^/gmu, '  ')
    return [
      `apiVersion: turnpike/v1\nkind: Policy\nmetadata: { name: example }\napplies: { environments: ['*'] }\nproducers:\n  ci: { id: 'token:ci' }\n  ops: { id: 'token:ops' }\n  people: { kind: person }\ngroups:\n  board: [urn:user:alice, urn:user:bob]\n  change-board: [urn:user:alice, urn:user:bob]\nrules:\n${rules}`,
    ]
  })
}
