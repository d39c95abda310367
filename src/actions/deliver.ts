/**
 * Send events, and take care of what does not arrive: kept for the next step of this job that sends, told in the
 * summary, and no reason to break the build unless somebody asked for that.
 */
import type { CDEvent } from '../cdevents/event.ts'
import { allowsPlainHttp } from '../client/address.ts'
import { signerFor } from '../client/sign.ts'
import type { Client, ClientOptions, Delivery, SentReceipt } from '../client/client.ts'
import { canShowItself, credentialFor } from '../client/credentials.ts'
import { EXIT, TurnpikeError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { Trouble } from './delivery-page.ts'
import type { Deps } from './deps.ts'
import type { Format } from './formats.ts'
import { pendingFor, type Pending } from './pending.ts'

export interface Destination {
  /** The store's address, or a CDEvents sink's when `format` says so. Absent: nothing is sent, and that is told. */
  store?: string
  token?: string
  /** Default `turnpike`. */
  format?: Format
  /** Who signs the events: see `signerFor`. Default: TURNPIKE_SIGN. */
  sign?: string
  /** Makes what was not delivered, or not accepted, fail the step. */
  failOnError: boolean
  /** No later step of this job will try again. */
  last?: boolean
  /**
   * Where events go while this job has no identity to show, as in a pull request from a fork: a folder, or a file that
   * ends in `.ndjson`. A trusted workflow passes them on.
   */
  spool?: string
  /** Takes along what other runs left in a folder that outlives the job: for whoever says so in words. */
  everybody?: true
}

export interface Delivered {
  /** Taken by the receiver: of these events and of those kept from earlier steps. */
  sent: number
  undelivered: number
  /** The exit code: 0, or 5 (2 without a store) when `failOnError` asks for it. */
  code: number
}

/** What a step may spend on a store that does not answer: the job waits, and a later step tries again. */
export const BUDGET_MS = {
  usual: 10_000,
  last: 20_000,
  /** One attempt may be silent for so long, also the one that begins before the time is over. */
  silence: 10_000,
  /** What a slow line may take for a hundred events. */
  batch: 1_000,
  /** What is on its way for longer is kept meanwhile. */
  held: 1_000,
}

/** More events than this are counted in the log, not listed. */
const MAX_LINES = 20

/** @param events valid ones. Never throws for trouble on the way. */
export async function deliver(
  events: readonly CDEvent[],
  to: Destination,
  host: Host,
  deps: Deps,
): Promise<Delivered> {
  if (to.store === undefined && !isHandedOver(to, deps)) return await withoutStore(events.length, to, host)
  const store = to.store ?? ''
  const pending = await pendingFor(
    `${to.format ?? 'turnpike'} ${store}`,
    deps,
    to.everybody === true ? 'everybody' : host.facts,
  )
  const all = [...pending.events, ...events]
  if (pending.events.length > 0)
    host.log(`Sending ${countOf(pending.events.length)} again that did not arrive before.`)
  if (pending.skipped > 0)
    host.log(`${pending.skipped} lines that were kept before are no events; they are left out.`)
  const delivery = await sendInTime(all, senderFor(to, store, host, deps), to, pending)
  const kept = await pending.keep(delivery.undelivered)
  const eventOf = finder(all)
  logReceipts(delivery, eventOf, host)
  const refused = delivery.receipts.filter(({ status }) => status !== 'accepted' && status !== 'duplicate')
  const trouble: Trouble = {
    undelivered: delivery.undelivered,
    reason: delivery.error,
    refused: refused.map((receipt) => ({ receipt, event: eventOf(receipt) })),
    retried: kept && to.last !== true,
    ...(kept && pending.folder !== undefined ? { folder: pending.folder } : {}),
    notKept: pending.trouble(),
    todo: await todoFor(delivery, to, deps),
  }
  const sent = delivery.receipts.length - refused.length
  const code = await tell(trouble, to, host)
  return { sent, undelivered: delivery.undelivered.length, code }
}

/**
 * Sends, in bounded time: a store that trickles, or takes each batch slowly, must not hold the job up. What is on its way
 * for long is kept meanwhile, because whoever cancels the job ends this step at once.
 */
async function sendInTime(
  events: readonly CDEvent[],
  sender: Pick<Client, 'send'>,
  to: Destination,
  pending: Pending,
): Promise<Delivery> {
  const limit = new AbortController()
  const budget = to.last === true ? BUDGET_MS.last : BUDGET_MS.usual
  const ends = setTimeout(
    () => limit.abort(),
    budget + BUDGET_MS.silence + Math.ceil(events.length / 100) * BUDGET_MS.batch,
  )
  let holding: Promise<void> | undefined
  const holds = setTimeout(() => {
    holding = pending.hold(events)
  }, BUDGET_MS.held)
  try {
    const delivery = await sender.send(events, { signal: limit.signal })
    await holding
    if (!limit.signal.aborted || delivery.undelivered.length === 0) return delivery
    return { ...delivery, error: new TurnpikeError('STORE_UNREACHABLE', TOO_SLOW, { cause: delivery.error }) }
  } finally {
    clearTimeout(ends)
    clearTimeout(holds)
  }
}

const TOO_SLOW = 'The store is too slow: this step does not wait any longer for it'

/** Does this job hand its events over, because it has nothing to show to a store? */
export function isHandedOver(to: Destination, { env }: Pick<Deps, 'env'>): boolean {
  return to.spool !== undefined && !canShowItself({ explicit: to.token, env })
}

/** The way to a receiver, with this job's credential and signature; or into the file of a job that has none. */
export function senderFor(to: Destination, url: string, host: Host, deps: Deps): Pick<Client, 'send'> {
  if (isHandedOver(to, deps)) return handover(to.spool ?? '', host)
  const { format = 'turnpike' } = to
  const log = (line: string) => host.log(line)
  // Who runs any other receiver is nobody's business to know who this job is: it gets the token it was given, or none.
  const token =
    format === 'turnpike'
      ? credentialFor({
          store: url,
          explicit: to.token,
          env: deps.env,
          mask: (secret) => host.secret(secret),
          log,
        })
      : to.token
  const sign = signerFor({
    sign: to.sign,
    env: deps.env,
    warn: (message) => host.annotate({ level: 'warning', title: 'Turnpike: events not signed', message }),
    mask: (secret) => host.secret(secret),
  })
  const options: ClientOptions = {
    url,
    allowPlainHttp: allowsPlainHttp(deps.env),
    budgetMs: to.last === true ? BUDGET_MS.last : BUDGET_MS.usual,
    log,
    ...(token === undefined ? {} : { token }),
    ...(sign === undefined ? {} : { sign }),
  }
  return format === 'turnpike' ? deps.client(options) : deps.sink({ ...options, format })
}

/** Loaded when the first event is there. */
function handover(path: string, host: Host): Pick<Client, 'send'> {
  let made: Promise<Pick<Client, 'send'>> | undefined
  return {
    async send(events) {
      made ??= import('./handover.ts').then(({ createHandover }) => createHandover(path, host))
      return await (await made).send(events)
    },
  }
}

/** What to do about a token that was missing or not taken. */
export async function todoFor(
  { error }: Pick<Delivery, 'error'>,
  to: Destination,
  deps: Deps,
): Promise<string | undefined> {
  if (error === undefined || to.store === undefined) return undefined
  if (error.code !== 'NO_TOKEN' && error.status !== 401 && error.status !== 403) return undefined
  const { tokenAdvice } = await import('../client/token-advice.ts')
  return tokenAdvice({ store: to.store, explicit: to.token, env: deps.env, status: error.status })
}

/** Says what went wrong wherever a person looks; nothing at all when all is well. @returns the exit code */
export async function tell(trouble: Trouble, to: Destination, host: Host): Promise<number> {
  if (trouble.undelivered.length === 0 && trouble.refused.length === 0) return EXIT.allow
  const { renderTrouble, troubleInWords } = await import('./delivery-page.ts')
  await host.summary(renderTrouble(trouble))
  // Whoever demands signatures does not want to go on without.
  const failOnError = to.failOnError || trouble.reason?.code === 'NOT_SIGNED'
  return await warnOrFail(troubleInWords(trouble), EXIT.error, { ...to, failOnError }, host)
}

/** Nowhere to send to is told, too. @param count of the events that went nowhere */
export async function withoutStore(count: number, to: Destination, host: Host): Promise<Delivered> {
  const message = `No store is given, so ${countOf(count)} went nowhere. Set the input store, or TURNPIKE_STORE for the whole job.`
  const code = await warnOrFail(message, EXIT.usage, to, host)
  return { sent: 0, undelivered: count, code }
}

async function warnOrFail(message: string, failure: number, to: Destination, host: Host): Promise<number> {
  if (to.failOnError) {
    await host.fail(message, failure)
    return failure
  }
  await host.annotate({ level: 'warning', title: 'Turnpike: events not in the store', message })
  return EXIT.allow
}

function logReceipts({ receipts }: Delivery, eventOf: ReturnType<typeof finder>, host: Host): void {
  for (const receipt of receipts.slice(0, MAX_LINES)) {
    const event = eventOf(receipt)
    const number = receipt.sequence === 0 ? '' : ` as number ${receipt.sequence}`
    host.log(`${receipt.status}${number}: ${event?.context.type ?? 'event'} ${receipt.id}`)
  }
  if (receipts.length > MAX_LINES) host.log(`and ${receipts.length - MAX_LINES} more`)
}

function finder(events: readonly CDEvent[]): (receipt: SentReceipt) => CDEvent | undefined {
  const byName = new Map(events.map((event) => [`${event.context.source} ${event.context.id}`, event]))
  return ({ source, id }) => byName.get(`${source} ${id}`)
}

export function countOf(events: number): string {
  return events === 1 ? '1 event' : `${events} events`
}
