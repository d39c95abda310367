import { expect, test } from '@jest/globals'
import { runEmit } from '../../src/actions/emit.js'
import { TurnpikeError } from '../../src/errors.js'
import { fakeWorld, githubHost } from './surroundings.js'
const INPUTS = { store: 'https://store.example.org', failOnError: false, format: 'turnpike' }
test('a file that is not there does not hide what else is wrong, and nothing is sent', async () => {
  const host = githubHost()
  const world = {
    ...fakeWorld(),
    digestFile: async (path) => Promise.reject(new TurnpikeError('NOT_FOUND', `${path} is not there`)),
  }
  const code = await runEmit(
    {
      ...INPUTS,
      type: 'testsuiterun.finished',
      content: '{"outcom": "success", "environment": 3}',
      artifact: ['dist/not-there.tgz'],
    },
    host,
    world,
  )
  expect(code).toBe(2)
  const said = host.failure?.message ?? ''
  expect(said).toMatch(/not-there\.tgz/)
  expect(said).toMatch(/\/content\/outcome: is missing/)
  expect(said).toMatch(/\/content\/outcom: .*did you mean outcome/)
  expect(said).toMatch(/\/content\/environment: must be an object/)
  expect(said).not.toMatch(/0{64}/)
  expect(world.sent).toEqual([])
})
