/** What a case writes of an event → an event as the store would have received it. */
import { isObject } from '../cdevents/object.ts'
import { TurnpikeError } from '../errors.ts'
import type { Problem } from '../errors.ts'
import type { Facts } from '../host/host.ts'
import { describe } from '../sources/described.ts'
import type { Principal, Signature } from '../store/store.ts'
import { sentShape } from './cases-shape.ts'
import type { CasesText, EventText } from './cases-shape.ts'
import type { GateRequest } from './decision.ts'
import { parseDuration } from './duration.ts'
import { SHORT_FORMS } from './case-short.ts'
import { iso } from './judge.ts'
import { checkShape, escape } from './shape.ts'
import { nearest } from './suggest.ts'

export interface Sent {
  event: unknown
  producer: Principal
  /** RFC 3339 UTC. */
  receivedAt: string
  signature?: Signature
}

/** A case runs nowhere; these facts only fill in what a description leaves out. */
const NOWHERE: Facts = {
  forge: 'shell',
  server: '',
  source: 'urn:turnpike:case',
  repository: { name: 'case', id: '0', url: 'urn:turnpike:case' },
  commit: '',
  ref: '',
  run: {
    id: 'urn:turnpike:case:run',
    number: '1',
    attempt: 1,
    name: 'case',
    url: 'https://example.org/case',
  },
  job: { id: 'urn:turnpike:case:job', name: 'case', url: '' },
  actor: { name: 'case', id: '0', uri: 'urn:turnpike:case' },
  chainId: '00000000-0000-4000-8000-000000000000',
}

export interface CaseMoment {
  request: GateRequest
  now: string
  /** Digest of the first policy. */
  policyDigest: string
  /** Senders that the file gives a name. */
  producers?: CasesText['producers']
}

/**
 * A CDEvent, a description of one, or either inside `{ event }`; `producer` (an id, or a principal), `signer` (an id, or
 * all its claims; without it the event is unsigned), `receivedAt` or `age` (how long before the case's time) beside it;
 * or a short form (see case-short.ts). `artifact: this` is the artifact of the request.
 * @throws TurnpikeError USAGE, INVALID_EVENT with every problem
 */
export function toEvents(written: EventText, moment: CaseMoment): Sent[] {
  const { request, now, policyDigest, producers } = moment
  const form = Object.keys(SHORT_FORMS).find((word) => Object.hasOwn(written, word))
  const short = form === undefined ? undefined : SHORT_FORMS[form]!
  const problems = short === undefined ? problemsOf(written) : checkShape(short.shape, written)
  if (problems.length > 0) throw new TurnpikeError('USAGE', 'an event of the case is not right', { problems })
  const { producer, signer, receivedAt, age, ...rest } = written as {
    producer?: string | Principal
    signer?: string | Readonly<Record<string, string>>
    receivedAt?: string
    age?: string
  } & EventText
  const outer = isObject(rest['event']) ? rest['event'] : rest
  const own = isObject(outer['context']) ? outer['context']['timestamp'] : outer['timestamp']
  const at = momentOf(receivedAt ?? (age === undefined ? own : undefined), age, now)
  const made = short?.make(rest as Record<string, string>, { request, at, policyDigest })
  const inner = made?.description ?? outer
  const described =
    inner['artifact'] === 'this' ? { ...inner, artifact: request.artifacts.map(named) } : inner
  const events: unknown[] = isObject(inner['context']) ? [inner] : describe([described], NOWHERE, at)
  const signed = signer === undefined ? {} : { signature: signatureBy(signer) }
  const sender = made?.producer ?? principalOf(producer, producers)
  return events.map((event) => ({ event, producer: sender, receivedAt: at, ...signed }))
}

const BESIDE = ['producer', 'signer', 'receivedAt', 'age']
const DESCRIBED = [
  ...['type', 'subject', 'content', 'artifact', 'environment', 'service', 'change', 'links'],
  ...['customData', 'id', 'source', 'timestamp', 'chainId'],
]
const FULL = ['context', 'subject', 'customData', 'customDataContentType']

/** Fields that nothing here knows, with the one that was meant; a description says the rest itself. */
function problemsOf(written: EventText): Problem[] {
  const beside = checkShape(sentShape, written)
  const inside = isObject(written['event']) ? written['event'] : undefined
  const known = (value: EventText) => (isObject(value['context']) ? FULL : DESCRIBED)
  const strange = (value: EventText, names: readonly string[], path: string): Problem[] =>
    Object.keys(value)
      .filter((name) => !names.includes(name))
      .map((name) => ({
        path: `${path}/${escape(name)}`,
        message: `${JSON.stringify(name)} is not known here; known: ${names.join(', ')}${nearest(name, names)}`,
      }))
  if (inside === undefined)
    return [...beside, ...strange(written, [...known(written), ...BESIDE, ...Object.keys(SHORT_FORMS)], '')]
  return [
    ...beside,
    ...strange(written, ['event', ...BESIDE], ''),
    ...(isObject(inside['context']) ? [] : strange(inside, DESCRIBED, '/event')),
  ]
}

/** A name of the file; `token:ci`, `hook:alerts`, `person:urn:user:alice`, `loopback`, `store:store`; else a token of that id. */
function principalOf(
  producer: string | Principal | undefined,
  names: CasesText['producers'] = {},
): Principal {
  if (typeof producer === 'string' && Object.hasOwn(names, producer))
    return principalOf(names[producer] as Principal)
  if (typeof producer !== 'string') return { kind: 'loopback', id: 'loopback', ...producer }
  if (producer === 'store:store') return { kind: 'store', id: 'store' }
  if (producer === 'loopback') return { kind: 'loopback', id: 'loopback' }
  if (producer.startsWith('hook:')) return { kind: 'hook', id: producer }
  if (producer.startsWith('person:')) return { kind: 'person', id: producer.slice('person:'.length) }
  return { kind: 'token', id: producer }
}

/** A case says who signed; how the store came to know it is not asked. */
function signatureBy(signer: string | Readonly<Record<string, string>>): Signature {
  return { material: '', attributes: {}, signer: typeof signer === 'string' ? { id: signer } : signer }
}

function named(artifact: GateRequest['artifacts'][number]): string {
  return artifact.purl ?? artifact.digest
}

function momentOf(said: unknown, age: string | undefined, now: string): string {
  if (age !== undefined) return iso(Date.parse(now) - parseDuration(age)!)
  const moment = typeof said === 'string' ? Date.parse(said) : Date.parse(now)
  if (Number.isNaN(moment))
    throw new TurnpikeError('USAGE', `the time ${JSON.stringify(said)} cannot be read`)
  return iso(moment)
}
