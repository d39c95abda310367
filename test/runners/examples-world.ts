/** What the examples of the pages name: a repository with a Makefile and a script that deploys, and reports as tools write them. */
import { createHash } from 'node:crypto'
import { TOKEN } from './live-store.ts'

const JUNIT = `<?xml version="1.0"?>
<testsuites><testsuite name="cart" tests="3" failures="0">
<testcase classname="cart" name="adds" time="0.01"/><testcase classname="cart" name="removes" time="0.02"/>
<testcase classname="cart" name="imports"><skipped/></testcase>
</testsuite></testsuites>
`
const SARIF = JSON.stringify({
  version: '2.1.0',
  runs: [
    {
      tool: { driver: { name: 'Lint', version: '1.2.0', rules: [{ id: 'unused' }] } },
      results: [{ ruleId: 'unused', level: 'warning', message: { text: 'x is never used' } }],
    },
  ],
})
const SBOM = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: { type: 'application', name: 'webshop', version: '2.4.1' } },
  components: [{ type: 'library', name: 'left', version: '1.0.0', purl: 'pkg:npm/left@1.0.0' }],
})
const LCOV = 'TN:\nSF:src/cart.js\nDA:1,1\nDA:2,0\nend_of_record\n'

/** What the Makefile builds, by path. */
const BUILT: Readonly<Record<string, string>> = { 'dist/webshop.tar': 'webshop\n', 'dist/app.tar': 'app\n' }

const MAKEFILE = `.PHONY: all dist test scan deploy
all: dist
dist: dist/webshop.tar dist/app.tar
\tcp parts/sbom.json dist/webshop.cdx.json
dist/webshop.tar dist/app.tar:
\tmkdir -p dist
\techo $(basename $(notdir $@)) >$@
test:
\tmkdir -p reports build/test-results/unit build/test-results/slow
\tcp parts/junit.xml reports/unit.xml
\tcp parts/junit.xml build/test-results/unit/cart.xml
\techo 'a report that is taken out' >build/test-results/slow/cart.xml
\tcp parts/lint.sarif reports/lint.sarif
\tcp parts/lcov.info build/lcov.info
junit.xml:
\tcp parts/junit.xml $@
scan:
\tmkdir -p build
\tcp parts/lint.sarif build/lint.sarif
deploy:
\techo deployed by make
`

/** Files of the repository beside the sample shop, by path. */
export const WORLD: Readonly<Record<string, string>> = {
  Makefile: MAKEFILE,
  'deploy.sh': '#!/bin/sh\necho "deployed to ${1:-where it belongs}"\n',
  'cleanup.sh': '#!/bin/sh\necho cleaned\n',
  'parts/junit.xml': JUNIT,
  'parts/lint.sarif': SARIF,
  'parts/sbom.json': SBOM,
  'parts/lcov.info': LCOV,
}

/** The digest of a file that the Makefile builds. */
export function digestOf(path: string): string {
  return `sha256:${createHash('sha256')
    .update(BUILT[path] ?? '')
    .digest('hex')}`
}

/** Whom the store of the examples believes: the jobs of this repository by GitHub's token, and a token that reads and writes. */
export function trustOf(
  githubUrl: string,
  more: { issuers?: object; people?: unknown[]; grants?: unknown[] } = {},
): string {
  const expires = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const all = {
    write: { types: ['*'], sources: ['*'], environments: ['*'] },
    ask: { environments: ['*'] },
    read: true,
  }
  return JSON.stringify({
    apiVersion: 'turnpike/v1',
    kind: 'Trust',
    metadata: { organisation: 'default', owner: 'platform@example.org' },
    issuers: { github: { kind: 'github', url: githubUrl }, ...more.issuers },
    tokens: [{ name: 'ci', hash: `sha256:${createHash('sha256').update(TOKEN).digest('hex')}`, expires }],
    people: more.people ?? [],
    grants: [
      {
        name: 'jobs',
        to: { issuer: 'github', repositoryId: '1111' },
        may: { ...all, write: { ...all.write, sources: ['https://github.com/acme/webshop'] } },
      },
      { name: 'the token', to: { id: 'token:ci' }, may: all },
      ...(more.grants ?? []),
    ],
  })
}

/** Unit tests of this very artifact, by either. */
export function policyOf(githubUrl: string): string {
  return JSON.stringify({
    apiVersion: 'turnpike/v1',
    kind: 'Policy',
    metadata: { name: 'production', owner: 'platform@example.org' },
    applies: { environments: ['production'] },
    producers: { ci: [{ id: 'token:ci' }, { issuer: githubUrl, repositoryId: '1111' }] },
    rules: [
      {
        id: 'unit-tests',
        kind: 'evidence',
        type: 'testsuiterun.finished',
        producer: ['ci'],
        match: { outcome: 'success', 'testSuite.id': 'unit' },
        maxAge: '7d',
        onMissing: 'wait',
      },
    ],
  })
}
