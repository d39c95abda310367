/**
 * `attesters` of a policy: whose signatures on statements count. A key, or an identity that Sigstore vouches for, with
 * the trusted root that says whose word that is. Nothing is ever fetched.
 */
import { createHash } from 'node:crypto'
import { preAuthEncoding } from '../../cdevents/dsse.ts'
import { isObject } from '../../cdevents/object.ts'
import { isSignedBy, keyIdOf, publicKeyIn } from '../../cdevents/signing-key.ts'
import { explain } from '../../errors.ts'
import type { Problem } from '../../errors.ts'
import type { SignedStatement } from '../../sources/statement.ts'
import type { Attester } from '../policy.ts'
import { createReader } from '../reader.ts'
import type { Reader } from '../reader.ts'
import { clip } from '../say.ts'
import type { Shape } from '../shape.ts'
import { coversUri, uriPatternProblem } from '../uri-pattern.ts'
import type { Certified, SigstoreRoot } from './sigstore.ts'

/** Verifications that are remembered for one root: the same bundle is asked about again and again. */
const REMEMBERED = 4096
const MAX_ROOTS = 16

export const attesterShape: Shape = {
  is: 'record',
  required: [],
  someOf: ['key', 'sigstore'],
  fields: {
    key: { is: 'text', max: 4000, about: 'A public key in PEM: Ed25519 or ECDSA P-256.' },
    sigstore: {
      is: 'record',
      required: ['trustedRoot', 'issuer', 'identity'],
      about: 'An identity that a Sigstore vouches for.',
      fields: {
        trustedRoot: {
          is: 'text',
          max: 100_000,
          about:
            'Whose certificates and logs count: public-good (the public Sigstore), or a TrustedRoot as JSON, the text itself.',
        },
        issuer: { is: 'text', max: 500, about: 'Who told Sigstore who signs, exactly.' },
        identity: {
          is: 'text',
          max: 1000,
          about:
            'Who signs, as in the certificate: a URI or a mail address. A * at the end, behind / or @, covers what is below.',
        },
        repositoryId: { is: 'text', max: 40, about: "The repository's number, which survives a rename." },
        repositoryOwnerId: { is: 'text', max: 40, about: "Its owner's number." },
        ref: { is: 'text', max: 300, about: 'The ref that was built, such as refs/heads/main, exactly.' },
        runnerEnvironment: {
          is: 'text',
          max: 40,
          about: 'Whose runner it was built on, such as github-hosted.',
        },
      },
    },
  },
  about: 'Whose signature it is: a key, or an identity of Sigstore.',
}

interface Written {
  key?: string
  sigstore?: Identity
}

interface Identity {
  trustedRoot: string
  issuer: string
  identity: string
  repositoryId?: string
  repositoryOwnerId?: string
  ref?: string
  runnerEnvironment?: string
}

/** What the certificate must say beside who signed; of what is not named, nothing. */
const CERTIFIED = ['repositoryId', 'repositoryOwnerId', 'ref', 'runnerEnvironment'] as const

/** Of a document whose shape is wrong in them: names that rules may refer to, and nobody is. */
export function namesOnly(document: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const written = document['attesters']
  const names = isObject(written) ? Object.keys(written) : []
  return { attesters: Object.fromEntries(names.map((name) => [name, {}])) }
}

/** The attesters of a document whose shape was checked, by name. */
export async function attestersOf(
  document: Readonly<Record<string, unknown>>,
  problems: Problem[],
): Promise<Record<string, Attester>> {
  const written = (document['attesters'] ?? {}) as Record<string, Written>
  const attesters: Record<string, Attester> = {}
  const reader = createReader(problems, { producers: [], groups: {} }, () => ({ problem: '' }), '/attesters')
  for (const [name, { key, sigstore }] of Object.entries(written)) {
    const at = reader.at(name)
    if (key !== undefined && sigstore !== undefined) at.problem('needs either key or sigstore, and not both')
    // One that cannot be used is a problem of its own; rules that name it are not another one.
    const attester =
      key !== undefined
        ? byKey(name, key, at)
        : sigstore !== undefined
          ? await bySigstore(name, sigstore, at)
          : undefined
    attesters[name] = attester ?? nobody(name)
  }
  return attesters
}

function nobody(name: string): Attester {
  return { name, is: '', verify: () => ({ refused: 'signature-invalid', why: `${name} cannot be used` }) }
}

function byKey(name: string, pem: string, reader: Reader): Attester | undefined {
  try {
    const key = publicKeyIn(pem, 'key')
    const is = `key:${keyIdOf(key)}`
    return {
      name,
      is,
      verify({ envelope }) {
        const signed = preAuthEncoding(envelope.payloadType, envelope.payload)
        // A keyid is a hint that tools fill as they like: every signature is tried.
        return envelope.signatures.some(({ sig }) => isSignedBy(key, signed, sig))
          ? { by: `key ${name}` }
          : { refused: 'signature-invalid', why: `no signature of it is one of key ${name}` }
      },
    }
  } catch (error) {
    reader.problem(explain(error).replace(/^key: /u, ''), 'key')
    return undefined
  }
}

async function bySigstore(name: string, wanted: Identity, reader: Reader): Promise<Attester | undefined> {
  const at = reader.at('sigstore')
  const wrong = identityProblem(wanted.identity)
  if (wrong !== undefined) at.problem(wrong, 'identity')
  let root: RememberingRoot
  try {
    const isPublic = wanted.trustedRoot === 'public-good'
    root = await rootIn(isPublic ? (await import('./public-good.ts')).publicGoodRoot() : wanted.trustedRoot)
  } catch (error) {
    at.problem(`is not the JSON of a Sigstore trusted root: ${explain(error)}`, 'trustedRoot')
    return undefined
  }
  const { trustedRoot: _, ...identity } = wanted
  return {
    name,
    is: `sigstore:${root.digest}:${JSON.stringify(Object.entries(identity).sort())}`,
    verify(signed) {
      if (signed.bundle === undefined)
        return { refused: 'signature-invalid', why: `it has no certificate, and ${name} signs with Sigstore` }
      const found = root.verify(signed)
      if ('refused' in found) return { refused: 'signature-invalid', why: found.refused }
      if (isThem(wanted, found))
        return {
          by: found.identity,
          ...(Number.isFinite(found.signedAt) ? { signedAt: found.signedAt } : {}),
          once: true,
        }
      return {
        refused: 'attester-not-allowed',
        why: `signed by ${found.identity} of ${found.issuer}, who is not ${name}${sayDifferences(wanted, found)}`,
      }
    },
  }
}

function isThem(wanted: Identity, found: Certified): boolean {
  const { issuer, identity } = wanted
  const isName = identity.endsWith('*') ? coversUri(identity, found.identity) : identity === found.identity
  return isName && issuer === found.issuer && differencesOf(wanted, found).length === 0
}

function differencesOf(wanted: Identity, found: Certified): (typeof CERTIFIED)[number][] {
  return CERTIFIED.filter((claim) => wanted[claim] !== undefined && wanted[claim] !== found[claim])
}

function sayDifferences(wanted: Identity, found: Certified): string {
  const said = differencesOf(wanted, found).map((claim) => `${claim} ${clip(found[claim] ?? 'missing', 100)}`)
  return said.length === 0 ? '' : ` (${said.join(', ')})`
}

/** As in a trust document, and `…/build.yml@*` for one workflow at any ref: what follows the @ is below it. */
function identityProblem(identity: string): string | undefined {
  if (identity === '*') return 'any identity is nobody’s: write who signs'
  if (/^[^\s*@]+@[^\s*@]+$/u.test(identity)) return undefined
  return uriPatternProblem(/^https:\/\/[^@]+\/[^@/]+@\*$/u.test(identity) ? identity.slice(0, -2) : identity)
}

interface RememberingRoot {
  digest: string
  verify(signed: SignedStatement): ReturnType<SigstoreRoot['verify']>
}

/** Reading a root takes longer than verifying with it, and policies are read again and again. */
const roots = new Map<string, Promise<RememberingRoot>>()

function rootIn(text: string): Promise<RememberingRoot> {
  const digest = createHash('sha256').update(text).digest('hex')
  const known = roots.get(digest)
  if (known !== undefined) return known
  const made = remembering(text, digest)
  bounded(roots, MAX_ROOTS).set(digest, made)
  made.catch(() => roots.delete(digest))
  return made
}

async function remembering(text: string, digest: string): Promise<RememberingRoot> {
  const { sigstoreRoot } = await import('./sigstore.ts')
  const root = sigstoreRoot(text, 'log or timestamps')
  const found = new Map<string, ReturnType<SigstoreRoot['verify']>>()
  return {
    digest,
    verify({ envelope, bundle, digest: id }) {
      const known = found.get(id)
      if (known !== undefined) return known
      const result = root.verify(envelope, bundle!)
      bounded(found, REMEMBERED).set(id, result)
      return result
    },
  }
}

/** With room for one more: the oldest entry goes. */
function bounded<V>(map: Map<string, V>, most: number): Map<string, V> {
  const [oldest] = map.keys()
  if (map.size >= most && oldest !== undefined) map.delete(oldest)
  return map
}
