import { describe, expect, test } from '@jest/globals'
import { changePage, commitPage, forgeOf, repositoryPage } from '../../src/host/repository.ts'
import { SHA } from './surroundings.ts'

const PAGE = 'https://github.com/acme/webshop'

test.each([
  [PAGE, PAGE],
  [`${PAGE}.git`, PAGE],
  [`${PAGE}.git/`, PAGE],
  ['https://x-access-token:s3cr3t@github.com/acme/webshop.git', PAGE],
  ['https://github.com:443/acme/webshop', PAGE],
  ['HTTPS://GitHub.com/acme/webshop', PAGE],
  ['git@github.com:acme/webshop.git', PAGE],
  ['github.com:acme/webshop.git', PAGE],
  ['ssh://git@github.com/acme/webshop.git', PAGE],
  ['ssh://git@ssh.github.com:443/acme/webshop.git', PAGE],
  ['git+ssh://git@github.com/acme/webshop.git', PAGE],
  ['git://github.com/acme/webshop.git', PAGE],
  ['ssh://git@gitlab.example.org:2222/acme/shop/web.git', 'https://gitlab.example.org/acme/shop/web'],
  ['https://gitlab.example.org:8443/acme/shop/web.git', 'https://gitlab.example.org:8443/acme/shop/web'],
  ['http://git.intern/acme/web.git', 'http://git.intern/acme/web'],
  ['git@altssh.bitbucket.org:443/acme/web.git', 'https://bitbucket.org/443/acme/web'],
  ['git@ssh.dev.azure.com:v3/acme/Web%20Shop/shop', 'https://dev.azure.com/acme/Web%20Shop/_git/shop'],
  ['https://acme@dev.azure.com/acme/Web%20Shop/_git/shop', 'https://dev.azure.com/acme/Web%20Shop/_git/shop'],
])('%s is the repository %s', (given, page) => {
  expect(repositoryPage(given)).toBe(page)
})

test.each([
  '',
  undefined,
  '/srv/git/webshop.git',
  'file:///srv/git/webshop.git',
  'C:\\git\\webshop',
  'C:/git/webshop',
  'https://',
  'https://github.com/',
  'javascript:alert(1)',
  '../webshop',
  'git@:x',
  'ssh://',
])('%j is no repository that others could find', (given) => {
  expect(repositoryPage(given)).toBe('')
})

describe('pages', () => {
  test('of a commit have the shape of the forge', () => {
    expect(commitPage(PAGE, SHA)).toBe(`${PAGE}/commit/${SHA}`)
    expect(commitPage('https://gitlab.com/a/b', SHA)).toBe(`https://gitlab.com/a/b/-/commit/${SHA}`)
    expect(commitPage('https://gitlab.example.org/a/b', SHA, 'gitlab')).toContain('/-/commit/')
    expect(commitPage('https://bitbucket.org/a/b', SHA)).toBe(`https://bitbucket.org/a/b/commits/${SHA}`)
    expect(commitPage('https://bb.example.org/projects/A/repos/b', SHA)).toContain('/repos/b/commits/')
    expect(commitPage('https://dev.azure.com/a/p/_git/r', SHA)).toContain('/_git/r/commit/')
    expect(commitPage('https://git.example.org/a/b', SHA)).toContain('/b/commit/')
  })

  test('of a request are not guessed for a forge of an unknown kind', () => {
    expect(changePage('https://git.example.org/a/b', '7')).toBe('')
    expect(changePage('https://codeberg.org/a/b', '7')).toBe('https://codeberg.org/a/b/pulls/7')
    expect(changePage('https://acme.ghe.com/a/b', '7')).toBe('https://acme.ghe.com/a/b/pull/7')
    expect(changePage(PAGE, '')).toBe('')
    expect(changePage('', '7', 'github')).toBe('')
    expect(forgeOf('https://github.com.evil.example/a/b')).toBeUndefined()
  })
})
