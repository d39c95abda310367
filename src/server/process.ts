/** All organisations of one process: opened together, each on its own; a broken one leaves the others alone. */
import { explain, TurnpikeError } from '../errors.ts'
import type { App } from './app.ts'
import { openOrganisation, type Organisation, type Shared } from './organisation.ts'
import { createDispatcher, DEFAULT_ORGANISATION, placesIn, type Place } from './organisations.ts'
import type { Peer } from './loopback.ts'
import type { Route } from './route.ts'
import type { Token } from './tokens.ts'

export interface ProcessOptions extends Omit<Shared, 'sharing'> {
  /** A folder for each organisation. */
  organisationsDir?: string
  /** Files of the default organisation, wherever they are. */
  place: Omit<Place, 'name'>
  /** Of the default organisation, without a trust document. */
  tokens: readonly Token[]
}

export interface OpenedProcess {
  /** Has the default organisation a trust document? */
  hasDocument: boolean
  /** Makes the apps. Files are watched from now on. */
  start(publicUrl: string | undefined): void
  fetch(request: Request, peer: Peer): Promise<Response>
  /** The rows of the table, as every organisation has them. */
  routes: readonly Route[]
  /** Reads everything again; folders that are new become organisations. */
  reload(): Promise<void>
  /** Ends what waits and streams, in all organisations. */
  close(): Promise<void>
}

/** @throws TurnpikeError USAGE when the default organisation, or the folder of organisations, cannot be read */
export async function openProcess(options: ProcessOptions): Promise<OpenedProcess> {
  const { organisationsDir, tokens, log } = options
  const organisations = new Map<string, Organisation>()
  const apps = new Map<string, App>()
  const shared: Shared = {
    ...options,
    sharing(of, reader) {
      return organisations.get(of)?.trust().sharesWith(reader)
    },
  }
  const stops: (() => void)[] = []
  let address: { publicUrl: string | undefined } | undefined

  const others = async (): Promise<Map<string, Place>> => {
    const places = organisationsDir === undefined ? [] : await placesIn(organisationsDir)
    return new Map(places.map((place) => [place.name, place]))
  }
  const start = (organisation: Organisation) => {
    if (address === undefined) return
    apps.set(organisation.name, organisation.start(address.publicUrl))
    stops.push(organisation.watch())
  }
  /** Without a document nobody is trusted, so there is nothing to serve. */
  const openOther = async (place: Place) => {
    try {
      const opened = await openOrganisation(shared, place, undefined)
      if (opened === undefined) return log(`${place.name} is not served: its folder holds no trust.yaml`)
      organisations.set(place.name, opened)
      start(opened)
    } catch (error) {
      if (!(error instanceof TurnpikeError) || error.code !== 'USAGE') throw error
      log(`${place.name} is not served: ${explain(error)}`)
    }
  }

  const places = await others()
  const own = { ...places.get(DEFAULT_ORGANISATION), ...options.place, name: DEFAULT_ORGANISATION }
  places.delete(DEFAULT_ORGANISATION)
  const main = (await openOrganisation(shared, own, tokens)) as Organisation
  organisations.set(DEFAULT_ORGANISATION, main)
  for (const place of places.values()) await openOther(place)

  const reload = async () => {
    await Promise.all([...organisations.values()].map((organisation) => organisation.reload()))
    for (const place of (await others()).values()) {
      if (place.name !== DEFAULT_ORGANISATION && !organisations.has(place.name)) await openOther(place)
    }
  }
  return {
    hasDocument: main.hasDocument(),
    start(publicUrl) {
      address = { publicUrl }
      organisations.forEach(start)
    },
    fetch: createDispatcher(apps),
    get routes() {
      return apps.get(DEFAULT_ORGANISATION)?.routes ?? []
    },
    reload: () => reload().catch((error: unknown) => log(`not everything was read again: ${explain(error)}`)),
    async close() {
      stops.forEach((stop) => stop())
      await Promise.all([...apps.values()].map((app) => app.close()))
    },
  }
}
