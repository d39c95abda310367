/** The organisation's trust document: who may say what, on both forges, by webhook and signed in. */
import { stringify } from 'yaml'
import type { Forges } from './forges.ts'
import { peopleOfTrust } from './people.ts'

/** Their numbers are those that the packs name. */
export const SHOP = { name: 'acme/webshop', id: '7000001' }
export const DEPLOY = { name: 'acme/deploy', id: '7654321' }
/** Where people start jobs for what they do with the command line. */
export const DESK = { name: 'acme/release-desk', id: '7000009' }
export const DESK_ON_GITLAB = { name: 'acme/release-desk', id: '9009' }

/** The senders of webhooks, their own addresses, and the variable that holds their secret. */
export const HOOKS = {
  itsm: { source: 'https://itsm.example.org', env: 'ITSM_SECRET' },
  alerts: { source: 'https://alerts.example.org', env: 'ALERTS_SECRET' },
} as const

const PIPELINE_TYPES = [
  'pipelinerun.*',
  'taskrun.*',
  'build.*',
  'artifact.*',
  'testsuiterun.*',
  'testcaserun.*',
]

export function trustOf(organisation: string, { keys }: Forges, login: string): string {
  return stringify({
    apiVersion: 'turnpike/v1',
    kind: 'Trust',
    metadata: { organisation, owner: 'platform@example.org' },
    issuers: {
      github: { kind: 'github', keysUrl: keys.github },
      gitlab: { kind: 'gitlab', url: 'https://gitlab.com', keysUrl: keys.gitlab },
      corp: { kind: 'people', url: login },
    },
    login: { issuer: 'corp', clientId: 'turnpike', groups: 'groups' },
    people: peopleOfTrust(),
    hooks: Object.entries(HOOKS).map(([name, { env }]) => ({
      name,
      scheme: 'token',
      header: 'X-Token',
      secret: `env:${env}`,
    })),
    grants: [
      {
        name: 'pipelines',
        to: { issuer: 'github', repositoryOwnerId: '4567' },
        may: {
          write: {
            types: [...PIPELINE_TYPES, 'dev.cdeventsx.turnpike-attestation.published'],
            sources: ['own'],
            environments: ['*'],
          },
          ask: { environments: ['*'] },
          read: true,
        },
      },
      {
        name: 'deployments',
        to: { issuer: 'github', repositoryId: DEPLOY.id },
        may: { write: { types: ['service.*', 'environment.*'], sources: ['own'], environments: ['*'] } },
      },
      {
        name: 'release desk',
        to: [
          { issuer: 'github', repositoryId: DESK.id },
          { issuer: 'gitlab', jobProjectId: DESK_ON_GITLAB.id },
        ],
        may: {
          read: true,
          ask: { environments: ['*'] },
          waive: { environments: ['production'] },
          override: { environments: ['production'] },
        },
      },
      {
        name: 'ITSM tool',
        to: { id: 'hook:itsm' },
        may: {
          write: {
            types: ['ticket.*', 'dev.cdeventsx.itsm-change.*', 'dev.cdeventsx.itsm-configuration.*'],
            sources: [HOOKS.itsm.source],
            environments: ['*'],
          },
        },
      },
      {
        name: 'monitoring',
        to: { id: 'hook:alerts' },
        may: {
          write: {
            types: ['incident.*'],
            sources: [HOOKS.alerts.source, 'https://monitoring.example.org'],
            environments: ['*'],
          },
        },
      },
      { name: 'everybody who signed in', to: { kind: 'person' }, may: { read: true } },
      {
        name: 'approvers',
        to: ['carla', 'chen', 'bo', 'beth', 'alice', 'bob'].map((name) => ({ person: `urn:user:${name}` })),
        may: { approve: { as: ['self'], environments: ['production'] } },
      },
    ],
  })
}
