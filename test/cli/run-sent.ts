/** What a wrapped command had sent. */
import type { CDEvent } from '../../src/cdevents/event.ts'
import type { OutputTail } from '../../src/cli/output-tail.ts'
import type { FakeStore } from '../e2e/fake-store.ts'

export interface Said {
  id: string
  content: { outcome?: string; errors?: string; reason?: string } & Record<string, unknown>
  turnpike: { output?: OutputTail; kind?: string } & Record<string, unknown>
}

/** Every event, in order, whichever CloudEvents form it came in. */
export function allSentTo(store: FakeStore): CDEvent[] {
  return store.received.flatMap(({ body }) => {
    const value = JSON.parse(body) as { data: CDEvent } | { data: CDEvent }[]
    return (Array.isArray(value) ? value : [value]).map(({ data }) => data)
  })
}

/** Their types, without prefix and version. */
export function typesSentTo(store: FakeStore): string[] {
  return allSentTo(store).map(({ context }) => context.type.replace(/^dev\.cdeventsx?\.|\.\d\.\d\.\d$/g, ''))
}

/** The last event of a type. */
export function sentTo(store: FakeStore, type: string): Said {
  const event = allSentTo(store).findLast(({ context }) => context.type.includes(`.${type}.`))
  if (event === undefined) throw new Error(`no ${type} was sent, but ${typesSentTo(store).join(', ')}`)
  const { turnpike } = event.customData as { turnpike: Said['turnpike'] }
  return { id: event.subject.id, content: event.subject.content, turnpike }
}
