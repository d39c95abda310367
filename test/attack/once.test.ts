/** Tokens that count once, of one issuer in two organisations that say different things about it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createIssuerKeys } from '../../src/trust/tokens/keys.ts'
import { getFromIssuer } from '../../src/server/issuer-http.ts'
import { issuerOf } from '../../src/trust/tokens/issuer.ts'
import { createTokenVerifier } from '../../src/trust/tokens/verify.ts'
import { makeKey, startIssuer, type TestIssuer } from '../trust/tokens/issuer.ts'

let forge: TestIssuer
let evil: TestIssuer
beforeAll(async () => {
  forge = await startIssuer()
  evil = await startIssuer()
})
afterAll(async () => {
  await forge.stop()
  await evil.stop()
})

const verifier = () =>
  createTokenVerifier({
    keys: createIssuerKeys({ get: getFromIssuer, now: Date.now, allowPlainHttpLoopback: true }),
    now: Date.now,
  })
const ours = () => ({
  issuers: [issuerOf({ name: 'ci', kind: 'github', url: forge.githubUrl, once: true })],
  audiences: ['https://store.example.org'],
})
/** The same issuer, with keys of their own: that is what its trust document may say. */
const theirs = () => ({
  issuers: [{ ...ours().issuers[0]!, keysUrl: `${evil.url}/keys` }],
  audiences: ['https://store.example.org/o/evil'],
})

test('an organisation with keys of its own uses up none of the ids of another’s tokens', async () => {
  const { verify } = verifier()
  const jti = 'taken-first'
  const forged = await evil.githubToken({ aud: theirs().audiences[0]!, iss: forge.githubUrl, jti })
  await verify(forged, theirs())
  const token = await forge.githubToken({ aud: ours().audiences[0]!, jti })
  expect((await verify(token, ours())).principal.id).toContain('#repository:74')
  await expect(verify(token, ours())).rejects.toMatchObject({ code: 'replayed' })
})

test('keys that one organisation names for an issuer sign nothing for another', async () => {
  const { verify } = verifier()
  const key = { ...(await makeKey('RS256', { kid: forge.key.kid })) }
  evil.keys = [key.jwk]
  evil.key = key
  const aud = 'https://store.example.org'
  const forged = await evil.githubToken({ aud, iss: forge.githubUrl })
  await verify(forged, { ...theirs(), audiences: [aud] })
  await expect(verify(forged, ours())).rejects.toMatchObject({ code: 'signature' })
})
