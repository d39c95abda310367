import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { realDeps } from '../../actions/deps.ts'
import { findArtifacts, type Found } from '../../actions/found-artifacts.ts'
import { createPlace } from '../../actions/place.ts'
import { findProject, lineOf, type FoundProject } from '../../actions/project.ts'
import { EXIT, TurnpikeError } from '../../errors.ts'
import { clean } from '../../host/clean.ts'
import { detectFacts } from '../../host/detect.ts'
import type { Project, Said } from '../../sources/project/project.ts'
import type { Args, Terminal } from '../command.ts'

/** Lines of one sort that are printed. */
const MOST = 50

/** `turnpike project show`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const folder = args.text('folder') ?? '.'
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new TurnpikeError('USAGE', `--folder ${folder} is not a folder`)
  const { repository } = detectFacts(terminal.env, (path) => readFileSync(path, 'utf8'))
  const found = await findProject(folder, repository.name)
  const artifacts = await findArtifacts(
    createPlace(folder),
    realDeps(terminal.env),
    found?.project.artifact?.value,
  )
  if (terminal.json) terminal.print(JSON.stringify(reportOf(found, artifacts)))
  else
    for (const line of [...projectLines(found, folder, terminal), ...artifactLines(artifacts)])
      terminal.print(line)
  return found !== undefined && found.problems.length > 0 ? EXIT.usage : EXIT.allow
}

function reportOf(found: FoundProject | undefined, { candidates, notes }: Found) {
  return {
    ...found?.project,
    files: found?.files ?? [],
    problems: found?.problems ?? [],
    notes: [...(found?.notes ?? []), ...notes],
    artifacts: candidates.map(({ artifact, origin, where }) => ({ ...artifact, origin, where })),
  }
}

function projectLines(found: FoundProject | undefined, folder: string, { colour }: Terminal): string[] {
  if (found === undefined)
    return ['No turnpike.yaml, catalog-info.yaml or score.yaml here: a step says its service itself.']
  if (found.problems.length > 0) {
    const file = join(folder, found.files[0] ?? 'turnpike.yaml')
    return [
      ...found.problems.slice(0, MOST).map((problem) => `${file}: ${plain(lineOf(problem))}`),
      'Nothing is taken from the files of this repository.',
    ]
  }
  const lines = Object.entries(wordsOf(found.project)).flatMap(([name, said]) =>
    said === undefined ? [] : [`${name.padEnd(13)}${colour.bold(plain(said.value))} (${said.from})`],
  )
  const nothing = `${found.files.join(', ')}: nothing that is taken.`
  return [...(lines.length === 0 ? [nothing] : lines), ...found.notes.slice(0, MOST).map(plain)]
}

function wordsOf({ service, system, owner, images, artifact, environments, suites }: Project) {
  return {
    service,
    system,
    owner,
    images: inWords(images, (value) => value.join(', ')),
    artifact: inWords(artifact, (value) =>
      'path' in value ? value.path : `${value.type} ${value.name ?? ''}`.trim(),
    ),
    environments: inWords(environments, (value) => Object.keys(value).join(', ')),
    suites: inWords(suites, (value) => value.join(', ')),
  }
}

function inWords<T>(said: Said<T> | undefined, words: (value: T) => string): Said | undefined {
  return said === undefined ? undefined : { ...said, value: words(said.value) }
}

function artifactLines({ candidates, notes }: Found): string[] {
  const lines = candidates
    .slice(0, MOST)
    .map(
      ({ artifact, origin, where }) =>
        `artifact     ${plain(artifact.purl ?? artifact.digest)} (${origin} ${plain(where)})`,
    )
  const none = 'artifact: auto finds nothing here.'
  return [...(lines.length === 0 ? [none] : lines), ...notes.slice(0, MOST).map(plain)]
}

function plain(text: string): string {
  return clean(text, 1000)
}
