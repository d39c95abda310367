import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { resolveArtifacts } from '../../src/actions/artifacts.ts'
import { TurnpikeError } from '../../src/errors.ts'

const HEX = 'ab'.repeat(32)
const files = {
  digestFile: async (path: string) => {
    if (path.endsWith('.tgz')) return `sha256:${HEX}`
    throw new TurnpikeError('NOT_FOUND', `${path} cannot be read`)
  },
}
const one = async (value: string) => (await resolveArtifacts([value], files))[0]

describe('an artifact', () => {
  test.each([
    [`sha256:${HEX}`, undefined],
    [`SHA256:${HEX.toUpperCase()}`, undefined],
    [`pkg:oci/shop@sha256:${HEX}`, `pkg:oci/shop@sha256:${HEX}`],
    [`ghcr.io/acme/shop@sha256:${HEX}`, `pkg:oci/shop@sha256:${HEX}?repository_url=ghcr.io%2Facme%2Fshop`],
    [
      `localhost:5000/acme/Shop:1.2@sha256:${HEX}`,
      `pkg:oci/shop@sha256:${HEX}?repository_url=localhost:5000%2Facme%2Fshop`,
    ],
    [`shop@sha256:${HEX}`, `pkg:oci/shop@sha256:${HEX}?repository_url=shop`],
    ['dist/shop.tgz', `pkg:generic/shop.tgz?checksum=sha256:${HEX}`],
    ['./out/My Shop #1.tgz', `pkg:generic/My%20Shop%20%231.tgz?checksum=sha256:${HEX}`],
  ])('%s', async (given, purl) => {
    expect(await one(given)).toEqual({ digest: `sha256:${HEX}`, ...(purl === undefined ? {} : { purl }) })
  })

  test.each([`shop@sha256:${HEX}`, `sha256:${HEX}`, `pkg:oci/shop@sha256:${HEX}`])(
    'that is named %s, as a file here is, is neither',
    async (name) => {
      const here = { digestFile: async () => `sha256:${'cd'.repeat(32)}` }
      await expect(resolveArtifacts([name], here)).rejects.toThrow(
        /is the name of a file here, and of another artifact too/,
      )
      expect(await resolveArtifacts([`./${name}`], here)).toMatchObject([
        { digest: `sha256:${'cd'.repeat(32)}` },
      ])
    },
  )

  test('named in two ways is one', async () => {
    expect(
      await resolveArtifacts([`sha256:${HEX}`, 'a.tgz', `pkg:oci/shop@sha256:${HEX}`], files),
    ).toHaveLength(1)
  })

  test('that is none is told, and so are all the others', async () => {
    const refused = resolveArtifacts(['shop:latest', `sha256:${HEX}`, 'pkg:npm/x@1', 'sha256:abc'], files)
    await expect(refused).rejects.toMatchObject({
      code: 'USAGE',
      problems: [{ path: '/artifact/0' }, { path: '/artifact/2' }, { path: '/artifact/3' }],
    })
  })

  test('never comes out without a digest, whatever is written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `pkg:${text}`),
          fc.string().map((text) => `${text}@sha256:${HEX}`),
        ),
        async (text) => {
          try {
            const found = await one(text)
            expect(found?.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
          } catch (error) {
            expect(error).toMatchObject({ code: 'USAGE' })
          }
        },
      ),
    )
  })
})
