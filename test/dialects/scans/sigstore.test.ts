/** Bundles as sigstore-js makes them: they are carried so that a gate can verify them, and say what was signed. */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { describe } from '../../../src/sources/described.ts'
import { statementDescriptions } from '../../../src/sources/reports/statements.ts'
import { found, ISSUER, published, vsaOf, VSA_RULE, WORKFLOW } from '../../policy/attestation-scene.ts'
import { DIGEST } from '../../policy/scene.ts'
import { facts, NOW } from '../../sources/describing.ts'
import { identityToken, startSigstore } from '../../trust/signatures/sigstore-world.ts'
import type { SigstoreWorld } from '../../trust/signatures/sigstore-world.ts'
import { context, installed, run, sample, testWithInstalled } from './tool.ts'

let world: SigstoreWorld
beforeAll(async () => {
  world = await startSigstore()
})
afterAll(() => world.close())

/** The text of a bundle of these bytes, as sigstore-js writes it. */
async function signed(kind: 'dsse' | 'blob', bytes: string) {
  const folder = await sample('sigstore')
  await writeFile(join(folder, 'payload'), bytes)
  const token = identityToken({ job_workflow_uri: WORKFLOW, aud: 'sigstore' })
  const { stderr, status } = await run(
    process.execPath,
    ['sign.mjs', installed('npm', 'node_modules'), world.url, token, kind, 'payload', 'bundle.json'],
    folder,
  )
  expect({ status, stderr }).toMatchObject({ status: 0 })
  return await readFile(join(folder, 'bundle.json'), 'utf8')
}

testWithInstalled('npm')('a statement: what is carried is what a gate verifies', async () => {
  const text = await signed('dsse', JSON.stringify(vsaOf()))
  const about = { ...context, artifacts: [{ digest: DIGEST }] }
  const events = describe(await statementDescriptions(text, 'bundle.json', about), facts, NOW)
  expect(events.map(({ context: { type } }) => type)).toEqual([
    'dev.cdeventsx.turnpike-attestation.published.0.1.0',
  ])
  const judged = await found(VSA_RULE, [published(events[0]!.subject.content)], {
    attesters: {
      verifier: { sigstore: { trustedRoot: world.trustedRoot, issuer: ISSUER, identity: WORKFLOW } },
    },
  })
  expect(judged).toMatchObject({ result: 'pass', by: `verifier (${WORKFLOW})` })
})

testWithInstalled('npm')('a statement about a build: built, packaged and signed', async () => {
  const statement = {
    ...vsaOf(),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: { buildDefinition: {}, runDetails: { builder: { id: 'https://acme.example/builder' } } },
  }
  const text = await signed('dsse', JSON.stringify(statement))
  const about = { ...context, artifacts: [{ digest: DIGEST }] }
  const events = describe(await statementDescriptions(text, 'bundle.json', about), facts, NOW)
  expect(events.map(({ context: { type } }) => type.split('.').slice(-5, -3).join('.'))).toEqual([
    'turnpike-attestation.published',
    'build.finished',
    'artifact.packaged',
    'artifact.signed',
  ])
  // The signature is the tool's.
  const { dsseEnvelope } = JSON.parse(text) as { dsseEnvelope: { signatures: { sig: string }[] } }
  expect(events[3]!.subject.content).toEqual({ signature: dsseEnvelope.signatures[0]!.sig })
})

testWithInstalled('npm')('a file: it was signed, and it is the file', async () => {
  const text = await signed('blob', 'the artifact itself')
  const digest = `sha256:${createHash('sha256').update('the artifact itself').digest('hex')}`
  const about = { ...context, artifacts: [{ digest }] }
  const [event] = describe(await statementDescriptions(text, 'bundle.json', about), facts, NOW)
  expect(event).toMatchObject({
    context: { type: 'dev.cdevents.artifact.signed.0.3.0' },
    customData: { turnpike: { artifacts: [{ digest }] } },
  })
  await expect(statementDescriptions(text, 'bundle.json', context)).rejects.toMatchObject({
    code: 'INVALID_REPORT',
  })
})
