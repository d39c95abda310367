/**
 * The table: every event type of CDEvents 0.3.0, 0.4.1, 0.5.1 and the approvals of the 0.6 draft, a row each. Facts are
 * those of the official schemas (cdevents/spec, tags v0.3.0, v0.4.1, v0.5.1, main at 8917b18), not of the prose, which
 * differs from them in places. Over 300 lines, because it is one table and is read as a whole.
 *
 * `versions` are the type's own versions in 0.3.0, 0.4.1, 0.5.1 and, if it differs from 0.5.1's, the draft; `-` = not
 * there.
 */
import { FILLED, LIST, REFERENCE, TEXT, URI } from './kinds.ts'
import { formerly, object, openObject, required, since, suggested, words } from './kinds.ts'
import type { Fields } from './kinds.ts'

export interface Row {
  readonly versions: string
  /** What happened, as the end of "emitted when …". */
  readonly when: string
  readonly content: Fields
}

export interface Subject {
  /** `subject.type` as 0.3 and 0.4.1 spelled it. */
  readonly type: string
  readonly about: string
  /** Test subjects: `context.source` is any filled string and `subject.source` any string. */
  readonly loose?: boolean
}

export const SUBJECTS: Readonly<Record<string, Subject>> = {
  approval: { type: 'approval', about: 'a human or automated decision that something may go on' },
  artifact: { type: 'artifact', about: 'something that was built and can be delivered, named by its purl' },
  branch: { type: 'branch', about: 'a line of change in a repository' },
  build: { type: 'build', about: 'the making of artifacts from source' },
  change: { type: 'change', about: 'a set of source changes under review, such as a pull or merge request' },
  environment: { type: 'environment', about: 'a place where services run' },
  incident: { type: 'incident', about: 'a problem in a running environment' },
  pipelinerun: { type: 'pipelineRun', about: 'one run of a pipeline' },
  repository: { type: 'repository', about: 'a place where source is kept' },
  service: { type: 'service', about: 'something that runs in an environment for its users' },
  taskrun: { type: 'taskRun', about: 'one run of a task, usually inside a pipeline run' },
  testcaserun: { type: 'testCaseRun', about: 'one run of one test case', loose: true },
  testoutput: { type: 'testOutput', about: 'something a test case run left behind', loose: true },
  testsuiterun: { type: 'testSuiteRun', about: 'one run of a set of test cases', loose: true },
  ticket: { type: 'ticket', about: 'an issue, a request or a task in a tracker' },
}

const REF = object({ id: required(FILLED), source: REFERENCE })
const LOOSE_REF = object({ id: required(FILLED), source: TEXT })
const SBOM = since('0.4.1', object({ uri: required(REFERENCE) }))
/** Before 0.5 every `uri` of a content was a `url`, and any string. */
const URL_BEFORE = { name: 'url', as: TEXT } as const

export const OUTCOME = words('success', 'failure', 'cancel', 'error')
const TEST_OUTCOME = formerly({ as: words('pass', 'fail', 'cancel', 'error') }, OUTCOME)
export const SEVERITY = words('low', 'medium', 'high', 'critical')
export const TRIGGER_TYPE = words('manual', 'pipeline', 'event', 'schedule', 'other')
const TRIGGER = openObject({ type: TRIGGER_TYPE, uri: URI })
export const TEST_TYPE = words(
  'performance',
  'functional',
  'unit',
  'security',
  'compliance',
  'integration',
  'e2e',
  'other',
)
export const OUTPUT_TYPE = words('report', 'video', 'image', 'log', 'other')
const TEST_CASE = object({ id: required(FILLED), version: TEXT, name: TEXT, type: TEST_TYPE, uri: URI })
const TEST_SUITE = object({ id: required(FILLED), version: TEXT, name: TEXT, uri: URI })
/** `testsuiterun.queued` alone had `url` before 0.5. */
const QUEUED_SUITE = object({
  id: required(FILLED),
  version: TEXT,
  name: TEXT,
  uri: formerly({ name: 'url', as: URI }, URI),
})

const REPOSITORY = {
  name: TEXT,
  owner: TEXT,
  uri: formerly(URL_BEFORE, URI),
  viewUrl: formerly({ as: TEXT }, URI),
} as const
const INCIDENT = { description: TEXT, environment: required(REF), service: REF, artifactId: FILLED } as const
const DEPLOYMENT = { environment: required(REF), artifactId: required(FILLED) } as const
const PIPELINE = { pipelineName: TEXT, uri: formerly(URL_BEFORE, URI) } as const
const TASK = { taskName: TEXT, uri: formerly(URL_BEFORE, URI), pipelineRun: REF } as const
const TEST_CASE_RUN = { environment: required(REF), testSuiteRun: LOOSE_REF, testCase: TEST_CASE } as const
const RESULT = { outcome: required(TEST_OUTCOME), severity: SEVERITY, reason: TEXT } as const
const TICKET = {
  summary: TEXT,
  ticketType: suggested('bug', 'enhancement', 'incident', 'task', 'question'),
  group: TEXT,
  creator: FILLED,
  assignees: LIST,
  priority: suggested('low', 'medium', 'high'),
  labels: LIST,
  milestone: TEXT,
  uri: required(REFERENCE),
} as const
const RESOLUTION = {
  ...suggested('completed', 'withdrawn', 'duplicate'),
  filled: true,
  required: true,
} as const
const APPROVAL = { approvalDetailsUrl: required(FILLED), resourceTargetUrl: required(FILLED) } as const
const DECISION = words('escalated', 'delegate', 'deferred', 'requestChanges', 'approved', 'rejected')
const STATUS = words('approved', 'rejected', 'cancelled', 'expired')

export const ROWS = {
  'approval.created': {
    versions: '- - - 0.1.0',
    when: 'an approval is asked for',
    content: { ...APPROVAL, requestor: required(URI) },
  },
  'approval.updated': {
    versions: '- - - 0.1.0',
    when: 'somebody says something on an approval',
    content: { ...APPROVAL, responder: required(URI), decision: required(DECISION) },
  },
  'approval.closed': {
    versions: '- - - 0.1.0',
    when: 'an approval is over',
    content: {
      ...APPROVAL,
      responder: required(URI),
      decision: required(DECISION),
      status: required(STATUS),
    },
  },
  'artifact.deleted': {
    versions: '- 0.1.0 0.2.0',
    when: 'an artifact is removed from a registry',
    content: { user: FILLED },
  },
  'artifact.downloaded': {
    versions: '- 0.1.0 0.2.0',
    when: 'an artifact is fetched from a registry',
    content: { user: FILLED },
  },
  'artifact.packaged': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'an artifact is made from a change',
    content: { change: required(REF), sbom: SBOM },
  },
  'artifact.published': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'an artifact is put into a registry',
    content: { sbom: SBOM, user: since('0.4.1', FILLED) },
  },
  'artifact.signed': {
    versions: '0.1.0 0.2.0 0.3.0',
    when: 'an artifact is signed',
    content: { signature: required(FILLED) },
  },
  'branch.created': {
    versions: '0.1.2 0.2.0 0.3.0',
    when: 'a branch is made',
    content: { repository: REF },
  },
  'branch.deleted': {
    versions: '0.1.2 0.2.0 0.3.0',
    when: 'a branch is removed',
    content: { repository: REF },
  },
  'build.queued': { versions: '0.1.1 0.2.0 0.3.0', when: 'a build waits to start', content: {} },
  'build.started': { versions: '0.1.1 0.2.0 0.3.0', when: 'a build starts', content: {} },
  'build.finished': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'a build ends, well or not (it has no outcome)',
    content: { artifactId: TEXT },
  },
  'change.created': {
    versions: '0.1.2 0.3.0 0.4.0',
    when: 'a change is proposed',
    content: { description: since('0.4.1', FILLED), repository: REF },
  },
  'change.reviewed': {
    versions: '0.1.2 0.2.0 0.3.0',
    when: 'a change is reviewed',
    content: { repository: REF },
  },
  'change.updated': {
    versions: '0.1.2 0.2.0 0.3.0',
    when: 'a change is changed',
    content: { repository: REF },
  },
  'change.merged': {
    versions: '0.1.2 0.2.0 0.3.0',
    when: 'a change is merged',
    content: { repository: REF },
  },
  'change.abandoned': {
    versions: '0.1.2 0.2.0 0.3.0',
    when: 'a change is given up',
    content: { repository: REF },
  },
  'environment.created': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'an environment is made',
    content: { name: TEXT, uri: formerly(URL_BEFORE, URI) },
  },
  'environment.modified': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'an environment is changed',
    content: { name: TEXT, uri: formerly(URL_BEFORE, URI) },
  },
  'environment.deleted': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'an environment is removed',
    content: { name: TEXT },
  },
  'incident.detected': {
    versions: '0.1.0 0.2.0 0.3.0',
    when: 'a problem is seen in an environment',
    content: INCIDENT,
  },
  'incident.reported': {
    versions: '0.1.0 0.2.0 0.3.0',
    when: 'a problem is written down in a ticket',
    content: { ...INCIDENT, ticketURI: required(URI) },
  },
  'incident.resolved': {
    versions: '0.1.0 0.2.0 0.3.0',
    when: 'a problem is over',
    content: INCIDENT,
  },
  'pipelinerun.queued': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'a pipeline run waits to start',
    content: PIPELINE,
  },
  'pipelinerun.started': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'a pipeline run starts',
    content: { pipelineName: required(TEXT), uri: required(PIPELINE.uri) },
  },
  'pipelinerun.finished': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'a pipeline run ends',
    content: { ...PIPELINE, outcome: formerly({ as: TEXT }, OUTCOME), errors: TEXT },
  },
  'repository.created': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'a repository is made',
    content: {
      ...REPOSITORY,
      name: required(FILLED),
      uri: required(formerly({ name: 'url', as: FILLED }, URI)),
    },
  },
  'repository.modified': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'a repository is renamed, moved or changed',
    content: REPOSITORY,
  },
  'repository.deleted': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'a repository is removed',
    content: REPOSITORY,
  },
  'service.deployed': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'a service is put into an environment for the first time',
    content: DEPLOYMENT,
  },
  'service.upgraded': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'a running service gets a newer artifact',
    content: DEPLOYMENT,
  },
  'service.rolledback': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'a running service goes back to an earlier artifact',
    content: DEPLOYMENT,
  },
  'service.removed': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'a service is taken out of an environment',
    content: { environment: REF },
  },
  'service.published': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'a service can be reached by its users',
    content: { environment: REF },
  },
  'taskrun.started': { versions: '0.1.1 0.2.0 0.3.0', when: 'a task run starts', content: TASK },
  'taskrun.finished': {
    versions: '0.1.1 0.2.0 0.3.0',
    when: 'a task run ends',
    // Free text up to 0.5.1, a closed list in the draft, under the same version of the type.
    content: { ...TASK, outcome: { ...suggested(...OUTCOME.words), draft: OUTCOME }, errors: TEXT },
  },
  'testcaserun.queued': {
    versions: '0.1.0 0.2.0 0.3.0',
    when: 'a test case waits to run',
    content: { trigger: TRIGGER, ...TEST_CASE_RUN },
  },
  'testcaserun.started': {
    versions: '0.1.0 0.2.0 0.3.0',
    when: 'a test case starts to run',
    content: { trigger: TRIGGER, ...TEST_CASE_RUN },
  },
  'testcaserun.finished': {
    versions: '0.1.0 0.2.0 0.3.0',
    when: 'a test case has run',
    content: { ...RESULT, ...TEST_CASE_RUN },
  },
  'testcaserun.skipped': {
    versions: '- 0.1.0 0.2.0',
    when: 'a test case is not run on purpose',
    content: { reason: TEXT, environment: REF, testSuiteRun: LOOSE_REF, testCase: TEST_CASE },
  },
  'testoutput.published': {
    versions: '0.1.0 0.2.0 0.3.0',
    when: 'a test case run leaves a report, a log or a recording',
    content: {
      outputType: required(OUTPUT_TYPE),
      format: required(TEXT),
      uri: URI,
      testCaseRun: LOOSE_REF,
    },
  },
  'testsuiterun.queued': {
    versions: '0.1.0 0.2.0 0.3.0',
    when: 'a test suite waits to run',
    content: { trigger: TRIGGER, environment: required(REF), testSuite: QUEUED_SUITE },
  },
  'testsuiterun.started': {
    versions: '0.1.0 0.2.0 0.3.0',
    when: 'a test suite starts to run',
    content: { trigger: TRIGGER, environment: required(REF), testSuite: TEST_SUITE },
  },
  'testsuiterun.finished': {
    versions: '0.1.0 0.2.0 0.3.0',
    when: 'a test suite has run',
    content: { environment: required(REF), testSuite: TEST_SUITE, ...RESULT },
  },
  'ticket.created': {
    versions: '- 0.1.0 0.2.0',
    when: 'a ticket is opened',
    content: { ...TICKET, summary: required(TEXT), creator: required(FILLED) },
  },
  'ticket.updated': {
    versions: '- 0.1.0 0.2.0',
    when: 'a ticket is changed',
    content: { ...TICKET, updatedBy: TEXT },
  },
  'ticket.closed': {
    versions: '- 0.1.0 0.2.0',
    when: 'a ticket is done with',
    content: { ...TICKET, resolution: RESOLUTION, updatedBy: TEXT },
  },
} as const satisfies Readonly<Record<string, Row>>
