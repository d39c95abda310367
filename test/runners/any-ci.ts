/**
 * The blocks of docs/any-ci.md as their CIs run them: the shell parts of each with the variables that its jobs have. What
 * is not shell (triggers, images, artifacts handed on) is the CI's own and is only parsed.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import {
  ARGO,
  AZURE,
  BUILDKITE,
  CIRCLECI,
  DRONE,
  FORGEJO,
  JENKINS,
  TEKTON,
  WOODPECKER,
} from '../host/ci-surroundings.ts'
import { SHA } from '../host/surroundings.ts'
import { ROOT, TOKEN } from './live-store.ts'

export interface Script {
  /** The shell and its options, as the CI calls it. */
  shell: readonly string[]
  env: Readonly<Record<string, string>>
  text: string
}

interface Step {
  name?: string
  run?: string | Record<string, unknown>
  script?: string
  command?: string
  commands?: string[]
  env?: Record<string, string>
  environment?: Record<string, unknown>
  when?: { status?: string[] }
}
type Block = Record<string, never>

export const PAGE = join(ROOT, 'docs', 'any-ci.md')

/** The first block of a section, with the example's addresses replaced. */
export function blockOf(section: string, replace: readonly (readonly [string, string])[]): string {
  const text = readFileSync(PAGE, 'utf8')
  const part = text.split(/^## /m).find((one) => one.startsWith(`${section}\n`)) ?? ''
  const block = /^```\w+\n([^]*?)^```$/m.exec(part)?.[1]
  if (block === undefined) throw new Error(`${PAGE} has no block under ${section}`)
  return replace.reduce((whole, [from, to]) => whole.replaceAll(from, to), block)
}

/** Every section with a block, and how it becomes scripts. */
export const READERS: Readonly<Record<string, (block: string) => Script[]>> = {
  Jenkins: jenkins,
  Tekton: tekton,
  'Argo Workflows': argo,
  CircleCI: circleci,
  'Azure Pipelines': azure,
  Buildkite: buildkite,
  Drone: (block) => containers(yaml(block), DRONE),
  Woodpecker: (block) => containers(yaml(block), WOODPECKER),
  'Forgejo and Gitea': forgejo,
  'A plain shell': (block) => [{ shell: ['sh'], env: { TURNPIKE_TOKEN: TOKEN }, text: block }],
}

function yaml(block: string): Block {
  return parse(block, { merge: true, strict: true }) as Block
}

/** A small reading of a Jenkinsfile: its environments, the steps of each stage, and `post` for success. */
function jenkins(block: string): Script[] {
  const [top = '', ...stages] = block.split(/^ {4}(?=stage\()/m)
  const shared = jenkinsEnvironment(top)
  return stages.flatMap((stage) => {
    const name = /^stage\('([^']+)'\)/.exec(stage)?.[1] ?? ''
    const env = { ...JENKINS, ...shared, ...jenkinsEnvironment(stage), STAGE_NAME: name }
    const [steps = '', post = ''] = stage.split(/^ {6}post \{/m)
    const texts = [/sh '''\n([^]*?)\n\s*'''/.exec(steps)?.[1], /success \{ sh '([^']+)' \}/.exec(post)?.[1]]
    return texts.flatMap((text) => (text === undefined ? [] : [{ shell: ['sh', '-xe'], env, text }]))
  })
}

function jenkinsEnvironment(text: string): Record<string, string> {
  const block = /environment \{([^}]*)\}/.exec(text)?.[1] ?? ''
  return Object.fromEntries(
    [...block.matchAll(/(\w+) = (?:'([^']*)'|credentials\('[^']+'\))/g)].map(([, name, value]) => [
      name,
      value ?? TOKEN,
    ]),
  ) as Record<string, string>
}

interface Named {
  name: string
  value?: string
}

function tekton(block: string): Script[] {
  const { spec } = yaml(block) as unknown as {
    spec: { stepTemplate: { env: Named[] }; steps: { script: string }[] }
  }
  // What the cluster puts there, by the names that the Task asks for.
  const filled: Record<string, string> = {
    '$(context.taskRun.namespace)': TEKTON.TURNPIKE_NAMESPACE,
    '$(context.taskRun.name)': TEKTON.TURNPIKE_JOB_ID,
    '$(context.task.retry-count)': '0',
    '$(params.repository)': TEKTON.TURNPIKE_REPOSITORY,
    '$(params.commit)': SHA,
    '$(params.ref)': TEKTON.TURNPIKE_REF,
  }
  const labels: Record<string, string> = {
    TURNPIKE_RUN: TEKTON.TURNPIKE_RUN,
    TURNPIKE_PIPELINE: TEKTON.TURNPIKE_PIPELINE,
    TURNPIKE_JOB: TEKTON.TURNPIKE_JOB,
  }
  const env = envOf(spec.stepTemplate.env, (name, value) => labels[name] ?? filled[value ?? ''] ?? value)
  return spec.steps.map(({ script }) => ({ shell: ['sh'], env, text: script }))
}

function argo(block: string): Script[] {
  const { spec } = yaml(block) as unknown as {
    spec: { templates: { script: { command: string[]; env: Named[]; source: string } }[] }
  }
  const filled: Record<string, string> = {
    '{{workflow.namespace}}': ARGO.TURNPIKE_NAMESPACE,
    '{{workflow.uid}}': ARGO.TURNPIKE_RUN,
    '{{workflow.creationTimestamp.RFC3339}}': ARGO.TURNPIKE_STARTED_AT,
    '{{pod.name}}': ARGO.TURNPIKE_JOB_ID,
    '{{retries}}': '0',
    '{{workflow.parameters.repository}}': 'https://github.com/acme/webshop',
    '{{workflow.parameters.commit}}': SHA,
    '{{workflow.parameters.ref}}': 'refs/heads/main',
  }
  return spec.templates.map(({ script }) => ({
    shell: script.command,
    env: envOf(script.env, (_, value) => filled[value ?? ''] ?? value),
    text: script.source,
  }))
}

function envOf(list: readonly Named[], fill: (name: string, value?: string) => string | undefined) {
  return Object.fromEntries(list.map(({ name, value }) => [name, fill(name, value) ?? '']))
}

function circleci(block: string): Script[] {
  const { jobs } = yaml(block) as unknown as {
    jobs: Record<string, { environment: Record<string, string>; steps: (string | Step)[] }>
  }
  return Object.entries(jobs).flatMap(([name, { environment, steps }]) =>
    steps.flatMap((step) =>
      typeof step === 'string' || typeof step.run !== 'string'
        ? []
        : [
            {
              shell: ['bash', '-eo', 'pipefail'],
              env: { ...CIRCLECI, ...environment, CIRCLE_JOB: name, CIRCLE_WORKFLOW_JOB_ID: `id-of-${name}` },
              text: step.run,
            },
          ],
    ),
  )
}

function azure(block: string): Script[] {
  const { jobs, variables } = yaml(block) as unknown as {
    jobs: { job: string; steps: Step[] }[]
    variables: Record<string, string>
  }
  return jobs.flatMap(({ job, steps }) =>
    steps.flatMap(({ script, env = {} }) =>
      script === undefined
        ? []
        : [
            {
              shell: ['bash', '--noprofile', '--norc'],
              env: {
                ...AZURE,
                ...variables,
                ...Object.fromEntries(
                  Object.entries(env).map(([key, value]) => [
                    key,
                    value === '$(TURNPIKE_SECRET)' ? TOKEN : value,
                  ]),
                ),
                SYSTEM_JOBID: `id-of-${job}`,
                SYSTEM_JOBDISPLAYNAME: job,
              },
              text: script,
            },
          ],
    ),
  )
}

function buildkite(block: string): Script[] {
  const { env, steps } = yaml(block) as unknown as {
    env: Record<string, string>
    steps: (Step & { key: string })[]
  }
  return steps.map(({ key, command = '' }) => ({
    shell: ['bash', '-e'],
    env: { ...BUILDKITE, ...env, BUILDKITE_JOB_ID: `id-of-${key}`, BUILDKITE_STEP_KEY: key },
    text: command.replaceAll('$$', '$'),
  }))
}

/** Drone and Woodpecker: a container for each step, those for a failure left out. */
function containers(document: Block, ci: Readonly<Record<string, string>>): Script[] {
  const { steps } = document as unknown as { steps: Step[] }
  return steps
    .filter(({ when }) => when?.status?.includes('failure') !== true)
    .map(({ commands = [], environment = {} }) => ({
      shell: ['sh', '-e'],
      env: {
        ...ci,
        ...Object.fromEntries(
          Object.entries(environment).map(([name, value]) => [
            name,
            typeof value === 'string' ? value : TOKEN,
          ]),
        ),
      },
      text: commands.join('\n'),
    }))
}

function forgejo(block: string): Script[] {
  const { env, jobs } = yaml(block) as unknown as {
    env: Record<string, string>
    jobs: Record<string, { steps: Step[] }>
  }
  return Object.entries(jobs).flatMap(([name, { steps }]) =>
    steps.flatMap(({ run, env: more = {} }) =>
      typeof run === 'string'
        ? [
            {
              shell: ['bash', '-e'],
              // The token of the job's own comes from a service of the forge; a store's token takes its place.
              env: { ...FORGEJO, ...env, ...more, GITHUB_JOB: name, TURNPIKE_TOKEN: TOKEN },
              text: run,
            },
          ]
        : [],
    ),
  )
}
