/** The signers of a trust document as people write it, and of the page that tells them how. */
import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { signWith } from '../../../src/cdevents/signing-key.ts'
import { materialOf } from '../../../src/cdevents/verifiable.ts'
import { createSigners } from '../../../src/trust/signatures/signers.ts'
import { verifySignature } from '../../../src/trust/signatures/verify.ts'
import { GITHUB, load, readRepositoryFile, SHOP_GRANT, trustText } from '../scene.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const PEM = String(publicKey.export({ type: 'spki', format: 'pem' }))
const EVENT = { specversion: '1.0', id: '1', source: 'https://example.org/shop', type: 'x' }
const DATA = '{}'

const signersText = (by: string) => `signers:
  - name: release-key
    by: ${by}
    key: |
${PEM.trimEnd().replace(/^/gmu, '      ')}
`

async function signerOf(by: string, id: string, claims: Record<string, string> = {}) {
  const { signers } = load(trustText(SHOP_GRANT, signersText(by)))
  const material = await materialOf(EVENT, DATA, signWith(privateKey))
  const principal = { kind: 'oidc' as const, id, claims }
  const ready = await createSigners(signers, async () => '')
  return verifySignature({ material, attributes: EVENT, data: [DATA] }, ready, { principal })
}

describe('a signer of a trust document', () => {
  test('counts on the events of those it names, by the name of an issuer', async () => {
    const by = "{ issuer: github, repositoryOwnerId: '4567' }"
    const claims = { issuer: GITHUB, repositoryOwnerId: '4567' }
    expect(await signerOf(by, `${GITHUB}#repository:7`, claims)).toHaveProperty(
      'signer.id',
      'key:release-key',
    )
    expect(
      await signerOf(by, `${GITHUB}#repository:8`, { ...claims, repositoryOwnerId: '1' }),
    ).toHaveProperty('refused')
  })

  test('counts on a static token', async () => {
    expect(await signerOf("{ id: 'token:legacy' }", 'token:legacy')).toHaveProperty('signer')
    expect(await signerOf("{ id: 'token:legacy' }", 'token:other')).toHaveProperty('refused')
  })
})

describe('the page about signing', () => {
  const examples = [...readRepositoryFile('docs/signing.md').matchAll(/^```yaml\n(.*?)^```$/gmsu)].map(
    ([, text]) => text ?? '',
  )

  test.each(examples.map((text, index): [number, string] => [index, text]))(
    'its example %i loads',
    (_index, text) => {
      const key = PEM.trimEnd().split('\n').slice(1, -1).join('\n      ')
      const real = text.replace('…', key).replace('token:jenkins', 'token:legacy')
      expect(load(trustText(SHOP_GRANT, real)).signers).toHaveLength(
        (parse(text) as { signers: unknown[] }).signers.length,
      )
    },
  )

  test('has one with a key and one with Sigstore', () => {
    expect(examples).toHaveLength(2)
  })
})
