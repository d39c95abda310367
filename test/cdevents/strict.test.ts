/** The deliberate differences from the official schemas, each alone: off by default, told when asked for. */
import { describe, expect, test } from '@jest/globals'
import { STRICT_CHECKS } from '../../src/cdevents/strict.ts'
import type { StrictCheck } from '../../src/cdevents/strict.ts'
import { validate } from '../../src/cdevents/validate.ts'
import { describeType } from '../../src/cdevents/vocabulary.ts'
import { exampleOf } from './examples.ts'
import type { Json } from './examples.ts'

type Parts = { context: Json; subject: Json & { content: Json } } & Json

function made(name: string, change: (parts: Parts) => void): Parts {
  const row = describeType(name)
  if (row === undefined) throw new Error(`no type ${name}`)
  const event = exampleOf(row, row.types['0.5.1'] === undefined ? '0.6.0-draft' : '0.5.1') as Parts
  Object.assign(event.context, {
    id: crypto.randomUUID(),
    chainId: crypto.randomUUID(),
    source: 'https://ci.example/',
  })
  if (row.subject === 'artifact') event.subject.id = 'pkg:oci/app@sha256:0'
  if ('artifactId' in event.subject.content) event.subject.content.artifactId = 'pkg:oci/app'
  change(event)
  return event
}

const CASES: [StrictCheck, string, (parts: Parts) => void, string][] = [
  [
    'timestamp',
    'build.queued',
    ({ context }) => void (context.timestamp = '2018-04-05 17:31:00+00:00'),
    '/context/timestamp',
  ],
  [
    'timestamp',
    'build.queued',
    ({ context }) => void (context.timestamp = '2018-04-05T17:31:00+0000'),
    '/context/timestamp',
  ],
  [
    'specversion',
    'build.queued',
    ({ context }) => void (context.specversion = 'banana'),
    '/context/specversion',
  ],
  ['id', 'build.queued', ({ context }) => void (context.id = '1'), '/context/id'],
  ['chainId', 'build.queued', ({ context }) => void (context.chainId = '1'), '/context/chainId'],
  ['purl', 'artifact.signed', ({ subject }) => void (subject.id = 'ghcr.io/a:1'), '/subject/id'],
  [
    'purl',
    'service.deployed',
    ({ subject }) => void (subject.content.artifactId = 'app'),
    '/subject/content/artifactId',
  ],
  ['source', 'build.queued', ({ context }) => void (context.source = '/ci'), '/context/source'],
  ['customData', 'build.queued', (event) => void (event.customData = 'not base64!'), '/customData'],
  [
    'approval',
    'approval.closed',
    ({ subject }) => void Object.assign(subject.content, { decision: 'rejected', status: 'approved' }),
    '/subject/content/decision',
  ],
  [
    'outcome',
    'taskrun.finished',
    ({ subject }) => void delete subject.content.outcome,
    '/subject/content/outcome',
  ],
  [
    'outcome',
    'taskrun.finished',
    ({ subject }) => void (subject.content.outcome = 'skipped'),
    '/subject/content/outcome',
  ],
]

describe.each(CASES)('%s, on %s', (check, name, change, path) => {
  test('passes by default, is told when asked for alone, and when all are', () => {
    const event = made(name, change)
    expect(validate(event).problems).toEqual([])
    for (const strict of [[check], true] as const) {
      expect(validate(event, { strict }).problems.map((problem) => problem.path)).toEqual([path])
    }
  })

  test('passes when only the others are asked for', () => {
    const others = STRICT_CHECKS.filter((each) => each !== check)
    expect(validate(made(name, change), { strict: others }).valid).toBe(true)
  })
})

test('every check has a case, and a good event passes all of them', () => {
  expect(new Set(CASES.map(([check]) => check))).toEqual(new Set(STRICT_CHECKS))
  for (const [, name] of CASES) {
    const settled = made(name, ({ subject }) => {
      if (name === 'approval.closed')
        Object.assign(subject.content, { decision: 'approved', status: 'approved' })
    })
    expect(validate(settled, { strict: true }).problems).toEqual([])
  }
})

test('an event that its schema refuses is told by its schema alone', () => {
  const event = made('build.queued', ({ context }) => void Object.assign(context, { id: '', source: '/x' }))
  expect(validate(event, { strict: true }).problems.map(({ path }) => path)).toEqual(['/context/id'])
})
