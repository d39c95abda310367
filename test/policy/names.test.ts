import { expect, test } from '@jest/globals'
import { readRequest } from '../../src/policy/request.ts'
import { DIGEST, OTHER } from './scene.ts'

const ask = (changes: object) =>
  readRequest({ artifacts: [{ digest: DIGEST }], environment: 'production', ...changes })

test.each([
  'production ',
  ' production',
  '\u00a0production',
  'prod\u200buction',
  'production\u202e',
  '\ufeffproduction',
  'produc\u00adtion',
  'production\u2028',
  'production\u3164',
])('an environment or service cannot be named %j, which looks like production', (name) => {
  expect(ask({ environment: name })).toMatchObject({ problems: [{ path: '/environment' }] })
  expect(ask({ service: name })).toMatchObject({ problems: [{ path: '/service' }] })
})

test('names of people are left alone', () => {
  for (const name of ['Prod EU (west)', 'produção', '本番', 'prod-1', 'a'])
    expect(ask({ environment: name, service: name })).toHaveProperty('request')
})

test('a purl that names another digest, or several, does not stand beside the one that is judged', () => {
  for (const purl of [
    `pkg:oci/webshop@${OTHER}`,
    `pkg:oci/webshop@${OTHER}?checksum=${DIGEST}`,
    `pkg:oci/webshop@${DIGEST}?checksum=${OTHER}`,
    `pkg:oci/webshop@1.0?checksum=sha1:${'ab'.repeat(20)},${OTHER}`,
  ])
    expect(ask({ artifacts: [{ digest: DIGEST, purl }] })).toMatchObject({
      problems: [{ path: '/artifacts/0/purl' }],
    })
})
