/** Statements, who signs them, and a gate that asks for one. */
import { generateKeyPairSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { preAuthEncoding } from '../../src/cdevents/dsse.ts'
import { keylessSigner } from '../../src/client/sign-keyless.ts'
import type { Decision, Finding, GateRequest } from '../../src/policy/decision.ts'
import { ask, DIGEST, load, shelfOf } from './scene.ts'
import type { Said } from './scene.ts'
import { identityToken } from '../trust/signatures/sigstore-world.ts'
import type { SigstoreWorld } from '../trust/signatures/sigstore-world.ts'

export const PAYLOAD = 'application/vnd.in-toto+json'
export const HEX = DIGEST.slice('sha256:'.length)
export const ISSUER = 'https://token.actions.githubusercontent.com'
export const WORKFLOW = 'https://github.com/acme/ci/.github/workflows/build.yml@refs/heads/main'

type Json = Record<string, unknown>

export interface Keys {
  privateKey: KeyObject
  pem: string
}

export function keys(kind: 'ed25519' | 'p256' = 'ed25519'): Keys {
  const pair =
    kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    privateKey: pair.privateKey,
    pem: pair.publicKey.export({ type: 'spki', format: 'pem' }) as string,
  }
}

export const VERIFIER = keys()
export const OTHER_KEY = keys()

export function statement(predicateType: string, predicate: unknown, more: Json = {}): Json {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'webshop', digest: { sha256: HEX } }],
    predicateType,
    predicate,
    ...more,
  }
}

export interface EnvelopeJson extends Json {
  payloadType: string
  payload: string
  signatures: { keyid?: string; sig: string }[]
}

/** Signs a statement, or any bytes. */
export function envelope(
  content: Json | string | Uint8Array,
  { by = [VERIFIER], payloadType = PAYLOAD }: { by?: readonly Keys[]; payloadType?: string } = {},
): EnvelopeJson {
  const payload =
    content instanceof Uint8Array
      ? Buffer.from(content)
      : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
  const signed = preAuthEncoding(payloadType, payload)
  return {
    payloadType,
    payload: payload.toString('base64'),
    signatures: by.map(({ privateKey }) => ({
      sig: sign(privateKey.asymmetricKeyType === 'ec' ? 'sha256' : null, signed, privateKey).toString(
        'base64',
      ),
    })),
  }
}

/** A Sigstore bundle of a statement, by a workflow of a Sigstore of one's own. */
export async function bundle(
  world: SigstoreWorld,
  content: Json | string,
  claims: Record<string, string> = {},
): Promise<Json> {
  const token = identityToken({
    job_workflow_uri: WORKFLOW,
    repository_id: '7',
    repository_owner_id: '4567',
    ref: 'refs/heads/main',
    runner_environment: 'github-hosted',
    ...claims,
  })
  const signer = await keylessSigner({
    env: { SIGSTORE_ID_TOKEN: token, TURNPIKE_FULCIO_URL: world.url, TURNPIKE_REKOR_URL: world.url },
  })
  const payload = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
  const { sig, more } = await signer(preAuthEncoding(PAYLOAD, payload), payload)
  const { mediaType, verificationMaterial } = more!['sigstore'] as Json
  return {
    mediaType,
    verificationMaterial,
    dsseEnvelope: {
      payloadType: PAYLOAD,
      payload: payload.toString('base64'),
      signatures: [{ sig: Buffer.from(sig).toString('base64') }],
    },
  }
}

export const published = (content: unknown, more: Partial<Said> = {}): Said => ({
  type: 'dev.cdeventsx.turnpike-attestation.published.0.1.0',
  subject: 'attestation',
  content,
  ...more,
})

/** An event with a statement of the verifier's. */
export const attested = (content: Json | string, more: Partial<Said> = {}): Said =>
  published({ envelope: envelope(content) }, more)

export interface Head {
  attesters?: Record<string, unknown>
  /** More rules. */
  more?: string
}

export function policyOf(rule: string, { attesters, more = '' }: Head = {}): string {
  const who = attesters ?? { verifier: { key: VERIFIER.pem }, other: { key: OTHER_KEY.pem } }
  return `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production }
applies: { environments: [production] }
producers:
  ci: { id: 'token:ci' }
  ops: { id: 'token:ops' }
attesters: ${JSON.stringify(who)}
rules:
  - { id: a, kind: attestation, ${rule} }
${more}
`
}

export async function decided(
  rule: string,
  events: readonly Said[],
  head: Head = {},
  request: Partial<GateRequest> = {},
): Promise<Decision> {
  return ask([await load(policyOf(rule, head))], { shelf: shelfOf(...events), request })
}

export async function found(
  rule: string,
  events: readonly Said[],
  head: Head = {},
  request: Partial<GateRequest> = {},
): Promise<Finding> {
  const { findings } = await decided(rule, events, head, request)
  return findings.find((finding) => finding.rule === 'a')!
}

export const VSA_TYPE = 'https://slsa.dev/verification_summary/v1'
export const VSA: Json = {
  verifier: { id: 'https://verifier.example.org/v2', version: { scanner: '2.1' } },
  timeVerified: '2026-11-21T12:00:00Z',
  resourceUri: 'https://registry.example.org/webshop',
  policy: { uri: 'https://verifier.example.org/policy', digest: { sha256: 'ef'.repeat(32) } },
  verificationResult: 'PASSED',
  verifiedLevels: ['SLSA_BUILD_LEVEL_3'],
  slsaVersion: '1.0',
}
export const vsaOf = (change: Json = {}): Json => statement(VSA_TYPE, { ...VSA, ...change })
export const VSA_RULE =
  "predicate: vsa, attesters: [verifier], verifiers: ['https://verifier.example.org/*'], resources: ['*'], levels: [SLSA_BUILD_LEVEL_2]"
