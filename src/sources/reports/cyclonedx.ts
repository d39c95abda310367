/**
 * CycloneDX 1.4 to 1.7 as JSON, in one pass. Source: the specification's JSON schemas (ECMA-424). Pure.
 *
 * Components in components count, as many as there are; those of type `file` are counted apart. A vulnerability counts by
 * the worst of its ratings, unless its analysis says that it is of no concern (`not_affected`, `false_positive`,
 * `resolved`): then it is suppressed.
 */
import type { Kept, KeptObject, Sketch } from './json-stream.ts'
import { quoted, refusal } from './refusal.ts'
import { createLicenseCount } from './sbom-model.ts'
import type { Described, Sbom } from './sbom-model.ts'
import { noCounts, scoreIn, SEVERITIES, severityOfScore, severityOfWord } from './scan.ts'
import type { Scan, Severity } from './scan.ts'
import { digestsNamed, sha256Of } from './spdx.ts'

const VERSIONS = ['1.4', '1.5', '1.6', '1.7']
const OF_NO_CONCERN: readonly Kept[] = [
  'not_affected',
  'false_positive',
  'resolved',
  'resolved_with_pedigree',
]

const text = { text: 300 } as const

export interface CycloneDx {
  /** What is wanted of the document. */
  members: Record<string, Sketch>
  /** A component that is listed, in whatever; for a document that is not JSON. */
  component: (component: Kept) => void
  vulnerability: (vulnerability: Kept) => void
  finish: (root: KeptObject) => Sbom
}

export function createCycloneDx(): CycloneDx {
  const licenses = createLicenseCount()
  let components = 0
  let files = 0
  const counts = noCounts()
  let vulnerabilities = 0
  let suppressed = 0

  const licence: Sketch = {
    items: {
      members: {
        expression: { text: 300 },
        license: { members: { id: text, name: text } },
      },
    },
    loose: true,
  }
  const component: Sketch = { members: { type: text, licenses: licence } }
  // Its own components end before it does.
  ;(component.members as Record<string, Sketch>)['components'] = {
    items: component,
    each: (each) => countComponent(each),
  }
  const countComponent = (kept: Kept): void => {
    const { type, licenses: list } = (kept ?? {}) as KeptObject
    if (type === 'file') {
      files++
      return
    }
    components++
    licenses.add(licenceOf(list))
  }

  const countVulnerability = (kept: Kept): void => {
    const { ratings, analysis } = (kept ?? {}) as KeptObject
    if (OF_NO_CONCERN.includes((analysis as KeptObject | undefined)?.['state'])) suppressed++
    else {
      vulnerabilities++
      counts[worstRating(ratings)]++
    }
  }

  return {
    component: countComponent,
    vulnerability: countVulnerability,
    members: {
      bomFormat: { text: 30, loose: true },
      specVersion: { text: 30, loose: true },
      serialNumber: { text: 200, loose: true },
      metadata: {
        members: {
          timestamp: { text: 60, loose: true },
          component: {
            members: {
              name: text,
              version: text,
              purl: { text: 1000 },
              hashes: { items: { members: { alg: { text: 30 }, content: { text: 200 } } } },
              components: { items: component, each: countComponent },
            },
          },
          tools: toolsSketch(),
        },
        loose: true,
      },
      components: { items: component, each: countComponent, loose: true },
      vulnerabilities: {
        items: {
          members: {
            ratings: {
              items: {
                members: {
                  severity: { text: 30 },
                  score: { number: true, text: 30, loose: true },
                  method: { text: 30 },
                },
              },
            },
            analysis: { members: { state: { text: 60 } } },
          },
        },
        each: (each) => countVulnerability(each),
        loose: true,
      },
    },
    finish({ specVersion, serialNumber, metadata }) {
      if (typeof specVersion !== 'string' || !VERSIONS.includes(specVersion))
        throw refusal(
          `CycloneDX of version ${quoted(specVersion)} is not read; versions ${VERSIONS.join(', ')} are`,
        )
      const { timestamp, component: about, tools } = (metadata ?? {}) as KeptObject
      const made = toolsOf(tools)
      return {
        format: 'CycloneDX',
        version: specVersion,
        ...(serialNumber === undefined ? {} : { id: serialNumber as string }),
        ...(timestamp === undefined ? {} : { created: timestamp as string }),
        tools: made.map(({ name, version }) => [name, version].filter(Boolean).join(' ')),
        describes: about === undefined ? [] : [describedBy(about as KeptObject)],
        components,
        files,
        licenses: licenses.finish(),
        // Some tools write an empty list when they have not looked: only what is found says that somebody did.
        ...(vulnerabilities + suppressed === 0
          ? {}
          : { scan: scanOf(made[0], { counts, total: vulnerabilities, suppressed }) }),
      }
    },
  }
}

function scanOf(
  tool: { name: string; version?: string } | undefined,
  found: Pick<Scan, 'counts' | 'total' | 'suppressed'>,
): Scan {
  return { tool: tool ?? { name: 'vulnerabilities' }, ...found }
}

function licenceOf(list: Kept): string | undefined {
  if (!Array.isArray(list)) return undefined
  const names = list.flatMap((each) => {
    const { expression, license } = (each ?? {}) as KeptObject
    const { id, name } = (license ?? {}) as KeptObject
    return (expression ?? id ?? name ?? []) as string | []
  })
  return [...new Set(names)].slice(0, 20).join(' AND ').slice(0, 300)
}

/** The worst that a rating says, by its word, else by its score of a CVSS method. */
function worstRating(ratings: Kept): Severity {
  const found = ((ratings ?? []) as (KeptObject | undefined)[]).map((rating): Severity => {
    const { severity, score, method } = rating ?? {}
    if (typeof severity === 'string' && severityOfWord(severity) !== 'unknown')
      return severityOfWord(severity)
    const number = score === undefined ? undefined : scoreIn(score as string | number)
    return number !== undefined && /^CVSS/iu.test((method as string | undefined) ?? '')
      ? severityOfScore(number)
      : 'unknown'
  })
  return SEVERITIES.find((severity) => found.includes(severity)) ?? 'unknown'
}

function describedBy({ name, version, purl, hashes }: KeptObject): Described {
  const listed = ((hashes ?? []) as (KeptObject | undefined)[]).flatMap((hash) =>
    hash?.['alg'] === 'SHA-256' ? sha256Of(hash['content']) : [],
  )
  const named = digestsNamed([version, purl])
  return {
    ...(name === undefined ? {} : { name: name as string }),
    ...(version === undefined ? {} : { version: version as string }),
    purls: purl === undefined ? [] : [purl as string],
    digests: [...new Set([...listed, ...named])],
  }
}

/** A list until 1.4, an object of components and services since 1.5. */
function toolsSketch(): Sketch {
  const tool: Sketch = { members: { vendor: text, group: text, name: text, version: text } }
  return { items: tool, members: { components: { items: tool }, services: { items: tool } }, loose: true }
}

function toolsOf(kept: Kept): { name: string; version?: string }[] {
  const list = Array.isArray(kept)
    ? kept
    : [kept].flatMap((each) => {
        const { components, services } = (each ?? {}) as KeptObject
        return [...((components ?? []) as Kept[]), ...((services ?? []) as Kept[])]
      })
  return list.slice(0, 20).flatMap((each) => {
    const { vendor, group, name, version } = (each ?? {}) as KeptObject
    if (typeof name !== 'string') return []
    const by = (vendor ?? group) as string | undefined
    return {
      name: by === undefined || by === '' ? name : `${by}/${name}`,
      ...(version === undefined ? {} : { version: version as string }),
    }
  })
}
