/**
 * What the repository in the working directory says about itself, as defaults for a step. Where no such file is, this
 * costs a look at five names.
 */
import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { explain, type Problem } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { Defaults, Project, ProjectFile, ProjectPart } from '../sources/project/project.ts'

/** The names each file is looked for by, the first one that is there counts. */
const NAMES: Readonly<Record<ProjectFile, readonly string[]>> = {
  'turnpike.yaml': ['turnpike.yaml', 'turnpike.yml'],
  'catalog-info.yaml': ['catalog-info.yaml', 'catalog-info.yml'],
  'score.yaml': ['score.yaml'],
}

/** Descriptions of a project have some kilobytes. Larger ones are other people's catalogs. */
const MOST_BYTES = 256 * 1024

export interface FoundProject {
  project: Project
  /** Which files were read. */
  files: string[]
  /** What was not taken, and why. */
  notes: string[]
  /** What is wrong with turnpike.yaml. Then nothing is taken from any file: it may have said something else. */
  problems: readonly Problem[]
}

/**
 * @param folder the working directory
 * @param repository `owner/name`
 */
export async function findProject(folder: string, repository: string): Promise<FoundProject | undefined> {
  const found = Object.entries(NAMES).flatMap(([file, names]) => {
    const path = names.find((name) => isFile(join(folder, name)))
    return path === undefined ? [] : [{ file: file as ProjectFile, path }]
  })
  if (found.length === 0) return undefined
  const { readProject } = await import('../sources/project/project.ts')
  const parts: Partial<Record<ProjectFile, ProjectPart>> = {}
  const notes: string[] = []
  for (const { file, path } of found) {
    const read = await partOf(file, path, folder, repository)
    if ('problems' in read)
      return { project: {}, files: found.map((each) => each.path), notes, problems: read.problems }
    parts[file] = read.part
    notes.push(...read.notes)
  }
  return { project: readProject(parts), files: found.map(({ path }) => path), notes, problems: [] }
}

type Part = { part: ProjectPart; notes: string[] } | { problems: readonly Problem[] }

async function partOf(file: ProjectFile, path: string, folder: string, repository: string): Promise<Part> {
  try {
    const text = textOf(join(folder, path))
    if (file === 'turnpike.yaml') {
      const { readProjectFile } = await import('./project-file.ts')
      const read = readProjectFile(text)
      return 'problems' in read ? read : { ...read, notes: [] }
    }
    const documents = await documentsOf(text, path)
    if (file === 'score.yaml') return (await import('../sources/project/score.ts')).readScore(documents)
    return (await import('../sources/project/backstage.ts')).readBackstage(documents, repository)
  } catch (error) {
    // Others' files are others' business: what cannot be read is gone past, and said.
    if (file === 'turnpike.yaml') return { problems: [{ path: '', message: explain(error) }] }
    return { part: {}, notes: [`${path} is not taken: ${explain(error)}`] }
  }
}

async function documentsOf(text: string, path: string): Promise<unknown[]> {
  const { readDocuments } = await import('./yaml-documents.ts')
  return readDocuments(text, path)
}

function textOf(path: string): string {
  const { size } = lstatSync(path)
  if (size > MOST_BYTES) throw new Error(`it is larger than ${MOST_BYTES / 1024} KiB`)
  return readFileSync(path, 'utf8')
}

function isFile(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true
  } catch {
    return false
  }
}

/**
 * The inputs of a step with what the project says where they are silent: the service. A warning for an environment whose
 * name looks mistyped, and for a `turnpike.yaml` that does not load.
 * @param options.quiet for the second half of a step, which has nothing new to warn of
 */
export async function withProject<T extends Defaults>(
  inputs: T,
  host: Host,
  options: { folder?: string; quiet?: boolean } = {},
): Promise<T> {
  const found = await findProject(options.folder ?? '.', host.facts.repository.name)
  const project = found?.project ?? {}
  if (options.quiet !== true) await warn(inputs, found, host)
  if (project.service === undefined || inputs.service !== undefined) return inputs
  const { projectDefaults } = await import('../sources/project/project.ts')
  host.log(`Service ${project.service.value}, as ${project.service.from} says.`)
  return projectDefaults(inputs, project)
}

/**
 * For a question to the gate, which takes nothing from these files: whoever may change them in a pull request would take
 * every policy for this service out of force by another name. Asked about no service, all of them judge.
 */
export async function warnOfProject(
  inputs: Defaults,
  host: Host,
  options: { folder?: string } = {},
): Promise<void> {
  const found = await findProject(options.folder ?? '.', host.facts.repository.name)
  await warn(inputs, found, host)
  const service = found?.project.service
  if (service !== undefined && inputs.service === undefined)
    host.log(
      `Service ${service.value}, as ${service.from} says; a gate is asked about no service but the one that the step names.`,
    )
}

async function warn({ environment }: Defaults, found: FoundProject | undefined, host: Host): Promise<void> {
  if (found !== undefined && found.problems.length > 0) {
    const told = found.problems.slice(0, 10).map(lineOf)
    await host.annotate({
      level: 'warning',
      title: 'Turnpike: turnpike.yaml does not load',
      message: ['Nothing is taken from the files of this repository.', ...told].join('\n'),
    })
  }
  if (environment === undefined) return
  const { environmentProblem } = await import('../sources/project/project.ts')
  const problem = environmentProblem(environment, found?.project ?? {})
  if (problem !== undefined)
    await host.annotate({ level: 'warning', title: 'Turnpike: unknown environment', message: problem })
}

/** `line 3, column 5: …`, as for policies. */
export function lineOf({ path, message, line, column }: Problem): string {
  const place = line === undefined ? path : `line ${line}, column ${column ?? 1}`
  return place === '' ? message : `${place}: ${message}`
}
