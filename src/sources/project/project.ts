/**
 * What a repository says about itself: which service it is, whose, and where it goes. Pure.
 *
 * Whoever can change the repository can change these files, in a pull request too. So they are defaults for what is said,
 * and never a reason for a gate to believe anything.
 */
import { distance } from '../../cdevents/distance.ts'

/** In order of precedence; an input comes before all of them. A repository's own name is never a service. */
const PROJECT_FILES = ['turnpike.yaml', 'catalog-info.yaml', 'score.yaml'] as const
export type ProjectFile = (typeof PROJECT_FILES)[number]

/** What one file says. */
export interface ProjectPart {
  service?: string
  system?: string
  owner?: string
  images?: readonly string[]
  artifact?: ProjectArtifact
  environments?: Readonly<Record<string, ProjectEnvironment>>
  suites?: readonly string[]
}

/** What of all that is found is the artifact: by the name in its package URL, or by the path of its file. */
export type ProjectArtifact = { type: string; name?: string } | { path: string }

export interface ProjectEnvironment {
  url?: string
  /** The store's policy that is to judge for it. */
  policy?: string
}

export interface Said<T = string> {
  value: T
  from: ProjectFile
}

export interface Project {
  service?: Said
  system?: Said
  owner?: Said
  images?: Said<readonly string[]>
  artifact?: Said<ProjectArtifact>
  environments?: Said<Readonly<Record<string, ProjectEnvironment>>>
  suites?: Said<readonly string[]>
}

const FIELDS = ['service', 'system', 'owner', 'images', 'artifact', 'environments', 'suites'] as const

/** Of each thing, what the first of the files says that says it, and which one that is. */
export function readProject(files: Readonly<Partial<Record<ProjectFile, ProjectPart>>>): Project {
  const project: Record<string, Said<unknown>> = {}
  for (const from of PROJECT_FILES) {
    for (const field of FIELDS) {
      const value = files[from]?.[field]
      if (value !== undefined && project[field] === undefined) project[field] = { value, from }
    }
  }
  return project
}

export interface Defaults {
  service?: string
  environment?: string
}

/** The inputs with the service filled in where none is given. */
export function projectDefaults<T extends Defaults>(inputs: T, { service }: Project): T {
  return inputs.service !== undefined || service === undefined
    ? inputs
    : { ...inputs, service: service.value }
}

/** Names that nearly everybody uses, long enough that a name close to one is that one mistyped. */
const USUAL = ['production', 'preproduction', 'staging', 'acceptance', 'development', 'integration']

/**
 * What is odd about the name of an environment, as a sentence; undefined when nothing is. A name that a project lists is
 * right; `review/*` stands for all that begin so. Without a list, only what is nearly a usual name is odd.
 */
export function environmentProblem(name: string, { environments }: Project): string | undefined {
  if (environments === undefined) {
    const near = nearest(name, USUAL)
    return near === undefined ? undefined : `environment ${shown(name)}: did you mean ${near}?`
  }
  const known = Object.keys(environments.value)
  if (known.some((each) => each === name || (each.endsWith('*') && name.startsWith(each.slice(0, -1)))))
    return undefined
  const near = nearest(name, known)
  const hint = near === undefined ? `it lists ${known.slice(0, 20).join(', ')}` : `did you mean ${near}?`
  return `environment ${shown(name)} is not in ${environments.from}: ${hint}`
}

/** One that is at most two letters away, and not so short that anything is. */
function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length < 3 || name.length > 100) return undefined
  const lower = name.toLowerCase()
  return known
    .filter((each) => each !== name && Math.abs(each.length - name.length) <= 2)
    .map((each) => ({ each, steps: distance(lower, each.toLowerCase()) }))
    .filter(({ each, steps }) => steps <= Math.min(2, Math.floor(each.length / 3)))
    .sort((a, b) => a.steps - b.steps)[0]?.each
}

function shown(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 99)}…` : text)
}
