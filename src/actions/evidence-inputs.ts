/** The inputs of the evidence action, and those of track that name reports → one typed record each. */
import { createInputReader, type Env } from './inputs.ts'
import type { EvidenceInputs } from './evidence.ts'
import { KINDS, readReportFiles } from './report-kinds.ts'

const GROUPS = ['run', 'file', 'suite'] as const
const CASES = ['failures', 'all', 'none'] as const
const SEVERITIES = ['high', 'critical', 'medium', 'low', 'none'] as const
const ABSENT = ['warn', 'error', 'ignore'] as const

/** What a word of these inputs may be, the default first; the command line reads the same. */
export const WORDS = {
  cases: CASES,
  'group-by': GROUPS,
  'fail-on': SEVERITIES,
  'if-no-files-found': ABSENT,
} as const

/** @throws TurnpikeError USAGE with every problem */
export function readEvidenceInputs(env: Env): EvidenceInputs {
  const read = createInputReader(env)
  const files = readReportFiles(read)
  const token = read.text('token') ?? (env.TURNPIKE_TOKEN?.trim() || undefined)
  if (Object.keys(files).length === 0)
    read.problem(
      KINDS[0],
      `is empty, and so are the others; name files by at least one of ${KINDS.join(', ')}`,
    )
  const inputs: EvidenceInputs = {
    files,
    artifact: read.lines('artifact'),
    cases: read.choice('cases', CASES),
    groupBy: read.choice('group-by', GROUPS),
    failOn: read.choice('fail-on', SEVERITIES),
    ifNoFilesFound: read.choice('if-no-files-found', ABSENT),
    annotate: read.flag('annotate'),
    failOnError: read.flag('fail-on-error'),
    ...given({
      store: read.url('store', env.TURNPIKE_STORE),
      token,
      sign: read.text('sign'),
      spool: read.text('spool'),
      environment: read.text('environment'),
      service: read.text('service'),
      change: read.text('change'),
      suite: read.text('suite'),
      uri: read.text('uri'),
    }),
  }
  read.finish()
  return inputs
}

function given<T extends Record<string, string | undefined>>(fields: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string
  }
}
