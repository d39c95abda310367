/** A `turnpike.yaml` whose shape was checked (`src/actions/project-file.ts`) → what it says. Pure. */
import type { ProjectArtifact, ProjectEnvironment, ProjectPart } from './project.ts'

/** The document, as `schemas/project.schema.json` describes it. */
export interface TurnpikeFile {
  apiVersion: 'turnpike/v1'
  kind: 'Project'
  service?: string
  system?: string
  owner?: string
  artifact?: ProjectArtifact
  environments?: Record<string, ProjectEnvironment> | string[]
  suites?: string[]
}

/** Environments may be a plain list of names. */
export function readTurnpikeFile(file: TurnpikeFile): ProjectPart {
  const { service, system, owner, artifact, environments, suites } = file
  const named = Array.isArray(environments)
    ? environments.map((name) => [name, {}] as const)
    : Object.entries(environments ?? {}).map(([name, said]) => [name, said] as const)
  return {
    ...(service === undefined ? {} : { service }),
    ...(system === undefined ? {} : { system }),
    ...(owner === undefined ? {} : { owner }),
    ...(artifact === undefined ? {} : { artifact }),
    ...(environments === undefined ? {} : { environments: Object.fromEntries(named) }),
    ...(suites === undefined ? {} : { suites }),
  }
}
