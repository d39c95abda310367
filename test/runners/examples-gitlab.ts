/** An example of GitLab's CI as a pipeline that needs no network: components and the command line lie beside the project. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './live-store.ts'

const COMPONENT = /^( *)- component: \$CI_SERVER_FQDN\/turnpike\/turnpike\/([a-z-]+)@1$/
const CLI = 'cli: ./turnpike.mjs'

/** @param store its address, for the examples that name one */
export function localPipeline(text: string, store: string): string {
  const lines = text.split('\n')
  const found: string[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    const component = COMPONENT.exec(line)
    if (component === null) {
      found.push(line)
      continue
    }
    const [, indent = '', name = ''] = component
    found.push(`${indent}- local: /templates/${name}/template.yml`)
    // The hook of track is plain sh: it has no such input.
    if (name === 'track') continue
    const next = lines[index + 1] ?? ''
    if (/^ +inputs: \{ /.test(next)) found.push(next.replace('inputs: { ', `inputs: { ${CLI}, `))
    else if (/^ +inputs:$/.test(next)) found.push(next, `${indent}    ${CLI}`)
    else {
      found.push(`${indent}  inputs: { ${CLI} }`)
      continue
    }
    index += 1
  }
  const file = join(ROOT, 'dist/turnpike.js')
  return found
    .join('\n')
    .replaceAll(/https:\/\/(?:turnpike|store)\.example\.org/g, store)
    .replaceAll('https://downloads.example.org/turnpike.js', `file://${file}`)
    .replaceAll('0'.repeat(64), createHash('sha256').update(readFileSync(file)).digest('hex'))
}
