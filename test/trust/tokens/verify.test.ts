import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { getFromIssuer } from '../../../src/server/issuer-http.ts'
import { issuerOf } from '../../../src/trust/tokens/issuer.ts'
import { createIssuerKeys } from '../../../src/trust/tokens/keys.ts'
import { createTokenVerifier } from '../../../src/trust/tokens/verify.ts'
import { startIssuer } from './issuer.ts'
import type { TestIssuer } from './issuer.ts'

const AUDIENCE = 'https://store.example.org'
let issuer: TestIssuer
beforeAll(async () => {
  issuer = await startIssuer()
})
afterAll(() => issuer.stop())

function verifier() {
  const keys = createIssuerKeys({ get: getFromIssuer, now: Date.now, allowPlainHttpLoopback: true })
  return createTokenVerifier({ keys, now: Date.now })
}

test('a job on GitHub is its repository by id, with what its token proves', async () => {
  const github = issuerOf({ name: 'github', kind: 'github', url: issuer.githubUrl })
  const token = await issuer.githubToken({ aud: AUDIENCE, environment: 'production' })
  const identity = await verifier().verify(token, { issuers: [github], audiences: [AUDIENCE] })
  expect(identity).toMatchInlineSnapshot(
    { principal: { id: expect.any(String) } } as object,
    `
   {
     "person": "urn:github:127.0.0.1:40053:user:1234",
     "principal": {
       "claims": {
         "actorId": "1234",
         "environment": "production",
         "eventName": "push",
         "issuer": "http://127.0.0.1:40053/_services/token",
         "jobWorkflowRef": "acme/ci/.github/workflows/build.yml@refs/tags/v2",
         "jobWorkflowSha": "2222222222222222222222222222222222222222",
         "ref": "refs/heads/main",
         "refProtected": "true",
         "refType": "branch",
         "repository": "acme/shop",
         "repositoryId": "74",
         "repositoryOwnerId": "4567",
         "repositoryVisibility": "private",
         "runAttempt": "1",
         "runId": "9001",
         "runnerEnvironment": "github-hosted",
         "sha": "1111111111111111111111111111111111111111",
         "workflowRef": "acme/shop/.github/workflows/build.yml@refs/heads/main",
         "workflowSha": "1111111111111111111111111111111111111111",
       },
       "id": Any<String>,
       "kind": "oidc",
     },
     "sources": [
       "http://127.0.0.1:40053/acme/shop",
     ],
   }
  `,
  )
})

test('a job on GitLab is the project it runs in', async () => {
  const gitlab = issuerOf({ name: 'gitlab', kind: 'gitlab', url: issuer.url })
  const token = await issuer.gitlabToken({ aud: AUDIENCE })
  const identity = await verifier().verify(token, { issuers: [gitlab], audiences: [AUDIENCE] })
  expect(identity.principal.id).toBe(`${issuer.url}#project:20`)
})
