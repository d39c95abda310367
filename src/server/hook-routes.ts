/**
 * `POST /v1/hooks/{sender}`: events from senders that sign instead of having a token. The signature is verified before
 * anything of the body is read; then it goes the way of `POST /v1/events`, as `hook:<name>`, under the grants for that.
 */
import type { Trust } from '../trust/trust.ts'
import { missingHeader, verifyHook } from '../trust/hooks.ts'
import { postEvents, type Ingest } from './ingest.ts'
import { Refusal } from './problem.ts'
import type { Call, Route } from './route.ts'
import { ref } from './schemas.ts'
import { candidatesOf, EVENT_MEDIA_TYPES, formOf } from './shapes.ts'

export interface HookServices extends Ingest {
  /** The trust in force now. */
  trust: () => Pick<Trust, 'hook' | 'authorityOf' | 'signers'>
}

/** Whoever has no secret can make the store hold this much for a moment; the batches of pipelines go elsewhere. */
export const MAX_HOOK_BYTES = 2 * 1024 * 1024

/** The row for webhooks. */
export function hookRoutes(services: HookServices): Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/hooks/{sender}',
      id: 'postHook',
      // The signature is the credential; nothing is read, kept or told before it holds.
      needs: 'nothing',
      summary: 'Keep events of a webhook',
      description:
        'For senders that sign what they send (hooks of the trust document). The body is as for POST /v1/events, 2 MiB at most. Sending the same again is safe: an event that is there already is a duplicate.',
      parameters: [
        {
          name: 'sender',
          in: 'path',
          description: 'The name of the hook in the trust document.',
          schema: { type: 'string', minLength: 1, maxLength: 64 },
        },
      ],
      body: {
        description: 'One CDEvent or many, in any form that POST /v1/events takes.',
        content: Object.fromEntries(EVENT_MEDIA_TYPES.map((type) => [type, {}])),
      },
      answers: {
        202: {
          description: 'A receipt for each event, in their order.',
          content: { 'application/json': ref('Receipts') },
        },
      },
      handle: (call) => postHook(services, call),
    },
  ]
}

async function postHook(services: HookServices, call: Call): Promise<Response> {
  const { request } = call
  const hook = services.trust().hook(call.path['sender'] ?? '')
  // The same answer for a sender that is not there, and for one without proof or with a wrong one: names are not to be
  // guessed.
  if (hook === undefined || missingHeader(hook, request.headers) !== undefined) throw unproven()
  const body = await readBytes(request)
  const verified = verifyHook(hook, request.headers, body, Date.parse(services.now()))
  if ('refused' in verified) throw unproven(verified.isSender === true ? verified.refused : undefined)
  const { identity } = hook
  refuseForeign(body, request.headers.get('content-type'))
  return postEvents(services, {
    ...call,
    identity,
    principal: identity.principal,
    authority: services.trust().authorityOf(identity),
    request: again(request, body),
  })
}

/** The request as it came, with its body there to be read once more. */
function again(request: Request, body: Uint8Array<ArrayBuffer>): Request {
  const headers = new Headers(request.headers)
  headers.set('content-length', String(body.length))
  return new Request(request.url, { method: 'POST', body, headers })
}

const decoder = new TextDecoder('utf-8', { fatal: true })

/** The forges' own documents are no events; kept as invalid ones, they would look as if they had arrived. */
function refuseForeign(body: Uint8Array, contentType: string | null): void {
  const form = formOf(contentType)
  let text: string
  try {
    text = decoder.decode(body)
  } catch {
    throw new Refusal('bad-request', 'The body is not UTF-8.')
  }
  const foreign = candidatesOf(form, text).find(({ value }) => !looksLikeEvent(value))
  if (foreign === undefined) return
  throw new Refusal(
    'invalid-event',
    "The body is no CDEvent: it has no 'context' and 'subject'. Other tools' own webhook documents are not read here; send CDEvents, or CloudEvents that hold them.",
  )
}

function looksLikeEvent(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('context' in value || 'subject' in value)
}

function unproven(why = 'There is no such sender, or its proof is missing or wrong.'): Refusal {
  return new Refusal('unauthorized', why)
}

/** The whole body, and never more of it than is allowed. */
async function readBytes(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () =>
    new Refusal('too-large', `A webhook may have ${MAX_HOOK_BYTES} bytes; send less at a time.`, {
      headers: { connection: 'close' },
    })
  if (Number(request.headers.get('content-length') ?? NaN) > MAX_HOOK_BYTES) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.length
      if (size > MAX_HOOK_BYTES) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('bad-request', 'The body broke off.')
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
