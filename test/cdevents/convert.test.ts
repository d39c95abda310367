import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { downgrade, upgrade } from '../../src/cdevents/convert.ts'
import { validate } from '../../src/cdevents/validate.ts'
import { describeType } from '../../src/cdevents/vocabulary.ts'
import { eventOf } from './arbitrary.ts'
import { exampleOf, examples } from './examples.ts'
import type { Json } from './examples.ts'

type Parts = { context: Json; subject: Json & { content: Json } } & Json

function old(name: string, content: Json, source = 'https://ci.example/org/'): Parts {
  const row = describeType(name)
  if (row === undefined) throw new Error(`no type ${name}`)
  const event = exampleOf(row, '0.4.1', false) as Parts
  event.context.source = source
  Object.assign(event.subject.content, content)
  return event
}

describe('upgrade', () => {
  test('makes a valid 0.5.1 event of every type of 0.3.0 and 0.4.1', () => {
    for (const { name, event } of examples(['0.3.0', '0.4.1'])) {
      const lifted = upgrade(event)
      expect({ name, ...validate(lifted) }).toMatchObject({
        name,
        valid: true,
        specversion: '0.5.1',
        problems: [],
      })
    }
  })

  test('says so in full on one event', () => {
    const event = {
      context: { version: '0.4.1', id: '1', source: '/ci', type: 'dev.cdevents.pipelinerun.finished.0.2.0', timestamp: '2026-11-21T14:03:00Z', chainId: 'c' }, // prettier-ignore
      subject: { id: '/run/1', source: '/ci', type: 'pipelineRun', content: { pipelineName: 'p', url: 'https://ci.example/1', outcome: 'Succeeded' } }, // prettier-ignore
      customData: { kept: true },
    }
    expect(upgrade(event)).toEqual({
      context: { specversion: '0.5.1', id: '1', source: '/ci', type: 'dev.cdevents.pipelinerun.finished.0.3.0', timestamp: '2026-11-21T14:03:00Z', chainId: 'c' }, // prettier-ignore
      subject: { id: '/run/1', source: '/ci', content: { pipelineName: 'p', uri: 'https://ci.example/1', outcome: 'success' } }, // prettier-ignore
      customData: { kept: true },
    })
  })

  test('changes nothing of the event it was given', () => {
    const event = old('pipelinerun.finished', { url: 'x', outcome: 'pass' })
    const before = structuredClone(event)
    upgrade(event)
    expect(event).toEqual(before)
  })

  test('gives 0.5.1 and draft events back as they are', () => {
    for (const { event } of examples(['0.5.1', '0.6.0-draft'])) expect(upgrade(event)).toBe(event)
  })

  test('corrects the number of a 0.5.0 event', () => {
    const event = exampleOf(describeType('build.queued')!, '0.5.1') as Parts
    event.context.specversion = '0.5.0'
    expect(upgrade(event).context.specversion).toBe('0.5.1')
  })

  test.each([
    ['pass', 'success'],
    ['fail', 'failure'],
    ['cancel', 'cancel'],
    ['error', 'error'],
  ])('reads the test outcome %s as %s', (word, outcome) => {
    expect(upgrade(old('testsuiterun.finished', { outcome: word })).subject.content.outcome).toBe(outcome)
  })

  test.each(['skipped', 'neutral', '', 'successish', 'not a success', 'unknown', 'null'])(
    'never takes the outcome %j for a success, and keeps the word',
    (word) => {
      for (const name of ['pipelinerun.finished', 'taskrun.finished']) {
        const { content } = upgrade(old(name, { outcome: word })).subject
        expect(content).toMatchObject({ outcome: 'error', errors: `outcome was "${word}"` })
      }
    },
  )

  test('leaves an outcome that is missing missing', () => {
    expect(upgrade(old('pipelinerun.finished', {})).subject.content).not.toHaveProperty('outcome')
  })

  test('keeps what was said as errors when the outcome is not known', () => {
    const { content } = upgrade(old('taskrun.finished', { outcome: '?', errors: 'disk full' })).subject
    expect(content).toMatchObject({ outcome: 'error', errors: 'disk full' })
  })

  test.each([
    ['/runs/1', 'https://ci.example/org/', 'https://ci.example/runs/1'],
    ['runs/1', 'https://ci.example/org/', 'https://ci.example/org/runs/1'],
    ['/runs/1', '/just/a/path', 'urn:turnpike:unresolved:%2Fruns%2F1'],
    ['', 'https://ci.example/', 'urn:turnpike:unresolved:'],
    ['https://ok.example/a b', 'x', 'urn:turnpike:unresolved:https%3A%2F%2Fok.example%2Fa%20b'],
  ])('makes an absolute URI of the url %j of %s', (url, source, uri) => {
    const lifted = upgrade(old('pipelinerun.started', { url }, source))
    expect(lifted.subject.content).toEqual({ pipelineName: 'some text', uri })
    expect(validate(lifted).problems).toEqual([])
  })
})

describe('downgrade', () => {
  test('makes a valid 0.4.1 event of every type of 0.5.1', () => {
    for (const { name, event } of examples(['0.5.1'])) {
      expect({ name, ...validate(downgrade(event)) }).toMatchObject({
        name,
        valid: true,
        specversion: '0.4.1',
      })
    }
  })

  test('refuses what 0.4.1 has no word for', () => {
    const [approval] = examples(['0.6.0-draft'])
    expect(() => downgrade(approval!.event)).toThrow('there is no approval.created in CDEvents 0.4.1')
    expect(() => downgrade({ context: { specversion: '0.5.1', type: 'x' }, subject: {} })).toThrow(
      'there is no x',
    )
  })

  test('leaves out links that 0.4.1 cannot say', () => {
    const domainId = 'cdevents:v0:github::org:repo:pr:42'
    const event = exampleOf(describeType('build.queued')!, '0.6.0-draft') as Parts
    event.context.links = [
      { linkType: 'PATH', from: { domainId } },
      { linkType: 'PATH', from: { contextId: 'a', domainId } },
      { linkType: 'END' },
    ]
    const { context } = downgrade(event) as Parts
    expect(context.links).toEqual([
      { linkType: 'PATH', from: { contextId: 'a', domainId } },
      { linkType: 'END' },
    ])
    expect(validate(downgrade(event)).problems).toEqual([])
  })

  test('gives older events back as they are', () => {
    for (const { event } of examples(['0.3.0', '0.4.1'])) expect(downgrade(event)).toBe(event)
  })
})

describe('any event', () => {
  const runs = { numRuns: 1500, seed: 20261121 }

  test('of 0.4.1 comes back from 0.5.1 as it was, but for outcomes that 0.5.1 spells otherwise and resolved urls', () => {
    const plain = eventOf('0.4.1').filter((event) => {
      const { context, subject } = event as Parts
      return subject.content.outcome === undefined && !/^[a-z]+:\/\//iu.test(String(context.source))
    })
    fc.assert(
      fc.property(plain, (event) => expect(downgrade(upgrade(event))).toEqual(event)),
      runs,
    )
  })

  test('of 0.5.1 comes back from 0.4.1 as it was', () => {
    const known = eventOf('0.5.1').filter(({ context, subject }) => {
      const free = String((context as Json).type).includes('.taskrun.finished.')
      return !(free && (subject as Parts['subject']).content.outcome !== undefined)
    })
    fc.assert(
      fc.property(known, (event) => {
        const { type: _, ...subject } = event.subject as Json
        expect(upgrade(downgrade(event))).toEqual({ ...event, subject })
      }),
      runs,
    )
  })

  test.each(['0.3.0', '0.4.1'] as const)(
    'of %s is valid again when lifted, and lifting it twice is lifting it once',
    (version) => {
      fc.assert(
        fc.property(eventOf(version), (event) => {
          const lifted = upgrade(event)
          expect(validate(event).problems).toEqual([])
          expect(validate(lifted).problems).toEqual([])
          expect(upgrade(lifted)).toBe(lifted)
        }),
        runs,
      )
    },
  )
})
