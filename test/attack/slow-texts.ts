/**
 * Reads the text that the argument names, and prints `read`. Run by `slow-texts.test.ts` as a process of its own: nothing
 * else ends a reader that does not come to an end by itself.
 */
import { readDocuments } from '../../src/actions/yaml-documents.ts'
import { createTail } from '../../src/cli/output-tail.ts'
import { TurnpikeError } from '../../src/errors.ts'
import { gitlabFacts } from '../../src/host/gitlab.ts'
import { readDocument } from '../../src/policy/document.ts'
import { readPomProperties } from '../../src/sources/artifacts/maven.ts'
import { changeEvents } from '../../src/sources/changes.ts'
import { scanIn } from '../../src/sources/reports/statements-vulns.ts'
import { readTap } from '../../src/sources/reports/tap.ts'

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

/** It may be refused: that is an answer, too. */
function documentsOf(text: string): void {
  try {
    readDocuments(text, 'catalog-info.yaml')
  } catch (error) {
    if (!(error instanceof TurnpikeError)) throw error
  }
}

function tailOf(text: string): void {
  const tail = createTail([])
  tail.push(Buffer.from(text))
  tail.result()
}

/** Each made of what an expression may begin with again and again. */
export const TEXTS: Readonly<Record<string, () => unknown>> = {
  'empty lines in catalog-info.yaml': () => documentsOf(`a: 1${'\n'.repeat(250_000)}x: 1`),
  'returns in catalog-info.yaml': () => documentsOf(`a: 1${'\r'.repeat(250_000)}x: 1`),
  'returns in a policy': () => readDocument(`a: 1${'\r'.repeat(250_000)}x: 1`),
  'the address of a scanner in a statement': () =>
    scanIn({ scanner: { uri: `${'@'.repeat(800_000)}/`, result: [] } }),
  'times in the reasons of TAP': async () => {
    for await (const pieces of readTap(bytesOf(`ok 1 # SKIP ${'#time='.repeat(2_650)} x\n`.repeat(600))))
      void pieces
  },
  'spaces in the pom.properties of a jar': () => readPomProperties(`version=1${' '.repeat(800_000)}2`),
  'spaces in the name of an author': () => {
    const env = {
      GITLAB_CI: 'true',
      CI_PROJECT_URL: 'https://gitlab.example.org/acme/shop',
      CI_COMMIT_SHA: 'ab'.repeat(20),
      CI_COMMIT_BRANCH: 'main',
      CI_DEFAULT_BRANCH: 'main',
      CI_PIPELINE_SOURCE: 'push',
      CI_COMMIT_AUTHOR: `a${' '.repeat(600_000)}b`,
    }
    return changeEvents(gitlabFacts(env), { env })
  },
}

/** The end of an output, as often as it costs a few seconds each. */
export const TAILS: Readonly<Record<string, string>> = {
  'empty lines': `a${'\n'.repeat(60_000)}x`,
  returns: `a${'\r'.repeat(60_000)}x`,
}

const name = process.argv[2] ?? ''
if (Object.hasOwn(TEXTS, name)) {
  await TEXTS[name]?.()
  process.stdout.write('read')
} else if (Object.hasOwn(TAILS, name)) {
  for (let times = 0; times < 20; times++) tailOf(TAILS[name] ?? '')
  process.stdout.write('read')
}
