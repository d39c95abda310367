/**
 * A software bill of materials, told by what it says it is: CycloneDX 1.4 to 1.7 (JSON, XML), SPDX 2.2 and 2.3 (JSON,
 * tag-value), SPDX 3.0 (JSON-LD). Pure.
 */
import { createCycloneDx } from './cyclonedx.ts'
import { readJson } from './json-stream.ts'
import type { KeptObject } from './json-stream.ts'
import { peek } from './peek.ts'
import { refusal } from './refusal.ts'
import type { Bytes } from './report.ts'
import type { Sbom } from './sbom-model.ts'
import { createSpdx2 } from './spdx.ts'
import { createSpdx3 } from './spdx3.ts'

export type { Described, Licenses, Sbom } from './sbom-model.ts'

/** @throws TurnpikeError INVALID_REPORT */
export async function readSbom(bytes: Bytes): Promise<Sbom> {
  const { head, all } = await peek(bytes)
  if (head.startsWith('<')) return (await import('./cyclonedx-xml.ts')).readCycloneDxXml(all)
  if (/^(?:#[^\n]*\n\s*)*[A-Za-z]+:/u.test(head)) return (await import('./spdx-tag.ts')).readSpdxTags(all)
  const [cyclonedx, spdx2, spdx3] = [createCycloneDx(), createSpdx2(), createSpdx3()]
  const root = (await readJson(all, {
    members: { ...cyclonedx.members, ...spdx2.members, ...spdx3.members },
  })) as KeptObject
  const found = [
    root['bomFormat'] === 'CycloneDX' ? cyclonedx : [],
    root['spdxVersion'] === undefined ? [] : spdx2,
    root['@graph'] === undefined ? [] : spdx3,
  ].flat()
  const [format, another] = found
  if (another !== undefined) throw refusal('it says that it is of several formats at once')
  if (format !== undefined) return format.finish(root)
  throw refusal(
    'it is no SBOM that is known: it has neither bomFormat "CycloneDX", nor spdxVersion, nor the @graph of SPDX 3',
  )
}
