/**
 * SLSA provenance v0.2 (https://slsa.dev/provenance/v0.2) and v1: who built it, how, and from what. A build level is
 * nothing that provenance can claim of itself: it is what the policy knows of the builder that it names.
 */
import type { Statement } from '../../../sources/statement.ts'
import { covers } from '../../believe.ts'
import type { Predicate } from './predicate.ts'
import { at, failed, isOneOf, lacking, patterns, sayPatterns, shown, textAt, timeAt } from './predicate.ts'

const V02 = 'https://slsa.dev/provenance/v0.2'
const V1 = 'https://slsa.dev/provenance/v1'

export interface Source {
  uri: string
  ref?: string
}

interface Conditions {
  builders: readonly string[]
  buildTypes: readonly string[]
  sources: readonly Source[]
}

export const provenance: Predicate<Conditions> = {
  types: [V02, V1],
  family: 'https://slsa.dev/provenance/',
  fields: {
    builders: patterns('Who may have built it: builder.id.'),
    buildTypes: patterns('How it may have been built: buildType.'),
    sources: {
      is: 'list',
      min: 1,
      max: 50,
      of: {
        is: 'record',
        required: ['uri'],
        fields: {
          uri: {
            is: 'text',
            max: 1000,
            pattern: '^[^*@]+(/\\*)?$',
            says: 'a repository such as https://github.com/acme/shop, or what is below one such as https://github.com/acme/*',
          },
          ref: {
            is: 'text',
            max: 300,
            pattern: '^[^*]*\\*?$',
            says: 'a ref such as refs/heads/main, or refs/tags/*',
          },
        },
      },
      about: 'What it may have been built from: repositories, and refs of them.',
    },
  },
  required: ['builders'],
  read: (raw) => ({
    builders: raw['builders'] as string[],
    buildTypes: (raw['buildTypes'] ?? []) as string[],
    sources: ((raw['sources'] ?? []) as Source[]).map((source) => ({
      ...source,
      uri: plainRepository(source.uri),
    })),
  }),
  says: ({ builders, buildTypes, sources }) =>
    [
      `SLSA provenance by ${sayPatterns(builders)}`,
      buildTypes.length === 0 ? '' : ` (${sayPatterns(buildTypes)})`,
      sources.length === 0 ? '' : ` from ${sources.map(saySource).join(' or ')}`,
    ].join(''),
  // Which build it was is said by nothing that two builds of one artifact would have in common.
  thing: () => '',
  judge(statement, { builders, buildTypes, sources }) {
    const { builder, buildType, found } = contentOf(statement)
    if (builder === undefined) return lacking('builder.id', 'provenance')
    if (buildType === undefined) return lacking('buildType', 'provenance')
    if (!isOneOf(builder, builders))
      return failed(`built by ${shown(builder)}`, `Needed: built by ${sayPatterns(builders)}.`)
    if (buildTypes.length > 0 && !isOneOf(buildType, buildTypes))
      return failed(`built by ${shown(buildType)}`, `Needed: ${sayPatterns(buildTypes)}.`)
    if (sources.length > 0) {
      if (found.length === 0) return lacking('source of a kind of build that is known', 'provenance')
      // Where it names its source twice, both must be one of ours.
      for (const source of found) {
        const named = sources.filter(({ uri }) => coversRepository(uri, source.uri))
        if (named.length === 0)
          return failed(
            `built from ${shown(source.uri)}`,
            `Needed: built from ${sources.map(saySource).join(' or ')}.`,
          )
        if (named.some(({ ref }) => ref === undefined)) continue
        if (source.ref === undefined) return lacking('ref of its source', 'provenance')
        if (!named.some(({ ref }) => covers(ref!, source.ref)))
          return failed(
            `built from ${shown(source.ref)} of ${source.uri}`,
            `Needed: ${named.map(saySource).join(' or ')}.`,
          )
      }
    }
    return { result: 'pass', says: `built by ${builder}` }
  },
  statedAt: (predicate) =>
    timeAt(predicate, 'runDetails', 'metadata', 'finishedOn') ??
    timeAt(predicate, 'metadata', 'buildFinishedOn'),
}

function contentOf({ predicateType, predicate }: Statement) {
  if (predicateType === V02)
    return {
      builder: textAt(predicate, 'builder', 'id'),
      buildType: textAt(predicate, 'buildType'),
      found: sourcesIn([textAt(predicate, 'invocation', 'configSource', 'uri')]),
    }
  const parameters = at(predicate, 'buildDefinition', 'externalParameters')
  const workflow = at(parameters, 'workflow')
  const repository = textAt(workflow, 'repository')
  const ref = textAt(workflow, 'ref')
  const own =
    repository === undefined
      ? []
      : [{ uri: plainRepository(repository), ...(ref === undefined ? {} : { ref }) }]
  return {
    builder: textAt(predicate, 'runDetails', 'builder', 'id'),
    buildType: textAt(predicate, 'buildDefinition', 'buildType'),
    found: [...own, ...sourcesIn([textAt(parameters, 'source'), textAt(parameters, 'source', 'uri')])],
  }
}

/** `git+https://github.com/acme/shop@refs/heads/main` (SPDX download location) as repository and ref. */
function sourcesIn(texts: readonly (string | undefined)[]): Source[] {
  return texts.flatMap((text) => {
    if (text === undefined) return []
    const mark = text.indexOf('@', text.lastIndexOf('://') + 3)
    if (mark === -1) return [{ uri: plainRepository(text) }]
    return [{ uri: plainRepository(text.slice(0, mark)), ref: text.slice(mark + 1) }]
  })
}

function plainRepository(uri: string): string {
  return uri
    .replace(/^git\+/u, '')
    .replace(/\/$/u, '')
    .replace(/\.git$/u, '')
}

/** A segment of dots is resolved by some readers and not by others: it is below nothing. */
function coversRepository(pattern: string, uri: string): boolean {
  if (!pattern.endsWith('/*')) return pattern === uri
  return uri.startsWith(pattern.slice(0, -1)) && !/(^|\/)\.{1,2}(\/|$)|%2e|%2f|\\/iu.test(uri)
}

function saySource({ uri, ref }: Source): string {
  return ref === undefined ? uri : `${uri} at ${ref}`
}
