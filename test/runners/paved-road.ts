/** Workflows as a page shows them, run by `act`: what they use of this project is this checkout, and what they use of others has stand-ins. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { parse } from 'yaml'
import { findProgram } from '../tools.ts'
import { ROOT } from './live-store.ts'
import { commitAll, runLogged } from './pipeline.ts'

/** The blocks of YAML in a page, in order. */
export function blocksOf(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8')
  return [...text.matchAll(/^```ya?ml\n([^]*?)^```$/gm)].map(([, block]) => block ?? '')
}

/** Those of them that are whole workflows. */
export function workflowsOf(page: string): string[] {
  return blocksOf(page).filter((block) => /^on:/m.test(block) && /^jobs:/m.test(block))
}

/** Actions of others, and the folder of the one that stands in for each. */
const STAND_INS: Readonly<Record<string, string>> = {
  'actions/checkout': 'checkout',
  'actions/setup-node': 'nothing',
  'actions/upload-artifact': 'upload-artifact',
  'actions/download-artifact': 'download-artifact',
  'actions/attest-build-provenance': 'attest-build-provenance',
  'docker/setup-buildx-action': 'nothing',
  'docker/login-action': 'nothing',
  'docker/build-push-action': 'build-push-action',
}

export interface Road {
  /** Where the workflows run. */
  folder: string
  /** Runs one workflow to its end. */
  run(
    text: string,
    given: { event?: string; payload?: unknown; vars: Record<string, string>; env: Record<string, string> },
  ): Promise<{ code: number | null; log: string }>
  remove(): void
}

/** @param files of the repository beside the sample, by path */
export function createRoad(files: Readonly<Record<string, string>> = {}): Road {
  const home = mkdtempSync(join(tmpdir(), 'turnpike-road-'))
  const folder = join(home, 'webshop')
  cpSync(join(ROOT, 'examples/webshop'), folder, {
    recursive: true,
    filter: (path) => !/[/\\](?:dist|reports|\.github)$/.test(path),
  })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text, { mode: 0o755 })
  }
  const project = join(home, 'turnpike')
  for (const part of ['action.yml', 'actions', 'dist', '.github/workflows']) {
    cpSync(join(ROOT, part), join(project, part), { recursive: true })
  }
  commitAll(project, 'https://github.com/turnpike/turnpike.git')
  const replaced = new Map<string, string>([['turnpike/turnpike@v1', project]])
  for (const [action, standIn] of Object.entries(STAND_INS)) {
    const place = join(home, 'stand-ins', standIn)
    cpSync(join(import.meta.dirname, 'stand-ins', standIn), place, { recursive: true })
    for (const ref of refsOf(action)) replaced.set(`${action}@${ref}`, place)
  }
  for (const place of new Set([...replaced.values()].filter((one) => one !== project))) {
    commitAll(place, 'https://github.com/actions/stand-in.git')
  }
  const workflow = join(folder, '.github', 'workflows', 'shown.yml')
  mkdirSync(dirname(workflow), { recursive: true })
  writeFileSync(workflow, 'on: push\njobs: {}\n')
  commitAll(folder, 'https://github.com/acme/webshop.git')
  return {
    folder,
    async run(text, { event = 'push', payload, vars, env }) {
      writeFileSync(workflow, text)
      writeFileSync(join(home, 'event.json'), JSON.stringify(payload ?? {}))
      return await runLogged(
        findProgram('act') ?? 'act',
        [
          ...[event, '--no-cache-server', '--platform', 'ubuntu-latest=-self-hosted'],
          ...['--workflows', '.github/workflows/shown.yml', '--eventpath', join(home, 'event.json')],
          ...[...replaced].flatMap(([name, place]) => ['--local-repository', `${name}=${place}`]),
          ...Object.entries(vars).flatMap(([name, value]) => ['--var', `${name}=${value}`]),
          ...Object.entries({ STAND_INS: join(home, 'kept'), ...env }).flatMap(([name, value]) => [
            '--env',
            `${name}=${value}`,
          ]),
        ],
        {
          cwd: folder,
          env: {
            PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
            XDG_CACHE_HOME: join(home, 'cache'),
          },
        },
      )
    },
    remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** Every version of an action that a workflow of ours or a page names. */
function refsOf(action: string): string[] {
  const found = execFileSync('grep', ['-rhoE', `${action}@[A-Za-z0-9._-]+`, ...PLACES], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  return [...new Set(found.split('\n').filter(Boolean))].map((one) => one.slice(action.length + 1))
}

const PLACES = ['.github/workflows', 'README.md', 'docs', 'actions', 'examples']

/** A workflow's jobs, by name. */
export function jobsIn(text: string): Record<string, { uses?: string; with?: Record<string, string> }> {
  return (parse(text) as { jobs: Record<string, { uses?: string; with?: Record<string, string> }> }).jobs
}
