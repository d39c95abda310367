/**
 * Realistic events at any scale, the same every time: pipelines of ten events, about 1.2 kB of JSON each. Event number
 * n is a pure function of n, so nothing needs to be kept to ask for what was stored.
 */
import { createHash } from 'node:crypto'
import type { CDEvent } from '../src/cdevents/event.ts'
import { eventId, chainId } from '../src/cdevents/identity.ts'
import { typeOf, type EventType } from '../src/cdevents/vocabulary.ts'

export const EVENTS_PER_PIPELINE = 10
const SERVICES = 40
const START = Date.UTC(2026, 0, 1)
/** One event every ten seconds: a million are four months of a busy organisation. */
const STEP = 10_000

export interface Pipeline {
  number: number
  service: string
  repository: string
  commit: string
  run: string
  artifact: { digest: string; purl: string }
  chain: string
}

/** The pipeline that event number `index` belongs to. */
export function pipelineOf(index: number): Pipeline {
  const number = Math.floor(index / EVENTS_PER_PIPELINE)
  const service = `shop-${number % SERVICES}`
  const repository = `https://forge.example/acme/${service}`
  const commit = hex(`commit ${number}`).slice(0, 40)
  const digest = `sha256:${hex(`artifact ${number}`)}`
  return {
    number,
    service,
    repository,
    commit,
    run: `${repository}/actions/runs/${1_000_000 + number}/attempts/1`,
    artifact: { digest, purl: `pkg:oci/${service}@${digest}?repository_url=registry.example/acme` },
    chain: chainId(repository, commit),
  }
}

/** Event number `index`, in the 0.5.1 shape. */
export function eventAt(index: number): CDEvent {
  const pipeline = pipelineOf(index)
  const step = index % EVENTS_PER_PIPELINE
  const { type, subject, content } = stepOf(pipeline, step)
  const order = START + pipeline.number
  const id = (each: number) => {
    const { type: name, subject: about } = stepOf(pipeline, each)
    return eventId({
      source: pipeline.repository,
      type: name,
      run: pipeline.run,
      attempt: 1,
      subject: about,
      order,
    })
  }
  const environment = (content['environment'] as { id: string } | undefined)?.id
  return {
    context: {
      specversion: '0.5.1',
      id: id(step),
      source: pipeline.repository,
      type: typeOf(type),
      timestamp: new Date(START + index * STEP).toISOString(),
      chainId: pipeline.chain,
      ...(step === 0 ? {} : { links: [{ linkType: 'PATH', from: { contextId: id(step - 1) } }] }),
    },
    subject: { id: subject, source: pipeline.repository, content },
    customDataContentType: 'application/json',
    customData: {
      turnpike: {
        artifacts: step < 3 ? [] : [pipeline.artifact],
        service: pipeline.service,
        commit: pipeline.commit,
        run: pipeline.run,
        ...(environment === undefined ? {} : { environment }),
      },
      runner: { os: 'Linux', arch: 'X64', image: 'ubuntu-24.04', version: '20261101.1' },
      note: 'What an emitter adds about the place where the step ran, as long as such notes are.'.repeat(2),
    },
  }
}

/** The JSON text of event number `index`, as a sender posts it. */
export function bodyAt(index: number): string {
  return JSON.stringify(eventAt(index))
}

/** When event number `index` is received. */
export function receivedAt(index: number): string {
  return new Date(START + index * STEP + 500).toISOString()
}

interface Step {
  type: EventType
  subject: string
  content: Record<string, unknown>
}

function stepOf({ number, service, repository, commit, run, artifact }: Pipeline, step: number): Step {
  const pipelineRun = { id: run, source: repository }
  const task = `${run}/jobs/build`
  const suite = `${run}/tests/unit`
  const steps: (() => Step)[] = [
    () => ({ type: 'pipelinerun.started', subject: run, content: { pipelineName: 'deliver', uri: run } }),
    () => ({ type: 'taskrun.started', subject: task, content: { taskName: 'build', uri: run, pipelineRun } }),
    () => ({
      type: 'taskrun.finished',
      subject: task,
      content: { taskName: 'build', uri: run, outcome: 'success', pipelineRun },
    }),
    () => ({ type: 'artifact.packaged', subject: artifact.purl, content: { change: { id: commit } } }),
    () => ({ type: 'artifact.published', subject: artifact.purl, content: {} }),
    () => ({
      type: 'testsuiterun.finished',
      subject: suite,
      content: {
        environment: { id: 'ci' },
        testSuite: { id: 'unit', name: 'unit tests' },
        outcome: number % 20 === 7 ? 'failure' : 'success',
      },
    }),
    () => deployed('service.deployed', service, 'staging', artifact.purl),
    () =>
      number % 100 === 3
        ? {
            type: 'incident.detected',
            subject: `${service}-incident-${number}`,
            content: { description: 'latency', environment: { id: 'staging' }, artifactId: artifact.purl },
          }
        : {
            ...deployed('service.published', service, 'staging'),
            content: { environment: { id: 'staging' } },
          },
    () => deployed('service.upgraded', service, 'production', artifact.purl),
    () => ({
      type: 'pipelinerun.finished',
      subject: run,
      content: { pipelineName: 'deliver', uri: run, outcome: 'success' },
    }),
  ]
  return (steps[step] as () => Step)()
}

function deployed(type: EventType, service: string, environment: string, artifactId?: string): Step {
  return { type, subject: service, content: { environment: { id: environment }, artifactId } }
}

function hex(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
