import { writeFileSync } from 'node:fs'
import process from 'node:process'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parse } from 'yaml'
import { checkShape } from '../../src/policy/shape.ts'
import { trustSchema, trustShape } from '../../src/trust/document-shape.ts'
import { changed, comparing, openPlaces, placesIn } from '../published-schema.ts'
import { problemsOf, readRepositoryFile, SHOP_GRANT, trustText } from './scene.ts'

const FILE = 'schemas/trust.schema.json'
const shape = trustShape()
const agrees = comparing(trustSchema(), (document) => checkShape(shape, document))

const PEM =
  '-----BEGIN PUBLIC KEY-----\\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\\n-----END PUBLIC KEY-----'

/** One document with every part and every field, to be broken in many ways. */
const FULL_TEXT = trustText(
  `${SHOP_GRANT}
  - name: everything
    to: [{ issuer: gitlab, projectId: '2', ref: refs/heads/* }, { person: urn:user:alice }, { group: board }, { kind: hook }]
    may:
      write:
        - { types: 'build.*', sources: own, environments: ['*'] }
        - { types: ['*'], sources: ['https://x.example/*', own] }
      ask: { environments: [a] }
      read: true
      approve: [{ as: [self, 'urn:user:*'], sources: ['*'], environments: ['*'] }]
      waive: { environments: [a] }
      override: { environments: [a] }
      administer: true
      witness: true
      foreignCode: false`,
  `audiences: [https://store.example.org/o/acme]
clock: { ahead: 1m, behind: 7d }
signers:
  - { name: key, key: "${PEM}", by: { id: 'token:legacy' } }
  - { name: keyless, sigstore: { trustedRoot: root.json, issuer: https://x.example, identity: 'https://github.com/acme/*' }, by: [{ kind: hook }] }
witnesses: [witness.beta.example+6dd07332+BO1JKMYo0cLG6ukDOJBZlWEpWSc6XGP5NjbBRhSshzfR]
shares:
  - { with: beta, read: { artifacts: ['pkg:oci/shop'], types: ['artifact.*'] }, verdicts: { environments: [a] } }`,
)
const FULL = parse(FULL_TEXT) as Record<string, unknown>

describe('the published schema', () => {
  test('is what the loader checks by', () => {
    const text = `${JSON.stringify(trustSchema(), null, 2)}\n`
    if (process.env['TURNPIKE_UPDATE'] === '1') writeFileSync(new URL(`../../${FILE}`, import.meta.url), text)
    // Out of date? TURNPIKE_UPDATE=1 npm test -- test/trust/schema
    expect(readRepositoryFile(FILE)).toBe(text)
  })

  test('allows no extra keys anywhere', () => {
    expect(openPlaces(trustSchema())).toEqual([])
  })

  test('and the loader accept the full document, which loads', () => {
    expect(agrees(FULL)).toMatchObject({ schema: true, loader: true })
    expect(problemsOf(FULL_TEXT)).toEqual([])
  })

  test('and the loader agree on the starter', () => {
    expect(agrees(parse(readRepositoryFile('examples/trust/starter.yaml')))).toMatchObject({
      schema: true,
      loader: true,
    })
  })

  test('and the loader agree on every single change of the full document', () => {
    const changes: ((value: unknown) => unknown)[] = [
      () => undefined,
      () => null,
      () => '',
      () => 'x',
      () => 'self',
      () => '1h',
      () => 0,
      () => true,
      () => [],
      () => ['x'],
      () => [1],
      () => ({}),
      () => ({ x: 1 }),
      () => ({ x: 'y' }),
      () => 'x'.repeat(5000),
      (value) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? { ...value, extra: 1 }
          : [value, value],
    ]
    let count = 0
    let refused = 0
    for (const path of placesIn(FULL))
      for (const change of changes) {
        const { schema, loader, why } = agrees(changed(FULL, path, change))
        count++
        if (!loader) refused++
        if (schema !== loader)
          throw new Error(
            `${path.join('/')}: schema ${schema}, loader ${loader}: ${JSON.stringify({ why, change: change.toString() }).slice(0, 2000)}`,
          )
      }
    expect(count).toBeGreaterThan(2000)
    expect(refused).toBeGreaterThan(1000)
  })

  test('and the loader agree on anything', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (document) => {
        const { schema, loader } = agrees(document)
        return schema === loader
      }),
      { numRuns: 300, seed: 20261121 },
    )
  })
})
