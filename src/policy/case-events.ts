/** What a case writes of an event → an event as the store would have received it. */
import { TurnpikeError } from '../errors.ts'
import type { Facts } from '../host/host.ts'
import { describe } from '../sources/described.ts'
import type { Principal, Signature } from '../store/store.ts'
import { sentShape } from './cases-shape.ts'
import type { EventText } from './cases-shape.ts'
import type { GateRequest } from './decision.ts'
import { parseDuration } from './duration.ts'
import { iso } from './judge.ts'
import { checkShape, isRecord } from './shape.ts'

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

/**
 * A CDEvent, a description of one, or either inside `{ event }`; `producer` (an id, or a principal), `signer` (an id, or
 * all its claims; without it the event is unsigned), `receivedAt` or
 * `age` (how long before the case's time) beside it. `artifact: this` is the artifact of the request.
 * @throws TurnpikeError USAGE, INVALID_EVENT with every problem
 */
export function toEvents(
  written: EventText,
  { request, now }: { request: GateRequest; now: string },
): Sent[] {
  const problems = checkShape(sentShape, written)
  if (problems.length > 0) throw new TurnpikeError('USAGE', 'an event of the case is not right', { problems })
  const { producer, signer, receivedAt, age, ...rest } = written as {
    producer?: string | Principal
    signer?: string | Readonly<Record<string, string>>
    receivedAt?: string
    age?: string
  } & EventText
  const inner = isRecord(rest['event']) ? rest['event'] : rest
  const own = isRecord(inner['context']) ? inner['context']['timestamp'] : inner['timestamp']
  const at = momentOf(receivedAt ?? (age === undefined ? own : undefined), age, now)
  const sender: Principal =
    typeof producer === 'string'
      ? { kind: 'token', id: producer }
      : { kind: 'loopback', id: 'loopback', ...producer }
  const described =
    inner['artifact'] === 'this' ? { ...inner, artifact: request.artifacts.map(named) } : inner
  const events: unknown[] = isRecord(inner['context']) ? [inner] : describe([described], NOWHERE, at)
  const signed = signer === undefined ? {} : { signature: signatureBy(signer) }
  return events.map((event) => ({ event, producer: sender, receivedAt: at, ...signed }))
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
