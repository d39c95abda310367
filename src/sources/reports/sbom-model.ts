/**
 * What a software bill of materials says, whatever format it is in: of what it is one, how much is in it, under which
 * licences, and which vulnerabilities. Pure.
 */
import type { Scan } from './scan.ts'
import { refusal } from './refusal.ts'

/** What the SBOM is of, as it says. */
export interface Described {
  name?: string
  version?: string
  purls: readonly string[]
  /** `sha256:<hex>`. */
  digests: readonly string[]
}

export interface Sbom {
  format: 'CycloneDX' | 'SPDX'
  version: string
  /** Serial number or namespace: names this document. */
  id?: string
  created?: string
  /** Who made it: `npm/cli 11.19.1`. */
  tools: readonly string[]
  /** Several where it says that it is of several things. */
  describes: readonly Described[]
  /** Without what it describes, and without files. */
  components: number
  /** Files that are listed as such. */
  files: number
  licenses: Licenses
  /** What is vulnerable, where it says (CycloneDX). */
  scan?: Scan
}

export interface Licenses {
  /** Components of which nobody knows. */
  unknown: number
  /** How many different ones. */
  distinct: number
  /** The most frequent ones, at most 100. */
  most: readonly { license: string; components: number }[]
}

const MOST_LICENSES = 100
/** Different texts that are counted apart; a hostile file has a new one in each component. */
const MOST_DISTINCT = 20_000

export function createLicenseCount() {
  const counts = new Map<string, number>()
  let unknown = 0
  return {
    add(license: string | undefined, components = 1): void {
      if (license === undefined || license === '') unknown += components
      else if (counts.size < MOST_DISTINCT || counts.has(license))
        counts.set(license, (counts.get(license) ?? 0) + components)
      else throw refusal(`more than ${MOST_DISTINCT} different licences`)
    },
    remove(license: string | undefined): void {
      const count = counts.get(license ?? '')
      if (count === undefined) unknown--
      else if (count === 1) counts.delete(license!)
      else counts.set(license!, count - 1)
    },
    finish: (): Licenses => ({
      unknown,
      distinct: counts.size,
      most: [...counts]
        .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
        .slice(0, MOST_LICENSES)
        .map(([license, components]) => ({ license, components })),
    }),
  }
}
