/** The events that this job would send, and what the store would say of them. It keeps none: `POST /v1/events?dry`. */
import { sendAs, type Token } from '../../client/bearer.ts'
import { canonicalJson } from '../../cdevents/canonical.ts'
import type { ArtifactRef, CDEvent } from '../../cdevents/event.ts'
import { isObject } from '../../cdevents/object.ts'
import { parseJson } from '../../cdevents/parse.ts'
import { explain } from '../../errors.ts'
import type { Facts } from '../../host/host.ts'
import { describe } from '../../sources/described.ts'
import { pipelineRunStarted, taskRunFinished, taskRunStarted } from '../../sources/pipeline.ts'
import { noted, ok, problem, warning, type Check } from './check.ts'

type Env = Readonly<Record<string, string | undefined>>

export interface Sample {
  facts: Facts
  artifacts: readonly ArtifactRef[]
  environment: string | undefined
  service: string | undefined
  now: string
}

/** One of each that track, evidence and deploy send of such a job. */
export function sampleEvents({ facts, artifacts, environment, service, now }: Sample): CDEvent[] {
  const artifact = artifacts.map(({ purl, digest }) => purl ?? digest)
  const about = artifact.length === 0 ? {} : { artifact }
  const events = [
    pipelineRunStarted(facts, now),
    taskRunStarted(facts, now),
    ...describe(
      [
        {
          type: 'testsuiterun.finished',
          content: { outcome: 'success', testSuite: { id: 'doctor' } },
          ...about,
        },
        ...(artifact.length === 0 ? [] : [{ type: 'build.finished', ...about }]),
      ],
      facts,
      now,
    ),
  ]
  if (artifact.length > 0 && environment !== undefined)
    events.push(
      ...describe(
        [{ type: 'service.deployed', service: service ?? 'doctor', environment, ...about }],
        facts,
        now,
      ),
    )
  return [...events, taskRunFinished(facts, 'success', now, { artifacts: [...artifacts] })]
}

export async function sendChecks(
  store: URL,
  events: readonly CDEvent[],
  token: Token | undefined,
  env: Env,
): Promise<Check[]> {
  try {
    const url = new URL('v1/events?dry', store)
    const answer = await sendAs(
      {
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: canonicalJson(events),
        timeoutMs: 20_000,
        env,
      },
      token,
    )
    const said = jsonIn(answer.body)
    if (answer.status === 400)
      return [
        warning(
          'send',
          'This store is older and cannot judge events without keeping them',
          'nothing was sent; update the store',
        ),
      ]
    if (answer.status !== 200) {
      const detail = typeof said.detail === 'string' ? said.detail : ''
      return [
        problem(
          'send',
          `The store answers ${answer.status}: ${detail}`,
          'see whom the store takes this job for',
        ),
      ]
    }
    const receipts = Array.isArray(said.receipts) ? (said.receipts as unknown[]) : []
    return events.map((event, index) => receiptCheck(event, receipts[index]))
  } catch (error) {
    return [problem('send', `The events could not be judged: ${explain(error)}`, 'see above')]
  }
}

export function wouldSend(events: readonly CDEvent[]): Check {
  const types = events.map(({ context }) => shortType(context.type)).join(', ')
  return noted(
    'events',
    `A job like this sends ${types}, from ${events[0]?.context.source ?? ''}`,
    '--send lets the store judge them, and keeps none',
  )
}

function receiptCheck({ context }: CDEvent, receipt: unknown): Check {
  const { status, problems } = isObject(receipt) ? receipt : {}
  const type = shortType(context.type)
  if (status === 'accepted') return ok('event', `${type} would be accepted`)
  const told = (Array.isArray(problems) ? (problems as unknown[]) : [])
    .flatMap((one) => (isObject(one) && typeof one.message === 'string' ? [one.message] : []))
    .slice(0, 3)
    .join('; ')
  return problem(
    'event',
    `${type} would be ${status === 'quarantined' ? 'kept, but never be evidence' : 'refused'}: ${told}`,
    'whoever owns the trust document grants its type, source and environment',
  )
}

function shortType(type: string): string {
  return type.replace(/^dev\.cdeventsx?\./, '').replace(/\.\d+\.\d+\.\d+(?:-draft)?$/, '')
}

function jsonIn(body: string): Record<string, unknown> {
  try {
    const value: unknown = parseJson(body)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}
