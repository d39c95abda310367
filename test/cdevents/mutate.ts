/** Small damage to events, from a seed: the same seed gives the same damage. */
import type { Json } from './examples.ts'

export interface Random {
  /** 0 ≤ x < below, whole. */
  number(below: number): number
  pick<T>(from: readonly T[]): T
}

export function random(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const number = (below: number) => Math.floor(next() * below)
  return { number, pick: (from) => from[number(from.length)] as never }
}

const OTHERS = [null, true, false, 0, 1.5, '', ' ', 'text', [], [1], ['a'], {}, { id: '' }, { id: 'x', y: 1 }]
const URIS = [
  'https://example.com', 'https://example.com:80/a%20b?c#d', 'https://user@host/', 'https://[::1]/', 'https://[::1',
  'urn:user:bob', 'bob', '/a/b', 'a:b', '//host/path', 'http://a b', 'http://a/%zz', '#', '?', '', 'mailto:a@b.c',
  'pkg:oci/a@sha256:b?x=y', 'http://ex.com/ü', '"quoted"', 'a"b', 'https://h/a"b', '1a:b', 'a:', ':', 'a:/', 'a://',
  'https://example.com/a\nb', 'https://example.com\n', 'http://a..b/', 'http://1.2.3.4:x/', 'x-y+z.1:foo', 'a//b', '..',
  'cdevents:v0:github::o:r:pr:1', 'cdevents:v0:::::pr:1', 'cdevents:v0:github:o:r:pr', 'cdevents:v1:github::o:r:pr:1',
  'http://exa\\mple', '%', '%41', 'http://[v1.a:b]/', '\ud800', '💥', 'ſ:x', 'http://\u212a/',
] // prettier-ignore
const TIMES = [
  '2026-11-21T14:03:00Z', '2026-11-21 14:03:00Z', '2026-11-21t14:03:00z', '2026-02-29T00:00:00Z',
  '2024-02-29T00:00:00Z', '2026-11-21T24:00:00Z', '2026-12-31T23:59:60Z', '2026-11-21T14:03:00', '2026-11-21',
  '2026-11-21T14:03:00+02:00', '2026-11-21T14:03:00+0200', '2026-11-21T14:03:00+02', '2026-11-21T14:03Z',
  '2026-11-21T14:03:00.123456789Z', '2026-13-01T00:00:00Z', 'now', '', '2026-11-21T14:03:00-25:00',
  '2026-11-21\n14:03:00Z', '2026-11-21T14:03:00Z\n', '0000-01-01T00:00:00Z', '2026-00-01T00:00:00Z',
] // prettier-ignore
const WORDS = [
  'success', 'failure', 'cancel', 'error', 'pass', 'fail', 'Success', 'low', 'critical', 'manual', 'unit', 'report',
  'approved', 'rejected', 'expired', 'PATH', 'RELATION', 'END', 'START', 'path', 'ticket', 'artifact', 'bug',
] // prettier-ignore
const NAMES = [
  'id', 'source', 'type', 'url', 'uri', 'outcome', 'outcom', 'version', 'specversion', 'links', 'chainId', 'schemaUri',
  'name', 'environment', 'user', 'sbom', 'extra', '', 'a/b~c', 'constructor', 'toString', 'hasOwnProperty', 'domainId',
  'contextId', 'tags', 'target', 'from', 'linkKind', 'content', 'customData', 'customDataContentType', 'description',
] // prettier-ignore

/** A copy of an event with one to three things changed. */
export function mutated(event: Json, chance: Random): Json {
  const copy = structuredClone(event)
  const times = 1 + chance.number(3)
  for (let time = 0; time < times; time++) change(copy, chance)
  return copy
}

function change(event: Json, chance: Random): void {
  const places: [object, string][] = []
  collect(event, places)
  if (places.length === 0) return
  const [parent, name] = chance.pick(places)
  const holder = parent as Json
  switch (chance.number(10)) {
    case 0:
    case 1:
      if (Array.isArray(parent)) parent.splice(Number(name), 1)
      else delete holder[name]
      return
    case 2:
      holder[name] = structuredClone(chance.pick(OTHERS))
      return
    case 3:
      return add(holder, chance)
    case 4: {
      const inside = holder[name]
      return add(typeof inside === 'object' && inside !== null ? (inside as Json) : holder, chance)
    }
    case 5:
      holder[name] = ''
      return
    case 6:
      holder[name] = chance.pick(WORDS)
      return
    case 7:
      holder[name] = chance.pick(TIMES)
      return
    case 8:
      holder[name] = chance.pick(URIS)
      return
    default: {
      // Another place's value: right somewhere, here probably not.
      const [from, key] = chance.pick(places)
      holder[name] = structuredClone((from as Json)[key])
    }
  }
}

function add(holder: Json, chance: Random): void {
  const value: unknown = structuredClone(chance.pick([...OTHERS, ...URIS.slice(0, 6)]))
  if (Array.isArray(holder)) holder.push(value)
  else holder[chance.pick(NAMES)] = value
}

function collect(value: unknown, places: [object, string][]): void {
  if (typeof value !== 'object' || value === null) return
  for (const name of Object.keys(value)) {
    places.push([value, name])
    collect((value as Json)[name], places)
  }
}

const SET = [null, 0, '', 'text', 'a b', 'https://example.com/', '/a', [], [0], {}]
const ADDED = ['https://example.com/', 'ticket', {}]

/**
 * Every place of an event, one at a time: taken away, and set to something of every kind; and every object with every
 * name added. The same object each time, changed and changed back.
 */
export function* everywhere(event: Json): Generator<Json> {
  const places: [object, string][] = []
  collect(event, places)
  const objects = new Set<object>([
    event,
    ...places.map(([parent, name]) => (parent as Json)[name] as object),
  ])
  for (const [parent, name] of places) {
    const holder = parent as Json
    const before = holder[name]
    for (const value of SET) {
      holder[name] = value
      yield event
    }
    holder[name] = before
    if (Array.isArray(parent)) continue
    delete holder[name]
    yield event
    holder[name] = before
  }
  for (const each of objects) {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) continue
    for (const name of NAMES.filter((name) => !(name in each))) {
      for (const value of ADDED) {
        ;(each as Json)[name] = value
        yield event
      }
      delete (each as Json)[name]
    }
  }
}
