/** The note on a merge request: one, ours, the newest, and without commands. */
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import nock from 'nock'
import { explain } from '../../src/errors.ts'
import { bodyOf, writeNote, type NoteOptions } from '../../src/client/gitlab-notes.ts'
import { fakeClock } from './clock.ts'
import { startGitlab, type FakeGitlab } from './gitlab.ts'

let gitlab: FakeGitlab
beforeEach(async () => {
  gitlab = await startGitlab()
})
afterEach(() => gitlab.close())
afterAll(() => nock.restore())

const ABOUT = ['https://gitlab.example.org/acme/shop', 'production', 'webshop']
const write = (more: Partial<NoteOptions> = {}) =>
  writeNote({
    api: gitlab.api,
    token: 'glpat-bot',
    project: '77',
    mergeRequest: '31',
    about: ABOUT,
    run: 5001,
    markdown: '## Not ready\n',
    env: {},
    clock: fakeClock(),
    ...more,
  })
const texts = () => gitlab.notes.map(({ body }) => body.split('\n').slice(1).join('\n'))

describe('a note', () => {
  test('is written once, and renewed by every later run', async () => {
    expect(await write()).toBe('created')
    expect(await write({ run: 5002, markdown: '## Ready\n' })).toBe('updated')
    expect(await write({ run: 5002, markdown: '## Ready again\n' })).toBe('updated')
    expect(texts()).toEqual(['## Ready again\n'])
  })

  test('of an older run does not replace that of a newer one', async () => {
    await write({ run: 5002, markdown: 'new' })
    expect(await write({ run: 5001, markdown: 'old' })).toBe('left')
    expect(texts()).toEqual(['new'])
  })

  test('is one for each environment, service and project', async () => {
    for (const about of [
      ABOUT,
      ['https://gitlab.example.org/acme/shop', 'staging', 'webshop'],
      ['x', 'production', ''],
    ])
      for (const run of [1, 2]) await write({ about, run, markdown: about.join(' ') })
    expect(gitlab.notes).toHaveLength(3)
  })

  test('is found behind hundreds of others', async () => {
    const other = (id: number) => ({ id: id + 1000, author: { id: 7 }, system: false, body: `comment ${id}` })
    gitlab.notes.push(...Array.from({ length: 250 }, (_, index) => other(index)))
    await write()
    gitlab.notes.push(...Array.from({ length: 250 }, (_, index) => other(10_000 + index)))
    expect(await write({ run: 5002 })).toBe('updated')
    expect(gitlab.notes).toHaveLength(501)
  })

  test('is not looked for without end', async () => {
    gitlab.before = (asked, response) => {
      if (!asked.startsWith('GET /api/v4/projects')) return false
      const page = Array.from({ length: 100 }, (_, id) => ({
        id,
        author: { id: 7 },
        system: false,
        body: 'x',
      }))
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page))
      return true
    }
    await expect(write()).rejects.toMatchObject({ code: 'TOO_LARGE' })
    expect(gitlab.asked).toHaveLength(51)
  })
})

describe('whose note it is', () => {
  test('somebody else’s with our marker is never touched', async () => {
    await write()
    const stolen = gitlab.notes[0]?.body ?? ''
    gitlab.notes.splice(0)
    gitlab.notes.push({ id: 1, author: { id: 666 }, system: false, body: stolen })
    gitlab.notes.push({ id: 2, author: { id: 501 }, system: true, body: stolen })
    expect(await write({ markdown: 'ours' })).toBe('created')
    expect(gitlab.notes.map(({ body }) => body.includes('ours'))).toEqual([false, false, true])
  })

  test('our own with the marker in the middle is another one', async () => {
    await write()
    const marker = gitlab.notes[0]?.body ?? ''
    gitlab.notes.splice(0, 1, { id: 1, author: { id: 501 }, system: false, body: `Look:\n${marker}` })
    expect(await write({ markdown: 'ours' })).toBe('created')
    expect(gitlab.notes[0]?.body).toMatch(/^Look:/)
  })

  test.each([
    ['a text', 'hello'],
    ['an object', {}],
    [
      'notes of odd shapes',
      [null, 1, 'x', { id: '1' }, { id: 1, author: null, body: 2 }, { author: { id: 501 } }],
    ],
  ])('%s as a list of notes does no harm', async (_, value) => {
    gitlab.before = (asked, response) => {
      if (!asked.startsWith('GET /api/v4/projects')) return false
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
      return true
    }
    const outcome = await write().catch((error: unknown) => explain(error))
    expect(['created', 'GitLab answers no list of notes']).toContain(outcome)
  })
})

describe('two pipelines at the same time', () => {
  test('leave one note, with one of their texts', async () => {
    // Both have looked before either has written.
    let looking = 0
    let both: () => void = () => undefined
    const looked = new Promise<void>((done) => (both = done))
    gitlab.before = async (asked) => {
      if (asked.startsWith('GET /api/v4/projects') && (looking += 1) <= 2) {
        if (looking === 2) both()
        return false
      }
      if (asked.startsWith('POST')) await looked
      return false
    }
    const done = await Promise.all([write({ markdown: 'a' }), write({ markdown: 'b' })])
    expect(done).toContain('created')
    expect(gitlab.notes).toHaveLength(1)
    expect(['a', 'b']).toContain(texts()[0])
  })

  test('what was left of an earlier time goes with the next run', async () => {
    await write()
    const body = gitlab.notes[0]?.body ?? ''
    gitlab.notes.push({ id: 900, author: { id: 501 }, system: false, body })
    await write({ run: 5003, markdown: 'now' })
    expect(texts()).toEqual(['now'])
  })

  test('a note that somebody else has taken away meanwhile is no failure', async () => {
    await write()
    const body = gitlab.notes[0]?.body ?? ''
    gitlab.notes.push({ id: 900, author: { id: 501 }, system: false, body })
    gitlab.before = (asked) => {
      if (asked.startsWith('DELETE')) gitlab.notes.pop()
      return false
    }
    expect(await write({ run: 5003 })).toBe('updated')
    expect(gitlab.notes).toHaveLength(1)
  })
})

test('a note is never longer than GitLab takes, and says when it was cut', async () => {
  await write({ markdown: `${'x'.repeat(99)}\n`.repeat(20_000) })
  const body = gitlab.notes[0]?.body ?? ''
  expect(body.length).toBeLessThanOrEqual(1_000_000)
  expect(body.slice(-200)).toMatch(
    /x\n\nThe rest does not fit into a note; the page of the job has all of it\.\n$/,
  )
  expect(
    bodyOf({ about: [], project: '1', mergeRequest: '1', run: 1, markdown: 'x'.repeat(2_000_000) }).length,
  ).toBeLessThan(1000)
})

describe('what goes wrong', () => {
  test.each([
    [{ token: 'glpat-unknown' }, 'does not know this token; CI_JOB_TOKEN cannot write notes'],
    [{ project: '78' }, 'no such merge request'],
    [{ token: 'two words' }, 'it has spaces'],
    [{ api: 'http://gitlab.example.org/api/v4' }, 'over plain http'],
    [{ api: '' }, 'is not an address'],
    [{ api: 'https://u:p@gitlab.example.org/api/v4' }, 'must not hold a user or password'],
  ])('%j is told without the token', async (more, words) => {
    const error = await write(more).catch((failure: unknown) => explain(failure))
    expect(error).toContain(words)
    expect(error).not.toContain('glpat')
    expect(gitlab.notes).toEqual([])
  })

  test('a fault that passes is tried again, but a note is never made twice', async () => {
    let faults = 2
    gitlab.before = (asked, response) => {
      if (asked.startsWith('POST') || faults === 0) return false
      faults -= 1
      response.writeHead(502).end()
      return true
    }
    expect(await write()).toBe('created')
    gitlab.before = (asked, response) => {
      if (!asked.startsWith('POST')) return false
      response.writeHead(502).end()
      return true
    }
    await expect(write({ about: ['other'] })).rejects.toMatchObject({ status: 502 })
    expect(gitlab.asked.filter((asked) => asked.startsWith('POST'))).toHaveLength(2)
  })

  test('a GitLab that stays broken is given up after some seconds', async () => {
    gitlab.before = (_, response) => {
      response.writeHead(503, { 'retry-after': '5' }).end()
      return true
    }
    const clock = fakeClock()
    await expect(write({ clock })).rejects.toMatchObject({ status: 503 })
    expect(clock.slept.reduce((sum, each) => sum + each, 0)).toBeLessThan(15_000)
  })
})

test('over https the token is shown to the address of the API alone, in its own header', async () => {
  const seen: unknown[] = []
  const host = nock('https://gitlab.example.org', { reqheaders: { 'private-token': 'glpat-bot' } })
    .get('/api/v4/user')
    .reply(200, { id: 501 })
    .get('/api/v4/projects/77/merge_requests/31/notes')
    .query({ order_by: 'created_at', sort: 'asc', per_page: '100', page: '1' })
    .twice()
    .reply(200, [])
    .post('/api/v4/projects/77/merge_requests/31/notes', (body) => seen.push(body) > 0)
    .reply(201, { id: 9 })
  expect(await write({ api: 'https://gitlab.example.org/api/v4/' })).toBe('created')
  host.done()
  expect(seen).toEqual([
    { body: expect.stringMatching(/^<!-- turnpike note [0-9a-f]{64} run 5001 -->\n## Not ready\n$/) },
  ])
})

test('a redirect elsewhere is not followed', async () => {
  nock('https://gitlab.example.org')
    .get('/api/v4/user')
    .reply(302, '', { location: 'https://evil.example/user' })
  await expect(write({ api: 'https://gitlab.example.org/api/v4' })).rejects.toMatchObject({ status: 302 })
})
