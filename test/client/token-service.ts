/** GitHub's token service on loopback: what `ACTIONS_ID_TOKEN_REQUEST_URL` names. */
import { startFake, type Answer, type FakeStore } from '../e2e/fake-store.ts'

const SECRET = 'the-request-token-of-the-job'

export interface TokenService extends FakeStore {
  /** The two variables that a job with `id-token: write` has. */
  env: { ACTIONS_ID_TOKEN_REQUEST_URL: string; ACTIONS_ID_TOKEN_REQUEST_TOKEN: string }
  /** The audiences asked for, in order. */
  audiences(): (string | null)[]
}

/** A text of a token's shape that tells which one it is. */
export function numbered(number: number): string {
  return `eyJhbGciOiJSUzI1NiJ9.number-${number}.signature`
}

/** @param tokenFor the token for an audience; the first one has the number 1 */
export async function startTokenService(
  tokenFor: (audience: string, number: number) => string | Promise<string> = (_, number) => numbered(number),
): Promise<TokenService> {
  let number = 0
  return await startBrokenTokenService((request, response) => {
    number += 1
    const audience = audienceIn(request.path) ?? ''
    void Promise.resolve(tokenFor(audience, number)).then((value) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ count: 1, value })),
    )
  })
}

/** One that answers as it is told, to those who show the job's secret. */
export async function startBrokenTokenService(...answers: readonly Answer[]): Promise<TokenService> {
  let asked = 0
  const service = await startFake((request, response) => {
    if (request.headers.authorization !== `Bearer ${SECRET}`) response.writeHead(401).end()
    else answers[Math.min(asked++, answers.length - 1)]?.(request, response)
  })
  return {
    ...service,
    env: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${service.url}/runs/8120/idtoken?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: SECRET,
    },
    audiences: () => service.received.map(({ path }) => audienceIn(path)),
  }
}

function audienceIn(path: string): string | null {
  return new URL(path, 'http://x').searchParams.get('audience')
}
