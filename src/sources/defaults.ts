/** What the run knows, put where a type of event wants it. What a person said is never replaced. Pure. */
import type { ArtifactRef } from '../cdevents/event.ts'
import type { TypeRow } from '../cdevents/vocabulary.ts'
import { TurnpikeError } from '../errors.ts'
import type { Facts } from '../host/host.ts'
import { commitPage } from '../host/repository.ts'
import type { Description } from './description.ts'

/** One description with what it is about. */
export interface Said {
  description: Description
  artifacts: ArtifactRef[]
  facts: Facts
}

/** Where tests run when nobody says where: their types demand an environment. */
const TEST_ENVIRONMENT = 'ci'

/** The content as said, with the fields filled in that the type has and nobody said. */
export function filledContent(row: TypeRow, said: Said): Record<string, unknown> {
  const content: Record<string, unknown> = { ...said.description.content }
  for (const [field, value] of Object.entries(knownFields(row, said))) {
    if (value !== undefined && Object.hasOwn(row.content, field) && content[field] === undefined)
      content[field] = value
  }
  return content
}

function knownFields(row: TypeRow, { description, artifacts, facts }: Said): Record<string, unknown> {
  const { service } = description
  const environment =
    description.environment ?? facts.environment ?? (isTest(row) ? TEST_ENVIRONMENT : undefined)
  const artifact = nameOf(artifacts[0])
  const { run, job } = facts
  const actor = facts.actor.uri || undefined
  return {
    environment: environment === undefined ? undefined : { id: environment },
    service: service === undefined ? undefined : { id: service },
    artifactId: artifact,
    ...(row.subject === 'artifact' ? { change: referenceTo(changeOf(description, facts)) } : {}),
    ...(row.subject === 'branch' || row.subject === 'change'
      ? { repository: referenceTo(facts.repository.url || undefined) }
      : {}),
    ...(row.subject === 'pipelinerun' ? { pipelineName: run.name, uri: run.url } : {}),
    ...(row.subject === 'taskrun'
      ? { taskName: job.name, uri: job.url, pipelineRun: { id: run.id, source: facts.source } }
      : {}),
    ...(row.subject === 'approval'
      ? {
          approvalDetailsUrl: run.url,
          resourceTargetUrl: artifact ?? changeOf(description, facts),
          requestor: actor,
          responder: actor,
        }
      : {}),
    ...(row.subject === 'environment' ? { name: environment } : {}),
  }
}

/**
 * The subject's id: as said, or what the type is about in this run.
 * @throws TurnpikeError INVALID_EVENT saying what to write when nothing is known
 */
export function subjectOf(row: TypeRow, said: Said, content: Readonly<Record<string, unknown>>): string {
  const { description } = said
  if (description.subject !== undefined) return description.subject
  const known = knownSubject(row, said, content)
  if (known !== undefined && known !== '') return known
  const how = HINTS[row.subject] ?? 'say subject: <its id>'
  const message = `is missing, and the run does not know it; ${how}`
  throw new TurnpikeError('INVALID_EVENT', message, { problems: [{ path: '/subject', message }] })
}

const HINTS: Readonly<Record<string, string>> = {
  artifact: 'say artifact: <package URL with a digest>',
  service: 'say service: <name>',
  environment: 'say environment: <name>',
  change: 'say change: <address of the pull or merge request>',
  approval: 'say artifact and environment, or subject: <id of the approval>',
  incident: 'say subject: <id of the incident>',
  ticket: 'say subject: <id of the ticket>',
}

function knownSubject(
  row: TypeRow,
  { description, artifacts, facts }: Said,
  content: Readonly<Record<string, unknown>>,
): string | undefined {
  const { run, job } = facts
  if (row.custom) return job.id
  switch (row.subject) {
    case 'artifact':
      return nameOf(artifacts[0])
    case 'service':
      return description.service
    case 'environment':
      return description.environment ?? facts.environment
    case 'change':
      return description.change ?? facts.change?.id
    case 'approval':
      return approvalOf(artifacts[0], description.environment ?? facts.environment)
    case 'branch':
      return facts.ref.replace(/^refs\/heads\//, '')
    case 'repository':
      return facts.repository.url
    case 'pipelinerun':
      return run.id
    case 'taskrun':
    case 'build':
      return job.id
    case 'testsuiterun':
      return partOf(job.id, content.testSuite)
    case 'testcaserun':
      return partOf(job.id, content.testCase)
    case 'testoutput':
      return typeof content.uri === 'string' ? content.uri : undefined
    default:
      return undefined
  }
}

function approvalOf(artifact: ArtifactRef | undefined, environment: string | undefined): string | undefined {
  if (artifact === undefined || environment === undefined) return undefined
  return `urn:turnpike:approval:${encodeURIComponent(environment.toWellFormed())}:${artifact.digest}`
}

/** Two suites of one job are two subjects. */
function partOf(job: string, part: unknown): string {
  const id = (part as { id?: unknown } | undefined)?.id
  return typeof id === 'string' && id !== '' ? `${job}#${encodeURIComponent(id.toWellFormed())}` : job
}

/** The pull or merge request, or else the commit's page: `artifact.packaged` demands a change, and a build is of one. */
export function changeOf({ change }: Description, facts: Facts): string | undefined {
  const known = change ?? facts.change?.id
  if (known !== undefined || facts.commit === '') return known
  const { url } = facts.repository
  if (url === '') return facts.commit
  return commitPage(url, facts.commit, facts.forge === 'gitlab' ? 'gitlab' : undefined)
}

function nameOf(artifact: ArtifactRef | undefined): string | undefined {
  return artifact?.purl ?? artifact?.digest
}

function referenceTo(id: string | undefined): { id: string } | undefined {
  return id === undefined ? undefined : { id }
}

function isTest({ subject }: TypeRow): boolean {
  return subject === 'testsuiterun' || subject === 'testcaserun'
}
