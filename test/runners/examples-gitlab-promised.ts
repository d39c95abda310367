/** What the pages promise of each of their examples for GitLab: which events arrive, who starts it, what else holds. */
import { expect } from '@jest/globals'
import { IMAGE_DIGEST } from './examples.ts'
import { bound, type Kept } from './examples-kept.ts'
import { digestOf } from './examples-world.ts'

export interface Promised {
  /** The events that must arrive, each as often as it stands here at least. */
  types: string[]
  /** Jobs that a person starts. */
  manual?: string
  variables?: Record<string, string>
  /** The digest that a person approves; then the job shows GitLab's token, and not the store's own. */
  approves?: string
  holds?: (run: { log: string; events: Kept[] }) => void
}

const SHOP = digestOf('dist/webshop.tar')
const BY_HAND = `sha256:${'ab'.repeat(32)}`
const TRACKED = ['pipelinerun.started', 'taskrun.started', 'taskrun.finished']
const SUITE = ['testsuiterun.started', 'testsuiterun.finished']
const says = (text: string) => (run: { log: string }) => expect(run.log).toContain(text)

export const PROMISED: Readonly<Record<string, Promised>> = {
  'README.md › On GitLab, the same': {
    types: [...TRACKED, ...SUITE, 'turnpike-gate.evaluated', 'service.deployed', 'taskrun.finished'],
    holds: says('deployed to where it belongs'),
  },
  'docs/getting-started.md › 8. On GitLab': {
    types: [...TRACKED, 'turnpike-gate.evaluated'],
    holds: says('deployed by make'),
  },
  'docs/delivery.md › Where events wait': { types: TRACKED },
  'docs/doctor.md › In a pipeline #2': { types: [], holds: says('What was looked at') },
  'gitlab/README.md › top': {
    types: [...TRACKED, 'turnpike-gate.evaluated'],
    holds: says('deployed to where it belongs'),
  },
  'gitlab/README.md › track': { types: TRACKED, holds: says('cleaned') },
  'gitlab/README.md › track #2': { types: ['pipelinerun.finished'] },
  'gitlab/README.md › emit': {
    types: [...TRACKED, 'testsuiterun.finished'],
    holds: bound('testsuiterun.finished', SHOP),
  },
  'gitlab/README.md › emit #2': { types: ['service.deployed'], holds: bound('service.deployed', SHOP) },
  'gitlab/README.md › evidence': {
    types: [...SUITE, 'turnpike-scan.finished', 'turnpike-sbom.published'],
    holds: bound('testsuiterun.finished', SHOP),
  },
  'gitlab/README.md › deploy': {
    types: ['turnpike-gate.evaluated', 'taskrun.started', 'service.deployed', 'taskrun.finished'],
    holds: says('here ./deploy.sh would deploy sha256:'),
  },
  'gitlab/README.md › approve': {
    types: ['approval.updated'],
    manual: 'turnpike-approve',
    variables: { ARTIFACT: BY_HAND },
    approves: BY_HAND,
    holds: says('urn:user:alice approved for production'),
  },
  'gitlab/README.md › approve #2': {
    types: ['approval.updated'],
    variables: { CI_PIPELINE_SOURCE: 'trigger', TRIGGER_PAYLOAD: 'payload.json' },
    approves: IMAGE_DIGEST,
    holds: says('urn:user:alice approved for production'),
  },
  'gitlab/README.md › build-and-test': {
    types: [...TRACKED, 'build.finished', 'artifact.packaged', ...SUITE, 'taskrun.finished'],
  },
  'gitlab/README.md › container-release': {
    types: [...TRACKED, 'build.finished', 'artifact.packaged', 'artifact.published'],
    holds: ({ events }) => expect(events.at(-1)?.subject.id).toContain('9c2f9c2f'),
  },
  'gitlab/README.md › cli': {
    types: [...SUITE, 'taskrun.started', 'taskrun.finished'],
    holds: bound('testsuiterun.finished', SHOP),
  },
  'gitlab/README.md › cli #2': { types: [...TRACKED, ...SUITE], holds: bound('testsuiterun.finished', SHOP) },
}

/** What a runner of one project cannot run, and why. */
export const ONLY_READ: Readonly<Record<string, string>> = {
  'gitlab/README.md › Which pipeline, which job':
    'it triggers another project; what it hands on is run by gitlab-child.test.ts',
}
