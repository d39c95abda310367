import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parse, parseAllDocuments } from 'yaml'
import { readBackstage } from '../../../src/sources/project/backstage.ts'
import {
  environmentProblem,
  projectDefaults,
  readProject,
  type Project,
} from '../../../src/sources/project/project.ts'
import { fitsPattern } from '../../../src/sources/project/path-pattern.ts'
import { readScore } from '../../../src/sources/project/score.ts'
import { SHARED } from '../../tools.ts'

const component = (more = '', spec = 'owner: team-shop') => `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: webshop${more} }
spec: { type: service, ${spec} }
`
const backstage = (text: string, repository = 'acme/shop') =>
  readBackstage(
    parseAllDocuments(text).map((each) => each.toJS() as unknown),
    repository,
  )

describe('the files of a project', () => {
  test('come in this order: turnpike.yaml, Backstage, Score', () => {
    const project = readProject({
      'score.yaml': { service: 'c', images: ['ghcr.io/acme/c'] },
      'catalog-info.yaml': { service: 'b', owner: 'team', system: 'shop' },
      'turnpike.yaml': { service: 'a' },
    })
    expect(project).toEqual({
      service: { value: 'a', from: 'turnpike.yaml' },
      owner: { value: 'team', from: 'catalog-info.yaml' },
      system: { value: 'shop', from: 'catalog-info.yaml' },
      images: { value: ['ghcr.io/acme/c'], from: 'score.yaml' },
    })
  })

  test('give a service only where no input does', () => {
    const project: Project = { service: { value: 'webshop', from: 'score.yaml' } }
    expect(projectDefaults({ environment: 'production' }, project)).toEqual({
      environment: 'production',
      service: 'webshop',
    })
    expect(projectDefaults({ service: 'other' }, project)).toEqual({ service: 'other' })
    expect(projectDefaults({}, {})).toEqual({})
  })
})

describe('the name of an environment', () => {
  const listed: Project = {
    environments: { value: { production: {}, acc: {}, 'review/*': {} }, from: 'turnpike.yaml' },
  }

  test.each([
    ['prodution', /^environment "prodution" is not in turnpike\.yaml: did you mean production\?$/],
    ['Production', /did you mean production\?/],
    ['nowhere', /it lists production, acc, review\/\*/],
    ['review', /did you mean review\/\*\?/],
  ])('that a project does not list is odd: %s', (name, expected) => {
    expect(environmentProblem(name, listed)).toMatch(expected)
  })

  test.each(['production', 'acc', 'review/feature-1'])('that it lists is right: %s', (name) => {
    expect(environmentProblem(name, listed)).toBeUndefined()
  })

  test.each([
    ['prodution', 'production'],
    ['stagin', 'staging'],
    ['acceptence', 'acceptance'],
  ])('without a list is odd only where it is nearly a usual one: %s', (name, near) => {
    expect(environmentProblem(name, {})).toContain(`did you mean ${near}?`)
  })

  test.each(['production', 'staging', 'prod', 'test', 'test2', 'eu-west-1', 'production-eu', 'ci', 'dev'])(
    'without a list is whatever it is: %s',
    (name) => {
      expect(environmentProblem(name, {})).toBeUndefined()
    },
  )

  test('may be anything, of any length', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (name) => {
        expect(environmentProblem(name, listed)?.length ?? 0).toBeLessThan(400)
      }),
    )
  })
})

describe("Backstage's catalog", () => {
  test('says the service, its owner and its system', () => {
    expect(backstage(component('', 'owner: group:default/team-shop, system: system:shopping/shop'))).toEqual({
      part: { service: 'webshop', owner: 'team-shop', system: 'shopping/shop' },
      notes: [],
    })
    expect(backstage(component('', 'owner: user:jane')).part.owner).toBe('user:jane')
  })

  test.each(['turnpike.dev/service-id', 'cdevents.dev/service-id'])('says the service by %s', (name) => {
    const text = component(`, annotations: { ${name}: acme/webshop }`)
    expect(backstage(text).part.service).toBe('acme/webshop')
  })

  test('is not taken where it is about another repository', () => {
    const text = component(', annotations: { github.com/project-slug: other/fork }')
    expect(backstage(text)).toEqual({
      part: {},
      notes: ['catalog-info.yaml holds only Components of other repositories.'],
    })
    expect(backstage(text, 'Other/Fork').part.service).toBe('webshop')
  })

  test('of several Components of one repository says what they share, and no service', () => {
    const text = `${component('', 'owner: team-shop, system: shop')}---${component('-admin', 'owner: team-shop, system: back')}---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: { name: shop }
`
    const { part, notes } = backstage(text)
    expect(part).toEqual({ owner: 'team-shop' })
    expect(notes[0]).toContain('holds 2 Components of this repository, so it says no service')
  })

  test('may hold anything at all', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (documents) => {
        const { part } = readBackstage(documents, 'acme/shop')
        expect(part.service).toBeUndefined()
      }),
    )
    const hostile = component(', annotations: { turnpike.dev/service-id: "a\\nb" }').replace(
      'webshop',
      '__proto__',
    )
    expect(backstage(hostile).part.service).toBeUndefined()
  })
})

describe('Score', () => {
  test('says the workload and its images', () => {
    const text =
      'apiVersion: score.dev/v1b1\nmetadata: { name: webshop }\ncontainers: { a: { image: . }, b: { image: "ghcr.io/acme/b:1" }, c: { image: 1 } }'
    expect(readScore([parse(text)])).toEqual({
      part: { service: 'webshop', images: ['ghcr.io/acme/b:1'] },
      notes: [],
    })
  })

  test.each([[[]], [[{ apiVersion: 'v1' }]], [[null, null]]])(
    'of another form is not taken: %j',
    (documents) => {
      expect(readScore(documents)).toEqual({
        part: {},
        notes: ['score.yaml is not one document of score.dev/v1b1.'],
      })
    },
  )

  const real = join(SHARED, 'payloads', 'score', 'score-full.yaml')
  ;(existsSync(real) ? test : test.skip)('of the reference is read', () => {
    expect(readScore([parse(readFileSync(real, 'utf8'))]).part).toEqual({
      service: 'example-workload-name123',
      images: ['localhost:4000/repo/my-image:tag'],
    })
  })
})

describe('a path', () => {
  test.each([
    ['dist/shop.zip', 'dist/*.zip', true],
    ['dist/shop.zip', './dist/shop.zip', true],
    ['dist/a/b/shop.zip', 'dist/**/*.zip', true],
    ['dist/shop.zip', 'dist/**/*.zip', true],
    ['shop.zip', '**/shop.zip', true],
    ['dist/shop.zip', '**', true],
    ['dist/shop-1.zip', 'dist/shop-?.zip', true],
    ['dist/a/shop.zip', 'dist/*.zip', false],
    ['dist/shop.zip', 'dist', false],
    ['dist/shop.zip', '../**', false],
    ['dist/shop.zip.bak', 'dist/*.zip', false],
    ['dist/shop(1)+.zip', 'dist/shop(1)+.zip', true],
    ['', '*', true],
  ])('%s fits %s: %s', (path, pattern, expected) => {
    expect(fitsPattern(path, pattern)).toBe(expected)
  })

  test('fits a pattern that was made from it, whatever both are', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.nat(), (words, seed) => {
        const pattern = words.map((each, index) => ['*', '**', each, `${each[0] ?? ''}*`][(seed + index) % 4])
        expect(fitsPattern(words.join('/'), pattern.join('/'))).toBe(true)
        expect(fitsPattern(words.join('/'), `${words.join('/')}c`)).toBe(false)
      }),
    )
    expect(fitsPattern('a'.repeat(1000), `${'*a'.repeat(200)}b`)).toBe(false)
  })
})
