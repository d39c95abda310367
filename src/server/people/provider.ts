/**
 * The provider that people sign in with, by OpenID Connect: authorization code, PKCE, state, nonce, and the signature of
 * the ID token checked although it came over TLS. `openid-client` (certified) does the protocol; it is loaded when the
 * first person signs in.
 */
import type * as Library from 'openid-client'
import { boundedFetch, isReachable } from './bounded-fetch.ts'
import type { SignedIn } from './sessions.ts'
import { isLoopbackName, type Login } from './settings.ts'

/** What must be the same when the provider sends somebody back. */
export interface Attempt {
  state: string
  nonce: string
  /** PKCE: the code is worth nothing without it. */
  verifier: string
}

export interface Provider {
  /** Where to send a browser. @throws when the provider cannot be asked, or is not the one that was configured */
  begin(redirectUri: string): Promise<{ url: URL; attempt: Attempt }>
  /**
   * Who came back.
   * @param callback the redirect URI with the query as it came
   * @throws when anything of it is not as it must be
   */
  finish(callback: URL, attempt: Attempt): Promise<SignedIn>
}

type Client = typeof Library

/** Metadata and keys are asked for again after this time, so a provider may move its endpoints. */
const KEPT_MS = 3_600_000
const RENEWED_MS = 60_000
const TIMEOUT_S = 10

/**
 * The provider of the trust document, asked when somebody signs in, not before.
 * @param now milliseconds since 1970
 */
export function createProvider(login: Login, now: () => number): Provider {
  let known: { at: number; configuration: Promise<Library.Configuration> } | undefined

  const configured = async (library: Client): Promise<Library.Configuration> => {
    const at = now()
    if (known !== undefined && at - known.at < KEPT_MS) return known.configuration
    const configuration = discover(library, login)
    const asked = (known = { at, configuration })
    // What failed is not kept: the next person asks again.
    configuration.catch(() => {
      if (known === asked) known = undefined
    })
    return configuration
  }
  /** What did not work is looked up anew, but not as often as strangers can make it fail. */
  const forgetUnlessNew = () => {
    if (known !== undefined && now() - known.at >= RENEWED_MS) known = undefined
  }

  return {
    async begin(redirectUri) {
      const library = await import('openid-client')
      const configuration = await configured(library)
      const attempt = {
        state: library.randomState(),
        nonce: library.randomNonce(),
        verifier: library.randomPKCECodeVerifier(),
      }
      const url = library.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: ['openid', ...(login.scopes ?? []).filter((scope) => scope !== 'openid')].join(' '),
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await library.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      })
      return { url, attempt }
    },
    async finish(callback, { state, nonce, verifier }) {
      const library = await import('openid-client')
      const configuration = await configured(library)
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier }
      const tokens = await library
        .authorizationCodeGrant(configuration, callback, { ...checks, idTokenExpected: true })
        .catch((error: unknown) => {
          forgetUnlessNew()
          throw error
        })
      const claims = tokens.claims()
      if (claims === undefined) throw new Error('the provider sent no ID token')
      // Some providers (Entra ID's `common`) let every tenant of theirs in under one address.
      if (!sameIssuer(claims.iss, login.issuer))
        throw new Error('the ID token is of another issuer than the one configured')
      if (claims.sub === '' || claims.sub.length > 255) throw new Error('the ID token has no usable subject')
      const groups = await groupsOf(library, configuration, login, claims, tokens.access_token)
      return { issuer: login.issuer, subject: claims.sub, groups }
    },
  }
}

async function discover(library: Client, login: Login): Promise<Library.Configuration> {
  const server = new URL(login.issuer)
  const local = server.protocol === 'http:' && isLoopbackName(server.hostname)
  const configuration = await library.discovery(server, login.clientId, undefined, authOf(library, login), {
    timeout: TIMEOUT_S,
    [library.customFetch]: boundedFetch({ timeoutMs: TIMEOUT_S * 1000, plainHttp: local }),
    execute: [library.enableNonRepudiationChecks, ...(local ? [library.allowInsecureRequests] : [])],
  })
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const) {
    const address = configuration.serverMetadata()[name]
    if (!isReachable(address, local)) throw new Error(`the provider's ${name} is not an https address`)
  }
  return configuration
}

/**
 * By a method that the provider knows; Basic is the default of OpenID Connect Discovery §3. In the form where both are
 * possible: for Basic the secret is percent-encoded first (RFC 6749 §2.3.1), which not every provider undoes.
 */
function authOf(library: Client, { clientSecret }: Login): Library.ClientAuth {
  if (clientSecret === undefined) return library.None()
  const basic = library.ClientSecretBasic(clientSecret)
  const post = library.ClientSecretPost(clientSecret)
  return (server, ...others) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return (methods.includes('client_secret_post') ? post : basic)(server, ...others)
  }
}

function sameIssuer(said: string, configured: string): boolean {
  return URL.canParse(said) && new URL(said).href === new URL(configured).href
}

/** The claim of the ID token; of the user info where the ID token has none (GitLab's `groups`). */
async function groupsOf(
  library: Client,
  configuration: Library.Configuration,
  { groups: claim }: Login,
  claims: Readonly<Record<string, unknown>> & { sub: string },
  accessToken: string,
): Promise<string[]> {
  if (claim === undefined) return []
  const said = claims[claim]
  if (said !== undefined || configuration.serverMetadata().userinfo_endpoint === undefined) return names(said)
  const info: Readonly<Record<string, unknown>> = await library.fetchUserInfo(
    configuration,
    accessToken,
    claims.sub,
  )
  return names(info[claim])
}

/** A list of texts, or one text; anything else is no group at all. */
function names(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list
    .slice(0, 2000)
    .filter((each): each is string => typeof each === 'string' && each !== '' && each.length <= 200)
}
