/** An SBOM is evidence for the artifact that it is of, and for no other one. */
import { describe, expect, test } from '@jest/globals'
import type { ArtifactRef } from '../../../src/cdevents/event.ts'
import type { Described, Sbom } from '../../../src/sources/reports/sbom-model.ts'
import { aboutWhat, sbomDescriptions } from '../../../src/sources/reports/sbom-events.ts'
import { noCounts } from '../../../src/sources/reports/scan.ts'
import { context, DIGEST, eventsOf, file, OTHER, PURL, refusalOf, typesOf } from './reading.ts'

const sbomOf = (describes: readonly Partial<Described>[], more: Partial<Sbom> = {}): Sbom => ({
  format: 'CycloneDX',
  version: '1.6',
  tools: ['scan 2'],
  describes: describes.map((each) => ({ purls: [], digests: [], ...each })),
  components: 3,
  files: 0,
  licenses: { unknown: 1, distinct: 1, most: [{ license: 'MIT', components: 2 }] },
  ...more,
})
const npm = (name: string, version: string, digest = DIGEST): ArtifactRef => ({
  digest,
  purl: `pkg:npm/${name}@${version}?checksum=${digest}`,
})

describe('which artifact it is of', () => {
  test.each<[string, Partial<Described>, readonly ArtifactRef[], string]>([
    ['the digest that it names', { digests: [DIGEST] }, [{ digest: DIGEST }], 'digest'],
    ['one of the digests that it names', { digests: [OTHER, DIGEST] }, [{ digest: DIGEST }], 'digest'],
    ['its package URL', { purls: ['pkg:npm/Shop@1.0.0'] }, [npm('shop', '1.0.0')], 'purl'],
    ['its package URL without a version', { purls: ['pkg:npm/shop'] }, [npm('shop', '1.0.0')], 'purl'],
    [
      'its package URL, of several artifacts',
      { purls: ['pkg:npm/shop@1.0.0'] },
      [{ digest: OTHER, purl: `pkg:oci/x@${OTHER}` }, npm('shop', '1.0.0')],
      'purl',
    ],
    ['the run, where it names nothing', {}, [{ digest: DIGEST }], 'run'],
    [
      'the run, where its package is of another type',
      { purls: ['pkg:npm/shop@1.0.0'] },
      [{ digest: DIGEST, purl: PURL }],
      'run',
    ],
    ['the run, where its package URL is none', { purls: ['pkg:'] }, [npm('shop', '1.0.0')], 'run'],
  ])('%s', (_, described, artifacts, by) => {
    const about = aboutWhat(sbomOf([described]), artifacts)
    expect(about).toEqual({ by, artifacts: artifacts.filter(({ digest }) => digest === DIGEST) })
  })

  test.each<[string, Partial<Described>, readonly ArtifactRef[]]>([
    ['another digest', { digests: [OTHER] }, [{ digest: DIGEST, purl: PURL }]],
    [
      'another digest, although its name is the same',
      { digests: [OTHER], purls: ['pkg:npm/shop@1.0.0'] },
      [npm('shop', '1.0.0')],
    ],
    ['another name', { purls: ['pkg:npm/cart@1.0.0'] }, [npm('shop', '1.0.0')]],
    ['another version', { purls: ['pkg:npm/shop@1.0.1'] }, [npm('shop', '1.0.0')]],
    ['another namespace', { purls: ['pkg:npm/%40acme/shop@1.0.0'] }, [npm('shop', '1.0.0')]],
  ])('an SBOM of %s is refused', async (_, described, artifacts) => {
    const why = await refusalOf(() => aboutWhat(sbomOf([described]), artifacts))
    expect(why).toMatch(/^it is the SBOM of .*, and the artifact is .*; make it from the artifact/u)
  })

  test('where the run names none, what the SBOM names', () => {
    const purl = `pkg:oci/shop@${DIGEST}`
    expect(aboutWhat(sbomOf([{ digests: [DIGEST], purls: ['pkg:npm/shop@1', purl] }]), [])).toEqual({
      by: 'digest',
      artifacts: [{ digest: DIGEST, purl }],
    })
    expect(aboutWhat(sbomOf([{ purls: ['pkg:npm/shop@1'] }]), [])).toEqual({ by: 'run', artifacts: [] })
    expect(aboutWhat(sbomOf([{ digests: [DIGEST] }, { digests: [OTHER] }]), [])).toEqual({
      by: 'run',
      artifacts: [],
    })
  })
})

describe('events', () => {
  test('say where it is, and what is in it', () => {
    const [packaged, published, ...more] = eventsOf(
      sbomDescriptions(
        sbomOf([{ digests: [DIGEST], name: 'shop' }]),
        { ...file, uri: 'https://acme.example/sbom.json' },
        context,
      ),
    )
    expect(more).toEqual([])
    expect(packaged!.subject).toMatchObject({
      id: PURL,
      content: { sbom: { uri: 'https://acme.example/sbom.json' } },
    })
    expect(published!.subject.content).toEqual({
      format: 'CycloneDX',
      version: '1.6',
      components: 3,
      licenses: { unknown: 1, distinct: 1, most: [{ license: 'MIT', components: 2 }] },
      digest: file.digest,
      uri: 'https://acme.example/sbom.json',
      tools: ['scan 2'],
      describes: { name: 'shop', purls: [], digests: [DIGEST] },
      match: 'digest',
    })
    expect(published!.customData).toMatchObject({ turnpike: { artifacts: [{ digest: DIGEST }] } })
  })

  test('name it by its digest where nobody knows an address', () => {
    const [packaged] = eventsOf(sbomDescriptions(sbomOf([]), file, context))
    expect(packaged!.subject.content).toMatchObject({ sbom: { uri: `urn:turnpike:sbom:${file.digest}` } })
  })

  test('are bound to the artifact that it is of, and not to its siblings', () => {
    const both = { ...context, artifacts: [{ digest: DIGEST }, { digest: OTHER }] }
    const events = eventsOf(sbomDescriptions(sbomOf([{ digests: [OTHER] }]), file, both))
    expect(events).toHaveLength(2)
    for (const { customData } of events)
      expect(customData).toMatchObject({ turnpike: { artifacts: [{ digest: OTHER }] } })
  })

  test('of vulnerabilities are those of a scan', () => {
    const counts = { ...noCounts(), critical: 1 }
    const scan = { tool: { name: 'scan' }, counts, total: 1, suppressed: 0 }
    const descriptions = sbomDescriptions(sbomOf([], { scan }), file, context, { failOn: 'critical' })
    expect(typesOf(descriptions)).toEqual([
      'artifact.packaged',
      'turnpike-sbom.published',
      'testsuiterun.finished',
      'turnpike-scan.finished',
    ])
    expect(descriptions[2]!.content).toMatchObject({ outcome: 'failure', severity: 'critical' })
  })

  test('are without artifact.packaged where nobody knows a change or an artifact', () => {
    const types = (descriptions: { type: string }[]) => descriptions.map(({ type }) => type)
    const sbom = sbomOf([])
    expect(types(sbomDescriptions(sbom, file, { ...context, artifacts: [] }))).toHaveLength(1)
    const { change: _, ...facts } = { ...context.facts, commit: '' }
    expect(types(sbomDescriptions(sbom, file, { ...context, facts }))).toHaveLength(1)
    expect(
      types(sbomDescriptions(sbom, file, { ...context, facts, change: 'https://acme.example/pull/1' })),
    ).toHaveLength(2)
  })
})
