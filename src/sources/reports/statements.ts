/**
 * Signed statements from files (Sigstore bundles, DSSE envelopes, one document or one a line) → an event that carries each,
 * and events for what it says. Nothing is verified here: whoever may send these events may say as much without a
 * signature. A policy that wants proof asks with a rule of kind `attestation`. Pure.
 */
import type { ArtifactRef } from '../../cdevents/event.ts'
import { documentsIn } from '../attestations.ts'
import type { Description } from '../description.ts'
import { ATTESTATION_TYPE, readSigned } from '../statement.ts'
import type { SignedStatement } from '../statement.ts'
import { named } from './named.ts'
import { refusal } from './refusal.ts'
import type { ReportContext } from './report.ts'
import type { ScanOptions } from './scan-events.ts'

/**
 * @param where the file's name, for errors
 * @throws TurnpikeError INVALID_REPORT when something in it is no signed statement, or is about another artifact
 */
export async function statementDescriptions(
  text: string,
  where: string,
  context: ReportContext,
  _options: ScanOptions = {},
): Promise<Description[]> {
  return documentsIn(text, where).flatMap(([, document]) => {
    const read = readSigned(document)
    if ('unreadable' in read) throw refusal(read.unreadable)
    const about = aboutWhich(read, context.artifacts)
    if (about.length === 0) throw refusal('the statement is about another artifact')
    return [
      {
        type: ATTESTATION_TYPE,
        subject: `urn:turnpike:statement:${read.payloadDigest}`,
        content: read.bundle === undefined ? { envelope: document } : { bundle: document },
        ...named(context, about),
      },
    ]
  })
}

function aboutWhich({ statement }: SignedStatement, artifacts: readonly ArtifactRef[]): ArtifactRef[] {
  return artifacts.filter(({ digest }) => statement.subjects.has(digest))
}
