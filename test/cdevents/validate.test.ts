import { describe, expect, test } from '@jest/globals'
import { validate } from '../../src/cdevents/validate.ts'
import { describeType } from '../../src/cdevents/vocabulary.ts'
import { exampleOf } from './examples.ts'
import type { Json } from './examples.ts'

type Parts = { context: Json; subject: Json & { content: Json } } & Json

function event(
  name: string,
  change: (parts: Parts) => void = () => undefined,
  version: '0.4.1' | '0.5.1' | '0.6.0-draft' = '0.5.1',
) {
  const row = describeType(name)
  if (row === undefined) throw new Error(`no type ${name}`)
  const made = exampleOf(row, version) as Parts
  change(made)
  return made
}

function problems(value: unknown) {
  return validate(value).problems.map(({ path, message }) => `${path} ${message}`)
}

describe('a verdict', () => {
  test('of a valid event gives the event itself, its type and version', () => {
    const given = event('build.finished')
    const verdict = validate(given)
    expect(verdict).toEqual({
      valid: true,
      event: given,
      type: 'dev.cdevents.build.finished.0.3.0',
      specversion: '0.5.1',
      problems: [],
    })
    expect(verdict.valid && verdict.event).toBe(given)
  })

  test('tells every problem at once, each with its place', () => {
    const given = event('testsuiterun.finished', ({ context, subject, ...rest }) => {
      delete context.id
      context.timestamp = 'yesterday'
      context.chainID = 'x'
      subject.content.outcome = 'pass'
      subject.content.environment = { id: '', url: 'x' }
      subject.content.testSuite = 'unit'
      void rest
    })
    expect(problems(given)).toEqual([
      '/context/id is missing; it must be a string that is not empty',
      '/context/timestamp must be a date and time with its zone (RFC 3339), such as 2026-11-21T14:03:00Z, was "yesterday"',
      '/context/chainID is not a field of the vocabulary; allowed here: specversion, id, source, type, timestamp, schemaUri, chainId, links',
      '/subject/content/environment/id must be a string that is not empty, was an empty string',
      '/subject/content/environment/url is not a field of the vocabulary; allowed here: id, source',
      '/subject/content/testSuite must be an object, was "unit"',
      '/subject/content/outcome must be one of success, failure, cancel or error, was "pass"; did you mean success?',
    ])
  })
})

describe('a misspelt field', () => {
  test.each([
    ['taskrun.finished', 'outcom', 'outcome'],
    ['pipelinerun.started', 'url', 'uri'],
    ['service.deployed', 'artifactID', 'artifactId'],
    ['service.deployed', 'enviroment', 'environment'],
  ])('of %s, %s, is answered with %s', (name, wrong, right) => {
    const given = event(name, ({ subject }) => {
      delete subject.content[right]
      subject.content[wrong] = 'x'
    })
    expect(problems(given)).toContain(
      `/subject/content/${wrong} is not a field of the vocabulary; did you mean ${right}?`,
    )
  })

  test('is escaped in the pointer and cut when it is long', () => {
    const [slash, long] = [
      event('build.queued', (given) => void (given['a/b~c'] = 1)),
      event('build.queued', (given) => void (given['x'.repeat(5000)] = 1)),
    ].map((given) => validate(given).problems[0])
    expect(slash?.path).toBe('/a~1b~0c')
    expect(long?.path.length).toBeLessThan(120)
  })

  test('that is a name of Object.prototype is still not a field', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      const text = JSON.stringify(event('build.queued')).replace('"content":{', `"content":{"${name}":{}`)
      expect(problems(JSON.parse(text))[0]).toMatch(`/subject/content/${name} is not a field`)
    }
  })
})

describe('a type', () => {
  test.each([
    ['dev.cdevents.build.finishd.0.3.0', /is not a type of CDEvents.*did you mean build\.finished\?/],
    ['dev.cdevents.test.started.0.1.0', /is not a type of CDEvents/],
    [
      'dev.cdevents.build.finished.0.2.0',
      /in CDEvents 0\.5\.1: there it is dev\.cdevents\.build\.finished\.0\.3\.0/,
    ],
    [
      'dev.cdevents.approval.closed.0.1.0',
      /does not exist in CDEvents 0\.5\.1; approval\.closed is in 0\.6\.0-draft/,
    ],
    ['dev.cdeventsx.gate2.x.0.10.0', /must be of the form dev\.cdeventsx/],
    ['', /is not a type of CDEvents, was an empty string/],
  ])('%j is answered with what is right', (type, sentence) => {
    const { problems: told } = validate(event('build.finished', ({ context }) => void (context.type = type)))
    expect(told.map(({ path }) => path)).toEqual(['/context/type'])
    expect(told[0]?.message).toMatch(sentence)
  })

  test('that is not known does not hide what else is wrong', () => {
    const told = problems({
      context: { specversion: '0.5.1', type: 'dev.cdevents.a.b.0.1.0', extra: 1 },
      subject: [],
    })
    expect(told.map((each) => each.split(' ')[0])).toEqual([
      '/context/id',
      '/context/source',
      '/context/timestamp',
      '/context/extra',
      '/subject',
      '/context/type',
    ])
  })
})

describe('links', () => {
  const told = (link: unknown, version: '0.5.1' | '0.6.0-draft' = '0.5.1') =>
    problems(event('build.queued', ({ context }) => void (context.links = [link]), version))

  test.each([
    [
      'START',
      { linkType: 'START' },
      [
        '/context/links/0/linkType must be one of PATH, RELATION or END; START is never sent inside an event: a chain starts with its first event',
      ],
    ],
    ['no type', {}, ['/context/links/0/linkType is missing; it must be one of PATH, RELATION or END']],
    [
      'lower case',
      { linkType: 'path' },
      ['/context/links/0/linkType must be one of PATH, RELATION or END, was "path"'],
    ],
    ['a text', 'x', ['/context/links/0 must be an object, was "x"']],
    ['PATH without from', { linkType: 'PATH' }, ['/context/links/0/from is missing; it must be an object']],
    [
      'RELATION with a number and a typo',
      { linkType: 'RELATION', linkKind: 1, taget: {} },
      [
        '/context/links/0/linkKind must be a string that is not empty, was the number 1',
        '/context/links/0/target is missing; it must be an object',
        '/context/links/0/taget is not a field of the vocabulary; did you mean target?',
      ],
    ],
  ])('one mistake is told once, by the type of the link: %s', (_, link, expected) => {
    expect(told(link)).toEqual(expected)
  })

  test('in the draft end at a context id or a domain id of the right form', () => {
    const domainId = 'cdevents:v0:github::org:repo:pr:42'
    expect(told({ linkType: 'RELATION', linkKind: 'X', target: { domainId } }, '0.6.0-draft')).toEqual([])
    expect(told({ linkType: 'RELATION', linkKind: 'X', target: {} }, '0.6.0-draft')).toEqual([
      '/context/links/0/target must have contextId or domainId',
    ])
    expect(
      told({ linkType: 'RELATION', linkKind: 'X', target: { domainId: 'pr 42' } }, '0.6.0-draft')[0],
    ).toMatch('/context/links/0/target/domainId must be of the form cdevents:v0:')
  })
})

describe('a hostile value', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['a number', 1],
    ['a text', '{"context":{}}'],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a bigint', 1n],
  ])('%s is refused as a whole', (_, value) => {
    expect(validate(value)).toMatchObject({ valid: false, problems: [{ path: '' }] })
  })

  test('ten thousand levels deep is judged by its shape alone', () => {
    const deep: unknown = JSON.parse('{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000))
    expect(validate(event('build.queued', (given) => void (given.customData = deep))).valid).toBe(true)
    expect(problems(deep)).toHaveLength(3)
    expect(
      problems(event('build.queued', ({ subject }) => void (subject.content = deep as Json))),
    ).toHaveLength(1)
  })

  test('with ten thousand mistakes is answered with a hundred', () => {
    const links = Array.from({ length: 10_000 }, () => ({}))
    expect(
      validate(event('build.queued', ({ context }) => void (context.links = links))).problems,
    ).toHaveLength(100)
  })

  test('with a getter that throws is refused, not thrown', () => {
    const trap = Object.defineProperty({}, 'context', { enumerable: true, get: () => { throw new Error('boo') } }) // prettier-ignore
    expect(problems(trap)).toEqual([' cannot be read: boo'])
  })

  test('with megabytes in a URI is judged all the same', () => {
    for (const long of [
      'a'.repeat(2e6),
      `http://${'a.'.repeat(1e6)}`,
      '%'.repeat(1e6),
      `x:${'/'.repeat(1e6)}`,
    ]) {
      const verdict = validate(event('build.queued', ({ context }) => void (context.source = long)))
      expect(typeof verdict.valid).toBe('boolean')
      expect(JSON.stringify(verdict.problems).length).toBeLessThan(1000)
    }
  })
})
