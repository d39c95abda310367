/** Does the store answer, is it a store, and does its clock go like ours? Only questions, without a token. */
import { allowsPlainHttp, isLoopback, proxyOf, type Env } from '../../client/address.ts'
import { send } from '../../client/http.ts'
import { parseJson } from '../../cdevents/parse.ts'
import { explain, TurnpikeError } from '../../errors.ts'
import { noted, ok, problem, warning, type Check } from './check.ts'

const TIMEOUT_MS = 10_000
/** A store takes events that are 5 minutes ahead, unless its trust document says otherwise. */
const MOST_AHEAD_S = 300
const WORTH_TELLING_S = 30

/** @param store with a slash at the end of its path */
export async function storeChecks(
  store: URL,
  env: Env,
  now: () => number,
): Promise<{ checks: Check[]; answers: boolean }> {
  const checks: Check[] = [...wayTo(store, env)]
  const began = now()
  let answer: Awaited<ReturnType<typeof send>>
  try {
    answer = await send({
      method: 'GET',
      url: new URL('readyz', store),
      headers: { accept: 'application/json', 'user-agent': 'turnpike' },
      timeoutMs: TIMEOUT_MS,
      maxBytes: 64 * 1024,
      env,
    })
  } catch (error) {
    checks.push(unreachable(store, error))
    return { checks, answers: false }
  }
  const took = now() - began
  const status = statusIn(answer.body)
  if (answer.status === 200 && status === 'ready') {
    checks.push(ok('store', `${store.href} answers, and is ready (${Math.round(took)} ms)`))
  } else if (answer.status === 503) {
    checks.push(
      problem(
        'store',
        `${store.href} answers 503: it cannot work now`,
        'ask whoever runs it; events are kept and sent again by later steps',
      ),
    )
  } else {
    checks.push(
      problem(
        'store',
        `${store.href} answers, but not like a Turnpike store (status ${answer.status})`,
        'check the address: it is the one that the store was given as --public-url, with /o/<organisation> where there are several',
      ),
    )
    return { checks, answers: false }
  }
  checks.push(...clock(answer.headers['date'], began + took / 2))
  return { checks, answers: true }
}

function wayTo(store: URL, env: Env): Check[] {
  const proxy = isLoopback(store) ? undefined : proxyOf(store, env)
  const by =
    proxy === undefined ? [] : [noted('proxy', `Requests go by a proxy (${Object.keys(proxy).join(', ')})`)]
  if (store.protocol === 'https:' || isLoopback(store)) return by
  const trusted = allowsPlainHttp(env)
  return [
    ...by,
    warning(
      'tls',
      trusted
        ? 'The store is called over plain http, and TURNPIKE_ALLOW_PLAIN_HTTP lets tokens travel readable'
        : 'The store is called over plain http: this job does not show who it is there, because anybody on the way could read it',
      "use the store's https address",
    ),
  ]
}

const CERTIFICATES =
  /SELF_SIGNED_CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|DEPTH_ZERO|self.signed certificate|unable to verify|unable to get (?:local )?issuer/i

function unreachable(store: URL, error: unknown): Check {
  const said = explain(error)
  const code = (error as { code?: string } | null)?.code ?? ''
  const text = `${code} ${said}`
  const says = `${store.href} cannot be reached: ${said || code}`
  if (error instanceof TurnpikeError && error.code === 'STORE_REFUSED')
    return problem('store', said, 'set the address it leads to')
  if (CERTIFICATES.test(text))
    return problem(
      'tls',
      says,
      'the certificate is by an authority that this machine does not know: put it into a file, and name that file in NODE_EXTRA_CA_CERTS',
    )
  if (/CERT_HAS_EXPIRED|certificate has expired/i.test(text))
    return problem(
      'tls',
      says,
      "the store's certificate is over: whoever runs it must renew it (or the clock of this machine is wrong)",
    )
  if (/ALTNAME/i.test(text))
    return problem('tls', says, 'the certificate is for another name: use the name it is for')
  if (/ENOTFOUND|EAI_AGAIN/.test(text))
    return problem(
      'store',
      says,
      'the name is not known here: check it, and whether this runner can resolve names of your network',
    )
  if (/ECONNREFUSED/.test(text))
    return problem('store', says, 'nothing listens there: check the port, and that the store runs')
  return problem(
    'store',
    says,
    'check the address, firewalls between, and HTTPS_PROXY / NO_PROXY of this job',
  )
}

/** The header says whole seconds. */
function clock(date: string | undefined, at: number): Check[] {
  const theirs = Date.parse(date ?? '')
  if (Number.isNaN(theirs)) return []
  const seconds = Math.round((at - theirs) / 1000)
  const much = `${Math.abs(seconds)} s`
  if (Math.abs(seconds) < WORTH_TELLING_S)
    return [ok('clock', 'The clocks of this machine and of the store agree')]
  const says =
    seconds > 0
      ? `The clock of this machine is ${much} ahead of the store's`
      : `The clock of this machine is ${much} behind the store's`
  const todo = 'set the clock of the runner by NTP'
  return [
    seconds > MOST_AHEAD_S
      ? problem('clock', `${says}: its events would be refused as not yet happened`, todo)
      : warning('clock', says, todo),
  ]
}

function statusIn(body: string): unknown {
  try {
    return (parseJson(body) as { status?: unknown } | null)?.status
  } catch {
    return undefined
  }
}
