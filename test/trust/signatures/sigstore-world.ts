/**
 * A Sigstore of one's own on loopback: Fulcio with a certificate log, Rekor, and the trusted root that names them. The
 * cryptography is `@sigstore/mock`'s; its Rekor logs what is proposed, so the entry is made here as Rekor makes it.
 */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fulcioHandler, initializeCA, initializeCTLog, initializeTLog } from '@sigstore/mock'
import { HashAlgorithm, PublicKeyDetails, TrustedRoot } from '@sigstore/protobuf-specs'

export interface SigstoreWorld {
  url: string
  /** JSON of the trusted root. */
  trustedRoot: string
  /** How many requests each of the two had. */
  asked: { fulcio: number; rekor: number }
  /** Answers with this status from now on. */
  fail: { fulcio?: number; rekor?: number }
  close(): Promise<void>
}

/** @param clock the time the certificate authority and the logs believe it is */
export async function startSigstore(clock?: Date, logClock = clock): Promise<SigstoreWorld> {
  const keyPair = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve })
  const ctKeys = keyPair('P-256')
  const ctlog = await initializeCTLog(ctKeys, clock)
  const ca = await initializeCA(keyPair('P-384'), ctlog, clock)
  const tlog = await initializeTLog('https://rekor.example.org', keyPair('P-256'), logClock)
  const fulcio = fulcioHandler(ca, { subjectClaim: 'job_workflow_uri' })
  const asked = { fulcio: 0, rekor: 0 }
  const fail: SigstoreWorld['fail'] = {}

  const answer = async (path: string, body: string): Promise<[number, string]> => {
    if (path === fulcio.path) {
      asked.fulcio++
      if (fail.fulcio !== undefined) return [fail.fulcio, '{}']
      const { statusCode, response } = await fulcio.fn(body)
      return [statusCode, response as string]
    }
    asked.rekor++
    if (fail.rekor !== undefined) return [fail.rekor, '{}']
    return [201, JSON.stringify(await tlog.log(entryOf(body)))]
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      void answer(request.url ?? '', Buffer.concat(chunks).toString()).then(([status, text]) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(text)
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    trustedRoot: JSON.stringify(
      TrustedRoot.toJSON({
        mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
        tlogs: [logOf(tlog.publicKey, 'https://rekor.example.org')],
        ctlogs: [logOf(ctlog.publicKey, 'https://ctfe.example.org')],
        certificateAuthorities: [
          {
            subject: { commonName: 'sigstore', organization: 'sigstore.mock' },
            uri: 'https://fulcio.example.org',
            certChain: { certificates: [{ rawBytes: Buffer.from(ca.rootCertificate as Uint8Array) }] },
            validFor: { start: new Date(0) },
            operator: '',
          },
        ],
        timestampAuthorities: [],
      }),
    ),
    asked,
    fail,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function logOf(publicKey: Buffer, baseUrl: string) {
  return {
    baseUrl,
    logId: { keyId: createHash('sha256').update(publicKey).digest() },
    hashAlgorithm: HashAlgorithm.SHA2_256,
    publicKey: {
      rawBytes: publicKey,
      keyDetails: PublicKeyDetails.PKIX_ECDSA_P256_SHA_256,
      validFor: { start: new Date(0) },
    },
    checkpointKeyId: undefined,
    operator: '',
  }
}

interface Proposed {
  spec: { proposedContent: { envelope: string; verifiers: string[] } }
}

/** What Rekor keeps of a proposed `dsse` entry: hashes, the signature and who made it. */
function entryOf(body: string): object {
  const { envelope, verifiers } = (JSON.parse(body) as Proposed).spec.proposedContent
  const { payload, signatures } = JSON.parse(envelope) as { payload: string; signatures: { sig: string }[] }
  const sha256 = (data: Uint8Array | string) => ({
    algorithm: 'sha256',
    value: createHash('sha256').update(data).digest('hex'),
  })
  return {
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      envelopeHash: sha256(envelope),
      payloadHash: sha256(Buffer.from(payload, 'base64')),
      signatures: signatures.map(({ sig }, index) => ({ signature: sig, verifier: verifiers[index] })),
    },
  }
}

/** A token that Fulcio's stand-in believes; nobody checks its signature. */
export function identityToken(claims: Readonly<Record<string, string>>): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part({ sub: 'job', iss: 'https://token.actions.githubusercontent.com', ...claims })}.c2ln`
}
