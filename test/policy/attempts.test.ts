/**
 * A run whose failed jobs are run again: the jobs that passed do not run a second time, and what they said in the first
 * attempt still counts for the artifact. A gate asks for the digest, never for an attempt.
 */
import { expect, test } from '@jest/globals'
import { ask, load, policyText, shelfOf, suite, type Said } from './scene.ts'

const RULES = `
  - { id: unit, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { outcome: success, testSuite.id: unit } }
  - { id: browser, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { outcome: success, testSuite.id: browser } }`

/** A suite's end in a job of an attempt. */
const ended = (id: string, outcome: string, attempt: number, job: number): Said => ({
  ...suite(outcome, id),
  subject: `https://example.org/acme/webshop/actions/runs/7/job/${job}#${id}`,
  customData: { turnpike: { run: `https://example.org/acme/webshop/actions/runs/7/attempts/${attempt}` } },
})

const verdictOf = async (...events: Said[]) => {
  const decision = await ask([await load(policyText(RULES))], { shelf: shelfOf(...events) })
  return [decision.verdict, ...decision.findings.map(({ reason }) => reason)]
}

test('what passed in the first attempt counts beside what passed in the second', async () => {
  const first = [ended('unit', 'success', 1, 1), ended('browser', 'failure', 1, 2)]
  expect(await verdictOf(...first)).toEqual(['deny', 'evidence-found', 'evidence-failed'])
  expect(await verdictOf(...first, ended('browser', 'success', 2, 3))).toEqual([
    'allow',
    'evidence-found',
    'evidence-found',
  ])
})

test('what failed again still fails, and what passed first and fails in the second attempt fails', async () => {
  const first = [ended('unit', 'success', 1, 1), ended('browser', 'failure', 1, 2)]
  expect((await verdictOf(...first, ended('browser', 'failure', 2, 3)))[0]).toBe('deny')
  const again = [ended('unit', 'failure', 2, 4), ended('browser', 'success', 2, 3)]
  expect((await verdictOf(...first, ...again))[0]).toBe('deny')
})

test('a job that is not run again leaves its failure standing', async () => {
  const first = [ended('unit', 'failure', 1, 1), ended('browser', 'failure', 1, 2)]
  expect((await verdictOf(...first, ended('browser', 'success', 2, 3)))[0]).toBe('deny')
})
