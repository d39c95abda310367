import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { ENTRIES } from '../../scripts/bundle.ts'
import { updatePages } from '../../scripts/readme.ts'
import { readApproveInputs } from '../../src/actions/approve-inputs.ts'
import { readDeployInputs } from '../../src/actions/deploy-inputs.ts'
import { readEvidenceInputs } from '../../src/actions/evidence-inputs.ts'
import {
  readEmitInputs,
  readGateInputs,
  readJobInputs,
  readTrackInputs,
} from '../../src/actions/github-inputs.ts'
import { VERSION } from '../../src/actions/version.ts'
import { DEFAULT_CONTEXTS, evaluate } from '../e2e/expressions.ts'
import { readManifest, ROOT } from '../e2e/run-action.ts'

const ACTIONS = [
  { folder: '.', read: readTrackInputs },
  { folder: 'actions/emit', read: readEmitInputs },
  { folder: 'actions/evidence', read: readEvidenceInputs },
  { folder: 'actions/gate', read: readGateInputs },
  { folder: 'actions/deploy', read: readDeployInputs },
  { folder: 'actions/approve', read: readApproveInputs },
]

/** The names of the environment variables that a reader looks at. */
function variablesOf(read: (env: Record<string, string | undefined>) => unknown): string[] {
  const names = new Set<string>()
  const env = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get(_, name) {
        names.add(String(name))
        return undefined
      },
    },
  )
  try {
    read(env)
  } catch {
    // Empty inputs are a problem to some; what was read is read.
  }
  return [...names]
}

describe.each(ACTIONS)('action.yml of $folder', ({ folder, read }) => {
  const manifest = readManifest(folder)
  const inputs = Object.entries(manifest.inputs ?? {})

  test('declares every input that the code reads, and no other', () => {
    const names = [...variablesOf(read), ...variablesOf(readJobInputs)].filter((name) =>
      name.startsWith('INPUT_'),
    )
    expect([...new Set(names)].sort()).toEqual(inputs.map(([name]) => `INPUT_${name.toUpperCase()}`).sort())
  })

  test('runs on Node 24 from files that the build makes', () => {
    const { using, main, post } = manifest.runs
    expect(using).toBe('node24')
    for (const script of post === undefined ? [main] : [main, post]) {
      const path = resolve(ROOT, folder, script)
      expect(ENTRIES.map((name) => join(ROOT, 'dist', `${name}.js`))).toContain(path)
    }
  })

  test('describes every input and output in whole sentences', () => {
    for (const [name, { description }] of [...inputs, ...Object.entries(manifest.outputs ?? {})]) {
      expect(`${name}: ${description}`).toMatch(/^[a-z-]+: [A-Z][^]*\.$/)
    }
  })

  test('has expressions in defaults only, and only of the contexts that are allowed there', () => {
    const text = readFileSync(join(ROOT, folder, 'action.yml'), 'utf8')
    const expressions = text.split('\n').filter((line) => line.includes('${{'))
    expect(expressions.filter((line) => !line.trim().startsWith('default:'))).toEqual([])
    for (const [, input] of inputs) {
      expect(() => evaluate(input.default ?? '', { job: {}, matrix: null }, DEFAULT_CONTEXTS)).not.toThrow()
    }
  })

  test('fits a listing: a name, a description of one line, a picture', () => {
    expect(manifest.description.length).toBeLessThanOrEqual(125)
    expect(manifest.description).not.toContain('\n')
    expect(manifest.branding).toEqual({ icon: expect.any(String), color: expect.any(String) })
  })
})

test.each(['.', 'actions/deploy'])('the end of %s is told whatever happened', (folder) => {
  expect(readManifest(folder).runs['post-if']).toBe('always()')
})

test('the pages say what action.yml says', () => {
  expect(updatePages(false)).toEqual([])
})

test('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  expect(VERSION).toBe(version)
})
