import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { authorityOf } from '../../src/trust/authority.ts'
import type { Identity } from '../../src/trust/identity.ts'
import { admit } from '../../src/store/admit.ts'
import {
  APPROVAL,
  BUILD,
  DEPLOY,
  event,
  githubJob,
  load,
  NOW,
  objections,
  SHOP_GRANT,
  trustText,
} from './scene.ts'

const shop = load(trustText(SHOP_GRANT))
const TESTS = 'dev.cdevents.testsuiterun.finished.0.2.0'

describe('the type of an event', () => {
  test('that a grant names may be sent, in every version, also one that does not exist', () => {
    for (const type of [
      BUILD,
      'dev.cdevents.build.started.0.1.1',
      'dev.cdevents.build.finished.9.9.9',
      'dev.cdevents.build.nonsense',
    ])
      expect(objections(shop, githubJob(), event(type))).toEqual([])
  })

  test.each([
    [DEPLOY],
    ['dev.cdevents.testsuiterun.started.0.2.0'],
    ['dev.cdevents.testsuiterun.finishedx.0.2.0'],
    ['dev.cdevents.buildx.finished.0.1.0'],
    ['DEV.CDEVENTS.BUILD.FINISHED.0.3.0'],
    ['build.finished'],
    ['dev.cdeventsx.acme-build.finished.0.1.0'],
    [''],
  ])('%j may not be sent by who has no grant for it, valid or not', (type) => {
    expect(objections(shop, githubJob(), event(type))).toEqual([
      `/context/type ${JSON.stringify(type)} may not be sent by https://token.actions.githubusercontent.com#repository:1 (acme/shop): grant "shop" allows build.*, testsuiterun.finished. platform@example.org keeps the trust document and can grant it`,
    ])
  })

  test('whoever no grant applies to may send nothing', () => {
    expect(objections(shop, githubJob({ repositoryId: '2' }), event(BUILD))).toEqual([
      expect.stringContaining('no grant applies to https://token.actions.githubusercontent.com#repository:2'),
    ])
  })

  test('of a custom event is as a grant writes it: a tool, a subject, a type', () => {
    const document = load(
      trustText(`  - { name: a, to: { id: 'token:legacy' }, may: { write: { types: ['dev.cdeventsx.acme-*'], sources: ['*'] } } }
  - { name: b, to: { id: 'hook:alerts' }, may: { write: { types: [acme-scan.finished], sources: ['*'] } } }`),
    )
    const tool: Identity = { principal: { kind: 'token', id: 'token:legacy' } }
    const hook: Identity = { principal: { kind: 'hook', id: 'hook:alerts' } }
    const may = (who: Identity, type: string) => objections(document, who, event(type)).length === 0
    expect(may(tool, 'dev.cdeventsx.acme-scan.finished.0.1.0')).toBe(true)
    expect(may(tool, 'dev.cdeventsx.acmeevil-scan.finished.0.1.0')).toBe(false)
    expect(may(hook, 'dev.cdeventsx.acme-scan.finished.0.1.0')).toBe(true)
    expect(may(hook, 'dev.cdeventsx.acme-scan.started.0.1.0')).toBe(false)
  })
})

describe('the environments of an event', () => {
  const refused = (given: Parameters<typeof event>[1], type = TESTS) =>
    objections(shop, githubJob(), event(type, given))

  test('none, or one that the grant names', () => {
    expect(refused({})).toEqual([])
    expect(refused({ content: { environment: { id: 'staging' } } })).toEqual([])
    expect(refused({ customData: { turnpike: { environment: 'test-eu' } } })).toEqual([])
  })

  test.each([
    ['typed', { content: { environment: { id: 'production' } } }, '/subject/content/environment/id'],
    ['typed, in the wrong form', { content: { environment: 'production' } }, '/subject/content/environment'],
    [
      'bound',
      { customData: { turnpike: { environment: 'production' } } },
      '/customData/turnpike/environment',
    ],
    [
      'typed as one and bound to another',
      {
        content: { environment: { id: 'staging' } },
        customData: { turnpike: { environment: 'production' } },
      },
      '/customData/turnpike/environment',
    ],
    [
      'bound to one and typed as another',
      {
        content: { environment: { id: 'production' } },
        customData: { turnpike: { environment: 'staging' } },
      },
      '/subject/content/environment/id',
    ],
  ])('%s: each one that it names is checked', (_, given, path) => {
    expect(refused(given)).toEqual([
      `${path} the environment "production" is not among staging, test-* (grant "shop"). platform@example.org keeps the trust document and can grant it`,
    ])
  })

  test('names that differ in what cannot be seen are other names', () => {
    for (const name of ['staging ', 'Staging', 'staging\u200b', '*', 'stagin'])
      expect(refused({ customData: { turnpike: { environment: name } } })).toHaveLength(1)
  })

  test('of an event about an environment it is its subject', () => {
    const document = load(
      trustText(
        `  - { name: e, to: { issuer: github, repositoryId: '1' }, may: { write: { types: [environment.*], environments: [staging] } } }`,
      ),
    )
    const type = 'dev.cdevents.environment.modified.0.3.0'
    expect(objections(document, githubJob(), event(type, { subject: 'staging' }))).toEqual([])
    expect(objections(document, githubJob(), event(type, { subject: 'production' }))[0]).toMatch(
      /^\/subject\/id /,
    )
  })

  test('need a grant that names some', () => {
    const document = load(
      trustText(
        `  - { name: e, to: { issuer: github, repositoryId: '1' }, may: { write: { types: [build.*] } } }`,
      ),
    )
    expect(
      objections(document, githubJob(), event(BUILD, { customData: { turnpike: { environment: 'x' } } }))[0],
    ).toContain('only events that name none are allowed: add it to environments')
  })
})

describe('whatever is sent', () => {
  const type = fc.constantFrom(
    BUILD,
    DEPLOY,
    APPROVAL,
    TESTS,
    'dev.cdevents.environment.created.0.1.0',
    '',
    '__proto__',
  )
  const environment = fc.oneof(fc.constantFrom('staging', 'production', 'test-1', '', '*'), fc.string())
  const loose = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 4 }, environment, fc.jsonValue({ maxDepth: 2 }), tie('object')),
    object: fc.dictionary(
      fc.constantFrom(
        'environment',
        'id',
        'turnpike',
        'responder',
        'content',
        'subject',
        'context',
        '__proto__',
        'customData',
      ),
      tie('any'),
      { maxKeys: 4 },
    ),
  }))
  const sent = fc.record({
    type,
    content: loose.any,
    customData: loose.any,
    subject: fc.oneof(environment, loose.any),
  })

  test('nothing makes it throw', () => {
    const authority = authorityOf(shop, githubJob())
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), sent), (value) => {
        expect(Array.isArray(authority.objections(admit(value), NOW))).toBe(true)
      }),
      { numRuns: 2000, seed: 20261121 },
    )
  })

  test('no event that is let through can be found under an environment that was not granted', () => {
    const authority = authorityOf(shop, githubJob())
    let through = 0
    fc.assert(
      fc.property(sent, ({ type: written, content, customData, subject }) => {
        const incoming = admit({
          context: {
            specversion: '0.5.1',
            id: '1',
            source: 'https://github.com/acme/shop',
            type: written,
            timestamp: NOW,
          },
          subject: { id: subject, content },
          customData,
        })
        if (authority.objections(incoming, NOW).length > 0) return
        through++
        const found = incoming.keys
          .filter((key) => key.startsWith('environment:'))
          .map((key) => key.slice(12))
        for (const name of found) expect(name === 'staging' || name.startsWith('test-')).toBe(true)
      }),
      { numRuns: 3000, seed: 20261121 },
    )
    expect(through).toBeGreaterThan(100)
  })
})
