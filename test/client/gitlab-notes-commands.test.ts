/** Nothing that is written into a note is a command to GitLab, whoever wrote the words. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { withoutQuickActions, writeNote } from '../../src/client/gitlab-notes.ts'
import { startGitlab, type FakeGitlab } from './gitlab.ts'

let gitlab: FakeGitlab
beforeEach(async () => {
  gitlab = await startGitlab()
})
afterEach(() => gitlab.close())

const write = ({ markdown, run = 5001 }: { markdown: string; run?: number }) =>
  writeNote({
    api: gitlab.api,
    token: 'glpat-bot',
    project: '77',
    mergeRequest: '31',
    about: ['production'],
    run,
    markdown,
    env: {},
  })

describe('quick actions', () => {
  test.each([
    '/merge',
    '  /approve',
    'text\n/close',
    'text\r/close',
    'text\r\n\t/label ~urgent',
    '> /assign @mallory',
    '- /merge',
    '1. /merge',
    '| /merge |',
    'a\u2028/merge',
    'a\u0085/merge',
    '<details>\n\n/target_branch main\n</details>',
    '/tableflip',
  ])('%j is text in a note', async (markdown) => {
    await write({ markdown })
    await write({ markdown, run: 5002 })
    expect(gitlab.obeyed).toEqual([])
  })

  test('the fake would obey them', async () => {
    await fetch(`${gitlab.api}/projects/77/merge_requests/31/notes`, {
      method: 'POST',
      headers: { 'private-token': 'glpat-bot', 'content-type': 'application/json' },
      body: JSON.stringify({ body: 'text\n  /merge' }),
    })
    expect(gitlab.obeyed).toEqual(['merge'])
  })

  test('no text makes one, and nothing but line ends and the mark is changed', () => {
    const pieces = fc.constantFrom(
      '/',
      'merge',
      ' ',
      '\n',
      '\r',
      '>',
      '-',
      '\t',
      'x',
      '\u200B',
      '\u2028',
      '\v',
      '1.',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const made = withoutQuickActions(parts.join(''))
        expect(made).not.toMatch(/^[\s>*+-]*\/[a-z]/m)
        const bare = (text: string) => text.replace(/\u200B/g, '').replace(/\r\n?|[\u2028\v]/g, '\n')
        expect(bare(made)).toBe(bare(parts.join('')))
      }),
      { numRuns: 500, seed: 20_261_121 },
    )
  })

  test('are found in a megabyte of blanks without waiting for it', () => {
    const text = `${' '.repeat(500_000)}\n${'>'.repeat(500_000)}`
    expect(withoutQuickActions(text)).toBe(text)
  })
})
