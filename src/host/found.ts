/**
 * What a CI's variables say → facts, with what a person says over it: the variables `TURNPIKE_*` win in every CI but the
 * two forges. Pure.
 */
import { digestOfJson } from '../cdevents/canonical.ts'
import { chainId } from '../cdevents/identity.ts'
import { clean, cleanCommit, cleanMoment, cleanNumber, cleanUrl, strict } from './clean.ts'
import type { Env } from './clean.ts'
import type { Facts } from './host.ts'
import { changePage, repositoryPage } from './repository.ts'
import type { ForgeKind } from './repository.ts'

/** What one CI says, as it says it; everything is cleaned here. */
export interface Found {
  forge: Facts['forge']
  /** The CI's own address. */
  server: string | undefined
  /** The repository as git or the CI names it. */
  repository: string | undefined
  repositoryId?: string | undefined
  commit: string | undefined
  /** The commit that a person pushed, where the CI builds a merge of it: the chain is that one's. */
  pushed?: string | undefined
  ref: string
  run: {
    /** Unique per attempt. An address is taken as it is, another text is put into a URN. */
    id: string | undefined
    /** Where people look at it; default: the id, when it is an address. */
    page?: string | undefined
    number?: string | undefined
    attempt?: number
    name: string | undefined
    /** Only a moment that every job of the run is told. */
    startedAt?: unknown
  }
  job: {
    /** Unique in the run, per attempt and leg; it becomes the fragment of the run's id. */
    key: string
    /** Every step of the job is told the same key, and no other job or attempt is. */
    isOwn?: boolean
    name: string
    page?: string | undefined
  }
  actor?: { name: string; id?: string; uri: string }
  change?: {
    page?: string | undefined
    number?: string | undefined
    title?: string | undefined
    author?: string
  }
  /** Which forge's pages the repository has, where the CI says it. */
  kind?: ForgeKind | undefined
  environment?: string | undefined
  /** The run that started this one, where the CI says it. */
  parent?: string | undefined
  /** `source` where no repository is known. Default: the CI's address. */
  place?: string
  /** What the names of runs without an address begin with. Default: `urn:turnpike:<forge>`. */
  urn?: string
}

/** Longest readable name of a run or job in an id, in UTF-16 units; a longer one is named by its digest. */
const MAX_KEY = 200

/** Longest address that is kept, in UTF-16 units. */
const MAX_ADDRESS = 2048

/** Facts of a CI's job. Missing or hostile variables never throw: they are left empty. */
export function factsOf(env: Env, found: Found): Facts {
  const repository = repositoryPage(given(env, 'REPOSITORY') ?? found.repository)
  const server = cleanUrl(found.server)
  const source = repository || found.place || server || `urn:turnpike:${found.forge}`
  const said = cleanCommit(given(env, 'COMMIT'))
  const commit = said || cleanCommit(found.commit)
  const pushed = cleanCommit(given(env, 'HEAD_COMMIT')) || (said === '' ? cleanCommit(found.pushed) : '')
  const run = runOf(env, found)
  const change = changeOf(env, found, repository)
  const environment = clean(given(env, 'ENVIRONMENT') ?? found.environment, 255)
  const parent = addressOf(given(env, 'PARENT_RUN')) || addressOf(found.parent)
  return {
    forge: found.forge,
    server,
    source,
    repository: {
      name: repository && decoded(new URL(repository).pathname.slice(1)),
      id: clean(found.repositoryId, 100),
      url: repository,
    },
    commit,
    ref: clean(given(env, 'REF') ?? found.ref),
    run,
    job: jobOf(env, found, run),
    actor: actorOf(env, found),
    ...(change === undefined ? {} : { change }),
    ...(environment === '' ? {} : { environment }),
    ...(parent === '' ? {} : { parent }),
    chainId: chainId(source, pushed || commit || run.id),
  }
}

/** What a person says by `TURNPIKE_<name>`; a reference that nothing was put in place of is nothing. */
export function given(env: Env, name: string): string | undefined {
  const value = env[`TURNPIKE_${name}`]?.trim() ?? ''
  return value === '' || value.startsWith('$') ? undefined : value
}

/** `refs/tags/…` or `refs/heads/…` of what a CI names shortly. */
export function refOf(tag: string | undefined, branch: string | undefined): string {
  const name = clean(tag) || clean(branch)
  if (name === '' || name.startsWith('refs/')) return name
  return clean(tag) === '' ? `refs/heads/${name}` : `refs/tags/${name}`
}

/** A person whom a CI knows by the name they have on the forge: the same URI as on GitHub for people without a number. */
export function forgeUser(repository: string | undefined, login: unknown): { name: string; uri: string } {
  const name = clean(login, 100)
  const page = repositoryPage(repository)
  return {
    name,
    uri: name === '' || page === '' ? '' : `${new URL(page).origin}/${encodeURIComponent(name)}`,
  }
}

function runOf(env: Env, { forge, run, urn }: Found): Facts['run'] {
  const said = clean(given(env, 'RUN'), 300)
  const own = said || clean(run.id, MAX_ADDRESS) || '0'
  const id = addressOf(own) || `${urn ?? `urn:turnpike:${forge}`}:run:${keyOf(own)}`
  const page = addressOf(given(env, 'RUN_URL')) || (said === '' ? addressOf(run.page) : '')
  const startedAt = cleanMoment(given(env, 'STARTED_AT') ?? (said === '' ? run.startedAt : undefined))
  return {
    id,
    number: cleanNumber(run.number),
    attempt: Math.max(1, run.attempt ?? 1),
    name: clean(given(env, 'PIPELINE') ?? run.name, 255) || 'pipeline',
    url: page || id,
    ...(startedAt === undefined ? {} : { startedAt }),
  }
}

function jobOf(env: Env, { job }: Found, run: Facts['run']): Facts['job'] {
  const said = clean(given(env, 'JOB'), 200)
  const key = clean(job.key, 2048) || 'job'
  // A name that a person gave is the same in every attempt and leg; the CI's own key is not.
  const whole = said === '' ? key : job.isOwn === true ? `${said}/${key}` : said
  return {
    id: `${run.id}#${keyOf(whole)}`,
    name: said || clean(job.name, 200) || 'job',
    url: addressOf(given(env, 'JOB_URL')) || addressOf(job.page) || run.url,
  }
}

function keyOf(text: string): string {
  const whole = text.toWellFormed()
  return whole.length <= MAX_KEY ? encodeURIComponent(whole) : digestOfJson(whole).slice('sha256:'.length)
}

function actorOf(env: Env, { actor }: Found): Facts['actor'] {
  const said = clean(given(env, 'ACTOR'), 300)
  if (said !== '') return { name: said, id: '', uri: /^[a-z][\w+.-]*:\S+$/i.test(said) ? said : '' }
  return { name: clean(actor?.name, 255), id: clean(actor?.id, 100), uri: clean(actor?.uri, 400) }
}

function changeOf(env: Env, { change, kind }: Found, repository: string): Facts['change'] | undefined {
  const said = cleanUrl(given(env, 'CHANGE'))
  if (said !== '') return { id: said, number: /\/(\d{1,19})$/.exec(said)?.[1] ?? '', title: '', author: '' }
  const page = addressOf(change?.page)
  const number = cleanNumber(change?.number) || (/\/(\d{1,19})$/.exec(page)?.[1] ?? '')
  const id = page || changePage(repository, number, kind)
  if (change === undefined || number === '' || id === '') return undefined
  return { id, number, title: clean(change.title, 256), author: clean(change.author, 300) }
}

/** An address with its query and fragment, without credentials; `''` for anything else. */
function addressOf(value: unknown): string {
  const text = clean(value, MAX_ADDRESS)
  if (!isAddress(text)) return ''
  const { origin, pathname, search, hash } = new URL(text)
  const href = origin + strict(pathname + search + hash).replace(/\/+$/, '')
  // Letters of other scripts become six characters each.
  return href.length <= MAX_ADDRESS ? href : ''
}

function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text)
}

function decoded(path: string): string {
  try {
    return clean(decodeURIComponent(path))
  } catch {
    return path
  }
}
