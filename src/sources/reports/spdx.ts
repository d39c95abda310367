/**
 * SPDX 2.2 and 2.3 as JSON, in one pass. Source: SPDX specification 2.3, clauses 6 to 11. Pure.
 *
 * What it describes is named by `documentDescribes`, or by a relationship DESCRIBES of the document, which may come
 * after the package. So packages are kept, up to a bound; one that is described and comes after it is not found.
 */
import { digestOf } from '../../cdevents/digest.ts'
import type { Kept, KeptObject, Sketch } from './json-stream.ts'
import { quoted, refusal } from './refusal.ts'
import { createLicenseCount } from './sbom-model.ts'
import type { Described, Sbom } from './sbom-model.ts'

const VERSIONS = ['SPDX-2.2', 'SPDX-2.3']
/** Packages of which more than a number is kept. */
const MOST_KEPT = 50_000
const MOST_DESCRIBED = 1000

const id = { text: 300 } as const

export interface SpdxPackage extends Described {
  id: string
  license?: string
}

/** Packages as they come, and which of them are what the document is of. */
export function createSpdx() {
  const licenses = createLicenseCount()
  /** As text: fifty thousand of them as objects were 130 MiB. */
  const kept = new Map<string, string>()
  const described = new Set<string>()
  let packages = 0
  let files = 0
  return {
    package(found: SpdxPackage): void {
      packages++
      licenses.add(found.license)
      if (kept.size < MOST_KEPT || described.has(found.id)) kept.set(found.id, JSON.stringify(found))
    },
    file(): void {
      files++
    },
    describes(name: string): void {
      if (described.size >= MOST_DESCRIBED && !described.has(name))
        throw refusal(`it describes more than ${MOST_DESCRIBED} things`)
      described.add(name)
    },
    finish(
      version: string,
    ): Pick<Sbom, 'format' | 'version' | 'describes' | 'components' | 'files' | 'licenses'> {
      const about = [...described].flatMap((name): SpdxPackage | [] => {
        const text = kept.get(name)
        if (text !== undefined) return JSON.parse(text) as SpdxPackage
        if (packages <= MOST_KEPT) return []
        throw refusal(
          `it says only behind ${MOST_KEPT} packages what it is of; have documentDescribes written before the packages`,
        )
      })
      // Where it is of every package there is, these are its components.
      const inside = packages > about.length ? packages - about.length : packages
      if (inside !== packages) for (const each of about) licenses.remove(each.license)
      return {
        format: 'SPDX',
        version,
        describes: about.map(({ name, version: its, purls, digests }) => ({
          ...(name === undefined ? {} : { name }),
          ...(its === undefined ? {} : { version: its }),
          purls,
          digests,
        })),
        components: inside,
        files,
        licenses: licenses.finish(),
      }
    },
  }
}

/** What is wanted of an SPDX 2 document, and what became of it. */
export function createSpdx2(): { members: Record<string, Sketch>; finish: (root: KeptObject) => Sbom } {
  const spdx = createSpdx()
  return {
    members: {
      spdxVersion: { text: 30, loose: true },
      documentNamespace: { text: 500, loose: true },
      creationInfo: {
        members: { created: { text: 60 }, creators: { items: { text: 200 } } },
        loose: true,
      },
      documentDescribes: { items: id, each: (each) => spdx.describes(each as string), loose: true },
      files: { items: { loose: true }, each: () => spdx.file(), loose: true },
      packages: {
        items: {
          members: {
            SPDXID: id,
            name: { text: 300 },
            versionInfo: { text: 300 },
            licenseConcluded: { text: 300 },
            licenseDeclared: { text: 300 },
            externalRefs: {
              items: { members: { referenceType: { text: 100 }, referenceLocator: { text: 1000 } } },
            },
            checksums: { items: { members: { algorithm: { text: 30 }, checksumValue: { text: 200 } } } },
          },
        },
        each: (each) => spdx.package(packageOf((each ?? {}) as KeptObject)),
        loose: true,
      },
      relationships: {
        items: {
          members: { spdxElementId: id, relationshipType: { text: 60 }, relatedSpdxElement: id },
        },
        each: (each) => {
          const {
            spdxElementId: from,
            relationshipType: type,
            relatedSpdxElement: to,
          } = (each ?? {}) as KeptObject
          if (type === 'DESCRIBES' && from === 'SPDXRef-DOCUMENT') spdx.describes(to as string)
          if (type === 'DESCRIBED_BY' && to === 'SPDXRef-DOCUMENT') spdx.describes(from as string)
        },
        loose: true,
      },
    },
    finish({ spdxVersion, documentNamespace, creationInfo }) {
      if (typeof spdxVersion !== 'string' || !isVersion(spdxVersion))
        throw refusal(`${quoted(spdxVersion)} is not read; ${VERSIONS.join(', ')} and SPDX 3.0 are`)
      const { created, creators } = (creationInfo ?? {}) as KeptObject
      return {
        ...spdx.finish(spdxVersion.slice('SPDX-'.length)),
        ...(documentNamespace === undefined ? {} : { id: documentNamespace as string }),
        ...(created === undefined ? {} : { created: created as string }),
        tools: toolsOf(creators),
      }
    },
  }
}

function packageOf(found: KeptObject): SpdxPackage {
  const { SPDXID, name, versionInfo, externalRefs, checksums } = found
  const purls = ((externalRefs ?? []) as (KeptObject | undefined)[])
    .filter((one) => one?.['referenceType'] === 'purl' && one['referenceLocator'] !== undefined)
    .map((one) => one!['referenceLocator'] as string)
    .slice(0, 10)
  const listed = ((checksums ?? []) as (KeptObject | undefined)[]).flatMap((one) =>
    one?.['algorithm'] === 'SHA256' ? sha256Of(one['checksumValue']) : [],
  )
  const license = licenseOf(found['licenseConcluded'], found['licenseDeclared'])
  return {
    id: (SPDXID ?? '') as string,
    ...(name === undefined ? {} : { name: name as string }),
    ...(versionInfo === undefined ? {} : { version: versionInfo as string }),
    purls,
    digests: [...new Set([...listed, ...digestsNamed([versionInfo, ...purls])])],
    ...(license === undefined ? {} : { license }),
  }
}

/** The digest of a hash that a document lists; nothing where it is no SHA-256. */
export function sha256Of(hash: Kept): string[] {
  return typeof hash === 'string' && /^[0-9a-f]{64}$/iu.test(hash) ? [`sha256:${hash.toLowerCase()}`] : []
}

export function isVersion(text: string): boolean {
  return VERSIONS.includes(text)
}

/** Of an image, tools write the digest as its version and into its purl. */
export function digestsNamed(names: readonly Kept[]): string[] {
  return names.flatMap((name) => (typeof name === 'string' ? (digestOf(name) ?? []) : []))
}

/** What somebody concluded, else what the package says; `NOASSERTION` is nothing. */
export function licenseOf(concluded: Kept, declared: Kept): string | undefined {
  for (const license of [concluded, declared])
    if (typeof license === 'string' && license !== '' && license !== 'NOASSERTION') return license
  return undefined
}

export function toolsOf(creators: Kept): string[] {
  return ((creators ?? []) as Kept[])
    .flatMap((each) => (typeof each === 'string' ? (/^Tool: ?(.+)$/su.exec(each)?.[1] ?? []) : []))
    .slice(0, 20)
}
