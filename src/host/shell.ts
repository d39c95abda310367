/** A plain shell, or a CI system without an adapter of its own: environment and machine → facts. Pure. */
import { chainId } from '../cdevents/identity.ts'
import { clean, cleanCommit, cleanNumber, cleanUrl } from './clean.ts'
import type { Env } from './clean.ts'
import type { Facts } from './host.ts'

/** What the operating system knows. */
export interface Machine {
  hostname: string
  user: string
  /** Names this run when nothing else does; unique per process. */
  run?: string
}

/**
 * Facts outside the two forges. `TURNPIKE_REPOSITORY`, `_COMMIT`, `_REF`, `_RUN`, `_JOB` say what the surroundings do
 * not; Jenkins' `GIT_URL`, `GIT_COMMIT`, `BUILD_URL` and `JOB_NAME`, which others use too, are the next choice.
 */
export function shellFacts(env: Env, machine: Machine): Facts {
  const host = encodeURIComponent(clean(machine.hostname, 253).toLowerCase() || 'localhost')
  const user = clean(machine.user, 100)
  const repository = cleanUrl((env.TURNPIKE_REPOSITORY ?? env.GIT_URL)?.replace(/\.git\/?$/, ''))
  const source = repository || `urn:turnpike:host:${host}`
  const commit = cleanCommit(env.TURNPIKE_COMMIT ?? env.GIT_COMMIT)
  const run = shellRun(env, machine, host)
  const job = clean(env.TURNPIKE_JOB, 200) || 'shell'
  return {
    forge: 'shell',
    server: '',
    source,
    repository: { name: repository && new URL(repository).pathname.slice(1), id: '', url: repository },
    commit,
    ref: clean(env.TURNPIKE_REF ?? env.GIT_BRANCH),
    run,
    job: { id: `${run.id}#${encodeURIComponent(job)}`, name: job, url: run.url },
    actor: { name: user, id: '', uri: user && `urn:turnpike:host:${host}:user:${encodeURIComponent(user)}` },
    chainId: chainId(source, commit || run.id),
  }
}

function shellRun(env: Env, machine: Machine, host: string): Facts['run'] {
  const given = clean(env.TURNPIKE_RUN, 200) || cleanUrl(env.BUILD_URL)
  const own = given || clean(machine.run, 100) || 'shell'
  const id = cleanUrl(given) || `urn:turnpike:host:${host}:run:${encodeURIComponent(own)}`
  return {
    id,
    number: cleanNumber(env.BUILD_NUMBER),
    attempt: 1,
    name: clean(env.JOB_NAME, 200) || 'shell',
    url: id,
  }
}
