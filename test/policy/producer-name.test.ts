import { expect, test } from '@jest/globals'
import { knownAs, producerName } from '../../src/policy/producer-name.ts'

const job = (claims: Record<string, string>) =>
  ({ kind: 'oidc', id: 'https://ci.example.org#x', claims }) as const

test.each([
  [
    'acme/shop on github.com',
    { issuer: 'https://token.actions.githubusercontent.com', repository: 'acme/shop' },
  ],
  ['acme/shop on acme.ghe.com', { issuer: 'https://token.actions.acme.ghe.com', repository: 'acme/shop' }],
  ['acme/shop on git.acme.org', { issuer: 'https://git.acme.org/_services/token', repository: 'acme/shop' }],
  [
    'acme/shop on gitlab.com',
    { issuer: 'https://gitlab.com', jobProjectPath: 'acme/shop', projectPath: 'fork/shop' },
  ],
  ['acme/shop on gitlab.acme.org:8443', { issuer: 'https://gitlab.acme.org:8443', projectPath: 'acme/shop' }],
])('a job is known as %s', (name, claims) => {
  expect(knownAs(job(claims))).toBe(name)
})

test('who has no name is known by the id', () => {
  expect(knownAs({ kind: 'token', id: 'token:ci', claims: { repository: 'acme/shop' } })).toBe('token:ci')
  expect(knownAs(job({ repository: 'acme/shop' }))).toBe('https://ci.example.org#x')
  expect(producerName(job({ issuer: 'no address', repository: 'acme/shop' }))).toBeUndefined()
})
