/** How a contract suite gets at the implementation it is run against. */
import { afterEach, beforeEach } from '@jest/globals'
import type { EventQuery, EventStore, Incoming, Page, Receipt } from '../../src/store/store.ts'
import { ACME, CI, NOON } from './events.ts'

export interface Driver {
  /** An empty store. */
  open(): Promise<EventStore>
  /** After each test. */
  clean(): Promise<void>
}

export interface Opened {
  readonly store: EventStore
  append: (...events: Incoming[]) => Promise<Receipt[]>
  query: (query?: Omit<EventQuery, 'organisation'>) => Promise<Page>
}

/** A store for each test of the `describe` it is called in; `append` and `query` are of one organisation. */
export function opened(driver: Driver): Opened {
  let store: EventStore
  beforeEach(async () => void (store = await driver.open()))
  afterEach(async () => {
    await store.close()
    await driver.clean()
  })
  return {
    get store() {
      return store
    },
    append: (...events) => store.append(ACME, CI, events, NOON),
    query: (query = {}) => store.query({ organisation: ACME, ...query }),
  }
}

export function ids(page: Page): string[] {
  return page.events.map((event) => event.id)
}
