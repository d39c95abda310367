import { expect, test } from '@jest/globals'
import { deliver } from '../../src/actions/deliver.js'
import { runGate } from '../../src/actions/gate.js'
import { createClient } from '../../src/client/client.js'
import { someEvents } from '../client/events.js'
import { DIGEST, fakeWorld, githubHost } from './surroundings.js'
const STORE = 'http://store.internal:8080'
/** How a gate and an emitting step open their clients, with these words in the environment. */
async function optionsWith(env) {
  const seen = []
  const world = fakeWorld({ env })
  const client = (options) => {
    seen.push(options)
    return world.client(options)
  }
  const deps = { ...world, client }
  await runGate(
    {
      store: STORE,
      token: 'hush',
      artifact: [DIGEST],
      environment: 'production',
      policy: [],
      policyFiles: [],
      mode: 'enforce',
    },
    githubHost(),
    deps,
  )
  await deliver(someEvents(1), { store: STORE, token: 'hush', failOnError: false }, githubHost(), deps)
  return seen
}
test('a token goes over plain http to another machine only where TURNPIKE_ALLOW_PLAIN_HTTP says true', async () => {
  for (const [word, allowed] of [
    ['true', true],
    [' TRUE ', true],
    ['', false],
    ['false', false],
    ['1', false],
    ['yes', false],
  ]) {
    const options = await optionsWith({ TURNPIKE_ALLOW_PLAIN_HTTP: word })
    expect(options).toHaveLength(2)
    for (const one of options) {
      if (allowed) expect(() => createClient(one)).not.toThrow()
      else expect(() => createClient(one)).toThrow(/set TURNPIKE_ALLOW_PLAIN_HTTP=true/)
    }
  }
})
