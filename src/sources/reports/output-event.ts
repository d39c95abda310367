/** A report file → `testoutput.published`. Pure. */
import type { Description } from '../description.ts'
import type { ReportContext, ReportFile } from './report.ts'
import { boundTo } from './report-binding.ts'

export interface OutputKind {
  /** Media type: `application/xml`. */
  format: string
  outputType?: 'report' | 'video' | 'image' | 'log' | 'other'
}

/** The subject is where the file can be read, else its digest: the same file in two jobs is one output. */
export function outputEvent(
  file: ReportFile,
  context: ReportContext,
  { format, outputType = 'report' }: OutputKind,
): Description {
  return {
    type: 'testoutput.published',
    subject: file.uri ?? `urn:turnpike:file:${file.digest}`,
    content: { outputType, format, ...(file.uri === undefined ? {} : { uri: file.uri }) },
    ...boundTo(context),
    customData: {
      turnpike: {
        file: { path: file.path.slice(0, 1000).toWellFormed(), bytes: file.bytes, digest: file.digest },
      },
    },
  }
}
