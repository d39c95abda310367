/** The development provider's codes and tokens: a code is good once, for a minute, with its PKCE verifier only. */
import { createHash } from 'node:crypto'
import { isLoopbackName } from './settings.ts'

export interface DevPerson {
  subject: string
  /** What the page says; it goes nowhere else. */
  says: string
  groups: readonly string[]
}

interface Given {
  person: DevPerson
  redirectUri: string
  challenge: string
  nonce: string | undefined
  until: number
}

interface Setup {
  issuer: string
  client: string
  /** The claim for groups. */
  groups: string
  now: () => number
  random: (bytes: number) => Uint8Array
}

const CODE_MS = 60_000
const TOKEN_S = 300
const MOST_CODES = 1000

/** Everything is gone with the process, the key included. */
export async function createDevCodes({ issuer, client, groups, now, random }: Setup) {
  const { exportJWK, generateKeyPair, SignJWT } = await import('jose')
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const key = { ...(await exportJWK(publicKey)), kid: 'development', alg: 'ES256', use: 'sig' }
  const codes = new Map<string, Given>()

  return {
    keys: { keys: [key] },

    /** Why a request for a login cannot be answered; it is not sent on then, for it may lead anywhere. */
    whatIsWrong(query: URLSearchParams): string | undefined {
      const redirectUri = query.get('redirect_uri') ?? ''
      if (query.get('client_id') !== client) return `client_id is not '${client}'`
      if (!URL.canParse(redirectUri) || !isLoopbackName(new URL(redirectUri).hostname))
        return 'redirect_uri is not on this machine; the development login serves no other'
      if (query.get('response_type') !== 'code') return "response_type is not 'code'"
      if (!(query.get('scope') ?? '').split(' ').includes('openid')) return "scope has no 'openid'"
      if (query.get('code_challenge_method') !== 'S256' || query.get('code_challenge') === null)
        return 'there is no code_challenge with the method S256'
      return undefined
    },

    /** @returns where to send the browser */
    give(person: DevPerson, query: URLSearchParams): string {
      const [oldest] = codes.keys()
      if (codes.size >= MOST_CODES && oldest !== undefined) codes.delete(oldest)
      const code = Buffer.from(random(32)).toString('base64url')
      const redirectUri = query.get('redirect_uri') ?? ''
      codes.set(code, {
        person,
        redirectUri,
        challenge: query.get('code_challenge') ?? '',
        nonce: query.get('nonce') ?? undefined,
        until: now() + CODE_MS,
      })
      const url = new URL(redirectUri)
      url.searchParams.set('code', code)
      const state = query.get('state')
      if (state !== null) url.searchParams.set('state', state)
      url.searchParams.set('iss', issuer)
      return url.href
    },

    /** A token for a code, or an OAuth error. */
    async redeem(form: URLSearchParams): Promise<Record<string, unknown>> {
      const code = form.get('code') ?? ''
      const given = codes.get(code)
      // Taken away first: a code that is tried twice is lost, whoever tried.
      codes.delete(code)
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      if (form.get('grant_type') !== 'authorization_code') return { error: 'unsupported_grant_type' }
      if (given === undefined || given.until < now() || form.get('client_id') !== client)
        return { error: 'invalid_grant' }
      if (given.redirectUri !== form.get('redirect_uri') || given.challenge !== challenge)
        return { error: 'invalid_grant' }
      const at = Math.floor(now() / 1000)
      const claims = {
        [groups]: given.person.groups,
        ...(given.nonce === undefined ? {} : { nonce: given.nonce }),
      }
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: key.kid })
        .setIssuer(issuer)
        .setSubject(given.person.subject)
        .setAudience(client)
        .setIssuedAt(at)
        .setExpirationTime(at + TOKEN_S)
        .sign(privateKey)
      const access = Buffer.from(random(32)).toString('base64url')
      return { access_token: access, token_type: 'Bearer', expires_in: TOKEN_S, id_token: token }
    },
  }
}
