/** A software bill of materials: CycloneDX 1.4 to 1.7, SPDX 2.2 and 2.3, told apart by what they say they are. Pure. */
import { createCycloneDx } from './cyclonedx.ts'
import { readJson } from './json-stream.ts'
import type { KeptObject } from './json-stream.ts'
import { refusal } from './refusal.ts'
import type { Bytes } from './report.ts'
import type { Sbom } from './sbom-model.ts'
import { createSpdx2 } from './spdx.ts'

export type { Described, Licenses, Sbom } from './sbom-model.ts'

/** @throws TurnpikeError INVALID_REPORT */
export async function readSbom(bytes: Bytes): Promise<Sbom> {
  const cyclonedx = createCycloneDx()
  const spdx = createSpdx2()
  const root = (await readJson(bytes, { members: { ...cyclonedx.members, ...spdx.members } })) as KeptObject
  if (root['bomFormat'] === 'CycloneDX') return cyclonedx.finish(root)
  if (root['spdxVersion'] !== undefined) return spdx.finish(root)
  throw refusal('it is no SBOM: neither bomFormat "CycloneDX" nor spdxVersion is there')
}
