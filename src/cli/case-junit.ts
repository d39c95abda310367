import type { CaseResult } from '../policy/cases.ts'
import { plain, xml, xmlText } from '../report/escape.ts'
import type { Xml } from '../report/escape.ts'

/** Files of cases as JUnit XML: a suite for each file, a test case for each case, and one for the coverage. */
export function caseJUnit(files: readonly { file: string; results: readonly CaseResult[] }[]): string {
  const all = files.flatMap(({ results }) => results)
  return `${
    xml`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="turnpike policy test" ${totals(all)}>
${files.map(({ file, results }) => suite(file, results))}</testsuites>`.text
  }\n`
}

function suite(file: string, results: readonly CaseResult[]): Xml {
  return xml`  <testsuite name="${plain(file, 500)}" ${totals(results)}>
${results.map((result) => testCase(file, result))}  </testsuite>
`
}

function testCase(file: string, { name, passed, problems }: CaseResult): Xml {
  const head = xml`    <testcase classname="${plain(file, 500)}" name="${plain(name, 300)}" time="0"`
  if (passed)
    return xml`${head}/>
`
  return xml`${head}>
      <failure message="${plain(problems[0] ?? 'not as expected', 300)}">${problems.map(
        (problem) => xml`${xmlText(problem, 2000)}
`,
      )}</failure>
    </testcase>
`
}

function totals(results: readonly CaseResult[]): Xml {
  const failed = results.filter(({ passed }) => !passed).length
  return xml`tests="${results.length}" failures="${failed}" errors="0" skipped="0" time="0"`
}
