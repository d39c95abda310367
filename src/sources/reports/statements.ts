/**
 * Signed statements from files (Sigstore bundles, DSSE envelopes; one document, or one a line) → an event that carries
 * each, and events for what it says. **Nothing is verified here**: these events are worth what their producer is worth, as
 * if he had written them himself. A policy that wants proof asks with a rule of kind `attestation`, which verifies what
 * the first event carries. Pure.
 *
 * Sources: in-toto Attestation Framework v1, SLSA provenance v0.1 to v1, Sigstore bundle v0.1 to v0.3.
 */
import { createHash } from 'node:crypto'
import { digestOf } from '../../cdevents/digest.ts'
import type { ArtifactRef } from '../../cdevents/event.ts'
import { isObject } from '../../cdevents/object.ts'
import { TurnpikeError } from '../../errors.ts'
import { documentsIn } from '../attestations.ts'
import type { Description } from '../description.ts'
import { ATTESTATION_TYPE, readSigned } from '../statement.ts'
import { refusal } from './refusal.ts'
import { boundTo } from './report-binding.ts'
import type { ReportContext, ReportFile } from './report.ts'
import type { ScanOptions } from './scan-events.ts'
import { saidIn, textIn } from './statements-say.ts'

/** Statements of one file. */
const MOST = 1000
/** An event is 1 MiB at most, and the statement is not all of it. */
const MOST_LENGTH = 900 * 1024
/** What an event binds by at most. */
const MOST_ARTIFACTS = 64

/**
 * @param text all of the file
 * @param where the file's path
 * @throws TurnpikeError INVALID_REPORT when something in it cannot be read, is signed by nobody, or is about another
 *   artifact; then nothing of the file is evidence
 */
export async function statementDescriptions(
  text: string,
  where: string,
  context: ReportContext,
  options: ScanOptions = {},
): Promise<Description[]> {
  const file: ReportFile = {
    path: where,
    bytes: Buffer.byteLength(text),
    digest: `sha256:${createHash('sha256').update(text).digest('hex')}`,
  }
  const documents = documentsIn(text, (why, line) =>
    refusal(line === undefined ? `it ${why}` : `line ${line}: ${why}`),
  )
  if (documents.length > MOST) throw refusal(`it holds more than ${MOST} statements`)
  const found: Description[] = []
  for (const [line, document] of documents) {
    try {
      found.push(...(await inDocument(document, file, context, options)))
    } catch (error) {
      if (line === undefined || !(error instanceof TurnpikeError)) throw error
      throw refusal(`line ${line}: ${error.message}`)
    }
  }
  return found
}

async function inDocument(
  document: unknown,
  file: ReportFile,
  context: ReportContext,
  options: ScanOptions,
): Promise<Description[]> {
  const ofFile = signatureOfFile(document, context)
  if (ofFile !== undefined) return [ofFile]
  const statement = readSigned(document)
  if ('unreadable' in statement)
    throw refusal(
      textIn(document, '_type') === undefined
        ? statement.unreadable
        : 'it is a statement that nobody has signed; sign it (cosign attest, actions/attest), and give the bundle',
    )
  const length = JSON.stringify(document).length
  if (length > MOST_LENGTH)
    throw refusal(`the statement has ${Math.ceil(length / 1024)} KiB; an event carries ${MOST_LENGTH / 1024}`)
  const about = aboutWhich([...statement.statement.subjects], context.artifacts)
  const carrier: Description = {
    type: ATTESTATION_TYPE,
    subject: `urn:turnpike:statement:${statement.payloadDigest}`,
    content: statement.bundle === undefined ? { envelope: document } : { bundle: document },
    ...boundTo(context, about),
  }
  return [carrier, ...(await saidIn({ statement, about, context, file }, options))]
}

/**
 * A bundle that signs a file and holds no statement (`cosign sign-blob --bundle`): that the artifact was signed is all it
 * says. Its digest is a hint that no signature covers, and is all there is to bind it by.
 */
function signatureOfFile(document: unknown, context: ReportContext): Description | undefined {
  if (!isObject(document) || !isObject(document['messageSignature'])) return undefined
  if (document['dsseEnvelope'] !== undefined)
    throw refusal('the bundle has a dsseEnvelope and a messageSignature')
  const signature = textIn(document, 'messageSignature', 'signature')
  const algorithm = textIn(document, 'messageSignature', 'messageDigest', 'algorithm')
  const hash = textIn(document, 'messageSignature', 'messageDigest', 'digest')
  const digest =
    algorithm === 'SHA2_256' && hash !== undefined
      ? digestOf(`sha256:${Buffer.from(hash, 'base64').toString('hex')}`)
      : undefined
  if (signature === undefined || digest === undefined)
    throw refusal('the bundle signs a file, and has no signature with the SHA-256 digest of it')
  return {
    type: 'artifact.signed',
    content: { signature },
    ...boundTo(context, aboutWhich([digest], context.artifacts)),
  }
}

/** Of the named artifacts, those that it is about; where none is named, all that it is about. */
function aboutWhich(subjects: readonly string[], artifacts: readonly ArtifactRef[]): readonly ArtifactRef[] {
  if (artifacts.length === 0) {
    if (subjects.length > 0 && subjects.length <= MOST_ARTIFACTS)
      return subjects.map((digest) => ({ digest }))
    throw refusal(`the statement names ${subjects.length} SHA-256 digests; name the artifact that is meant`)
  }
  const about = artifacts.filter(({ digest }) => subjects.includes(digest))
  if (about.length > 0) return about
  const few = subjects.slice(0, 3).join(', ')
  throw refusal(
    `the statement is about ${few === '' ? 'nothing with a SHA-256 digest' : few}, and not about ${artifacts
      .slice(0, 3)
      .map(({ digest }) => digest)
      .join(', ')}`,
  )
}
