/** Runs every test: for people on the terminal, for machines as JUnit in reports/junit.xml. Exits as the tests do. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
mkdirSync(`${root}/reports`, { recursive: true })
const files = readdirSync(`${root}/test`).filter((name) => name.endsWith('.test.js'))
const outcome = spawnSync(
  process.execPath,
  [
    '--test',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=junit',
    '--test-reporter-destination=reports/junit.xml',
    ...files.map((name) => `test/${name}`),
  ],
  // A test runner inside a test runner would report to its parent instead of here.
  { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_TEST_CONTEXT: undefined } },
)
process.exit(outcome.status ?? 1)
