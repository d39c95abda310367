/** Coverage: lines, branches and functions of lcov and Cobertura, counted and never believed. Over 300 lines: tables, a row each. */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createCoverage, readCoverage } from '../../../src/sources/reports/coverage.ts'
import { coverageDescriptions, percentOf } from '../../../src/sources/reports/coverage-events.ts'
import { bytesOf, context, DIGEST, eventsOf, file, refusalOf } from './reading.ts'

const read = (text: string, size?: number) => readCoverage(bytesOf(text, size))
const record = (...lines: string[]) => ['SF:a.js', ...lines, 'end_of_record', ''].join('\n')
const cobertura = (body: string, head = '') => `<?xml version="1.0" ?>\n${head}<coverage>${body}</coverage>`
const ofClass = (lines: string, name = 'a.js') =>
  `<packages><package><classes><class name="A" filename="${name}"><methods/><lines>${lines}</lines></class></classes></package></packages>`

describe('lcov', () => {
  test.each<[string, string, object]>([
    ['lines', record('DA:1,1', 'DA:2,0', 'DA:3,7,checksum'), { lines: { covered: 2, total: 3 } }],
    [
      'claims count for nothing',
      record('DA:1,0', 'LF:1', 'LH:1', 'BRF:9', 'BRH:9', 'FNF:9', 'FNH:9'),
      { lines: { covered: 0, total: 1 } },
    ],
    ['a line that is there twice', record('DA:1,0', 'DA:1,1', 'DA:1,0'), { lines: { covered: 1, total: 1 } }],
    [
      'a file that is there twice',
      record('DA:1,0', 'DA:2,1') + record('DA:1,3', 'DA:3,0'),
      { lines: { covered: 2, total: 3 }, files: 1 },
    ],
    [
      'branches',
      record('BRDA:1,0,0,1', 'BRDA:1,0,1,-', 'BRDA:1,0,2,0', 'BRDA:2,e0,jump, or not,4'),
      { branches: { covered: 2, total: 4 } },
    ],
    [
      'functions',
      record('FN:1,f', 'FN:4,9,g', 'FNDA:1,f', 'FNDA:0,g'),
      { functions: { covered: 1, total: 2 } },
    ],
    [
      'functions of one name',
      record('FN:1,f', 'FN:4,f', 'FNDA:0,f', 'FNDA:3,f'),
      { functions: { covered: 1, total: 2 } },
    ],
    [
      'functions of lcov 2',
      record('FNL:0,1,3', 'FNA:0,2,f', 'FNA:0,0,alias', 'FNL:1,5', 'FNA:1,0,g'),
      { functions: { covered: 1, total: 2 } },
    ],
    ['counts that are none', record('DA:1,-5', 'DA:2,NaN', 'DA:3,1'), { lines: { covered: 1, total: 3 } }],
    ['large counts', record('DA:1,18446744073709551615'), { lines: { covered: 1, total: 1 } }],
    ['Windows', record('DA:1,1').replaceAll('\n', '\r\n'), { lines: { covered: 1, total: 1 }, files: 1 }],
    [
      'what nobody knows',
      record('VER:1', 'MCDC:1,2,t,1,0,x', '', 'DA:1,1'),
      { lines: { covered: 1, total: 1 } },
    ],
    [
      'no test name, a comment, no last line end',
      `TN:\n# made by hand\n${record('DA:1,1').trimEnd()}`,
      { lines: { covered: 1, total: 1 } },
    ],
    [
      'lines that lie far apart',
      record('DA:0,1', 'DA:9999999,1', 'DA:256,0', 'DA:255,1'),
      { lines: { covered: 3, total: 4 } },
    ],
  ])('%s', async (_, text, found) => {
    for (const size of [1, 5, 10_000])
      expect(await read(text, size)).toMatchObject({ format: 'lcov', ...found })
  })

  test('branches and functions of a file that comes again are the same', async () => {
    const again = (taken: number) => record(`BRDA:1,0,0,${taken}`, 'FN:1,f', `FNDA:${taken},f`, 'DA:1,1')
    const other = 'SF:b.js\nBRDA:1,0,0,1\nFN:1,f\nFNDA:1,f\nend_of_record\n'
    expect(await read(again(0) + other + again(1))).toEqual({
      format: 'lcov',
      lines: { covered: 1, total: 1 },
      branches: { covered: 2, total: 2 },
      functions: { covered: 2, total: 2 },
      files: 2,
    })
  })

  test('is counted as a set of lines would be', async () => {
    const hits = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.nat(600), fc.boolean()), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(hits, async (given) => {
        const all = new Map<string, boolean>()
        for (const [name, line, ran] of given)
          all.set(`${name}${line}`, ran || all.get(`${name}${line}`) === true)
        const text = given
          .map(([name, line, ran]) => `SF:${name}\nDA:${line},${ran ? 1 : 0}\nend_of_record\n`)
          .join('')
        const { lines } = await read(`SF:a\nend_of_record\n${text}`)
        expect(lines).toEqual({ total: all.size, covered: [...all.values()].filter(Boolean).length })
      }),
      { numRuns: 60 },
    )
  })

  test.each<[string, string, RegExp]>([
    ['nothing', '', /no file \(SF\)/u],
    ['another text', 'hello', /line 1: "hello" is no line of lcov/u],
    ['JSON', '{"lines":1}', /no line of lcov/u],
    ['a record that is cut off', 'SF:a\nDA:1,1\n', /middle of a record/u],
    ['a record in a record', 'SF:a\nSF:b\n', /line 2: SF before the end_of_record/u],
    ['a line without a file', 'DA:1,1\n', /line 1: DA where no file/u],
    ['an end without a file', 'end_of_record\n', /line 1: end_of_record/u],
    ['a file without a name', 'SF:\n', /without the name/u],
    ['no number', record('DA:x,1'), /line 2: expected is DA:<line>,<count>, found "x,1"/u],
    ['no count', record('DA:1'), /line 2: expected is DA/u],
    ['a line number without end', record('DA:99999999999,1'), /line 2: a line number that is none/u],
    ['a branch without parts', record('BRDA:1'), /expected is BRDA/u],
    ['a function without a name', record('FN:x'), /expected is FN/u],
    ['a function that nobody began', record('FNA:0,1,f'), /expected is FNA/u],
    ['a line without end', `SF:${'a'.repeat(200_000)}`, /line 1: longer than 100000/u],
  ])('refused: %s', async (_, text, why) => {
    expect(await refusalOf(read(text, 1000))).toMatch(why)
  })
})

describe('Cobertura', () => {
  test.each<[string, string, object]>([
    [
      'lines',
      ofClass('<line number="1" hits="2"/><line number="2" hits="0"/>'),
      { lines: { covered: 1, total: 2 }, files: 1 },
    ],
    [
      'branches',
      ofClass(
        '<line number="1" hits="2" branch="true" condition-coverage="50% (1/2)"/><line number="2" hits="0" branch="true" condition-coverage="0% (0/3)"/>',
      ),
      { branches: { covered: 1, total: 5 } },
    ],
    [
      'classes of one file',
      ofClass('<line number="1" hits="0"/>') +
        ofClass('<line number="1" hits="1"/><line number="4" hits="0"/>'),
      { lines: { covered: 1, total: 2 }, files: 1 },
    ],
    [
      'methods ran if a line of theirs did; their lines are no others',
      `<packages><class name="A" filename="a"><methods>
        <method name="f" signature="()"><lines><line number="1" hits="1"/></lines></method>
        <method name="f" signature="(x)"><lines><line number="9" hits="0"/></lines></method>
        <method name="g" hits="1"><lines/></method></methods>
        <lines><line number="1" hits="1"/></lines></class></packages>`,
      { lines: { covered: 1, total: 1 }, functions: { covered: 2, total: 3 } },
    ],
    [
      'lines of methods, where the class has none',
      '<class filename="a"><methods><method name="f"><lines><line number="1" hits="1"/><line number="2" hits="0"/></lines></method></methods></class>',
      { lines: { covered: 1, total: 2 } },
    ],
  ])('%s', async (_, body, found) => {
    for (const size of [1, 9, 10_000])
      expect(await read(cobertura(body), size)).toMatchObject({ format: 'Cobertura', ...found })
  })

  const NAMED = '<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">'

  test('a DOCTYPE that only names the DTD is nothing', async () => {
    for (const size of [1, 50, 10_000])
      expect(await read(cobertura(ofClass('<line number="1" hits="1"/>'), `${NAMED}\n`), size)).toMatchObject(
        {
          lines: { covered: 1, total: 1 },
        },
      )
    expect(await refusalOf(read(cobertura('<oops></coverage>', `${NAMED}\n`)))).toMatch(/line 3/u)
  })

  test.each<[string, string, RegExp]>([
    [
      'entities',
      `<!DOCTYPE coverage [<!ENTITY a "b">]>${cobertura('')}`.replace(/<\?xml.*\?>\n/u, ''),
      /DOCTYPE/u,
    ],
    ['a DTD with entities', `<!DOCTYPE coverage SYSTEM "x" [<!ENTITY a "b">]><coverage/>`, /DOCTYPE/u],
    [
      'a DTD that is hidden in a comment',
      `<!-- ${NAMED} --><!DOCTYPE coverage [<!ENTITY a "b">]><coverage/>`,
      /DOCTYPE/u,
    ],
    ['a second DOCTYPE', `${NAMED}${NAMED}<coverage/>`, /DOCTYPE/u],
    ['JaCoCo', '<report name="x"/>', /root is <report>.*JaCoCo/u],
    ['Clover', '<coverage><project/></coverage>', /Clover/u],
    ['JUnit', '<testsuites/>', /root is <testsuites>/u],
    ['a class without a file', cobertura('<class name="A"/>'), /class without filename/u],
    ['a line of nothing', cobertura('<line number="1" hits="1"/>'), /in no class/u],
    [
      'a line without a number',
      cobertura(ofClass('<line hits="1"/>')),
      /number="" ?> is no line|is no line/u,
    ],
    [
      'a count that is none',
      cobertura(ofClass('<line number="1" hits="often"/>')),
      /hits="often"> is no count/u,
    ],
    [
      'conditions that cannot be',
      cobertura(ofClass('<line number="1" hits="1" condition-coverage="(3/2)"/>')),
      /cannot be/u,
    ],
    [
      'conditions without end',
      cobertura(ofClass('<line number="1" hits="1" condition-coverage="(0/99999999)"/>')),
      /cannot be/u,
    ],
    ['what is cut off', cobertura('').slice(0, -4), /cut off|unclosed|ends inside/iu],
  ])('refused: %s', async (_, text, why) => {
    expect(await refusalOf(read(text, 10_000))).toMatch(why)
  })
})

test.each<[string, string]>([
  ['lcov', record('DA:1,1')],
  ['Cobertura', cobertura(ofClass('<line number="1" hits="1"/>'))],
])('%s in UTF-16, as a redirection of PowerShell writes it', async (format, text) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  for (const size of [1, 1000])
    expect(await readCoverage(bytesOf(bytes, size))).toMatchObject({
      format,
      lines: { covered: 1, total: 1 },
    })
})

describe('several reports', () => {
  test('are one: what ran in any of them ran', async () => {
    const coverage = createCoverage()
    await coverage.add(bytesOf(record('DA:1,1', 'DA:2,0')))
    await coverage.add(bytesOf(record('DA:1,0', 'DA:2,1', 'DA:3,0')))
    expect(coverage.finish()).toEqual({ format: 'lcov', lines: { covered: 2, total: 3 }, files: 1 })
  })

  test('of two formats are refused', async () => {
    const coverage = createCoverage()
    await coverage.add(bytesOf(record('DA:1,1')))
    expect(await refusalOf(coverage.add(bytesOf(cobertura(''))))).toMatch(/Cobertura.*before is lcov/u)
  })
})

describe('the percentage', () => {
  test.each([
    [0, 1, 0],
    [1, 3, 33.33],
    [2, 3, 66.66],
    [7999, 10_000, 79.99],
    [79_999, 100_000, 79.99],
    [7_999_999, 10_000_000, 79.99],
    [99_999_999, 100_000_000, 99.99],
    [4, 5, 80],
    [5, 5, 100],
  ])('of %d of %d is %d', (covered, total, percent) => {
    expect(percentOf(covered, total)).toBe(percent)
  })

  test('is never more than was covered', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 128_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, part) => {
          const covered = Math.floor(total * part)
          const hundredths = Math.round(percentOf(covered, total) * 100)
          expect(BigInt(hundredths) * BigInt(total)).toBeLessThanOrEqual(BigInt(covered) * 10_000n)
          expect(BigInt(hundredths + 1) * BigInt(total)).toBeGreaterThan(BigInt(covered) * 10_000n)
        },
      ),
    )
  })
})

describe('the event', () => {
  test('has the numbers, bound to the artifact', async () => {
    const coverage = await read(record('DA:1,1', 'DA:2,1', 'DA:3,0', 'FN:1,f', 'FNDA:1,f'))
    const [event] = eventsOf(coverageDescriptions(coverage, file, context, { suite: 'unit' }))
    expect(event).toMatchObject({
      context: { type: 'dev.cdeventsx.turnpike-coverage.measured.0.1.0' },
      subject: {
        id: expect.stringMatching(/#unit$/u),
        content: {
          format: 'lcov',
          suite: 'unit',
          lines: { covered: 2, total: 3, percent: 66.66 },
          functions: { covered: 1, total: 1, percent: 100 },
          files: 1,
        },
      },
      customData: { turnpike: { artifacts: [{ digest: DIGEST }], report: { digest: file.digest } } },
    })
    expect(event!.subject.content).not.toHaveProperty('branches')
  })

  test('of nothing has no percentage: 0 of 0 is not all', async () => {
    const [event] = eventsOf(coverageDescriptions(await read(record()), file, context))
    expect(event!.subject.content).toMatchObject({
      lines: { covered: 0, total: 0 },
      reason: 'no line was measured',
    })
    expect(event!.subject.content['lines']).not.toHaveProperty('percent')
  })
})
