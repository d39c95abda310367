import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { projectSchema, readProjectFile } from '../../src/actions/project-file.ts'
import { findProject, withProject } from '../../src/actions/project.ts'
import { shellFacts } from '../../src/host/shell.ts'
import { createRecordingHost } from '../../src/host/recording-host.ts'
import { comparing, openPlaces } from '../published-schema.ts'

const FILE = 'schemas/project.schema.json'
const HEAD = 'apiVersion: turnpike/v1\nkind: Project\n'
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-project-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const put = (name: string, text: string) => writeFileSync(join(folder, name), text)
const FULL = `${HEAD}service: webshop
system: shop
owner: team-shop
artifact: { type: npm, name: '@acme/webshop' }
environments:
  staging: {}
  production: { url: https://shop.example.org, policy: production }
  review/*: {}
suites: [unit, e2e]
`

const both = comparing(projectSchema(), (document) => {
  const read = readProjectFile(JSON.stringify(document))
  return 'problems' in read ? read.problems : []
})
const problemsOf = (text: string) => {
  const read = readProjectFile(text)
  return 'problems' in read ? read.problems : []
}

describe('turnpike.yaml', () => {
  test('has a published schema, which is what it is checked by', () => {
    const text = `${JSON.stringify(projectSchema(), null, 2)}\n`
    const path = join(import.meta.dirname, '..', '..', FILE)
    if (process.env['TURNPIKE_UPDATE'] === '1') writeFileSync(path, text)
    // Out of date? TURNPIKE_UPDATE=1 npm test -- test/actions/project
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect(openPlaces(projectSchema())).toEqual([])
  })

  test.each([
    [true, parse(FULL) as unknown],
    [true, { apiVersion: 'turnpike/v1', kind: 'Project' }],
    [true, { ...parse(HEAD), environments: ['staging', 'review/*'], artifact: { path: 'dist/**/*.zip' } }],
    [false, { ...parse(HEAD), artifact: { path: '/etc/passwd' } }],
    [false, { ...parse(HEAD), artifact: { path: 'a', type: 'npm' } }],
    [false, { ...parse(HEAD), artifact: {} }],
    [false, { ...parse(HEAD), environments: [] }],
    [false, { ...parse(HEAD), environments: { 'a b*c': {} } }],
    [false, { ...parse(HEAD), environments: { production: { url: 'javascript:alert(1)' } } }],
    [false, { ...parse(HEAD), service: 'web\nshop' }],
    [false, { ...parse(HEAD), kind: 'Policy' }],
    [false, []],
  ])('is right (%s) for the schema and for the loader: %j', (right, document) => {
    expect(both(document)).toMatchObject({ schema: right, loader: right })
  })

  test('says everything that is wrong with it, with line, column and a hint', () => {
    expect(problemsOf(`${HEAD}servise: webshop\nenvironments:\n  production: { uri: x }\n`)).toEqual([
      {
        path: '/servise',
        line: 3,
        column: 1,
        message:
          '"servise" is not a known field here; known: apiVersion, kind, service, system, owner, artifact, environments, suites (did you mean "service"?)',
      },
      {
        path: '/environments/production/uri',
        line: 5,
        column: 17,
        message: '"uri" is not a known field here; known: url, policy (did you mean "url"?)',
      },
    ])
  })

  test.each(['', '[', 'a: &a [*a]', '--- \n---\n', `${HEAD}service: !!js/function x`, '['.repeat(10_000)])(
    'that is no plain document is a problem: %#',
    (text) => {
      expect(problemsOf(text).length).toBeGreaterThan(0)
    },
  )
})

describe('the project of a working directory', () => {
  const host = () => createRecordingHost(shellFacts({}, { hostname: 'h', user: 'u' }))

  test('is none where no file says anything, and costs nothing', async () => {
    expect(await findProject(folder, '')).toBeUndefined()
    const inputs = { environment: 'production' }
    expect(await withProject(inputs, host(), { folder })).toBe(inputs)
  })

  test('fills in the service, and says where it is from', async () => {
    put('turnpike.yaml', FULL)
    put('score.yaml', 'apiVersion: score.dev/v1b1\nmetadata: { name: other }\n')
    const recorded = host()
    expect(await withProject({ environment: 'staging' }, recorded, { folder })).toEqual({
      environment: 'staging',
      service: 'webshop',
    })
    expect(recorded.lines).toEqual(['Service webshop, as turnpike.yaml says.'])
    expect(recorded.annotations).toEqual([])
  })

  test('never replaces an input', async () => {
    put('turnpike.yaml', FULL)
    expect(await withProject({ service: 'mine' }, host(), { folder })).toEqual({ service: 'mine' })
  })

  test('warns of a mistyped environment, once a step', async () => {
    put('turnpike.yaml', FULL)
    const [first, second] = [host(), host()]
    await withProject({ environment: 'prodution' }, first, { folder })
    await withProject({ environment: 'prodution' }, second, { folder, quiet: true })
    expect(first.annotations).toMatchObject([
      {
        level: 'warning',
        message: 'environment "prodution" is not in turnpike.yaml: did you mean production?',
      },
    ])
    expect(second.annotations).toEqual([])
  })

  test('is nothing at all where turnpike.yaml does not load: another file must not speak in its place', async () => {
    put('turnpike.yaml', `${HEAD}servise: webshop\n`)
    put('score.yaml', 'apiVersion: score.dev/v1b1\nmetadata: { name: other }\n')
    const recorded = host()
    expect(await withProject({}, recorded, { folder })).toEqual({})
    expect(recorded.annotations[0]?.message).toContain('line 3, column 1: "servise" is not a known field')
  })

  test('goes past catalogs and workloads that cannot be read', async () => {
    put('catalog-info.yaml', 'a: [')
    put('score.yaml', `# ${'x'.repeat(300_000)}`)
    expect(await findProject(folder, '')).toMatchObject({
      project: {},
      notes: [
        expect.stringContaining('catalog-info.yaml is not taken:'),
        expect.stringContaining('larger than 256 KiB'),
      ],
    })
  })

  test('is not read through links', async () => {
    put('elsewhere', FULL)
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'turnpike.yaml'))
    expect(await findProject(folder, '')).toBeUndefined()
  })

  test('is read from several documents of a catalog, one of which is broken', async () => {
    put(
      'catalog-info.yaml',
      'kind: System\nmetadata: { name: *x }\n---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: webshop }\n',
    )
    expect((await findProject(folder, ''))?.project.service).toEqual({
      value: 'webshop',
      from: 'catalog-info.yaml',
    })
  })
})
