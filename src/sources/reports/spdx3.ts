/**
 * SPDX 3.0 as JSON-LD, in the one form that its specification asks for: a `@graph` of elements that name each other.
 * Source: SPDX 3.0.1, Core, Software and SimpleLicensing profiles, and its JSON-LD serialisation. Pure.
 *
 * Licences are elements of their own, which relationships join to packages; so packages are kept until the end, at most
 * 100,000.
 */
import type { Kept, KeptObject, Sketch } from './json-stream.ts'
import { quoted, refusal } from './refusal.ts'
import type { Sbom } from './sbom-model.ts'
import { createSpdx, digestsNamed, sha256Of } from './spdx.ts'
import type { SpdxPackage } from './spdx.ts'

const MOST_PACKAGES = 100_000
const MOST_LICENSES = 20_000
const MOST_ROOTS = 1000

const id = { text: 300, loose: true } as const
const ids: Sketch = { items: id, text: 300, loose: true }

/** What is wanted of an SPDX 3 document, and what became of it. */
export function createSpdx3(): { members: Record<string, Sketch>; finish: (root: KeptObject) => Sbom } {
  const packages = new Map<string, SpdxPackage>()
  const concluded = new Map<string, string>()
  const declared = new Map<string, string>()
  const texts = new Map<string, string>()
  const roots = new Map<string, string[]>()
  const tools = new Map<string, string>()
  const spdx = createSpdx()
  let document: { id: string; version?: string; created?: string } = { id: '' }

  const element = (kept: Kept): void => {
    const found = (kept ?? {}) as KeptObject
    const type = (found['type'] ?? found['@type'] ?? '') as string
    const name = (found['spdxId'] ?? found['@id'] ?? '') as string
    const info = (found['creationInfo'] ?? (type === 'CreationInfo' ? found : {})) as KeptObject
    const version = document.version ?? (info['specVersion'] as string | undefined)
    const created = document.created ?? (info['created'] as string | undefined)
    document = {
      ...document,
      ...(version === undefined ? {} : { version }),
      ...(created === undefined ? {} : { created }),
    }
    switch (type) {
      case 'SpdxDocument':
      case 'software_Sbom':
      case 'Bom':
        if (type === 'SpdxDocument') document.id = name
        bounded(roots, MOST_ROOTS, 'roots')
        roots.set(name, listOf(found['rootElement']))
        return
      case 'software_File':
        spdx.file()
        return
      case 'software_Package':
        bounded(packages, MOST_PACKAGES, 'packages')
        packages.set(name, packageOf(name, found))
        return
      case 'simplelicensing_LicenseExpression':
        bounded(texts, MOST_LICENSES, 'licence expressions')
        texts.set(name, (found['simplelicensing_licenseExpression'] ?? '') as string)
        return
      case 'Tool':
        if (tools.size < 20) tools.set(name, (found['name'] ?? '') as string)
        return
      case 'Relationship':
      case 'LifecycleScopedRelationship':
        relationship(found)
    }
  }

  const relationship = ({ relationshipType: kind, from, to }: KeptObject): void => {
    const [first] = listOf(to)
    if (typeof from !== 'string' || first === undefined) return
    const list =
      kind === 'hasConcludedLicense' ? concluded : kind === 'hasDeclaredLicense' ? declared : undefined
    if (list !== undefined) {
      bounded(list, MOST_PACKAGES, 'relationships of licences')
      list.set(from, first)
    }
    if (kind === 'describes') {
      bounded(roots, MOST_ROOTS, 'roots')
      roots.set(from, [...(roots.get(from) ?? []), ...listOf(to)].slice(0, MOST_ROOTS))
    }
  }

  const licenseOf = (name: string): string | undefined => {
    for (const list of [concluded, declared]) {
      const license = list.get(name)
      if (license === undefined || /NoAssertion/u.test(license)) continue
      const text = texts.get(license) ?? /^https:\/\/spdx\.org\/licenses\/(.+)$/u.exec(license)?.[1]
      const said = text ?? (/NoneLicense|\/None$/u.test(license) ? 'NONE' : 'an expression in parts')
      if (said !== '' && said !== 'NOASSERTION') return said
    }
    return undefined
  }

  return {
    members: {
      '@context': { text: 300, items: { text: 300, loose: true }, loose: true },
      '@graph': {
        items: {
          members: {
            type: id,
            '@type': id,
            spdxId: id,
            '@id': id,
            name: id,
            creationInfo: { members: { specVersion: id, created: id }, loose: true },
            specVersion: id,
            created: id,
            rootElement: ids,
            relationshipType: id,
            from: id,
            to: ids,
            software_packageVersion: id,
            software_packageUrl: { text: 1000, loose: true },
            verifiedUsing: { items: { members: { algorithm: id, hashValue: id }, loose: true }, loose: true },
            externalIdentifier: {
              items: { members: { externalIdentifierType: id, identifier: { text: 1000 } }, loose: true },
              loose: true,
            },
            simplelicensing_licenseExpression: id,
          },
          loose: true,
        },
        each: element,
        loose: true,
      },
    },
    finish({ '@context': context }) {
      const version = document.version ?? /\/rdf\/(\d[\d.]*)\//u.exec(listOf(context)[0] ?? '')?.[1]
      if (version === undefined || !/^3\.0(\.\d+)?$/u.test(version))
        throw refusal(`SPDX of version ${quoted(version)} is not read; 2.2, 2.3 and 3.0 are`)
      // The document's root is the SBOM; the SBOM's is what it is of.
      const named = (roots.get(document.id) ?? [...roots.values()].flat()).slice(0, MOST_ROOTS)
      for (const root of named)
        for (const each of roots.get(root) ?? [root]) if (packages.has(each)) spdx.describes(each)
      for (const found of packages.values()) {
        const license = licenseOf(found.id)
        spdx.package({ ...found, ...(license === undefined ? {} : { license }) })
      }
      return {
        ...spdx.finish(version),
        ...(document.id === '' ? {} : { id: document.id }),
        ...(document.created === undefined ? {} : { created: document.created }),
        tools: [...tools.values()],
      }
    },
  }
}

function packageOf(id: string, found: KeptObject): SpdxPackage {
  const { name, software_packageVersion: version, software_packageUrl: purl } = found
  const purls = [
    ...(purl === undefined ? [] : [purl as string]),
    ...((found['externalIdentifier'] ?? []) as (KeptObject | undefined)[]).flatMap((one) =>
      one?.['externalIdentifierType'] === 'packageUrl' ? ((one['identifier'] ?? []) as string | []) : [],
    ),
  ].slice(0, 10)
  const listed = ((found['verifiedUsing'] ?? []) as (KeptObject | undefined)[]).flatMap((one) =>
    one?.['algorithm'] === 'sha256' ? sha256Of(one['hashValue']) : [],
  )
  return {
    id,
    ...(name === undefined ? {} : { name: name as string }),
    ...(version === undefined ? {} : { version: version as string }),
    purls: [...new Set(purls)],
    digests: [...new Set([...listed, ...digestsNamed([version, ...purls])])],
  }
}

function listOf(kept: Kept): string[] {
  return (Array.isArray(kept) ? kept : [kept]).filter((each) => typeof each === 'string')
}

function bounded(map: ReadonlyMap<string, unknown>, most: number, what: string): void {
  if (map.size >= most) throw refusal(`more than ${most} ${what} in one SPDX 3 document`)
}
