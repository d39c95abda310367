/** Real workflow files in a repository of their own, run by `act` in host mode. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { findProgram } from '../tools.ts'
import { ROOT } from './live-store.ts'
import { commitAll, runLogged, type Listening } from './pipeline.ts'

export interface Repository {
  /** Runs one workflow to its end, with `vars`, `secrets` and variables of the runner. */
  run(
    workflow: string,
    given: {
      vars: Record<string, string>
      secrets?: Record<string, string>
      env?: Record<string, string>
    } & Listening,
  ): Promise<{ code: number | null; log: string }>
  remove(): void
}

/** The runner calls every run 1; a forge never gives a number twice. */
let runs = 4710

/** A repository with the actions in `turnpike/`, the workflows of the fixtures, and what is built: `webshop.txt`. */
export function createRepository(workflows: readonly string[], artifact: string): Repository {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-workflow-'))
  // Beside it: the runner copies the repository into its cache, for every job.
  const cache = mkdtempSync(join(tmpdir(), 'turnpike-act-'))
  const place = join(folder, '.github', 'workflows')
  mkdirSync(place, { recursive: true })
  for (const name of workflows) {
    cpSync(join(import.meta.dirname, 'fixtures', `github-${name}.yml`), join(place, `${name}.yml`))
  }
  for (const part of ['action.yml', 'actions', 'dist']) {
    cpSync(join(ROOT, part), join(folder, 'turnpike', part), { recursive: true })
  }
  writeFileSync(join(folder, 'webshop.txt'), artifact)
  commitAll(folder, 'https://github.com/acme/webshop.git')
  const flags = (flag: string, values: Record<string, string> = {}) =>
    Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`])
  return {
    run: (workflow, { vars, secrets, env, ...listening }) =>
      runLogged(
        findProgram('act') ?? 'act',
        [
          ...['push', '--no-cache-server', '--platform', 'ubuntu-latest=-self-hosted'],
          ...['--workflows', `.github/workflows/${workflow}.yml`],
          ...flags('--var', vars),
          ...flags('--secret', secrets),
          ...flags('--env', { GITHUB_RUN_ID: String((runs += 1)), ...env }),
        ],
        {
          ...listening,
          cwd: folder,
          env: {
            PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
            XDG_CACHE_HOME: cache,
          },
        },
      ),
    remove() {
      for (const one of [folder, cache]) rmSync(one, { recursive: true, force: true })
    },
  }
}
