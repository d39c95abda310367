/** What builders and scanners sign about the shop: in-toto statements, by a key or by Sigstore. */
import { bundle, envelope, keys, type EnvelopeJson } from '../policy/attestation-scene.ts'
import type { SigstoreWorld } from '../trust/signatures/sigstore-world.ts'
import { SHOP } from './trust.ts'

type Json = Record<string, unknown>

const SOURCE = 'https://github.com/acme/webshop'
const MAIN = 'refs/heads/main'
export const RELEASE = `${SOURCE}/.github/workflows/release.yml@${MAIN}`
/** A workflow that nobody who writes the shop can change. */
export const BUILDER = `https://github.com/acme/builders/.github/workflows/build.yml@${MAIN}`
export const SCANNER = `https://github.com/acme/scans/.github/workflows/scan.yml@${MAIN}`

/** The pipeline's own key, of SLSA level 1. */
export const PIPELINE = keys()

function statement(artifact: string, predicateType: string, predicate: Json): Json {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'webshop', digest: { sha256: digestIn(artifact) } }],
    predicateType,
    predicate,
  }
}

const digestIn = (artifact: string) => /[0-9a-f]{64}/.exec(artifact)?.[0] ?? ''

/** Level 1: what the pipeline says of itself. */
export function ownProvenance(artifact: string): EnvelopeJson {
  const predicate = {
    buildDefinition: {
      buildType: 'https://ci.example.org/buildtypes/release/v1',
      externalParameters: { source: { uri: `git+${SOURCE}@${MAIN}`, ref: MAIN } },
    },
    runDetails: { builder: { id: 'https://ci.example.org/pipelines/release' } },
  }
  return envelope(statement(artifact, 'https://slsa.dev/provenance/v1', predicate), { by: [PIPELINE] })
}

/** Levels 2 and 3: what the platform says of a workflow. @param builder `RELEASE` or `BUILDER` */
export function platformProvenance(world: SigstoreWorld, artifact: string, builder: string): Promise<Json> {
  const predicate = {
    buildDefinition: {
      buildType: 'https://actions.github.io/buildtypes/workflow/v1',
      externalParameters: {
        workflow: { repository: SOURCE, ref: MAIN, path: '.github/workflows/release.yml' },
      },
      internalParameters: { github: { event_name: 'push', runner_environment: 'github-hosted' } },
    },
    runDetails: { builder: { id: builder } },
  }
  return signed(world, statement(artifact, 'https://slsa.dev/provenance/v1', predicate), builder)
}

/** What the security team's scanner found. @param at when the scan ended, RFC 3339 */
export function scan(
  world: SigstoreWorld,
  artifact: string,
  at: string,
  found: readonly [id: string, severity: string][],
): Promise<Json> {
  const result = found.map(([id, score]) => ({ id, severity: [{ method: 'nvd', score }] }))
  const predicate = {
    scanner: { uri: 'pkg:github/acme/scanner@3.2', version: '3.2', db: { lastUpdate: at }, result },
    metadata: { scanStartedOn: at, scanFinishedOn: at },
  }
  return signed(world, statement(artifact, 'https://in-toto.io/attestation/vulns/v0.2', predicate), SCANNER)
}

const signed = (world: SigstoreWorld, content: Json, identity: string) =>
  bundle(world, content, {
    job_workflow_uri: identity,
    repository_id: SHOP.id,
    repository_owner_id: '4567',
  })
