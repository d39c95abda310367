/**
 * The sh hook of `deploy`, in the shells that images have. What it sends of its task must be what `src/sources/pipeline.ts`
 * would have made of the same job; what it is handed by dotenv is what `src/actions/deploy-handover.ts` writes.
 * Over 300 lines: the stand-in for an image that all of it runs in, and the events that it is compared with.
 */
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { describe, expect, test } from '@jest/globals'
import { placeOf, renderHandover } from '../../src/actions/deploy-handover.ts'
import type { Begun } from '../../src/actions/deploy-memory.ts'
import type { NextDeployment } from '../../src/actions/deploy-next.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { validate } from '../../src/cdevents/validate.ts'
import { gitlabFacts } from '../../src/host/gitlab.ts'
import { outcomeOf } from '../../src/sources/outcome.ts'
import { pipelineRunStarted, taskRunFinished, taskRunStarted } from '../../src/sources/pipeline.ts'
import { findProgram } from '../tools.ts'
import { folder, JOB, runPart, SHELLS, world } from './hook.ts'
import { jobsOf, textOf } from './templates.ts'

const A = `sha256:${'ab'.repeat(32)}`
const B = `sha256:${'cd'.repeat(32)}`
const PURL = `pkg:oci/shop@sha256%3A${'ab'.repeat(32)}?repository_url=ghcr.io%2Facme%2Fshop`
const DECISION = '0198c2f0-0000-8000-8000-000000000007'
const LEASE = '0198c2f0-0000-8000-8000-000000000009'
const [HOOK] = Object.values(jobsOf('deploy')).slice(1)

/** What the gate's job hands on. */
function handed(
  begun: Partial<Begun> = {},
  next: NextDeployment | undefined = { type: 'service.upgraded', again: false, known: true },
): Record<string, string> {
  const whole: Begun = {
    task: '1',
    answered: true,
    environment: 'production',
    service: 'shop',
    allowed: true,
    cancelled: false,
    code: 0,
    artifacts: [{ digest: A, purl: PURL }],
    ...begun,
  }
  const outputs = {
    verdict: 'allow',
    allowed: 'true',
    'decision-id': DECISION,
    'artifact-digest': A,
    'expires-at': '2099-01-01T00:00:00.000Z',
    lease: LEASE,
    'fencing-number': '42',
  }
  const lines = renderHandover(outputs, whole, next).trimEnd().split('\n')
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]))
}

/** The variables of the hidden job, as the component's inputs make them. */
const VARIABLES = {
  TURNPIKE_DEPLOY_ENVIRONMENT: 'production',
  TURNPIKE_DEPLOY_SERVICE: 'shop',
  TURNPIKE_DEPLOY_MODE: 'enforce',
  CI_ENVIRONMENT_NAME: 'production',
}
type Env = Record<string, string>
const run = (part: 'before_script' | 'after_script', env: Env, options: Parameters<typeof runPart>[2] = {}) =>
  runPart(part, { ...JOB, ...VARIABLES, ...env }, { ...options, job: HOOK! })
const begin = (env: Env = handed(), options = {}) => run('before_script', env, options)
const finish = (env: Env, options = {}) => run('after_script', { CI_JOB_STATUS: 'success', ...env }, options)

const events = (): CDEvent[] =>
  world.store.received
    .filter(({ path }) => path === '/v1/events')
    .flatMap(({ body }) =>
      body
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as CDEvent),
    )
const releases = () => world.store.received.filter(({ path }) => path.endsWith('/release'))
const types = () => events().map(({ context }) => context.type.split('.').slice(2, 4).join('.'))
const turnpike = (event: CDEvent | undefined) =>
  (event?.customData as { turnpike: Record<string, unknown> }).turnpike

/** What the project's own code makes of the same job, at the moment the hook used. */
function madeByUs(env: Env, like: CDEvent): CDEvent {
  const facts = gitlabFacts({ ...JOB, ...VARIABLES, ...env })
  const now = like.context.timestamp
  const extra = {
    environment: env.TURNPIKE_DEPLOY_ENVIRONMENT ?? 'production',
    service: env.TURNPIKE_DEPLOY_SERVICE ?? 'shop',
    artifacts: [{ digest: A, purl: PURL }],
  }
  if (like.context.type.includes('pipelinerun')) return pipelineRunStarted(facts, now)
  if (like.context.type.includes('started')) return taskRunStarted(facts, now, extra)
  return taskRunFinished(facts, outcomeOf(env.CI_JOB_STATUS ?? '') ?? 'error', now, extra)
}

describe.each(SHELLS)('in %s', (_, shell) => {
  test('a deployment is told from its start to its end, and its lease is given back', async () => {
    expect((await begin(handed(), { shell })).code).toBe(0)
    expect((await finish(handed(), { shell })).code).toBe(0)
    expect(types()).toEqual([
      'pipelinerun.started',
      'taskrun.started',
      'service.upgraded',
      'taskrun.finished',
    ])
    for (const event of events()) expect(validate(event)).toMatchObject({ valid: true })
    const [pipeline, started, told, finished] = events()
    for (const event of [pipeline, started, finished])
      expect(event).toEqual(madeByUs({ CI_JOB_STATUS: 'success' }, event!))
    expect(told?.subject).toEqual({
      id: 'shop',
      content: { environment: { id: 'production' }, artifactId: PURL },
    })
    expect(told?.context.links).toEqual([
      { linkType: 'PATH', from: { contextId: started?.context.id } },
      { linkType: 'RELATION', linkKind: 'DECISION', target: { contextId: DECISION } },
    ])
    expect(turnpike(told)).toEqual({
      ...turnpike(started),
      decision: DECISION,
      lease: LEASE,
      fencing: 42,
    })
    expect(releases().map(({ path, body }) => [path, JSON.parse(body) as unknown])).toEqual([
      [
        `/v1/leases/${LEASE}/release`,
        {
          run: 'https://gitlab.example.org/acme/web-shop/-/pipelines/123456',
          reason: 'the deployment ended: success',
        },
      ],
    ])
  })

  test.each([
    [
      'a merge request',
      { CI_MERGE_REQUEST_IID: '12', CI_MERGE_REQUEST_PROJECT_URL: 'https://gitlab.example.org/up/shop' },
    ],
    ['hostile names', { CI_JOB_NAME: `a"b\\c\n\r\t\u0001\u0007\u001b[31m$(id)\`id\`'; %s %n ''é🚚` }],
    ['a run with a name', { CI_PIPELINE_NAME: 'Größe\\ "x"\n\tnightly ' }],
    [
      'a place with odd letters',
      { TURNPIKE_DEPLOY_ENVIRONMENT: `prod "eu" \\ $(id) 'x' é`, TURNPIKE_DEPLOY_SERVICE: 'a "b" `id` %s' },
    ],
    ['no commit', { CI_COMMIT_SHA: '' }],
  ] as [string, Env][])('tells of %s what the CLI would tell', async (_name, env) => {
    const place = {
      environment: env.TURNPIKE_DEPLOY_ENVIRONMENT ?? 'production',
      service: env.TURNPIKE_DEPLOY_SERVICE ?? 'shop',
    }
    const all = { ...env, CI_ENVIRONMENT_NAME: place.environment, ...handed(place) }
    expect((await begin(all, { shell })).code).toBe(0)
    await finish(all, { shell })
    expect(events()).toHaveLength(4)
    for (const event of events()) {
      expect(validate(event)).toMatchObject({ valid: true })
      if (!event.context.type.includes('service'))
        expect(event).toEqual(madeByUs({ ...all, CI_JOB_STATUS: 'success' }, event))
    }
    expect(events()[2]?.subject).toMatchObject({
      id: place.service,
      content: { environment: { id: place.environment } },
    })
  })

  test.each([
    ['failed', 'failure'],
    ['canceled', 'cancel'],
    ['', 'error'],
  ])(
    'a job that ends with %j tells the outcome %s, no service, and gives the lease back',
    async (status, outcome) => {
      await finish({ ...handed(), CI_JOB_STATUS: status }, { shell })
      expect(types()).toEqual(['taskrun.finished'])
      expect(events()[0]?.subject.content.outcome).toBe(outcome)
      expect(releases()).toHaveLength(1)
    },
  )

  test('a job that names no service takes the one that the gate was asked for', async () => {
    const env = { ...handed({ service: 'from-turnpike-yaml' }), TURNPIKE_DEPLOY_SERVICE: '' }
    expect((await begin(env)).code).toBe(0)
    await finish(env)
    const [told] = events().filter(({ context }) => context.type.includes('service.upgraded'))
    expect(told?.subject.id).toBe('from-turnpike-yaml')
  })

  test.each([
    ['the gate did not allow it', { TURNPIKE_VERDICT: 'deny' }, 'the gate did not allow it'],
    ['nothing was handed on', {}, 'its job is not among the needs of this one'],
    [
      'the allow is for another environment',
      handed({ environment: 'staging' }),
      'another environment or service',
    ],
    ['the allow is for another service', handed({ service: 'api' }), 'another environment or service'],
    [
      'the allow is over',
      { ...handed(), TURNPIKE_EXPIRES_AT: '2026-01-01T00:00:00.000Z' },
      'the allow ended at 2026-01-01',
    ],
    [
      'the end of the allow cannot be read',
      { ...handed(), TURNPIKE_EXPIRES_AT: 'never' },
      'the allow ended at never',
    ],
    ['the allow has no end', { ...handed(), TURNPIKE_EXPIRES_AT: '' }, 'the allow ended at'],
  ] as [string, Env, string][])('the job fails before its script when %s', async (_name, env, said) => {
    const { code, output } = await begin(env, { shell, after: 'echo DEPLOYING' })
    expect([code, output]).toEqual([1, expect.stringContaining(said)])
    expect(output).not.toContain('DEPLOYING')
    await finish({ ...env, CI_JOB_STATUS: 'failed' }, { shell })
    expect(types()).not.toContain('service.upgraded')
  })

  test('an allow of today and of this minute holds', async () => {
    const soon = new Date(Date.now() + 60_000).toISOString()
    expect((await begin({ ...handed(), TURNPIKE_EXPIRES_AT: soon }, { shell })).code).toBe(0)
    const past = new Date(Date.now() - 2_000).toISOString()
    expect((await begin({ ...handed(), TURNPIKE_EXPIRES_AT: past }, { shell })).code).toBe(1)
  })

  test('in mode warn the job goes on without an allow, and no deployment is told', async () => {
    const env = { TURNPIKE_VERDICT: 'deny', TURNPIKE_DEPLOY_MODE: 'warn' }
    const { code, output } = await begin(env, { shell, after: 'echo DEPLOYING' })
    expect([code, output]).toEqual([0, expect.stringContaining('DEPLOYING')])
    await finish(env, { shell })
    expect(types()).toEqual(['pipelinerun.started', 'taskrun.started', 'taskrun.finished'])
    expect(events()[2]?.subject.content.outcome).toBe('error')
    expect(releases()).toEqual([])
  })

  test('the environment is told when the store does not know it, or not its address', async () => {
    const kinds: unknown[] = []
    for (const [known, uri, url] of [
      [false, undefined, ''],
      [false, undefined, 'https://shop.example.org'],
      [true, 'https://shop.example.org/', 'https://shop.example.org'],
      [true, 'https://old.example.org/', 'https://shop.example.org/x?a=1&b=(2)#c'],
      [true, undefined, 'https://evil.example.org/"}'],
    ] as const) {
      world.store.received.length = 0
      const next: NextDeployment = {
        type: 'service.deployed',
        again: false,
        known,
        ...(uri === undefined ? {} : { uri }),
      }
      await finish({ ...handed({}, next), ...(url === '' ? {} : { CI_ENVIRONMENT_URL: url }) }, { shell })
      const [first] = events()
      expect(validate(first!)).toMatchObject({ valid: true })
      kinds.push([types()[0], first?.subject.content.uri])
      expect(types().at(-2)).toBe('service.deployed')
    }
    expect(kinds).toEqual([
      ['environment.created', undefined],
      ['environment.created', 'https://shop.example.org'],
      ['service.deployed', undefined],
      ['environment.modified', 'https://shop.example.org/x?a=1&b=(2)#c'],
      ['service.deployed', undefined],
    ])
  })

  test('several artifacts are bound in order, and what is none is left out', async () => {
    const env = handed({ artifacts: [{ digest: B }, { digest: A, purl: PURL }] })
    await finish(
      {
        ...env,
        TURNPIKE_DEPLOY_ARTIFACTS: `* sha256:00 ${env.TURNPIKE_DEPLOY_ARTIFACTS} ${A.toUpperCase()} $(id)`,
      },
      { shell },
    )
    const [told] = events()
    expect(told?.subject.content.artifactId).toBe(B)
    expect(turnpike(told).artifacts).toEqual([{ digest: B }, { digest: A, purl: PURL }])
  })

  test('the change is the one that the gate was asked about', async () => {
    await finish(handed({ change: 'CHG-481' }), { shell })
    expect([turnpike(events()[0]).change, turnpike(events()[1]).change]).toEqual(['CHG-481', undefined])
  })

  test('hostile values in the place of what is handed on break nothing out', async () => {
    const hostile = `x","y":"$(touch ${folder}/pwned)\`id\`\\`
    await finish(
      {
        ...handed(),
        TURNPIKE_DECISION_ID: hostile,
        TURNPIKE_LEASE: hostile,
        TURNPIKE_FENCING_NUMBER: '1}',
        TURNPIKE_DEPLOY_TYPE: hostile,
        TURNPIKE_DEPLOY_CHANGE: hostile,
        TURNPIKE_DEPLOY_KNOWN: hostile,
        TURNPIKE_DEPLOY_URI: hostile,
        TURNPIKE_DEPLOY_ARTIFACTS: `${A}=pkg:oci/${hostile.replaceAll(' ', '')}`,
      },
      { shell },
    )
    expect(types()).toEqual(['service.deployed', 'taskrun.finished'])
    for (const event of events()) expect(validate(event)).toMatchObject({ valid: true })
    expect(events()[0]?.subject.content.artifactId).toBe(A)
    expect(turnpike(events()[0])).not.toHaveProperty('decision')
    expect(releases()).toEqual([])
    expect(() => readFileSync(join(folder, 'pwned'))).toThrow()
  })

  test('leaves the job alone: its shell options, its variables, its exit code', async () => {
    const after = 'echo "phase=${phase:-} store=${store:-} opts=$-"; false; echo unreachable'
    const { code, output } = await begin(handed(), { shell, after })
    expect(output).toMatch(/phase= store= opts=\S*e/)
    expect(output).not.toContain('unreachable')
    expect(code).toBe(1)
  })
})

describe('what cannot be told', () => {
  test.each([
    ['without a store', { TURNPIKE_STORE: '' }, 'TURNPIKE_STORE is not set, nothing is sent'],
    [
      'when the store is gone',
      { TURNPIKE_STORE: 'http://127.0.0.1:1' },
      'could not be told that the deployment began',
    ],
    [
      'with a token that would break out of the header',
      { TURNPIKE_TOKEN: 'a"\nurl = "http://evil' },
      'characters that no token has',
    ],
  ] as [string, Env, string][])('fails no job that the gate allowed: %s', async (_, env, message) => {
    const { code, output } = await begin({ ...handed(), ...env }, { after: 'echo went on' })
    expect([code, output]).toEqual([0, expect.stringContaining('went on')])
    expect(output).toContain(message)
  })

  test.each([
    ['without a store', { TURNPIKE_STORE: '' }],
    ['when the store is gone', { TURNPIKE_STORE: 'http://127.0.0.1:1' }],
  ])('opens no job that the gate did not allow: %s', async (_, env) => {
    const { code, output } = await begin({ TURNPIKE_VERDICT: 'deny', ...env }, { after: 'echo went on' })
    expect([code, output]).toEqual([1, expect.not.stringContaining('went on')])
  })

  test('a store that refuses to take the lease back is said, and fails nothing', async () => {
    await world.answerWith((request, response) =>
      response.writeHead(request.path.endsWith('/release') ? 403 : 200).end('{}'),
    )
    const { code, output } = await finish(handed())
    expect([code, output]).toEqual([0, expect.stringContaining('could not be given back; it ends by itself')])
  })
})

test('the token goes to the store, and to no list of processes', async () => {
  const bin = join(folder, 'deploy-spy')
  mkdirSync(bin, { recursive: true })
  writeFileSync(
    join(bin, 'curl'),
    `#!/bin/sh\nprintf '%s\\n' "$@" >>"${bin}/arguments"\nexec ${findProgram('curl') ?? 'curl'} "$@"\n`,
  )
  chmodSync(join(bin, 'curl'), 0o755)
  await finish({ ...handed(), TURNPIKE_TOKEN: 'tok3n' }, { path: `${bin}:${process.env.PATH ?? ''}` })
  expect(world.store.received.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer tok3n',
    'Bearer tok3n',
  ])
  expect(readFileSync(join(bin, 'arguments'), 'utf8')).not.toContain('tok3n')
})

test('in an image with busybox and nothing else it sends by wget', async () => {
  const busybox = findProgram('busybox')
  if (busybox === undefined) return process.stderr.write('skipped: busybox is not on this machine\n')
  const bin = join(folder, 'deploy-busybox')
  mkdirSync(bin, { recursive: true })
  for (const applet of ['sh', 'sed', 'tr', 'cut', 'wc', 'date', 'sha256sum', 'wget', 'timeout'])
    symlinkSync(busybox, join(bin, applet))
  const options = { shell: ['busybox', 'sh'], path: bin }
  expect((await begin({ ...handed(), TURNPIKE_TOKEN: 'abc' }, options)).code).toBe(0)
  await finish({ ...handed(), TURNPIKE_TOKEN: 'abc' }, options)
  expect(types()).toHaveLength(4)
  expect(releases()).toHaveLength(1)
})

test('without sha256sum the allow cannot be compared, so nothing is deployed', async () => {
  const less = join(folder, 'deploy-without-sha256sum')
  mkdirSync(less, { recursive: true })
  const busybox = findProgram('busybox')
  if (busybox === undefined) return process.stderr.write('skipped: busybox is not on this machine\n')
  for (const applet of ['sh', 'sed', 'tr', 'cut', 'wc', 'date', 'wget'])
    symlinkSync(busybox, join(less, applet))
  const { code, output } = await begin(handed(), { shell: ['dash'], path: less, after: 'echo went on' })
  expect([code, output]).toEqual([1, expect.stringContaining('no sha256sum is here')])
})

describe('the component', () => {
  test('has a job that asks and a hidden one that needs it, both of the environment', () => {
    const [gate, hook] = Object.entries(jobsOf('deploy', { environment: 'production' }))
    expect([gate?.[0], hook?.[0]]).toEqual(['turnpike-gate', '.turnpike-deploy'])
    expect(hook?.[1].needs).toEqual(['turnpike-gate'])
    expect(gate?.[1].environment).toEqual({ name: 'production', action: 'prepare' })
    expect(hook?.[1].environment).toEqual({ name: 'production' })
    // A gate that waits in the group would keep out the deployment whose lease it waits for.
    expect([gate?.[1].resource_group, hook?.[1].resource_group]).toEqual([undefined, 'production'])
  })

  test('begins with the same words as track, so that both are mended together', () => {
    const partOf = (name: 'track' | 'deploy', from: string, to: string) => {
      const text = textOf(name)
      const at = text.indexOf(from)
      return text.slice(at, text.indexOf(to, at))
    }
    for (const [from, to] of [
      ['        set +eux', '        phase=$1'],
      ['        # A UUID of version 8', '        if [ -z "$('],
      ['        commit=$(printf', '        # What the events are bound to.'],
      ['        context() {', '        now=$('],
    ] as const)
      expect(partOf('deploy', from, to === '        if [ -z "$(' ? '        if [ -z "$place"' : to)).toBe(
        partOf('track', from, to),
      )
  })

  test('hands on which place an allow is for, whatever letters its name has', () => {
    expect(placeOf({ environment: 'a', service: 'b' })).not.toBe(
      placeOf({ environment: 'a\nb', service: '' }),
    )
    expect(handed().TURNPIKE_DEPLOY_PLACE).toBe(placeOf({ environment: 'production', service: 'shop' }))
  })
})
