/** A first trust document, as text for `turnpike trust init`. */

export interface Starting {
  organisation: string
  owner?: string
  /** The number of an organisation or user on GitHub, and the issuer where it is not github.com's. */
  github?: { ownerId: string; url?: string }
  /** The number of a group on a GitLab instance. */
  gitlab?: { url: string; namespaceId: string }
  /** Where people sign in. */
  login?: { url: string; clientId: string }
}

/** All that the components send of building, testing and scanning; what runs where has a grant of its own. */
const PIPELINE_TYPES = `[${[
  ...['build.*', 'artifact.*', 'change.*', 'testsuiterun.*', 'testcaserun.*', 'testoutput.*'],
  ...['taskrun.*', 'pipelinerun.*'],
  ...['turnpike-attestation.*', 'turnpike-scan.*', 'turnpike-coverage.*', 'turnpike-sbom.*'],
  'turnpike-infrastructure.*',
].join(', ')}]`

/** Nothing in it is checked: the caller loads it, and shows what is wrong. */
export function starterText({ organisation, owner, github, gitlab, login }: Starting): string {
  const lines = [
    '# Who may say and do what. What no grant allows is refused.',
    '#   turnpike trust check FILE     does it load?',
    '#   turnpike trust explain FILE   what it means, in words',
    'apiVersion: turnpike/v1',
    'kind: Trust',
    'metadata:',
    `  organisation: ${organisation}`,
    ...(owner === undefined ? [] : [`  owner: ${JSON.stringify(owner)}`]),
    ...issuerLines({ github, gitlab, login }),
    ...(login === undefined
      ? []
      : [
          'login:',
          '  issuer: corp',
          `  clientId: ${JSON.stringify(login.clientId)}`,
          '  clientSecret: env:TURNPIKE_LOGIN_SECRET',
          '  groups: groups',
          '# Who is one person where. GET /v1/me tells everybody who signed in the subject that stands here.',
          '# people:',
          "#   - { id: urn:user:alice, identities: [{ issuer: corp, subject: 00u1 }, { issuer: github, actorId: '1234' }] }",
        ]),
    'grants:',
    ...(github === undefined
      ? []
      : pipelines('GitHub', `{ issuer: github, repositoryOwnerId: ${JSON.stringify(github.ownerId)} }`)),
    ...(gitlab === undefined
      ? []
      : pipelines('GitLab', `{ issuer: gitlab, namespaceId: ${JSON.stringify(gitlab.namespaceId)} }`)),
    ...(login === undefined ? [...NO_LOGIN, ''] : [...peopleLines(), '']),
    ...MONITORING,
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

function issuerLines({
  github,
  gitlab,
  login,
}: Pick<Partial<Starting>, 'github' | 'gitlab' | 'login'>): string[] {
  const url = (address: string | undefined): string =>
    address === undefined ? '' : `, url: ${JSON.stringify(address)}`
  const lines = [
    ...(github === undefined ? [] : [`  github: { kind: github${url(github.url)} }`]),
    ...(gitlab === undefined ? [] : [`  gitlab: { kind: gitlab${url(gitlab.url)} }`]),
    ...(login === undefined ? [] : [`  corp: { kind: people${url(login.url)} }`]),
  ]
  return lines.length === 0 ? [] : ['issuers:', ...lines]
}

function pipelines(forge: string, to: string): string[] {
  return [
    '  # Every pipeline: what it built and tested, under its own name only.',
    `  - name: pipelines on ${forge}`,
    `    to: ${to}`,
    '    may:',
    '      write:',
    `        types: ${PIPELINE_TYPES}`,
    '        sources: [own]',
    "        environments: ['*'] # where a test ran, or a job",
    "      ask: { environments: ['*'] }",
    '',
    '  # Only jobs of an environment say that something runs there: protect them. Name the repository for more.',
    ...['staging', 'production'].flatMap((environment) => [
      `  - name: deployments to ${environment} from ${forge}`,
      `    to: ${to.replace(' }', `, environment: ${environment} }`)}`,
      '    may:',
      `      write: { types: [service.*, environment.*], sources: [own], environments: [${environment}] }`,
    ]),
    '',
  ]
}

const NO_LOGIN = [
  '# Nobody signs in yet, so nobody reads the pages or approves: `turnpike trust init … --login URL` writes that part.',
]

/** What the starter policy asks of a monitoring system; its secret has to be there first. */
const MONITORING = [
  '# Monitoring that tells of incidents, and that there are none (a webhook). To have it, take the # from these lines.',
  '#   - name: alerts',
  "#     to: { id: 'hook:alerts' }",
  "#     may: { write: { types: [incident.*], sources: [https://monitoring.example.org], environments: ['*'] } }",
  '# hooks:',
  '#   - { name: alerts, scheme: hmac-sha256, header: X-Signature, secret: env:ALERTS_SECRET }',
]

function peopleLines(): string[] {
  return [
    '  - name: everybody who signed in',
    '    to: { kind: person }',
    '    may: { read: true }',
    '',
    '  - name: change board',
    '    to: { group: change-board }',
    '    may:',
    '      approve: { as: [self], environments: [production] }',
    '',
    '  - name: platform team',
    '    to: { group: platform }',
    '    may: { read: true, administer: true }',
  ]
}
