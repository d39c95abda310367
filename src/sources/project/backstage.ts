/**
 * Backstage's `catalog-info.yaml`: the Component that this repository is. Pure.
 * Source: backstage.io, "Descriptor Format of Catalog Entities" and "Well-known Annotations".
 */
import { at } from '../../host/clean.ts'
import { serviceIn, word } from './names.ts'
import type { ProjectPart } from './project.ts'

/**
 * @param documents the documents of the file, parsed
 * @param repository `owner/name`, as the forge says it: an entity of another repository is not this one
 * @returns what it says, and what was not taken, as sentences
 */
export function readBackstage(
  documents: readonly unknown[],
  repository: string,
): { part: ProjectPart; notes: string[] } {
  const components = documents.filter(
    (each) => at(each, 'kind') === 'Component' && /^backstage\.io\//u.test(word(at(each, 'apiVersion'), 100)),
  )
  const own = components.filter((each) => isOf(each, repository))
  if (own.length === 0) {
    const why = components.length === 0 ? 'holds no Component' : 'holds only Components of other repositories'
    return { part: {}, notes: [`catalog-info.yaml ${why}.`] }
  }
  const parts = own.map(partOf)
  if (parts.length === 1) return { part: parts[0] ?? {}, notes: [] }
  const part = {
    ...shared(parts, 'owner'),
    ...shared(parts, 'system'),
  }
  const note = `catalog-info.yaml holds ${own.length} Components of this repository, so it says no service; say which one it is by the input service, or in turnpike.yaml.`
  return { part, notes: [note] }
}

function isOf(component: unknown, repository: string): boolean {
  const slug = word(at(component, 'metadata', 'annotations', 'github.com/project-slug'), 300)
  return slug === '' || repository === '' || slug.toLowerCase() === repository.toLowerCase()
}

function partOf(component: unknown): ProjectPart {
  const service = serviceIn(at(component, 'metadata'))
  const owner = nameIn(at(component, 'spec', 'owner'), 'group')
  const system = nameIn(at(component, 'spec', 'system'), 'system')
  return {
    ...(service === undefined ? {} : { service }),
    ...(owner === undefined ? {} : { owner }),
    ...(system === undefined ? {} : { system }),
  }
}

/** `[<kind>:][<namespace>/]<name>`: what is usual is left out, as the catalog's own pages do. */
function nameIn(reference: unknown, usualKind: string): string | undefined {
  const text = word(reference, 200)
  const parts = /^(?:([a-z]+):)?(?:([\w.-]+)\/)?([\w.-]+)$/iu.exec(text)
  if (parts === null) return undefined
  const [, kind = usualKind, namespace = 'default', name = ''] = parts
  const place = namespace.toLowerCase() === 'default' ? name : `${namespace}/${name}`
  return kind.toLowerCase() === usualKind ? place : `${kind.toLowerCase()}:${place}`
}

function shared(parts: readonly ProjectPart[], field: 'owner' | 'system'): Partial<ProjectPart> {
  const [value, other] = new Set(parts.map((part) => part[field]))
  return value === undefined || other !== undefined ? {} : { [field]: value }
}
