/** Somebody signs in and approves, as their browser would do it: redirects, cookies, and the secret of the page. */
import { TurnpikeError } from '../../errors.ts'

export interface Browser {
  /** Who the store takes them for. */
  person: string
  /** @returns the store's number of it */
  approve: (approval: Readonly<Record<string, unknown>>) => Promise<number>
}

const MOST_REDIRECTS = 10

/**
 * Signs in at the development provider.
 * @param person one of its invented people
 * @throws TurnpikeError STORE_ANSWER saying where it stopped
 */
export async function signIn(storeUrl: string, person: string): Promise<Browser> {
  const cookies = new Map<string, string>()
  const visit = async (url: URL, init: RequestInit = {}) => {
    const own = url.origin === new URL(storeUrl).origin
    const headers = new Headers(init.headers)
    if (own) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const cookie of own ? answer.headers.getSetCookie() : []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(name, value)
    }
    return answer
  }

  let url = new URL('login?to=/v1/me', `${storeUrl}/`)
  for (let count = 0; ; count++) {
    const answer = await visit(url)
    const location = answer.headers.get('location')
    if (location === null && answer.status === 200 && url.pathname === '/authorize') {
      // The provider's page asks who they are.
      url = new URL(`/authorize/as${url.search}&person=${encodeURIComponent(person)}`, url)
      continue
    }
    if (location === null) break
    if (count === MOST_REDIRECTS) throw stopped('it went round in circles')
    url = new URL(location, url)
  }

  const me = (await (await visit(new URL('v1/me', `${storeUrl}/`))).json()) as {
    person?: string
    session?: { csrf: string }
  }
  if (me.person === undefined || me.session === undefined) throw stopped('there is no session')
  const headers = {
    'content-type': 'application/json',
    origin: new URL(storeUrl).origin,
    'x-turnpike-csrf': me.session.csrf,
  }
  return {
    person: me.person,
    async approve(approval) {
      const init = { method: 'POST', headers, body: JSON.stringify(approval) }
      const answer = await visit(new URL('v1/approvals', `${storeUrl}/`), init)
      const said = (await answer.json()) as { detail?: string; sequence: number }
      if (!answer.ok) throw stopped(`the store answered ${answer.status}: ${said.detail ?? ''}`)
      return said.sequence
    },
  }
}

function stopped(why: string): TurnpikeError {
  return new TurnpikeError('STORE_ANSWER', `signing in stopped: ${why}`)
}
