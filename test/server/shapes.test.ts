import { describe, expect, test } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { Refusal } from '../../src/server/problem.ts'
import { candidatesOf, formOf } from '../../src/server/shapes.ts'
import { testsPassed } from './sample.ts'

const event = testsPassed({ id: 'shape-1' })
const raw = JSON.stringify(event)
const envelope = {
  specversion: '1.0',
  id: 'other-id',
  source: 'urn:other',
  type: event.context.type,
  datacontenttype: 'application/json',
}
const javaText = (bytes: Buffer) =>
  `CloudEvent{id='x', source=job/1/, type='t', datacontenttype='application/json', data=BytesCloudEventData{value=[${[...new Int8Array(bytes)].join(', ')}]}, extensions={}}`

function read(contentType: string, body: string) {
  return candidatesOf(formOf(contentType), body)
}

describe('one event is read from', () => {
  const shapes: [string, string, string][] = [
    ['a raw CDEvent', 'application/json', raw],
    ['a raw CDEvent with a media type of its own', 'application/vnd.cdevents+json; charset=utf-8', raw],
    ['a structured CloudEvent', 'application/cloudevents+json', JSON.stringify({ ...envelope, data: event })],
    [
      'a structured CloudEvent labelled as JSON',
      'application/json',
      JSON.stringify({ ...envelope, data: event }),
    ],
    [
      'a CloudEvent with data in base64',
      'application/cloudevents+json',
      JSON.stringify({ ...envelope, data_base64: Buffer.from(raw).toString('base64') }),
    ],
    [
      'a CloudEvent with data as text',
      'application/cloudevents+json',
      JSON.stringify({ ...envelope, data: raw }),
    ],
    ['a batch of one', 'application/cloudevents-batch+json', JSON.stringify([{ ...envelope, data: event }])],
    ['a list of one', 'application/json', `[${raw}]`],
    ['a line', 'application/x-ndjson', `${raw}\n`],
    [
      'a line that holds an envelope, with the line ends of Windows',
      'application/x-ndjson',
      `${JSON.stringify({ ...envelope, data: event })}\r\n\r\n`,
    ],
    ['a JSON string that holds the JSON', 'application/json', JSON.stringify(raw)],
    [
      'a JSON string that holds an envelope',
      'application/json',
      JSON.stringify(JSON.stringify({ ...envelope, data: event })),
    ],
    ['what Java prints for a CloudEvent', 'application/json', javaText(Buffer.from(raw))],
    [
      'what Java prints for a CloudEvent, in a JSON string',
      'application/json',
      JSON.stringify(javaText(Buffer.from(raw))),
    ],
  ]
  test.each(shapes)('%s', (_name, contentType, body) => {
    const candidates = read(contentType, body)
    expect(candidates.map(({ value }) => value)).toEqual([event])
    expect(JSON.parse(candidates[0]!.text)).toEqual(event)
  })

  test('Java text whose bytes are negative, as those of letters beyond ASCII are', () => {
    const text = JSON.stringify({ context: {}, subject: { id: 'Übung – 漢字' } })
    expect(read('application/json', javaText(Buffer.from(text)))[0]?.text).toBe(text)
  })
})

test('every event of a batch is kept in the very words of its sender', () => {
  const first = '{"context":{"id":"a"},"subject":{"n":12345678901234567890}}'
  const second = '{ "context" : {"id":"b","id":"c"} }'
  const batch = `[ {"specversion":"1.0","data":${first}},\n${second}]`
  expect(read('application/json', batch).map(({ text }) => text)).toEqual([first, second])
})

test('an envelope of an event that is itself an envelope is opened once only', () => {
  const inner = { specversion: '1.0', data: { context: {} } }
  expect(read('application/json', JSON.stringify({ specversion: '1.0', data: inner }))[0]?.value).toEqual(
    inner,
  )
})

test('a JSON string inside a JSON string inside a JSON string is not unwrapped for ever', () => {
  let body = raw
  for (let wrapped = 0; wrapped < 4; wrapped++) body = JSON.stringify(body)
  expect(typeof read('application/json', body)[0]?.value).toBe('string')
})

describe('refused is', () => {
  const cases: [string, string, string, string][] = [
    ['an unknown content type', 'text/plain', raw, 'unsupported-media-type'],
    ['a missing content type', '', raw, 'unsupported-media-type'],
    ['another charset', 'application/json; charset=utf-16', raw, 'unsupported-media-type'],
    ['malformed JSON', 'application/json', '{', 'bad-request'],
    ['an empty body', 'application/json', '', 'bad-request'],
    ['no line at all', 'application/x-ndjson', '\n\n', 'bad-request'],
    ['one malformed line among good ones', 'application/x-ndjson', `${raw}\n{\n${raw}`, 'bad-request'],
    ['Java text without data', 'application/json', "CloudEvent{id='x'}", 'bad-request'],
    ['Java text whose data is not JSON', 'application/json', javaText(Buffer.from('hello')), 'bad-request'],
    ['an event of more than 1 MiB', 'application/json', `[1,"${'x'.repeat(1024 * 1024)}"]`, 'too-large'],
    [
      'an event of more than 1 MiB in base64',
      'application/json',
      JSON.stringify({
        specversion: '1.0',
        data_base64: Buffer.from(`"${'x'.repeat(1024 * 1024)}"`).toString('base64'),
      }),
      'too-large',
    ],
    ['more than 10,000 events', 'application/json', `[${'0,'.repeat(10_000)}0]`, 'too-large'],
    ['more than 10,000 lines', 'application/x-ndjson', '0\n'.repeat(10_001), 'too-large'],
  ]
  test.each(cases)('%s', (_name, contentType, body, kind) => {
    let thrown: unknown
    try {
      read(contentType, body)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(Refusal)
    expect((thrown as Refusal).kind).toBe(kind)
  })
})

test('no body makes the reader throw anything but a refusal', () => {
  const nasty = [
    'null',
    '0',
    '"x"',
    '[]',
    '[[[]]]',
    '{"specversion":1,"data":null}',
    '{"specversion":"1.0","data_base64":"%%"}',
    '\u0000',
    '\ufeff{}',
    '{"__proto__":{"context":1}}',
    '['.repeat(100_000),
    '"\\ud800"',
    'CloudEvent{',
    '1e999',
  ]
  for (const body of nasty) {
    try {
      read('application/json', body)
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal)
    }
  }
})

const payloads = new URL('../../../shared/payloads/', import.meta.url)
const there = existsSync(payloads)
if (!there) console.log('skipped: recorded payloads are checked where ../shared/payloads is')
;(there ? test : test.skip)('the recorded bodies of Jenkins and Spinnaker hold an event each', () => {
  const jenkins = readFileSync(new URL('jenkins/pipelinerun.started.toString.txt', payloads), 'utf8')
  const spinnaker = JSON.parse(
    readFileSync(new URL('spinnaker/pipelinerun.finished.http.json', payloads), 'utf8'),
  ) as {
    body: string
  }
  expect(read('application/json', jenkins)[0]?.value).toHaveProperty('context.type')
  expect(read('application/json', JSON.stringify(spinnaker.body))[0]?.value).toHaveProperty(
    'context.version',
    '0.3.0',
  )
})
