/**
 * Azure Pipelines: environment → facts. Pure.
 *
 * A run is never begun again as a whole: its stages and jobs are attempted again, and each attempt of a job is a job of
 * its own. Source of the names: learn.microsoft.com, "Use predefined variables".
 */
import { clean, cleanNumber, cleanUrl } from './clean.ts'
import type { Env } from './clean.ts'
import { factsOf } from './found.ts'
import type { Facts } from './host.ts'
import type { ForgeKind } from './repository.ts'

const PROVIDERS: Readonly<Record<string, ForgeKind>> = {
  tfsgit: 'azure',
  github: 'github',
  githubenterprise: 'github',
  bitbucket: 'bitbucket',
}

/** Facts of an Azure Pipelines job. */
export function azureFacts(env: Env): Facts {
  const collection = cleanUrl(env.SYSTEM_COLLECTIONURI ?? env.SYSTEM_TEAMFOUNDATIONCOLLECTIONURI)
  const project = clean(env.SYSTEM_TEAMPROJECT, 200)
  const build = cleanNumber(env.BUILD_BUILDID)
  const run = `${collection}/${encodeURIComponent(project)}/_build/results?buildId=${build}`
  const isKnown = collection !== '' && project !== '' && build !== ''
  const number = cleanNumber(env.SYSTEM_PULLREQUEST_PULLREQUESTNUMBER)
  // GitHub's requests have a number; their "id" is one of Azure's own. Azure's have the id only.
  const change = number || cleanNumber(env.SYSTEM_PULLREQUEST_PULLREQUESTID)
  return factsOf(env, {
    forge: 'azure',
    server: collection,
    repository: env.BUILD_REPOSITORY_URI,
    repositoryId: env.BUILD_REPOSITORY_ID,
    kind: PROVIDERS[clean(env.BUILD_REPOSITORY_PROVIDER, 40).toLowerCase()],
    commit: env.BUILD_SOURCEVERSION,
    pushed: env.SYSTEM_PULLREQUEST_SOURCECOMMITID,
    ref: clean(env.BUILD_SOURCEBRANCH),
    run: { id: isKnown ? run : build, number: env.BUILD_BUILDID, name: env.BUILD_DEFINITIONNAME },
    job: jobOf(env, isKnown ? run : ''),
    actor: actorOf(env, collection),
    ...(change === '' ? {} : { change: { number: change } }),
    environment: env.ENVIRONMENT_NAME,
  })
}

/** The id of a job is the same in every run; with the attempts of stage and job it is unique in one. */
function jobOf(env: Env, run: string): { key: string; isOwn: boolean; name: string; page?: string } {
  const id = clean(env.SYSTEM_JOBID, 100)
  const name = clean(env.SYSTEM_JOBDISPLAYNAME ?? env.AGENT_JOBNAME ?? env.SYSTEM_JOBNAME, 200) || 'job'
  const parts = [clean(env.SYSTEM_STAGENAME, 100), id || clean(env.SYSTEM_PHASENAME, 100) || name]
  const attempts = [cleanNumber(env.SYSTEM_STAGEATTEMPT) || '1', cleanNumber(env.SYSTEM_JOBATTEMPT) || '1']
  return {
    key: [...parts.filter((part) => part !== ''), attempts.join('.')].join('/'),
    isOwn: id !== '',
    name,
    ...(run === '' || id === '' ? {} : { page: `${run}&view=logs&j=${encodeURIComponent(id)}` }),
  }
}

/** People have a number in each organisation. */
function actorOf(env: Env, collection: string): { name: string; id: string; uri: string } {
  const name = clean(env.BUILD_REQUESTEDFOR, 200)
  const id = clean(env.BUILD_REQUESTEDFORID, 40).toLowerCase()
  if (!/^[0-9a-f-]{36}$/.test(id) || collection === '') return { name, id: '', uri: '' }
  const { host, pathname } = new URL(collection)
  const place = [host, ...pathname.split('/').filter((part) => part !== '')].join(':')
  return { name, id, uri: `urn:azure:${place}:user:${id}` }
}
