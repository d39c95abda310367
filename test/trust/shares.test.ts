import { describe, expect, test } from '@jest/globals'
import { createTrust } from '../../src/trust/trust.ts'
import { BUILD, load, NOW, SHOP_GRANT, trustText } from './scene.ts'

const trustWith = (text: string) => createTrust(load(text), { env: () => undefined })

describe('what other organisations may see', () => {
  const digest = `sha256:${'c'.repeat(64)}`
  const trust = trustWith(
    trustText(
      SHOP_GRANT,
      `shares:
  - { with: beta, read: { artifacts: ['pkg:oci/shop', 'pkg:npm/%40acme/*'], types: ['artifact.*', testsuiterun.finished] } }
  - { with: beta, verdicts: { environments: [production] } }
  - { with: gamma, read: { artifacts: ['${digest}'] } }`,
    ),
  )
  const stored = (type: string, artifacts: unknown[], status = 'accepted') => {
    const { event: lifted } = {
      event: {
        context: { specversion: '0.5.1', id: '1', source: 's', type, timestamp: NOW },
        subject: { id: 's', content: {} },
        customData: { turnpike: { artifacts } },
      },
    }
    return { status, type, event: lifted } as never
  }
  const PUBLISHED = 'dev.cdevents.testsuiterun.finished.0.2.0'
  const beta = trust.sharesWith('beta')

  test('is what a share names, in any version and spelling', () => {
    expect(beta.readable(stored(PUBLISHED, [{ digest, purl: `pkg:oci/shop@${digest}` }]))).toBe(true)
    expect(beta.readable(stored(PUBLISHED, [{ digest, purl: `pkg:OCI/Shop@${digest}?arch=amd64` }]))).toBe(
      true,
    )
    expect(beta.readable(stored(PUBLISHED, [{ digest, purl: 'pkg:npm/%40acme/x@1' }]))).toBe(true)
  })

  test.each([
    ['another package', [{ digest, purl: `pkg:oci/shop-internal@${digest}` }]],
    ['another scope', [{ digest, purl: 'pkg:npm/%40acme-evil/x@1' }]],
    ['a digest alone, whose name nobody knows', [{ digest }]],
    ['nothing', []],
    [
      'one that is shared and one that is not',
      [{ digest, purl: 'pkg:oci/shop@1' }, { digest: `sha256:${'d'.repeat(64)}` }],
    ],
    [
      'one that is shared, under a name that is not',
      [{ digest, purl: 'pkg:oci/shop@1' }, { purl: 'pkg:oci/secret@1' }],
    ],
  ])('is not what is about %s', (_, artifacts) => {
    expect(beta.readable(stored(PUBLISHED, artifacts))).toBe(false)
  })

  test('is no other type, nothing refused, and no decision', () => {
    const artifacts = [{ digest, purl: 'pkg:oci/shop@1' }]
    expect(beta.readable(stored(BUILD, artifacts))).toBe(false)
    expect(beta.readable(stored(PUBLISHED, artifacts, 'quarantined'))).toBe(false)
    expect(beta.readable(stored(PUBLISHED, artifacts, 'conflict'))).toBe(false)
    expect(
      trust.sharesWith('gamma').readable(stored('dev.cdeventsx.turnpike-gate.evaluated.0.1.0', [{ digest }])),
    ).toBe(false)
  })

  test('is for the one it is shared with', () => {
    expect(trust.sharesWith('gamma').readable(stored(BUILD, [{ digest }]))).toBe(true)
    expect(trust.sharesWith('gamma').verdictsFor('production')).toBe(false)
    expect(beta.verdictsFor('production')).toBe(true)
    expect(beta.verdictsFor('staging')).toBe(false)
    expect(beta).toMatchObject({ any: true, artifacts: ['pkg:oci/shop', 'pkg:npm/%40acme/*'] })
    const delta = trust.sharesWith('delta')
    expect([
      delta.any,
      delta.readable(stored(PUBLISHED, [{ digest, purl: 'pkg:oci/shop@1' }])),
      delta.verdictsFor('production'),
    ]).toEqual([false, false, false])
  })
})
