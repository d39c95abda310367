/** The components in a project of their own, run by `gitlab-ci-local` with the shell executor. */
import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { ROOT } from './live-store.ts'
import { commitAll, runLogged, type Listening } from './pipeline.ts'

export interface Project {
  folder: string
  /** Runs the jobs named, in the order of their stages, as one pipeline. */
  run(
    jobs: readonly string[],
    given: { variables: Record<string, string> } & Listening,
  ): Promise<{ code: number | null; log: string }>
  remove(): void
}

/** The runner calls every pipeline 1000; a forge never gives a number twice. */
let pipelines = 4710

/** A project with the templates, the CLI and what is built: `webshop.txt`. */
export function createProject(artifact: string): Project {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-pipeline-'))
  const home = mkdtempSync(join(tmpdir(), 'turnpike-home-'))
  cpSync(join(import.meta.dirname, 'fixtures', 'gitlab-ci.yml'), join(folder, '.gitlab-ci.yml'))
  cpSync(join(ROOT, 'gitlab', 'templates'), join(folder, 'gitlab', 'templates'), { recursive: true })
  cpSync(join(ROOT, 'dist', 'turnpike.js'), join(folder, 'turnpike.mjs'))
  writeFileSync(join(folder, 'webshop.txt'), artifact)
  writeFileSync(join(folder, '.gitignore'), '.gitlab-ci-local\n')
  commitAll(folder, 'https://gitlab.com/acme/webshop.git')
  return {
    folder,
    run: (jobs, { variables, ...listening }) =>
      runLogged(
        process.execPath,
        [
          realpathSync(join(ROOT, 'node_modules', '.bin', 'gitlab-ci-local')),
          ...jobs,
          ...['--force-shell-executor', '--shell-isolation'],
          ...Object.entries({ CI_PIPELINE_ID: String((pipelines += 1)), ...variables }).flatMap(
            ([name, value]) => ['--variable', `${name}=${value}`],
          ),
        ],
        {
          ...listening,
          cwd: folder,
          env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: home },
        },
      ),
    remove() {
      for (const one of [folder, home]) rmSync(one, { recursive: true, force: true })
    },
  }
}
