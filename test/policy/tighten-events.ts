/** Random events for the properties of layers: what is worth saying to each kind of rule. */
import fc from 'fast-check'
import type { Said } from './scene.ts'
import { from, given } from './tighten-rules.ts'

const by = fc.constantFrom<Said['by']>(...(['token:ci', 'token:ci', 'token:ops', 'token:fork'] as const), {
  kind: 'loopback',
  id: 'loopback',
})
const AGES = ['9d', '3h', '70m', '20m', '1m']
const when = from(...AGES)
const digest = from(`sha256:${'ab'.repeat(32)}`, `sha256:${'ab'.repeat(32)}`, `sha256:${'cd'.repeat(32)}`)
const customData = from<unknown>({ n: 1 }, { n: 1 }, { n: 0 }, { n: -1 }, { n: 2 }, { n: 'x' }, undefined)

const DRAWN: Readonly<Record<string, fc.Arbitrary<Said>>> = {
  tests: fc
    .record({
      outcome: from('success', 'success', 'success', 'failure', 'cancel'),
      id: from('unit', 'unit', 'lint'),
      customData,
      artifact: digest,
      subject: from('s1', 's2', 's3'),
    })
    .map(({ outcome, id, ...rest }) => ({
      ...given(rest),
      type: 'testsuiterun.finished',
      environment: 'ci',
      content: { outcome, testSuite: { id } },
    })),
  published: fc
    .record({ artifact: digest, customData })
    .map((rest) => ({ ...given(rest), type: 'artifact.published' })),
  votes: fc
    .record({
      who: from('alice', 'bob', 'carol', 'mallory'),
      decision: from('approved', 'approved', 'approved', 'rejected', 'deferred', 'delegate'),
      to: from('alice', 'carol', 'mallory', undefined),
      environment: from('production', 'production', 'staging'),
    })
    .map(({ who, decision, to, environment }) => ({
      type: 'approval.updated',
      subject: `approval-${who}`,
      environment,
      content: { approvalDetailsUrl: 'https://example.org/a', responder: `urn:user:${who}`, decision },
      ...(to === undefined ? {} : { customData: { turnpike: { approval: { delegate: `urn:user:${to}` } } } }),
    })),
  deployments: fc
    .record({
      what: from('deployed', 'deployed', 'upgraded', 'rolledback', 'removed'),
      environment: from('staging', 'staging', 'test', 'production'),
      artifact: digest,
    })
    .map(({ what, artifact, environment }) => ({
      type: `service.${what}`,
      subject: 'webshop',
      environment,
      ...(what === 'removed' ? { artifact: undefined } : { artifact }),
    })),
  incidents: fc
    .record({
      what: from('detected', 'reported', 'resolved', 'resolved'),
      id: from('I1', 'I2'),
      environment: from('production', 'staging'),
      customData,
      service: from('webshop', undefined),
    })
    .map(({ what, id, ...rest }) => ({
      ...given(rest),
      type: `incident.${what}`,
      ...(what === 'reported' ? { content: { ticketURI: 'https://example.org/t' } } : {}),
      subject: id,
      artifact: undefined,
    })),
  locks: from('locked', 'unlocked', 'unlocked').map((what) => ({
    type: `dev.cdeventsx.turnpike-environment.${what}.0.1.0`,
    subject: 'production',
    environment: 'production',
    artifact: undefined,
  })),
  changes: fc
    .record({
      class: from('standard', 'standard', 'normal', 'major'),
      state: from('approved', 'approved', 'planned', 'draft'),
    })
    .map((changeRecord) => ({
      type: 'ticket.updated',
      subject: 'C1',
      artifact: undefined,
      content: { uri: 'https://itsm.example.org/C1', ticketType: 'change' },
      customData: { turnpike: { changeRecord } },
    })),
  runs: fc
    .record({
      what: from('started', 'finished', 'finished'),
      id: from('https://r.example/1', 'https://r.example/2'),
    })
    .map(({ what, id }) => ({
      type: `taskrun.${what}`,
      subject: id,
      environment: 'production',
      artifact: undefined,
      ...(what === 'finished' ? { content: { outcome: 'success' } } : {}),
    })),
}

/** What is worth saying to each kind. */
const TOPICS: Readonly<Record<string, readonly string[]>> = {
  evidence: ['tests', 'tests', 'published'],
  threshold: ['tests', 'tests', 'published'],
  absence: ['incidents'],
  approval: ['votes'],
  order: ['deployments'],
  soak: ['deployments', 'deployments', 'incidents'],
  environment: ['locks', 'runs', 'deployments'],
  window: ['tests'],
  producer: ['tests', 'published'],
  change: ['changes'],
  'rollback-plan': ['deployments'],
  anyOf: ['tests', 'published'],
}

/** In the order in which a store would have received them. */
export function eventsFor(kind: string): fc.Arbitrary<Said[]> {
  const topics = [...(TOPICS[kind] ?? []), ...(TOPICS[kind] ?? []), 'changes']
  const drawn = fc.oneof(...topics.map((topic) => DRAWN[topic]!))
  return fc
    .array(
      drawn.chain((said) => fc.record({ by, when }).map((sent) => ({ ...said, ...sent }))),
      { maxLength: 7 },
    )
    .map((events) => events.sort((a, b) => AGES.indexOf(a.when ?? '') - AGES.indexOf(b.when ?? '')))
}
