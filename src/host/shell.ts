/** A plain shell, or a CI system without an adapter of its own: environment and machine → facts. Pure. */
import { clean } from './clean.ts'
import type { Env } from './clean.ts'
import { factsOf, refOf } from './found.ts'
import type { Facts } from './host.ts'

/** What the operating system knows. */
export interface Machine {
  hostname: string
  user: string
  /** Names this run when nothing else does; unique per process. */
  run?: string
}

/**
 * Facts where no CI is known. `TURNPIKE_REPOSITORY`, `_COMMIT`, `_REF`, `_RUN`, `_JOB` and the others say what the
 * surroundings do not; `GIT_URL`, `GIT_COMMIT`, `BUILD_URL` and `JOB_NAME`, which others than Jenkins set too, are the
 * next choice.
 */
export function shellFacts(env: Env, machine: Machine): Facts {
  const host = encodeURIComponent(clean(machine.hostname, 253).toLowerCase() || 'localhost')
  const user = clean(machine.user, 100)
  const place = `urn:turnpike:host:${host}`
  return factsOf(env, {
    forge: 'shell',
    server: undefined,
    repository: env.GIT_URL,
    commit: env.GIT_COMMIT,
    ref: refOf(undefined, env.GIT_BRANCH),
    run: {
      id: env.BUILD_URL?.replace(/\/+$/, '') || clean(machine.run, 100) || 'shell',
      number: env.BUILD_NUMBER,
      name: clean(env.JOB_NAME, 200) || 'shell',
    },
    job: { key: 'shell', name: 'shell' },
    actor: { name: user, uri: user && `${place}:user:${encodeURIComponent(user)}` },
    place,
    urn: place,
  })
}
