/** The traps of the specification itself, one test each. */
import { expect, test } from '@jest/globals'
import { upgrade } from '../../src/cdevents/convert.ts'
import { validate } from '../../src/cdevents/validate.ts'
import { describeType } from '../../src/cdevents/vocabulary.ts'
import { exampleOf } from './examples.ts'
import type { Json } from './examples.ts'
import type { Version } from '../../src/cdevents/kinds.ts'

type Parts = { context: Json; subject: Json & { content: Json } } & Json

function verdict(name: string, version: Version, change: (parts: Parts) => void = () => undefined): boolean {
  return validate(made(name, version, change)).valid
}

function made(name: string, version: Version, change: (parts: Parts) => void = () => undefined): Parts {
  const row = describeType(name)
  if (row === undefined) throw new Error(`no type ${name}`)
  const event = exampleOf(row, version) as Parts
  change(event)
  return event
}

test('an event that says 0.5.0 is judged by 0.5.1, since three schemas of 0.5.0 admit no event', () => {
  for (const name of ['pipelinerun.finished', 'testcaserun.finished', 'testsuiterun.finished']) {
    expect(verdict(name, '0.5.1', ({ context }) => void (context.specversion = '0.5.0'))).toBe(true)
  }
})

test('a version that does not exist is not forbidden by any schema', () => {
  expect(verdict('build.queued', '0.5.1', ({ context }) => void (context.specversion = 'banana'))).toBe(true)
})

test('version and specversion together are refused', () => {
  expect(verdict('build.queued', '0.5.1', ({ context }) => void (context.version = '0.5.1'))).toBe(false)
})

test('taskrun.finished 0.3.0 has a free outcome in 0.5.1 and a closed one in the draft', () => {
  const change = ({ subject }: Parts) => void (subject.content.outcome = 'skipped')
  expect(verdict('taskrun.finished', '0.5.1', change)).toBe(true)
  expect(verdict('taskrun.finished', '0.6.0-draft', change)).toBe(false)
})

test('subject.type is required at 0.4.1, refused at 0.5.1, and tolerated on ticket.closed alone', () => {
  expect(verdict('build.queued', '0.4.1', ({ subject }) => void delete subject.type)).toBe(false)
  expect(verdict('build.queued', '0.5.1', ({ subject }) => void (subject.type = 'build'))).toBe(false)
  expect(verdict('ticket.closed', '0.5.1', ({ subject }) => void (subject.type = 'ticket'))).toBe(true)
  expect(verdict('ticket.closed', '0.5.1', ({ subject }) => void (subject.type = 'bug'))).toBe(false)
  expect(verdict('ticket.created', '0.5.1', ({ subject }) => void (subject.type = 'ticket'))).toBe(false)
})

test('an environment as the prose has it, with url, is refused', () => {
  expect(
    verdict('environment.created', '0.5.1', ({ subject }) => void (subject.content = { url: 'https://x' })),
  ).toBe(false)
})

test('pipelinerun.started needs an absolute uri, queued and finished do not', () => {
  const without = ({ subject }: Parts) => void delete subject.content.uri
  const relative = ({ subject }: Parts) => void (subject.content.uri = '/runs/1')
  expect(verdict('pipelinerun.started', '0.5.1', without)).toBe(false)
  expect(verdict('pipelinerun.queued', '0.5.1', without)).toBe(true)
  expect(verdict('pipelinerun.finished', '0.5.1', without)).toBe(true)
  expect(verdict('pipelinerun.queued', '0.5.1', relative)).toBe(false)
})

test('an artifact id need not be a purl, a chain id no UUID, custom data no base64', () => {
  expect(verdict('artifact.signed', '0.5.1', ({ subject }) => void (subject.id = 'whatever'))).toBe(true)
  expect(verdict('build.queued', '0.5.1', ({ context }) => void (context.chainId = 'x'))).toBe(true)
  expect(verdict('build.queued', '0.5.1', (event) => void (event.customData = 'ü!'))).toBe(true)
})

test('custom data is an object or a text, nothing else', () => {
  for (const customData of [[], 1, true, null]) {
    expect(verdict('build.queued', '0.5.1', (event) => void (event.customData = customData))).toBe(false)
  }
})

test('the target of a RELATION may be empty up to 0.5.1, not in the draft', () => {
  const links = [{ linkType: 'RELATION', linkKind: 'X', target: {} }]
  expect(verdict('build.queued', '0.5.1', ({ context }) => void (context.links = links))).toBe(true)
  expect(verdict('build.queued', '0.6.0-draft', ({ context }) => void (context.links = links))).toBe(false)
})

test('the form of a domain id is asked for in a RELATION alone', () => {
  const path = [{ linkType: 'PATH', from: { domainId: 'anything' } }]
  const relation = [{ linkType: 'RELATION', linkKind: 'X', target: { domainId: 'anything' } }]
  expect(verdict('build.queued', '0.6.0-draft', ({ context }) => void (context.links = path))).toBe(true)
  expect(verdict('build.queued', '0.6.0-draft', ({ context }) => void (context.links = relation))).toBe(false)
})

test.each([
  ['dev.cdeventsx.turnpike-gate.evaluated.0.1.0', true],
  ['dev.cdeventsx.tool2-Gate.Evaluated.0.1.0', true],
  ['dev.cdeventsx.turnpike-gate.evaluated.0.10.0', false],
  ['dev.cdeventsx.turnpike-policy-gate.evaluated.0.1.0', false],
  ['dev.cdeventsx.turnpike-gate2.evaluated.0.1.0', false],
  ['dev.cdeventsx.turnpike-gate.evaluated.0.1.0\n', false],
])('the custom type %j is allowed: %s', (type, allowed) => {
  expect(verdict('dev.cdeventsx.a-b.c.0.1.0', '0.5.1', ({ context }) => void (context.type = type))).toBe(
    allowed,
  )
})

test('a time with white space for the T passes the official format', () => {
  expect(
    verdict('build.queued', '0.5.1', ({ context }) => void (context.timestamp = '2018-04-05 17:31:00+00:00')),
  ).toBe(true)
})

test('schemaUri is never fetched: any absolute URI is as good as another', () => {
  expect(
    verdict('build.queued', '0.5.1', ({ context }) => void (context.schemaUri = 'http://169.254.169.254/')),
  ).toBe(true)
})

test('an approval that was rejected and closed as approved is valid, and its responder must be a URI', () => {
  const odd = ({ subject }: Parts) =>
    void Object.assign(subject.content, { decision: 'rejected', status: 'approved' })
  expect(verdict('approval.closed', '0.6.0-draft', odd)).toBe(true)
  const named =
    (responder: string) =>
    ({ subject }: Parts) =>
      void (subject.content.responder = responder)
  expect(verdict('approval.closed', '0.6.0-draft', named('bob'))).toBe(false)
  expect(verdict('approval.closed', '0.6.0-draft', named('urn:user:bob'))).toBe(true)
})

test('test events take any filled text as source, all others a URI reference', () => {
  const change = ({ context }: Parts) => void (context.source = 'my laptop')
  expect(verdict('testcaserun.started', '0.5.1', change)).toBe(true)
  expect(verdict('taskrun.started', '0.5.1', change)).toBe(false)
})

test('an older minor version of a type is lifted, not taken for the newer one', () => {
  const old = made('testsuiterun.finished', '0.4.1', ({ subject }) => void (subject.content.outcome = 'pass'))
  expect(upgrade(old).subject.content.outcome).toBe('success')
  expect(
    validate({ ...old, context: { ...old.context, type: 'dev.cdevents.testsuiterun.finished.0.3.0' } }).valid,
  ).toBe(false)
})
