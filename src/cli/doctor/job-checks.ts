/** What events of this job would be about: the repository, the change, the environment, and above all the artifact. */
import { resolveArtifacts } from '../../actions/artifacts.ts'
import type { Deps } from '../../actions/deps.ts'
import { at } from '../../host/clean.ts'
import type { Facts } from '../../host/host.ts'
import type { ArtifactRef } from '../../cdevents/event.ts'
import { explain } from '../../errors.ts'
import { noted, ok, problem, warning, type Check } from './check.ts'

type Env = Readonly<Record<string, string | undefined>>

export function factChecks(
  facts: Facts,
  env: Env,
  payload: unknown,
  environment: string | undefined,
): Check[] {
  const checks: Check[] = []
  const isNamed = [env.TURNPIKE_RUN, env.TURNPIKE_JOB].every(
    (value) => value !== undefined && !/^(\$|$)/.test(value),
  )
  if (facts.forge === 'shell' && isNamed)
    checks.push(
      ok('ci', 'No CI is recognised here; the run and the job are named by TURNPIKE_RUN and TURNPIKE_JOB'),
    )
  else if (facts.forge === 'shell')
    checks.push(
      warning(
        'ci',
        'No CI is recognised here, so every call is a run of its own',
        'set TURNPIKE_RUN for all jobs of a run and TURNPIKE_JOB for each; for a plain shell that is how it is',
      ),
    )
  else checks.push(ok('ci', `This is a job of ${NAMES[facts.forge] ?? facts.forge}`))
  if (facts.commit === '')
    checks.push(
      warning(
        'commit',
        'The commit is not known, so events are on no chain with those of other jobs',
        'set TURNPIKE_COMMIT to the full hash',
      ),
    )
  if (facts.repository.url === '')
    checks.push(
      warning(
        'repository',
        'The repository is not known: who grants `sources: [own]` refuses these events',
        'set TURNPIKE_REPOSITORY to its address',
      ),
    )
  checks.push(...forkChecks(facts, env, payload))
  if (facts.change === undefined)
    checks.push(
      noted(
        'change',
        'No change (pull or merge request) is known; rules about a change look for one by the commit',
      ),
    )
  const place = environment ?? facts.environment
  if (place === undefined)
    checks.push(
      noted(
        'place',
        'No environment is known; what is about one needs its name',
        'give --environment, or name the environment at the job',
      ),
    )
  return checks
}

const NAMES: Readonly<Record<string, string>> = {
  github: 'GitHub Actions',
  gitlab: 'GitLab CI',
  jenkins: 'Jenkins',
  tekton: 'Tekton',
  circleci: 'CircleCI',
  azure: 'Azure Pipelines',
  buildkite: 'Buildkite',
  drone: 'Drone',
  woodpecker: 'Woodpecker',
  forgejo: 'Forgejo Actions',
  gitea: 'Gitea Actions',
  argo: 'Argo Workflows',
}

function forkChecks({ forge }: Facts, env: Env, payload: unknown): Check[] {
  if (forge === 'gitlab') {
    const [source, own] = [env.CI_MERGE_REQUEST_SOURCE_PROJECT_ID, env.CI_MERGE_REQUEST_PROJECT_ID]
    if (!source || !own || source === own) return []
    return [
      warning(
        'fork',
        "This merge request is from a fork, and runs the fork's code",
        'a store refuses its events unless a grant says foreignCode: true',
      ),
    ]
  }
  if (env.GITHUB_EVENT_NAME !== 'pull_request') return []
  const [from, to] = [
    at(payload, 'pull_request', 'head', 'repo', 'id'),
    at(payload, 'pull_request', 'base', 'repo', 'id'),
  ]
  if (from === undefined || from === to) return []
  return [
    warning(
      'fork',
      'This pull request is from a fork: GitHub gives its jobs no token and no secrets, whatever permissions say',
      'keep the events as a file (input spool) and let a trusted workflow pass them on: docs/forks.md',
    ),
  ]
}

export interface About {
  checks: Check[]
  artifacts: ArtifactRef[]
}

/** @param given by --artifact; none: what the job built is looked for */
export async function artifactChecks(given: readonly string[], deps: Deps): Promise<About> {
  const notes: string[] = []
  const values = given.length === 0 ? ['auto'] : given
  try {
    const artifacts = await resolveArtifacts(values, deps, { several: true, log: (line) => notes.push(line) })
    const checks = artifacts
      .slice(0, 10)
      .map(({ purl, digest }) => ok('artifact', `Events can be bound to ${purl ?? digest}`))
    if (artifacts.length > 10) checks.push(noted('artifact', `and to ${artifacts.length - 10} more`))
    return { checks, artifacts }
  } catch (error) {
    const says = explain(error)
    const todo =
      'look again after the step that builds it; or name it with the input artifact (--artifact): a file, an image by digest (ghcr.io/acme/shop@sha256:…), a package URL with a digest'
    if (given.length > 0) return { checks: [problem('artifact', says, todo)], artifacts: [] }
    return {
      checks: [
        warning(
          'artifact',
          'No artifact that this job built is found here, and what names no artifact counts for no gate',
          todo,
        ),
      ],
      artifacts: [],
    }
  }
}
