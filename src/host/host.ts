/** Where we run, as facts; and the small interface an entry talks to. */

export interface Facts {
  /** The CI we run in; of the first two, and of Forgejo and Gitea, it is the forge as well. */
  forge:
    | 'github'
    | 'gitlab'
    | 'forgejo'
    | 'gitea'
    | 'jenkins'
    | 'tekton'
    | 'argo'
    | 'circleci'
    | 'azure'
    | 'buildkite'
    | 'drone'
    | 'woodpecker'
    | 'shell'
  /** `https://github.com`, no trailing slash; empty for a plain shell. */
  server: string
  /** `source` of every event from here: absolute URI of the repository (or `urn:turnpike:host:<name>`). */
  source: string
  repository: { name: string; id: string; url: string }
  /** Full hash, or ''. */
  commit: string
  ref: string
  /** Pipeline run. `id` is unique per attempt: `…/actions/runs/<id>/attempts/<n>`, `…/-/pipelines/<id>`. */
  run: {
    id: string
    number: string
    attempt: number
    name: string
    url: string
    /** When this attempt began (RFC 3339 UTC), only if every job of it knows the same moment. */
    startedAt?: string
  }
  /** Job. `id` is unique per run attempt and matrix leg. */
  job: { id: string; name: string; url: string }
  actor: { name: string; id: string; uri: string }
  /** Pull or merge request, when the run is for one. `id` is its URL. */
  change?: { id: string; number: string; title: string; author: string }
  environment?: string
  /** The run that started this one, as its `run.id` there: a child pipeline's parent. */
  parent?: string
  chainId: string
}

/** Whether the runner obeys GitHub's workflow commands and files, as those of Forgejo and Gitea do, too. */
export function speaksActions({ forge }: Pick<Facts, 'forge'>): boolean {
  return forge === 'github' || forge === 'forgejo' || forge === 'gitea'
}

export interface Annotation {
  level: 'error' | 'warning' | 'notice'
  title: string
  message: string
  /** Where in the repository, relative to its root, where that is known; lines are 1-based. */
  file?: string
  line?: number
  column?: number
}

/** What an entry may do to its surroundings. GitHub, GitLab, the terminal and the recording fake implement it. */
export interface Host {
  readonly facts: Facts
  /** Makes a value available to later steps. Never called with secrets. */
  output(name: string, value: string): Promise<void>
  /** Appends Markdown to the page people read. */
  summary(markdown: string): Promise<void>
  annotate(annotation: Annotation): Promise<void>
  /**
   * A line for the log. Implementations neutralise workflow commands and control characters; colours stay only when
   * the caller made them itself and says so.
   */
  log(line: string, options?: { colour?: boolean }): void
  /** Hides a value from logs from now on. */
  secret(value: string): Promise<void>
  /** Marks the step as failed with a reason, and sets the exit code. */
  fail(message: string, exitCode: number): Promise<void>
}
