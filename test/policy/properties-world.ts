/** Questions for the properties: policies of a grammar, events, a request; and the decision, at any moment. */
import fc from 'fast-check'
import { decide } from '../../src/policy/decide.ts'
import type { DecideOptions } from '../../src/policy/decide.ts'
import type { Decision, Finding, GateRequest } from '../../src/policy/decision.ts'
import { gather } from '../../src/policy/gather.ts'
import type { Evidence } from '../../src/policy/gather.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { requirements } from '../../src/policy/requirements.ts'
import { createShelf } from '../../src/policy/shelf.ts'
import type { Page } from '../../src/store/store.ts'
import { eventsOf, exceptionsOf, inOrder, ofAnother } from './properties-events.ts'
import type { Sent } from './properties-events.ts'
import { ALL_KINDS, loaded, policiesOf } from './properties-rules.ts'
import type { PolicyOf } from './properties-rules.ts'
import { DIGEST, ID, NOW, OTHER, REQUEST } from './scene.ts'
import { from, given } from './tighten-rules.ts'

export const SEED = 20261121
/** More with TURNPIKE_RUNS. */
export const runs = (numRuns: number) => ({
  numRuns: Number(process.env['TURNPIKE_RUNS'] ?? numRuns),
  seed: Number(process.env['TURNPIKE_SEED'] ?? SEED),
})

const OPEN_RESULTS = ['fail', 'pending', 'error']
export const blocks = ({ findings }: Pick<Decision, 'findings'>): Finding[] =>
  findings.filter(({ enforce, result }) => enforce === 'block' && OPEN_RESULTS.includes(result))

export interface Scene {
  kinds: readonly string[]
  written: readonly PolicyOf[]
  sent: readonly Sent[]
  request: GateRequest
}

const requests: fc.Arbitrary<GateRequest> = fc
  .record({
    class: from('normal', 'major', undefined),
    actor: from('urn:user:dave', 'urn:user:dave', 'urn:user:alice', undefined),
    author: from('urn:user:erin', 'urn:user:erin', undefined),
    named: fc.constantFrom(true, true, true, false),
  })
  .map(({ class: written, actor, author, named }) => {
    const { service: _, ...rest } = REQUEST
    return {
      ...rest,
      ...(named ? { service: 'webshop' } : {}),
      ...(actor === undefined ? {} : { actor }),
      change: { id: 'C1', ...given({ class: written, author }) },
    }
  })

const BOTH = [{ digest: DIGEST }, { digest: OTHER }]

/** A question about rules of one kind or two, so that each of them is met in an allow. */
export function scenes(kinds: readonly string[] = ALL_KINDS, exceptions = 0): fc.Arbitrary<Scene> {
  return fc
    .tuple(fc.constantFrom(...kinds), fc.option(fc.constantFrom(...kinds), { nil: undefined, freq: 2 }))
    .chain(([one, other]) => {
      const asked = other === undefined ? [one] : [one, other]
      return policiesOf(asked).chain((written) => {
        const rules = written.flatMap(({ layer, rules }) => rules.map((_, index) => `${layer}-${index}`))
        return fc
          .tuple(
            eventsOf(asked),
            requests,
            fc.oneof(
              { weight: 1, arbitrary: fc.constant<Sent[]>([]) },
              { weight: exceptions, arbitrary: exceptionsOf(rules) },
            ),
          )
          .chain(([sent, request, more]) =>
            fc
              .oneof(
                { weight: 3, arbitrary: fc.constant(undefined) },
                { weight: 1, arbitrary: ofAnother(sent) },
              )
              .map((others) => ({
                kinds: kindsIn(written),
                written,
                sent: inOrder([...sent, ...more, ...(others ?? [])]),
                request: others === undefined ? request : { ...request, artifacts: BOTH },
              })),
          )
      })
    })
}

function kindsIn(written: readonly PolicyOf[]): string[] {
  return written.flatMap(({ rules }) => rules.map(({ kind }) => kind as string))
}

export interface World {
  policies: readonly Policy[]
  /** What a store answers when it is asked at this moment. */
  evidence(now?: string, request?: GateRequest): Promise<Evidence>
  at(now: string, options?: Partial<DecideOptions>): Promise<Decision>
}

/** Both organisations are in one store, whose numbers nobody shares: those of the other one come after all of ours. */
const AFTER = 1000

const REQUESTER = { kind: 'token', id: 'token:ci' } as const

/** Undefined: a policy does not load. */
export async function worldOf(
  { written, request }: Pick<Scene, 'written' | 'request'>,
  sent: readonly Sent[],
): Promise<World | undefined> {
  const read = await Promise.all(written.map(loaded))
  const policies = read.filter((policy) => policy !== undefined)
  if (policies.length < written.length) return undefined
  const shelf = createShelf()
  const beta = createShelf('beta')
  for (const { value, by, at, of } of sent) (of === undefined ? shelf : beta).put(value, by, at)
  const store = {
    query: async (query: Parameters<typeof shelf.query>[0]): Promise<Page> => {
      if (query.organisation !== 'beta') return shelf.query(query)
      const { upTo, ...rest } = query
      const page = await beta.query(upTo === undefined ? rest : { ...rest, upTo: upTo - AFTER })
      return {
        ...page,
        events: page.events.map((stored) => ({ ...stored, sequence: stored.sequence + AFTER })),
      }
    },
    position: () => shelf.position('default'),
  }
  const evidence = async (now = NOW) =>
    gather(store, 'default', requirements(policies, request, now), undefined, () => true)
  return {
    policies,
    evidence,
    at: async (now, options = {}) => decide(policies, request, await evidence(now), optionsAt(now, options)),
  }
}

export function optionsAt(now: string, options: Partial<DecideOptions> = {}): DecideOptions {
  return { id: ID, now, organisation: 'default', requester: REQUESTER, mode: 'enforce', ...options }
}

export const later = (moment: string, ms: number): string => new Date(Date.parse(moment) + ms).toISOString()

/** What a property met, so that one that met nothing is seen. */
export function createTally() {
  const counts = new Map<string, number>()
  return {
    add: (...what: readonly string[]) => what.forEach((one) => counts.set(one, (counts.get(one) ?? 0) + 1)),
    of: (what: string) => counts.get(what) ?? 0,
    all: () => Object.fromEntries([...counts].sort()),
  }
}
