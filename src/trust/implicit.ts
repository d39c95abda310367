/** What holds without a trust document, as a document: it is judged, explained and printed like any other. */
import { hash } from 'node:crypto'
import type { Grant, TrustDocument } from './document.ts'
import { hashOfSecret, ownerOfSecret } from './secrets.ts'
import { tokenIdentity } from './static-tokens.ts'
import { createTrust } from './trust.ts'
import type { Trust } from './trust.ts'

export interface ImplicitOptions {
  /** Static tokens of the configuration; their secrets may be weak, so not even their hashes are kept. */
  tokens: readonly { name: string; secret: string }[]
  /** May programs on this machine do everything? Only without tokens. */
  loopback: boolean
  organisation?: string
}

const ALL = ['*']
const EVERYTHING = {
  write: [{ types: [{ written: '*', full: '', prefix: true }], sources: ALL, environments: ALL }],
  approve: [{ as: ALL, sources: ALL, environments: ALL }],
  ask: ALL,
  read: true,
  foreignCode: false,
} as const satisfies Partial<Grant>

/** Programs on this machine may everything; a token may send, ask, read and approve; `admin` may administer. */
export function implicitTrust({ tokens, loopback, organisation = 'default' }: ImplicitOptions): Trust {
  const grants: Grant[] = []
  if (loopback)
    grants.push({
      name: 'this machine',
      to: [{ claims: { kind: 'loopback' } }],
      ...EVERYTHING,
      waive: ALL,
      override: ALL,
      administer: true,
      witness: true,
    })
  if (tokens.length > 0)
    grants.push({
      name: 'tokens',
      to: [{ claims: { kind: 'token' } }],
      ...EVERYTHING,
      administer: false,
      witness: true,
    })
  if (tokens.some(({ name }) => name === 'admin'))
    grants.push({
      name: 'admin',
      to: [{ claims: { id: 'token:admin' } }],
      write: [],
      approve: [],
      read: true,
      administer: true,
      witness: true,
      foreignCode: false,
    })
  const text = textOf(organisation, grants)
  const document: TrustDocument = {
    organisation,
    digest: `sha256:${hash('sha256', text, 'hex')}`,
    text,
    audiences: [],
    issuers: [],
    people: [],
    tokens: [],
    hooks: [],
    signers: [],
    witnesses: [],
    grants,
    shares: [],
  }
  return Object.freeze({ ...createTrust(document, { env: () => undefined }), holderOf: holderAmong(tokens) })
}

function holderAmong(tokens: ImplicitOptions['tokens']): Trust['holderOf'] {
  const known = tokens.map(({ name, secret }) => ({
    digest: hashOfSecret(secret),
    identity: tokenIdentity(name),
  }))
  return (secret) => {
    const holder = ownerOfSecret(known, secret)
    return holder?.identity ?? { refused: 'The token is not one of those this store knows.' }
  }
}

/** The document that a person would write to get the same. */
function textOf(organisation: string, grants: readonly Grant[]): string {
  const head = [
    '# What holds without a trust document. Events may have any time; write a document to bound it (clock).',
    'apiVersion: turnpike/v1',
    'kind: Trust',
    `metadata: { organisation: ${organisation} }`,
    grants.length === 0 ? 'grants: []' : 'grants:',
  ]
  return `${[...head, ...grants.flatMap(linesOf)].join('\n')}\n`
}

function linesOf(grant: Grant): string[] {
  const [recipient] = grant.to
  const to = Object.entries(recipient?.claims ?? {}).map(([claim, value]) => `${claim}: '${value}'`)
  const all = "environments: ['*']"
  return [
    `  - name: ${grant.name}`,
    `    to: { ${to.join(', ')} }`,
    '    may:',
    ...(grant.write.length > 0 ? [`      write: { types: '*', sources: '*', ${all} }`] : []),
    ...(grant.approve.length > 0 ? [`      approve: { as: '*', sources: '*', ${all} }`] : []),
    ...(['ask', 'waive', 'override'] as const)
      .filter((one) => grant[one])
      .map((one) => `      ${one}: { ${all} }`),
    ...(['read', 'administer', 'witness'] as const)
      .filter((one) => grant[one])
      .map((one) => `      ${one}: true`),
  ]
}
