import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { describe, expect, test } from '@jest/globals'
import { publicGoodRoot } from '../../src/policy/attestation/public-good.ts'
import { SHARED } from '../tools.ts'
import { found, policyOf, published } from './attestation-scene.ts'
import { problemsOf } from './scene.ts'

const ISSUER = 'https://token.actions.githubusercontent.com'
/** A module that a reusable workflow built in public; its bundle is a real one. */
const REAL = join(SHARED, 'payloads', 'slsa', 'MODULE.bazel.intoto.jsonl')
const DIGEST = 'sha256:06ce330900a7d6403bc8d88e5dfad6aeeb8ae40179f66bb89e69c8bf6f6b1a0b'
const WORKFLOW = 'https://github.com/bazel-contrib/publish-to-bcr/.github/workflows/publish.yaml'
const RULE = (source = 'https://github.com/aspect-build/rules_lint') =>
  `predicate: slsa-provenance, attesters: [build], builders: ['${WORKFLOW}@refs/tags/*'], sources: [{ uri: '${source}' }]`
const head = (identity = `${WORKFLOW}@*`) => ({
  attesters: { build: { sigstore: { trustedRoot: 'public-good', issuer: ISSUER, identity } } },
})

describe('the public Sigstore', () => {
  test('is known without a network: its authority, its logs', () => {
    const root = JSON.parse(publicGoodRoot()) as Record<string, unknown[]>
    for (const part of ['certificateAuthorities', 'tlogs', 'ctlogs']) expect(root[part]).not.toEqual([])
    expect(publicGoodRoot()).toContain('https://rekor.sigstore.dev')
  })

  test('is named in a policy by two words', async () => {
    expect(await problemsOf(policyOf(RULE(), head()))).toEqual([])
  })
})

if (!existsSync(REAL)) process.stderr.write('skipped: the reference data is not beside the checkout\n')
;(existsSync(REAL) ? describe : describe.skip)('a real bundle of GitHub', () => {
  const asked = async (rule: string, identity?: string, digest = DIGEST) => {
    const bundle = JSON.parse(readFileSync(REAL, 'utf8')) as unknown
    const event = published({ bundle }, { artifact: digest })
    return found(rule, [event], head(identity), { artifacts: [{ digest }] })
  }

  test('verifies for its digest, its source and who built it', async () => {
    expect(await asked(RULE())).toMatchObject({
      result: 'pass',
      by: `build (${WORKFLOW}@refs/tags/v0.0.1)`,
    })
  })

  test('is nothing for another source, another workflow, another digest', async () => {
    expect(await asked(RULE('https://github.com/aspect-build/rules_js'))).toMatchObject({ result: 'fail' })
    expect(await asked(RULE(), 'https://github.com/acme/ci/.github/workflows/build.yml@*')).toMatchObject({
      result: 'fail',
      refused: [expect.objectContaining({ reason: 'attester-not-allowed' })],
    })
    expect(await asked(RULE(), undefined, `sha256:${'0'.repeat(64)}`)).toMatchObject({ result: 'fail' })
  })
})
