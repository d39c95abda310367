/**
 * How fast reports of scans, SBOMs and coverage are read, and in how much memory, whatever their size: one process
 * writes each report to a file, another one reads it as the action does.
 *
 *   node bench/scans.ts [MiB] [sarif|cyclonedx|spdx|lcov|cobertura]       default 1024 of each
 */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { openFile } from '../src/actions/opened-file.ts'
import { readCoverage } from '../src/sources/reports/coverage.ts'
import { readSarif } from '../src/sources/reports/sarif.ts'
import { readSbom } from '../src/sources/reports/sbom.ts'

const MIB = 1024 * 1024

interface Report {
  head: string
  /** The nth part of the report. */
  part: (n: number) => string
  tail: string
  read: (bytes: AsyncIterable<Uint8Array>) => Promise<unknown>
}

const sarifResult = (n: number): string =>
  JSON.stringify({
    ruleId: `rule-${n % 300}`,
    ruleIndex: n % 300,
    level: ['error', 'warning', 'note'][n % 3],
    message: { text: `Something in line ${n} is not as it should be: “see” the rule.` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: `src/folder/file-${n % 5000}.ts`, index: n % 5000 },
          region: { startLine: n % 900, startColumn: 7, snippet: { text: 'const x = await read("name")\n' } },
        },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: `39fa2ee980eb94b0:${n}` },
  })

const REPORTS: Readonly<Record<string, Report>> = {
  sarif: {
    head: '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"scan"}},"results":[{"level":"note"}',
    part: (n) => `,${sarifResult(n)}`,
    tail: ']}]}',
    read: readSarif,
  },
  cyclonedx: {
    head: '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library"}',
    part: (n) =>
      `,{"type":"library","bom-ref":"p${n}@1.0.${n}","name":"p${n}","version":"1.0.${n}","purl":"pkg:npm/p${n}@1.0.${n}","licenses":[{"license":{"id":"${['MIT', 'ISC', 'Apache-2.0'][n % 3]}"}}],"hashes":[{"alg":"SHA-512","content":"${'0f'.repeat(64)}"}]}`,
    tail: ']}',
    read: readSbom,
  },
  spdx: {
    head: '{"spdxVersion":"SPDX-2.3","documentDescribes":["SPDXRef-0"],"packages":[{"SPDXID":"SPDXRef-0"}',
    part: (n) =>
      `,{"SPDXID":"SPDXRef-p${n}","name":"p${n}","versionInfo":"1.0.${n}","licenseDeclared":"MIT","externalRefs":[{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl","referenceLocator":"pkg:npm/p${n}@1.0.${n}"}],"checksums":[{"algorithm":"SHA512","checksumValue":"${'0f'.repeat(64)}"}]}`,
    tail: ']}',
    read: readSbom,
  },
  lcov: {
    head: '',
    part: (n) =>
      `TN:\nSF:src/folder/file-${n}.ts\nFN:1,f${n}\nFNDA:${n % 2},f${n}\n${Array.from({ length: 2000 }, (_, line) => `DA:${line},${(line * n) % 3}\n`).join('')}BRDA:3,0,0,${n % 2}\nBRDA:3,0,1,-\nend_of_record\n`,
    tail: '',
    read: readCoverage,
  },
  cobertura: {
    head: '<?xml version="1.0"?>\n<coverage><packages><package><classes>',
    part: (n) =>
      `<class name="C${n}" filename="src/folder/file-${n}.ts"><methods/><lines>${Array.from({ length: 1000 }, (_, line) => `<line number="${line}" hits="${(line * n) % 3}"/>\n`).join('')}</lines></class>`,
    tail: '</classes></package></packages></coverage>',
    read: readCoverage,
  },
}

async function write({ head, part, tail }: Report, size: number, file: string): Promise<void> {
  const out = createWriteStream(file)
  out.write(head)
  let length = 0
  for (let n = 0; length < size;) {
    let text = ''
    while (text.length < MIB) text += part(n++)
    length += text.length
    if (!out.write(text)) await once(out, 'drain')
  }
  out.end(tail)
  await once(out, 'finish')
}

async function measure({ read }: Report, name: string, file: string): Promise<void> {
  const begin = process.cpuUsage()
  await read((await openFile(file)).bytes)
  const { user, system } = process.cpuUsage(begin)
  const mib = statSync(file).size / MIB
  const seconds = (user + system) / 1e6
  const peak = process.resourceUsage().maxRSS / 1024
  console.log(
    `${name}: ${mib.toFixed(0)} MiB in ${seconds.toFixed(1)} s of CPU, ${(mib / seconds).toFixed(0)} MiB/s, peak memory ${peak.toFixed(0)} MiB`,
  )
}

const [mib = '1024', name, step, given = ''] = process.argv.slice(2)
if (step !== undefined) {
  const report = REPORTS[name ?? '']!
  if (step === 'write') await write(report, Number(mib) * MIB, given)
  else await measure(report, name!, given)
} else {
  const names = name === undefined ? Object.keys(REPORTS) : [name]
  const unknown = names.find((each) => !Object.hasOwn(REPORTS, each))
  if (unknown !== undefined)
    throw new Error(`no report ${unknown}; there are ${Object.keys(REPORTS).join(', ')}`)
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-scans-'))
  try {
    for (const each of names)
      for (const next of ['write', 'read'])
        spawnSync(process.execPath, [import.meta.filename, mib, each, next, join(folder, 'report')], {
          stdio: 'inherit',
        })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
