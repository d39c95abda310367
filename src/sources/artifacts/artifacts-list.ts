/** `$GITHUB_ARTIFACTS_LIST`: what earlier steps of a GitHub job told the runner that they made. Pure. */
import { digestOf } from '../../cdevents/digest.ts'
import { isObject } from '../../cdevents/object.ts'
import { parseJson } from '../../cdevents/parse.ts'
import { TurnpikeError } from '../../errors.ts'
import type { Candidate } from './candidate.ts'
import { fileArtifact, imageArtifact } from './purls.ts'

/** The runner's own bound. */
const MOST_SUBJECTS = 500
const WHERE = 'GITHUB_ARTIFACTS_LIST'

/**
 * The runner's list: `{"version":1,"subjects":[{"name","digest","kind":"file"|"oci"}]}` (runner 2.336). It is made by the
 * runner and not by a file of the repository, so what it says is taken. An empty text is no list: the feature is off.
 * @throws TurnpikeError USAGE for anything else: a list that is there and cannot be read must not become "nothing built"
 */
export function readArtifactsList(text: string): Candidate[] {
  if (text.trim() === '') return []
  const list = parsed(text)
  if (!isObject(list) || list.version !== 1 || !Array.isArray(list.subjects))
    throw noList('is not {"version":1,"subjects":[…]}')
  if (list.subjects.length > MOST_SUBJECTS)
    throw noList(`holds ${list.subjects.length} subjects; a runner writes at most ${MOST_SUBJECTS}`)
  return list.subjects.map((subject: unknown, index) => candidateOf(subject, index))
}

function candidateOf(subject: unknown, index: number): Candidate {
  const { name, digest, kind }: Record<string, unknown> = isObject(subject) ? subject : {}
  if (typeof name !== 'string' || name === '' || name.length > 1024)
    throw noList(`says no name for subject ${index}`)
  if (typeof digest !== 'string' || !/^sha256:[0-9a-f]{64}$/iu.test(digest))
    throw noList(`says no sha256:<64 hex digits> for subject ${index}`)
  if (kind !== 'file' && kind !== 'oci')
    throw noList(`says neither file nor oci as the kind of subject ${index}`)
  const known = digestOf(digest) ?? ''
  const file =
    name
      .replace(/^file:\/\//u, '')
      .split(/[/\\]/u)
      .at(-1) ?? name
  const image = name.replace(/^oci:\/\//u, '').replace(/@sha256:[0-9a-f]{64}$/iu, '')
  return {
    artifact: kind === 'oci' ? imageArtifact(image, known) : fileArtifact(file, known),
    origin: 'GITHUB_ARTIFACTS_LIST',
    where: WHERE,
  }
}

function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch (cause) {
    throw new TurnpikeError('USAGE', `the file that ${WHERE} names is not JSON`, { cause })
  }
}

function noList(why: string): TurnpikeError {
  return new TurnpikeError('USAGE', `the file that ${WHERE} names ${why}; name the artifact yourself`)
}
