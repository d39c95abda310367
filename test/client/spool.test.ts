import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { createSpool, readSpool } from '../../src/client/spool.ts'
import { someEvents } from './events.ts'

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spool-'))
  file = join(folder, 'events.ndjson')
})
afterEach(() => rmSync(folder, { recursive: true }))

const spooled = () => readSpool(readFileSync(file, 'utf8'))

test('what is added is read again, in order, each once', () => {
  const [a, b, c] = someEvents(3)
  expect(createSpool(file).add([a!, b!])).toEqual([])
  expect(createSpool(file).add([b!, c!])).toEqual([])
  expect(spooled()).toEqual({ events: someEvents(3), skipped: 0 })
})

test('adding nothing makes no file', () => {
  createSpool(file).add([])
  expect(readdirSync(folder)).toEqual([])
})

test('only the owner can read it, and nothing unfinished stays behind', () => {
  createSpool(file).add(someEvents(1))
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['events.ndjson'])
})

test('lines that are no events are passed over and counted', () => {
  const line = JSON.stringify(someEvents(1)[0])
  writeFileSync(file, `${line}\n\nnull\n{"context":{}}\n[]\nnot json\n${line}\n${line.slice(0, 60)}`)
  expect(spooled()).toEqual({ events: someEvents(1), skipped: 5 })
})

test('a half-written line does not swallow what is added later', () => {
  writeFileSync(file, JSON.stringify(someEvents(1)[0]).slice(0, 60))
  createSpool(file).add(someEvents(2))
  expect(spooled()).toEqual({ events: someEvents(2), skipped: 0 })
})

test('there is room for 10,000 events, and the rest comes back', () => {
  const events = someEvents(10_002)
  expect(createSpool(file).add(events)).toEqual(events.slice(10_000))
  expect(createSpool(file).add(events.slice(10_001))).toEqual(events.slice(10_001))
  expect(spooled().events).toHaveLength(10_000)
})

test('there is room for 16 MiB, and the rest comes back', () => {
  const events = someEvents(20, { text: 'é'.repeat(500_000) })
  const rest = createSpool(file).add(events)
  expect(rest.length).toBe(4)
  expect(rest).toEqual(events.slice(16))
  expect(statSync(file).size).toBeLessThanOrEqual(16 * 1024 * 1024)
  expect(spooled().events).toHaveLength(16)
})

test('a folder that is not there is an error, told', () => {
  expect(() => createSpool(join(folder, 'none', 'x')).add(someEvents(1))).toThrow(/ENOENT/)
})
