/** A report as a tool writes it, and the types of events as people read them. */
import type { CDEvent } from '../../src/cdevents/event.ts'

export function junit(passed: number, failed: number): string {
  const cases = [
    ...Array.from(
      { length: passed },
      (_, index) => `<testcase classname="shop" name="holds ${index}" time="0.01"/>`,
    ),
    ...Array.from(
      { length: failed },
      (_, index) =>
        `<testcase classname="shop" name="breaks ${index}" file="test/shop.test.ts"><failure message="expected 1, was 2">at test/shop.test.ts:${index + 1}:3</failure></testcase>`,
    ),
  ]
  return `<?xml version="1.0"?>\n<testsuites><testsuite name="shop">${cases.join('\n')}</testsuite></testsuites>\n`
}

export function types(events: readonly CDEvent[]): string[] {
  return events.map(({ context }) => context.type.split('.').slice(2, 4).join('.'))
}
