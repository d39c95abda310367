/**
 * Makes what the cases of policies/slsa stand on: statements that were really signed, in policies/slsa/events, and the
 * keys and roots in its policies that verify them. Run again it makes other keys and writes all of it anew; the private
 * halves are never written down.
 *
 *     node test/policy/slsa-pack.ts
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mock } from 'node:test'
import { startSigstore } from '../trust/signatures/sigstore-world.ts'
import { bundle, envelope, keys, statement } from './attestation-scene.ts'

type Json = Record<string, unknown>

const PACK = new URL('../../policies/slsa/', import.meta.url)
const ARTIFACT = '5'.padEnd(64, '51a')
const OTHER_ARTIFACT = 'e'.repeat(64)
/** When the platform signed and the store received everything, but for what comes LATER. */
const SIGNED = '2026-11-16T10:00:00Z'
const LATER = '2026-11-17T10:00:00Z'

const SHOP = 'https://github.com/acme/shop'
const RELEASE = `${SHOP}/.github/workflows/release.yml@refs/heads/main`
const BUILDER = 'https://github.com/acme/builders/.github/workflows/build.yml@refs/heads/main'
const GENERATOR =
  'https://github.com/slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml@refs/tags/v2.1.0'
const PIPELINE = 'https://ci.example.org/pipelines/release'

const [pipeline, stranger, verifier] = [keys(), keys(), keys()]
// The stand-in's root begins to hold when it is made, by the clock.
mock.timers.enable({ apis: ['Date'], now: new Date(SIGNED) })
const [platform, otherPlatform] = [await startSigstore(), await startSigstore()]

interface Build {
  builder?: string
  buildType?: string
  repository?: string
  ref?: string
  /** More external parameters. */
  parameters?: Json
  /** Hex. */
  artifact?: string
}

const about = (artifact: string) => ({ subject: [{ name: 'shop.tar', digest: { sha256: artifact } }] })

/** SLSA provenance v1, as GitHub's own action makes it. */
function provenance(build: Build = {}): Json {
  const { repository = SHOP, ref = 'refs/heads/main' } = build
  return statement(
    'https://slsa.dev/provenance/v1',
    {
      buildDefinition: {
        buildType: build.buildType ?? 'https://actions.github.io/buildtypes/workflow/v1',
        externalParameters: {
          workflow: { ref, repository, path: '.github/workflows/release.yml' },
          ...build.parameters,
        },
        internalParameters: {
          github: {
            event_name: 'push',
            repository_id: '7',
            repository_owner_id: '4567',
            runner_environment: 'github-hosted',
          },
        },
        resolvedDependencies: [{ uri: `git+${repository}@${ref}`, digest: { gitCommit: '7'.repeat(40) } }],
      },
      runDetails: {
        builder: { id: build.builder ?? RELEASE },
        metadata: { invocationId: `${SHOP}/actions/runs/1/attempts/1` },
      },
    },
    about(build.artifact ?? ARTIFACT),
  )
}

/** Provenance of the pipeline that holds its own key. */
const made = (build: Build = {}) =>
  provenance({ builder: PIPELINE, buildType: 'https://ci.example.org/buildtypes/release/v1', ...build })

/** SLSA provenance v0.2, as the generator of the SLSA project makes it. */
function generated(repository = SHOP): Json {
  return statement(
    'https://slsa.dev/provenance/v0.2',
    {
      builder: { id: GENERATOR },
      buildType: 'https://github.com/slsa-framework/slsa-github-generator/generic@v1',
      invocation: {
        configSource: {
          uri: `git+${repository}@refs/heads/main`,
          digest: { sha1: '7'.repeat(40) },
          entryPoint: '.github/workflows/release.yml',
        },
        parameters: {},
      },
    },
    about(ARTIFACT),
  )
}

function summary(change: Json = {}): Json {
  return statement(
    'https://slsa.dev/verification_summary/v1',
    {
      verifier: { id: 'https://verifier.example.org/slsa' },
      timeVerified: SIGNED,
      resourceUri: 'https://registry.example.org/shop',
      policy: { uri: 'https://verifier.example.org/policies/shop' },
      verificationResult: 'PASSED',
      verifiedLevels: ['SLSA_BUILD_LEVEL_3'],
      slsaVersion: '1.2',
      ...change,
    },
    about(ARTIFACT),
  )
}

/** Signed by a workflow, as Sigstore's certificate names it. */
const signedAs = async (
  workflow: string,
  content: Json,
  claims: Record<string, string> = {},
  by = platform,
) => ({
  bundle: await bundle(by, content, { job_workflow_uri: workflow, ...claims }),
})
const signedBy = (key: typeof pipeline, content: Json) => ({ envelope: envelope(content, { by: [key] }) })

const events: Record<string, unknown> = {
  'pipeline-provenance': signedBy(pipeline, made()),
  'pipeline-provenance-of-a-stranger': signedBy(stranger, made()),
  'pipeline-provenance-other-builder': signedBy(pipeline, made({ builder: 'https://laptop.example.org' })),
  'pipeline-provenance-other-type': signedBy(
    pipeline,
    made({ buildType: 'https://ci.example.org/by-hand/v1' }),
  ),
  'pipeline-provenance-fork': signedBy(pipeline, made({ repository: 'https://github.com/mallory/shop' })),
  'pipeline-provenance-other-artifact': signedBy(pipeline, made({ artifact: OTHER_ARTIFACT })),

  'platform-provenance': await signedAs(RELEASE, provenance()),
  'platform-provenance-other-workflow': await signedAs(
    `${SHOP}/.github/workflows/test.yml@refs/heads/main`,
    provenance(),
  ),
  'platform-provenance-other-repository': await signedAs(RELEASE, provenance(), { repository_id: '8' }),
  'platform-provenance-other-platform': await signedAs(RELEASE, provenance(), {}, otherPlatform),
  'platform-provenance-other-builder': await signedAs(RELEASE, provenance({ builder: BUILDER })),
  'platform-provenance-other-branch': await signedAs(RELEASE, provenance({ ref: 'refs/heads/try' })),
  'platform-provenance-self-hosted': await signedAs(RELEASE, provenance(), {
    runner_environment: 'self-hosted',
  }),
  'platform-provenance-more-parameters': await signedAs(
    RELEASE,
    provenance({ parameters: { inputs: { skip_tests: 'true' } } }),
  ),
  'platform-provenance-other-artifact': await signedAs(RELEASE, provenance({ artifact: OTHER_ARTIFACT })),

  'builder-provenance': await signedAs(BUILDER, provenance({ builder: BUILDER })),
  'builder-provenance-other-branch': await signedAs(
    BUILDER.replace('main', 'try'),
    provenance({ builder: BUILDER }),
  ),
  'builder-provenance-other-artifact': await signedAs(
    BUILDER,
    provenance({ builder: BUILDER, artifact: OTHER_ARTIFACT }),
  ),
  'builder-provenance-self-hosted': await signedAs(BUILDER, provenance({ builder: BUILDER }), {
    runner_environment: 'self-hosted',
  }),
  'builder-provenance-of-a-branch': await signedAs(BUILDER, provenance({ builder: BUILDER }), {
    ref: 'refs/heads/try',
  }),
  'builder-provenance-fork': await signedAs(
    BUILDER,
    provenance({ builder: BUILDER, repository: 'https://github.com/mallory/shop' }),
  ),
  'builder-provenance-more-parameters': await signedAs(
    BUILDER,
    provenance({ builder: BUILDER, parameters: { inputs: { skip_tests: 'true' } } }),
  ),
  'generator-provenance': await signedAs(GENERATOR, generated()),
  'generator-provenance-fork': await signedAs(GENERATOR, generated('https://github.com/mallory/shop')),

  'summary-level-3': signedBy(verifier, summary()),
  'summary-level-2': signedBy(verifier, summary({ verifiedLevels: ['SLSA_BUILD_LEVEL_2'] })),
  'summary-failed-later': signedBy(
    verifier,
    summary({ timeVerified: LATER, verificationResult: 'FAILED', verifiedLevels: ['FAILED'] }),
  ),
  'summary-other-resource': signedBy(
    verifier,
    summary({ resourceUri: 'https://registry.example.org/other' }),
  ),
  'summary-of-a-stranger': signedBy(stranger, summary()),
}
await Promise.all([platform.close(), otherPlatform.close()])

rmSync(new URL('events/', PACK), { recursive: true, force: true })
mkdirSync(new URL('events/', PACK))
for (const [name, content] of Object.entries(events)) {
  const event = {
    type: 'dev.cdeventsx.turnpike-attestation.published.0.1.0',
    subject: name,
    // Sent as if it were about the artifact, and found by the one it is about.
    artifact: [ARTIFACT, ...(name.endsWith('other-artifact') ? [OTHER_ARTIFACT] : [])].map(
      (hex) => `sha256:${hex}`,
    ),
    content,
    // Anybody may bring a statement: who signed it decides.
    producer: 'token:courier',
    receivedAt: name.endsWith('later') ? LATER : SIGNED,
  }
  writeFileSync(new URL(`events/${name}.ndjson`, PACK), `${JSON.stringify(event)}\n`)
}

change('level-1.yaml', withKey('pipeline', pipeline.pem))
change('level-2.yaml', withRoot)
change('level-3.yaml', (text) => withKey('verifier', verifier.pem)(withRoot(text)))

function change(file: string, edit: (text: string) => string): void {
  const place = new URL(file, PACK)
  writeFileSync(place, edit(readFileSync(place, 'utf8')))
}

function withKey(name: string, pem: string) {
  const lines = pem.trimEnd().replace(/^/gmu, '      ')
  return (text: string) =>
    text.replace(new RegExp(`(\n  ${name}:\n    key: \\|\n)(?: {6}.*\n)+`, 'u'), `$1${lines}\n`)
}

function withRoot(text: string): string {
  return text.replace(/(trustedRoot: \|\n +).*/gu, `$1${platform.trustedRoot}`)
}
