/** What a signed statement says, as events beside the one that carries it. Pure. */
import type { ArtifactRef } from '../../cdevents/event.ts'
import { isObject } from '../../cdevents/object.ts'
import type { Description } from '../description.ts'
import type { SignedStatement } from '../statement.ts'
import { clipped } from './json-stream-places.ts'
import { boundTo } from './report-binding.ts'
import type { ReportContext, ReportFile } from './report.ts'
import { readSbom } from './sbom.ts'
import { sbomDescriptions } from './sbom-events.ts'
import { scanDescriptions } from './scan-events.ts'
import type { ScanOptions } from './scan-events.ts'
import { scanIn } from './statements-vulns.ts'

const PROVENANCE = /^https:\/\/slsa\.dev\/provenance\/v(?:0\.[12]|1)(?:\.\d+)?$/u
const TEST_RESULT = /^https:\/\/in-toto\.io\/attestation\/test-result\/v0\.1$/u
const VULNS = /^https:\/\/in-toto\.io\/attestation\/vulns(?:\/v0\.[12])?$/u
const SIGNED = 'https://sigstore.dev/cosign/sign/v1'
const SBOM = /^https:\/\/(?:cyclonedx\.org\/bom(?:\/v\d\.\d)?|spdx\.dev\/Document(?:\/v[\d.]+)?)$/u

/** What was said, by whom nobody knows here. */
export interface Saying {
  statement: SignedStatement
  /** Those of the run that it is about; at least one. */
  about: readonly ArtifactRef[]
  context: ReportContext
  file: ReportFile
}

/**
 * | predicate | events |
 * |---|---|
 * | SLSA provenance v0.1, v0.2, v1 | `build.finished`, `artifact.packaged` |
 * | test-result v0.1 | `testsuiterun.finished` |
 * | vulns v0.1, v0.2 | `testsuiterun.finished`, `turnpike-scan.finished` |
 * | CycloneDX, SPDX | as of an SBOM's file |
 * | every other one, a verification summary too | none: only what carries it |
 *
 * In a Sigstore bundle, provenance and cosign's signature give `artifact.signed` as well.
 * @throws TurnpikeError INVALID_REPORT
 */
export async function saidIn(saying: Saying, options: ScanOptions): Promise<Description[]> {
  const { statement, about, context, file } = saying
  const { predicateType, predicate } = statement.statement
  const kind = clipped(predicateType, 300)
  const base = (more: Record<string, unknown> = {}): Partial<Description> => ({
    ...boundTo(context, about),
    customData: {
      turnpike: { statement: { predicateType: kind, digest: statement.payloadDigest, ...more } },
    },
  })
  if (PROVENANCE.test(predicateType)) return [...built(predicate, base, context), ...signed(statement, base)]
  if (predicateType === SIGNED) return signed(statement, base)
  if (TEST_RESULT.test(predicateType)) return [tested(predicate, base)]
  if (VULNS.test(predicateType))
    return scanDescriptions(scanIn(predicate), file, { ...context, artifacts: about }, options)
  if (SBOM.test(predicateType)) {
    const sbom = await readSbom(bytesOf(predicate))
    return sbomDescriptions(
      sbom,
      { ...file, digest: `sha256:${statement.payloadDigest}` },
      { ...context, artifacts: about },
      options,
    )
  }
  return []
}

type Base = (more?: Record<string, unknown>) => Partial<Description>

function built(
  predicate: Readonly<Record<string, unknown>>,
  base: Base,
  { change, facts }: ReportContext,
): Description[] {
  const builder = textIn(predicate, 'runDetails', 'builder', 'id') ?? textIn(predicate, 'builder', 'id')
  const run =
    textIn(predicate, 'runDetails', 'metadata', 'invocationId') ??
    textIn(predicate, 'metadata', 'buildInvocationId') ??
    textIn(predicate, 'metadata', 'buildInvocationID')
  const finished =
    textIn(predicate, 'runDetails', 'metadata', 'finishedOn') ??
    textIn(predicate, 'metadata', 'buildFinishedOn')
  const bound = base({
    ...(builder === undefined ? {} : { builder }),
    ...(finished === undefined ? {} : { finished }),
  })
  return [
    { type: 'build.finished', ...(run === undefined ? {} : { subject: run }), ...bound },
    // The type demands a change; a plain shell without a repository knows none.
    ...(change !== undefined || facts.change !== undefined || facts.commit !== ''
      ? [{ type: 'artifact.packaged', ...bound }]
      : []),
  ]
}

/** What is in a bundle was signed under somebody's identity. A plain envelope may be anybody's. */
function signed({ bundle, envelope }: SignedStatement, base: Base): Description[] {
  const [signature] = envelope.signatures
  if (bundle === undefined || signature === undefined) return []
  return [
    {
      type: 'artifact.signed',
      content: { signature: Buffer.from(signature.sig).toString('base64') },
      ...base(),
    },
  ]
}

/** in-toto test-result v0.1: only PASSED without a failed test is a success. */
function tested(predicate: Readonly<Record<string, unknown>>, base: Base): Description {
  const { result, configuration } = predicate
  const [passed, warned, failed] = ['passedTests', 'warnedTests', 'failedTests'].map((name) =>
    Array.isArray(predicate[name]) ? predicate[name].length : 0,
  ) as [number, number, number]
  const first: unknown = Array.isArray(configuration) ? configuration[0] : undefined
  const id =
    textIn(first, 'name') ?? textIn(first, 'uri') ?? textIn(first, 'downloadLocation') ?? 'test-result'
  const outcome =
    result === 'PASSED' && failed === 0
      ? 'success'
      : result === 'PASSED' || result === 'FAILED' || result === 'WARNED'
        ? 'failure'
        : 'error'
  const total = passed + warned + failed
  const { customData, ...bound } = base()
  return {
    type: 'testsuiterun.finished',
    content: {
      testSuite: { id },
      outcome,
      reason: `${typeof result === 'string' ? clipped(result, 60) : 'no result'}${total === 0 ? '' : `, ${failed} of ${total} failed`}`,
    },
    ...bound,
    customData: {
      turnpike: {
        ...(customData?.['turnpike'] as object | undefined),
        ...(total === 0 ? {} : { tests: { total, passed, warned, failed } }),
      },
    },
  }
}

async function* bytesOf(predicate: unknown): AsyncGenerator<Uint8Array> {
  yield Buffer.from(JSON.stringify(predicate))
}

/** A text that is there, not empty, and short. */
export function textIn(value: unknown, ...path: readonly string[]): string | undefined {
  for (const step of path) value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
  return typeof value === 'string' && value !== '' ? clipped(value, 500) : undefined
}
