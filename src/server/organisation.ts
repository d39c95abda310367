/** One organisation of the process: its trust document, its policies, its app. Nothing in here is shared with another. */
import { randomBytes } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Signer } from '../log/keys.ts'
import type { EventStore } from '../store/store.ts'
import type { Sharing } from '../trust/shares.ts'
import { implicitTrust } from '../trust/implicit.ts'
import type { Secrets, Trust } from '../trust/trust.ts'
import { createAccess } from './access.ts'
import { createApp, type App } from './app.ts'
import { DEFAULT_ORGANISATION, prefixOf, type Place } from './organisations.ts'
import { openPolicyBook } from './policies.ts'
import { watchPolicyFiles } from './policy-files.ts'
import { openTrustBook } from './trust-book.ts'
import { createPeople } from './people/people.ts'
import type { SessionKeys } from './people/session-key.ts'
import type { Token } from './tokens.ts'
import type { Verifier } from './verified.ts'
import { watchFile } from './watch-file.ts'

const MAX_TRUST_BYTES = 256 * 1024

/** What all organisations of a process have together. */
export interface Shared {
  store: EventStore
  now: () => string
  newId: () => string
  version: string
  secrets: Secrets
  /** One for the process: what an issuer's keys are does not depend on who asks. */
  verifier?: Verifier
  /** What an organisation shares with another; undefined when there is none of that name. */
  sharing: (of: string, reader: string) => Sharing | undefined
  /** What holds for the default organisation without a trust document, in place of the usual: for trying out. */
  devTrust?: Trust
  /** What sessions are sealed with. */
  sessionKeys: SessionKeys
  /** The secret keys of an organisation's log. @throws TurnpikeError USAGE */
  logKeys: (place: Place, hasDocument: boolean) => Promise<readonly Signer[]>
  log: (line: string) => void
}

export interface Organisation {
  name: string
  /** Makes its app, once the address of the process is known. */
  start(publicUrl: string | undefined): App
  /** The trust in force, the implicit one included. */
  trust(): Trust
  /** Is it written down? */
  hasDocument(): boolean
  /** Reads its trust document and its policies again. */
  reload(): Promise<void>
  /** Reloads by itself when its files change. Returns how to stop. */
  watch(): () => void
}

/**
 * @param tokens what holds without a trust document; undefined: nothing holds without one
 * @returns undefined when there is no trust document and nothing holds without one
 * @throws TurnpikeError USAGE when the document or the policies cannot be read
 */
export async function openOrganisation(
  shared: Shared,
  place: Place,
  tokens: readonly Token[] | undefined,
): Promise<Organisation | undefined> {
  const { store, now, newId } = shared
  const { name, trustFile, policiesDir } = place
  const log = name === DEFAULT_ORGANISATION ? shared.log : (line: string) => shared.log(`${name}: ${line}`)
  const common = { store, organisation: name, now, newId, log }
  let app: App | undefined
  const book = await openTrustBook({
    ...common,
    document: trustFile === undefined ? 'the published trust document' : basename(trustFile),
    ...(trustFile === undefined ? {} : { read: () => readTrustFile(trustFile) }),
    secrets: shared.secrets,
    onChange: () => app?.trustChanged(),
  })
  const implied =
    tokens === undefined
      ? undefined
      : (shared.devTrust ?? implicitTrust({ tokens, loopback: tokens.length === 0, organisation: name }))
  if (book.entry() === undefined && implied === undefined) return undefined
  const trust = (): Trust => {
    const inForce = book.entry()?.trust ?? implied
    if (inForce === undefined) throw new Error(`'${name}' has no trust document`)
    return inForce
  }
  const policies = await openPolicyBook({
    ...common,
    ...(policiesDir === undefined ? {} : { directory: policiesDir }),
    onChange: () => app?.reconsider(),
  })
  const signers = await shared.logKeys(place, book.entry() !== undefined)
  log(`the log is signed with ${signers.map(({ verifier }) => verifier.text).join(', ')}`)
  const reload = async () => {
    await book.reload()
    await policies.reload()
  }

  return {
    name,
    trust,
    hasDocument: () => book.entry() !== undefined,
    reload,
    start(publicUrl) {
      const address = publicUrl === undefined ? {} : { publicUrl: publicUrl + prefixOf(name) }
      if (publicUrl === undefined && needsAudience(trust()))
        log('no OIDC token can be for this store: it does not know its own address. Give --public-url')
      const people = createPeople({
        ...common,
        ...address,
        trust,
        keys: shared.sessionKeys,
        random: randomBytes,
        onReceipts: (receipts) => app?.count(receipts),
      })
      const access = createAccess({
        trust,
        loopback: () => book.entry() === undefined && tokens?.length === 0,
        ...(address.publicUrl === undefined ? {} : { audience: address.publicUrl }),
        ...(shared.verifier === undefined ? {} : { verifier: shared.verifier }),
        openSession: (request) => people.openSession(request),
        now: () => Date.parse(now()),
      })
      app = createApp({
        ...common,
        policies,
        book,
        trust,
        access,
        people,
        signers,
        sharedBy: (other) => shared.sharing(other, name),
        version: shared.version,
        prefix: prefixOf(name),
        ...address,
        tellsOfProcess: name === DEFAULT_ORGANISATION,
      })
      return app
    },
    watch() {
      const stops = [
        ...(trustFile === undefined ? [] : [watchFile(trustFile, () => void book.reload(), log)]),
        ...(policiesDir === undefined
          ? []
          : [watchPolicyFiles(policiesDir, () => void policies.reload(), log)]),
      ]
      return () => stops.forEach((stop) => stop())
    },
  }
}

/** Tokens are believed, and for nothing but the store's own address. */
function needsAudience({ issuers, audiences }: Trust): boolean {
  return audiences.length === 0 && issuers.some(({ kind }) => kind !== 'people')
}

async function readTrustFile(path: string): Promise<string> {
  const facts = await stat(path)
  if (facts.size > MAX_TRUST_BYTES) throw new Error(`has more than ${MAX_TRUST_BYTES} bytes`)
  return readFile(path, 'utf8')
}
