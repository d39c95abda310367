/**
 * What the event that started a run says about changes: proposed, updated, reviewed, merged, given up; branches made and
 * removed. By the event's name and, on GitHub, the event file; on GitLab, by the pipeline's variables. Pure.
 *
 * Commits go along with what was merged, so that the time from a commit to production can be counted. Texts in them are
 * strangers': bounded, one line, without addresses of people.
 * Source: docs.github.com "Webhook events and payloads"; docs.gitlab.com "Predefined CI/CD variables reference".
 */
import { digestOfJson } from '../cdevents/canonical.ts'
import { eventId } from '../cdevents/identity.ts'
import { at, clean, cleanCommit, cleanMoment, cleanUrl, type Env } from '../host/clean.ts'
import { githubUser } from '../host/github.ts'
import type { Facts } from '../host/host.ts'
import type { Description } from './description.ts'
import { runOrder } from './pipeline.ts'

/** What started a run. */
export interface Trigger {
  env: Env
  /** GitHub's event file, parsed; undefined elsewhere. */
  payload?: unknown
}

/** GitHub shows at most 250 commits of a pull request; nobody counts more of one push. */
const MOST_COMMITS = 250
const MOST_MESSAGE = 200

/**
 * The descriptions of what the run's own event means, in order; none where it means no change. Every job of a run that
 * says the same beside it gives the same ones, ids included.
 * @param beside what is said of all of them, such as the service
 */
export function changeEvents(
  facts: Facts,
  { env, payload }: Trigger,
  beside: Partial<Description> = {},
): Description[] {
  const described =
    facts.forge === 'github'
      ? ofGithub(facts, env.GITHUB_EVENT_NAME ?? '', payload)
      : facts.forge === 'gitlab'
        ? ofGitlab(facts, env)
        : []
  return described
    .map((each) => ({ ...each, ...beside }))
    .map((each) =>
      // Without a moment of its own, or in an environment of its own, what one job says is not what another one says.
      each.timestamp === undefined || facts.environment !== undefined
        ? each
        : { ...each, id: idOf(facts, each) },
    )
}

function ofGithub(facts: Facts, event: string, payload: unknown): Description[] {
  switch (event) {
    case 'push':
      return ofPush(facts, payload)
    case 'create':
    case 'delete':
      return ofBranch(payload, event === 'create' ? 'branch.created' : 'branch.deleted')
    case 'pull_request':
    case 'pull_request_target':
      return ofPullRequest(facts, payload)
    case 'pull_request_review':
      return ofReview(facts, payload)
    case 'merge_group':
      return ofQueue(facts, payload)
    default:
      return []
  }
}

/**
 * A push to the default branch is a merge of what it brings, known by its last commit as `artifact.packaged` names it;
 * the event does not say through which pull request it came. A new branch is one; other pushes are no change yet.
 */
function ofPush(facts: Facts, payload: unknown): Description[] {
  const branch = branchOf(at(payload, 'ref'))
  if (branch === '') return []
  const timestamp = momentOf(at(payload, 'repository', 'pushed_at'))
  const [before, after] = [cleanCommit(at(payload, 'before')), cleanCommit(at(payload, 'after'))]
  if (at(payload, 'deleted') === true) return [{ type: 'branch.deleted', subject: branch, ...timestamp }]
  const pushed = block({ before, after, ...commitsIn(at(payload, 'commits')) })
  const described: Description[] = []
  if (at(payload, 'created') === true)
    described.push({ type: 'branch.created', subject: branch, ...timestamp })
  if (after !== '' && branch === clean(at(payload, 'repository', 'default_branch'), 255))
    described.push({ type: 'change.merged', subject: commitPage(facts, after), ...timestamp, ...pushed })
  return described
}

function ofBranch(payload: unknown, type: 'branch.created' | 'branch.deleted'): Description[] {
  const branch = at(payload, 'ref_type') === 'branch' ? clean(at(payload, 'ref'), 255) : ''
  return branch === '' ? [] : [{ type, subject: branch, ...momentOf(at(payload, 'repository', 'pushed_at')) }]
}

/** What changes the change itself; labels, assignees and the like do not. */
const UPDATES = ['synchronize', 'edited', 'reopened', 'ready_for_review', 'converted_to_draft']

function ofPullRequest(facts: Facts, payload: unknown): Description[] {
  const action = clean(at(payload, 'action'), 50)
  const pull = at(payload, 'pull_request')
  if (facts.change === undefined) return []
  const subject = { subject: facts.change.id }
  const ends = endsOf(pull)
  if (action === 'opened') {
    const title = clean(at(pull, 'title'), 256)
    const content = title === '' ? {} : { content: { description: title } }
    return [
      { type: 'change.created', ...subject, ...content, ...momentOf(at(pull, 'created_at')), ...block(ends) },
    ]
  }
  if (action === 'closed') {
    const merged = at(pull, 'merged') === true
    const commit = merged
      ? { merge: cleanCommit(at(pull, 'merge_commit_sha')), mergedBy: person(facts, at(pull, 'merged_by')) }
      : {}
    const moment = momentOf(at(pull, merged ? 'merged_at' : 'closed_at'))
    return [
      {
        type: merged ? 'change.merged' : 'change.abandoned',
        ...subject,
        ...moment,
        ...block({ ...ends, ...commit }),
      },
    ]
  }
  if (!UPDATES.includes(action)) return []
  return [
    {
      type: 'change.updated',
      ...subject,
      ...momentOf(at(pull, 'updated_at')),
      ...block({ ...ends, action }),
    },
  ]
}

/** What the review says stands in `customData.review`, as CDEvents has no field for it. */
function ofReview(facts: Facts, payload: unknown): Description[] {
  const action = at(payload, 'action')
  if (facts.change === undefined || (action !== 'submitted' && action !== 'dismissed')) return []
  const review = at(payload, 'review')
  const said = filled({
    state: action === 'dismissed' ? 'dismissed' : clean(at(review, 'state'), 50).toLowerCase(),
    reviewer: person(facts, at(review, 'user')),
    commit: cleanCommit(at(review, 'commit_id')),
    url: cleanUrl(at(review, 'html_url')),
  })
  const { customData } = block(endsOf(at(payload, 'pull_request')))
  return [
    {
      type: 'change.reviewed',
      subject: facts.change.id,
      ...momentOf(at(review, 'submitted_at')),
      customData: { ...customData, review: said },
    },
  ]
}

/** The queue tries the change on top of others: what is merged will be this commit. */
function ofQueue(facts: Facts, payload: unknown): Description[] {
  if (facts.change === undefined || at(payload, 'action') !== 'checks_requested') return []
  const group = at(payload, 'merge_group')
  const ends = filled({
    head: cleanCommit(at(group, 'head_sha')),
    base: cleanCommit(at(group, 'base_sha')),
    baseRef: branchOf(at(group, 'base_ref')),
    action: 'queued',
  })
  return [
    {
      type: 'change.updated',
      subject: facts.change.id,
      ...momentOf(at(group, 'head_commit', 'timestamp')),
      ...block(ends),
    },
  ]
}

/** A pipeline of a merge request does not say whether it is new, so it counts as updated; nor what else a push brought. */
function ofGitlab(facts: Facts, env: Env): Description[] {
  const timestamp = facts.run.startedAt === undefined ? {} : { timestamp: facts.run.startedAt }
  const branch = clean(env.CI_COMMIT_BRANCH, 255)
  const before = cleanCommit(env.CI_COMMIT_BEFORE_SHA)
  if (env.CI_PIPELINE_SOURCE === 'merge_request_event' && facts.change !== undefined) {
    const ends = filled({
      head: cleanCommit(env.CI_MERGE_REQUEST_SOURCE_BRANCH_SHA) || facts.commit,
      base: cleanCommit(env.CI_MERGE_REQUEST_DIFF_BASE_SHA),
      headRef: clean(env.CI_MERGE_REQUEST_SOURCE_BRANCH_NAME, 255),
      baseRef: clean(env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME, 255),
      action: env.CI_MERGE_REQUEST_EVENT_TYPE === 'merge_train' ? 'queued' : '',
    })
    return [{ type: 'change.updated', subject: facts.change.id, ...timestamp, ...block(ends) }]
  }
  if (env.CI_PIPELINE_SOURCE !== 'push' || branch === '' || facts.commit === '') return []
  const created: Description[] =
    before === '' ? [{ type: 'branch.created', subject: branch, ...timestamp }] : []
  if (branch !== clean(env.CI_DEFAULT_BRANCH, 255)) return created
  const commit = filled({
    id: facts.commit,
    author: clean(env.CI_COMMIT_AUTHOR?.split('<', 1)[0]?.trimEnd(), 100),
    timestamp: cleanMoment(env.CI_COMMIT_TIMESTAMP) ?? '',
    message: firstLine(env.CI_COMMIT_MESSAGE ?? env.CI_COMMIT_TITLE),
  })
  const pushed = block({ before, after: facts.commit, commits: [commit] })
  return [
    ...created,
    { type: 'change.merged', subject: commitPage(facts, facts.commit), ...timestamp, ...pushed },
  ]
}

function endsOf(pull: unknown): Record<string, string> {
  return filled({
    head: cleanCommit(at(pull, 'head', 'sha')),
    headRef: clean(at(pull, 'head', 'ref'), 255),
    base: cleanCommit(at(pull, 'base', 'sha')),
    baseRef: clean(at(pull, 'base', 'ref'), 255),
  })
}

function commitsIn(list: unknown): { commits?: unknown[]; moreCommits?: number } {
  if (!Array.isArray(list) || list.length === 0) return {}
  // The newest come last.
  const commits = list.slice(-MOST_COMMITS).map((each: unknown) =>
    filled({
      id: cleanCommit(at(each, 'id')),
      author: clean(at(each, 'author', 'username'), 100) || clean(at(each, 'author', 'name'), 100),
      timestamp: cleanMoment(at(each, 'timestamp')) ?? '',
      message: firstLine(at(each, 'message')),
    }),
  )
  return { commits, ...(list.length > commits.length ? { moreCommits: list.length - commits.length } : {}) }
}

function firstLine(message: unknown): string {
  return typeof message === 'string'
    ? clean(message.slice(0, 4096).trimStart().split(/\r?\n/u, 1)[0], MOST_MESSAGE)
    : ''
}

function person(facts: Facts, user: unknown): string {
  const id = clean(at(user, 'id'), 20)
  return /^\d+$/u.test(id) ? githubUser(facts.server, id) : clean(at(user, 'login'), 100)
}

function branchOf(ref: unknown): string {
  return /^refs\/heads\/(.+)$/su.exec(clean(ref, 300))?.[1] ?? ''
}

function commitPage(facts: Facts, commit: string): string {
  return `${facts.repository.url}/${facts.forge === 'gitlab' ? '-/commit' : 'commit'}/${commit}`
}

function momentOf(value: unknown): { timestamp?: string } {
  const timestamp = cleanMoment(value)
  return timestamp === undefined ? {} : { timestamp }
}

/** `customData.turnpike`, beside the binding that every event gets there. */
function block(said: Readonly<Record<string, unknown>>): { customData?: Record<string, unknown> } {
  const turnpike = filled(said)
  return Object.keys(turnpike).length === 0 ? {} : { customData: { turnpike } }
}

function filled<T>(said: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''))
}

/** Of the run and of what is said, not of the job: jobs of one run that say it say it once. */
function idOf(facts: Facts, description: Description): string {
  return eventId({
    source: facts.source,
    type: description.type,
    run: facts.run.id,
    attempt: facts.run.attempt,
    subject: digestOfJson(description),
    order: runOrder(facts),
  })
}
