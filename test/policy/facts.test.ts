/** Which class of change `when` and `unless` go by. */
import { describe, expect, test } from '@jest/globals'
import type { GateRequest } from '../../src/policy/decision.ts'
import { asSeenBy } from '../../src/policy/facts.ts'
import { approved, ticket } from './change-scene.ts'
import { ago, ask, DIGEST, load, OTHER, policyText, REQUEST, shelfOf, suite } from './scene.ts'
import type { Said } from './scene.ts'

const FREEZE = `
  - { id: tests, kind: evidence, type: testsuiterun.finished, producer: [ci] }
  - { id: freeze, kind: window, unless: { change.class: emergency }, deny: [{ from: 2026-11-01T00:00Z, to: 2026-12-01T00:00Z }] }`
const RFC = (more = '') => `
  - { id: rfc, kind: change, producer: [ops]${more === '' ? '' : `, ${more}`} }`
const record = (record: object, more: Partial<Said> = {}) => ticket('updated', record, more)
const emergency = (more: Partial<Said> = {}) => record(approved({ class: 'emergency' }), more)
const CHG = (more: object = {}) => ({ change: { id: 'CHG-1', ...more } })

async function decide(
  rules: string | readonly string[],
  events: readonly Said[],
  request: Partial<GateRequest> = {},
  more = '',
) {
  const texts = typeof rules === 'string' ? [rules] : rules
  const policies = await Promise.all(
    texts.map((text, index) => load(policyText(text, { name: `policy-${index}`, more }))),
  )
  return ask(policies, { shelf: shelfOf(suite('success'), ...events), request })
}

describe('the class of the change', () => {
  test('is what its record says, and a rule may be out of force for it', async () => {
    const decision = await decide(FREEZE + RFC(), [emergency()], CHG())
    expect(decision).toMatchObject({
      verdict: 'allow',
      change: { id: 'CHG-1', class: 'emergency', from: 'record' },
    })
    expect(decision.findings.find(({ rule }) => rule === 'freeze')).toMatchObject({
      result: 'not-applicable',
    })
    expect(await decide(FREEZE + RFC(), [record(approved())], CHG())).toMatchObject({
      verdict: 'deny',
      change: { class: 'normal', from: 'record' },
    })
  })

  test('is not what the request says', async () => {
    expect(await decide(FREEZE, [], CHG({ class: 'emergency' }))).toMatchObject({ verdict: 'deny' })
    expect(await decide(FREEZE + RFC(), [record(approved())], CHG({ class: 'emergency' }))).toMatchObject({
      verdict: 'deny',
      change: { class: 'normal', from: 'record' },
    })
  })

  test('is unknown where no record tells, which is major and takes nothing out of force', async () => {
    for (const events of [
      [],
      [emergency({ by: 'token:ci' })],
      [record({ class: 'emergency and more', state: 'approved' })],
      [emergency(), record({ state: 'approved' })],
      [ticket('closed', approved({ class: 'emergency' }))],
      [record(approved({ class: 'emergency', state: 'rejected' }))],
      [emergency({ timestamp: '2026-11-21T15:00:00.000Z' })],
      [record(approved({ class: 'emergency', schedule: 'always' }))],
      [
        record(
          approved({ class: 'emergency', schedule: { from: '2026-11-01T00:00Z', to: '2026-11-02T00:00Z' } }),
        ),
      ],
    ])
      expect(await decide(FREEZE + RFC('enforce: block'), events, CHG())).toMatchObject({
        change: { class: 'major', from: 'unknown' },
        findings: expect.arrayContaining([expect.objectContaining({ rule: 'freeze', result: 'fail' })]),
      })
    const only = FREEZE.replace('unless: { change.class: emergency }', 'when: { change.class: [normal] }')
    expect(await decide(only + RFC(), [], CHG())).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ rule: 'freeze', result: 'fail' })]),
    })
  })

  test('is found by the digest where the request names no change', async () => {
    expect(await decide(FREEZE + RFC(), [emergency({ artifact: DIGEST })])).toMatchObject({
      verdict: 'allow',
      change: { id: 'CHG-1', class: 'emergency', from: 'record' },
    })
    const both = { artifacts: [{ digest: DIGEST }, { digest: OTHER }] }
    const other = (more: Partial<Said>) => emergency({ artifact: OTHER, ...more })
    expect(
      (await decide(FREEZE + RFC(), [emergency({ artifact: DIGEST }), other({})], both)).change,
    ).toMatchObject({
      from: 'record',
    })
    expect(
      (await decide(FREEZE + RFC(), [emergency({ artifact: DIGEST }), other({ subject: 'CHG-2' })], both))
        .change,
    ).toEqual({ class: 'major', from: 'unknown' })
  })

  test('is known only when all rules of all layers that look agree', async () => {
    const theirs = RFC('producer: [ci]').replace('producer: [ops], ', '').replace('rfc', 'rfc-2')
    expect((await decide([FREEZE + RFC(), theirs], [emergency()], CHG())).change).toEqual({
      class: 'major',
      from: 'unknown',
    })
    expect(
      (await decide([FREEZE + RFC(), theirs], [emergency({ by: 'token:ci' }), record(approved())], CHG()))
        .change,
    ).toEqual({ class: 'major', from: 'unknown' })
    expect(
      (await decide([FREEZE + RFC(), theirs], [emergency({ by: 'token:ci' }), emergency()], CHG())).change,
    ).toMatchObject({ class: 'emergency' })
    // In the order of the policies or not.
    expect(
      (await decide([theirs, FREEZE + RFC()], [emergency({ by: 'token:ci' }), emergency()], CHG())).change,
    ).toMatchObject({ class: 'emergency' })
  })

  test('is not found by a rule that warns, is off, not in force, elsewhere, or a member of anyOf', async () => {
    for (const rule of [
      RFC('enforce: warn'),
      RFC('enforce: off'),
      RFC('effectiveFrom: 2027-01-01'),
      RFC('effectiveUntil: 2026-01-01'),
      RFC('when: { service: billing }'),
      `
  - id: any
    kind: anyOf
    members:
      - { id: rfc, kind: change, producer: [ops] }
      - { id: published, kind: evidence, type: artifact.published, producer: [ci] }`,
    ])
      expect((await decide(FREEZE + rule, [emergency()], CHG())).change).toBeUndefined()
    expect(await decide(FREEZE + RFC('when: { service: webshop }'), [emergency()], CHG())).toMatchObject({
      change: { from: 'record' },
    })
  })

  test('may depend on nothing that it decides: such a rule looks all the same', async () => {
    const split =
      RFC('when: { change.class: [normal, major, standard] }') +
      RFC('when: { change.class: emergency }, states: [implementing]').replace('rfc', 'rfc-2')
    const working = record(approved({ class: 'emergency', state: 'implementing' }))
    expect(await decide(FREEZE + split, [working], CHG())).toMatchObject({
      verdict: 'allow',
      change: { class: 'emergency', from: 'record' },
    })
    expect(
      await decide(FREEZE + split, [record(approved({ class: 'normal', state: 'implementing' }))], CHG()),
    ).toMatchObject({ verdict: 'deny', change: { class: 'normal' } })
    const written = RFC(`when: 'request.change.class == "emergency"'`)
    expect(await decide(FREEZE + written, [emergency()], CHG({ class: 'normal' }))).toMatchObject({
      change: { class: 'emergency', from: 'record' },
    })
  })
})

describe('a claim that is believed aloud', () => {
  const claimed = 'changeClass: claimed'

  test('counts, and the decision says that it was one', async () => {
    expect(await decide(FREEZE, [], CHG({ class: 'emergency' }), claimed)).toMatchObject({
      verdict: 'allow',
      change: { id: 'CHG-1', class: 'emergency', from: 'claimed' },
    })
    expect(await decide(FREEZE, [], CHG(), claimed)).toMatchObject({ verdict: 'deny' })
    expect((await decide(FREEZE, [], {}, claimed)).change).toBeUndefined()
  })

  test('counts for that policy alone', async () => {
    const believing = await load(policyText(FREEZE, { name: 'one', more: claimed }))
    const strict = await load(
      policyText(FREEZE.replaceAll('freeze', 'frozen').replace('tests', 't'), { name: 'two' }),
    )
    const decision = await ask([believing, strict], {
      shelf: shelfOf(suite('success')),
      request: CHG({ class: 'emergency' }),
    })
    expect(decision.findings.map(({ rule, result }) => [rule, result])).toEqual(
      expect.arrayContaining([
        ['freeze', 'not-applicable'],
        ['frozen', 'fail'],
      ]),
    )
  })

  test('does not count against a record, nor in place of one that is missing', async () => {
    expect(
      await decide(FREEZE + RFC(), [record(approved())], CHG({ class: 'emergency' }), claimed),
    ).toMatchObject({
      verdict: 'deny',
      change: { class: 'normal', from: 'record' },
    })
    expect(await decide(FREEZE + RFC(), [], CHG({ class: 'emergency' }), claimed)).toMatchObject({
      verdict: 'deny',
      change: { class: 'major', from: 'unknown' },
    })
  })
})

describe('conditions over the class', () => {
  const when = (condition: string) => FREEZE.replace('unless: { change.class: emergency }', condition)
  const freeze = async (rules: string, request: Partial<GateRequest>, more = '') =>
    (await decide(rules, [emergency()], request, more)).findings.find(({ rule }) => rule === 'freeze')!.result

  test('see the known class, and while it is unknown take nothing out of force', async () => {
    const unless = when(`unless: 'request.change.class == "emergency"'`)
    expect(await freeze(unless + RFC(), CHG())).toBe('not-applicable')
    expect(await freeze(unless, CHG({ class: 'emergency' }))).toBe('fail')
    const normal = when(`when: 'request.change.class == "normal"'`)
    expect(await freeze(normal, CHG({ class: 'emergency' }))).toBe('fail')
    expect(await freeze(normal + RFC(), CHG())).toBe('not-applicable')
    const not = when(`unless: 'request.change.class != "major"'`)
    expect(await freeze(not, CHG({ class: 'standard' }))).toBe('fail')
  })

  test('that do not depend on it are answered all the same', async () => {
    expect(await freeze(when(`when: 'request.change.id == "CHG-2"'`), CHG())).toBe('not-applicable')
    expect(await freeze(when(`when: 'request.change.id == "CHG-1"'`), CHG())).toBe('fail')
    expect(await freeze(when(`when: 'request.change.author == "x"'`), CHG())).toBe('error')
  })
})

describe('the request as a policy sees it', () => {
  test('keeps what was asked beside what is known', () => {
    const request = {
      ...REQUEST,
      change: { id: 'CHG-1', class: 'emergency' as const, author: 'urn:user:alice' },
    }
    const known = { id: 'CHG-1', class: 'normal' as const, from: 'record' as const }
    expect(asSeenBy({ changeClass: 'recorded' }, request, known)).toEqual({
      request: { ...request, change: { ...request.change, class: 'normal' } },
      classKnown: true,
      asked: request,
    })
    expect(asSeenBy({ changeClass: 'claimed' }, request, { class: 'major', from: 'unknown' })).toMatchObject({
      request: { change: { class: 'major' } },
      classKnown: false,
    })
    expect(asSeenBy({ changeClass: 'recorded' }, REQUEST, undefined).request).toBe(REQUEST)
  })

  test('the time of a record is when the store received it', async () => {
    const backdated = record(approved(), { timestamp: ago('9d') })
    expect(await decide(FREEZE + RFC(), [emergency(), backdated], CHG())).toMatchObject({
      change: { class: 'normal' },
    })
  })
})

describe('the author of the change', () => {
  const BOARD = `
  - { id: board, kind: approval, from: ['urn:user:alice', 'urn:user:bob'], excluding: [change.author], producer: [ops] }`
  const says = (who: string): Said => ({
    type: 'approval.updated',
    subject: `approval-${who}`,
    environment: 'production',
    by: 'token:ops',
    content: {
      approvalDetailsUrl: 'https://example.org/a',
      responder: `urn:user:${who}`,
      decision: 'approved',
    },
  })
  const board = async (events: readonly Said[]) =>
    (await decide(BOARD + RFC(), events, CHG())).findings.find(({ rule }) => rule === 'board')

  test('is whom the record names where the request names nobody, and may not approve', async () => {
    const written = record(approved({ author: 'urn:user:alice' }))
    expect(await board([written, says('alice')])).toMatchObject({
      result: 'fail',
      reason: 'approval-refused',
    })
    expect(await board([written, says('bob')])).toMatchObject({ result: 'pass' })
  })

  test('is nobody known where neither names one: then nobody can be told apart from them', async () => {
    expect(await board([record(approved()), says('bob')])).toMatchObject({
      result: 'error',
      reason: 'separation-unknown',
    })
  })
})
