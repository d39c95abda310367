/**
 * What fuzzing of the readers starts from: small reports of every format, and what is hostile from the start.
 * Over 300 lines: it is a table.
 */
import type { Kind } from './report-readings.ts'

const HEX = 'ab'.repeat(32)
const json = (value: unknown) => JSON.stringify(value)

export interface Seed {
  kind: Kind
  text: string
  /** Its text is JSON, or a JSON document a line: its values may be changed, too. */
  isJson?: true
}

const cases = `<testcase name="1" classname="C" time="0.1"/><testcase name="2"><failure message="no" type="T">at <![CDATA[x]]></failure></testcase><testcase name="3"><skipped type="todo"/><system-out>o</system-out></testcase>`

const SCAN = {
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name: 'L',
          version: '1',
          rules: [
            { id: 'a', properties: { 'security-severity': '9.1' } },
            { id: 'b', defaultConfiguration: { level: 'note' } },
          ],
        },
        extensions: [{ name: 'e', guid: 'g', rules: [{ id: 'c' }] }],
      },
      invocations: [
        {
          executionSuccessful: true,
          toolExecutionNotifications: [{ level: 'error' }],
          ruleConfigurationOverrides: [{ descriptor: { id: 'a' }, configuration: { level: 'none' } }],
        },
      ],
      automationDetails: { id: 'x' },
      results: [
        { ruleId: 'a', ruleIndex: 0, level: 'error', kind: 'fail', suppressions: [{ status: 'rejected' }] },
        { rule: { id: 'c', toolComponent: { index: 0 } }, suppressions: [{ kind: 'inSource' }] },
        { ruleId: 'b', baselineState: 'absent', provenance: { invocationIndex: 0 } },
        { kind: 'review' },
      ],
    },
  ],
}

const BOM = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  metadata: {
    timestamp: '2026-11-21T10:00:00Z',
    tools: { components: [{ name: 'x' }] },
    component: { name: 'a', purl: 'pkg:npm/a@1', hashes: [{ alg: 'SHA-256', content: HEX }] },
  },
  components: [
    {
      type: 'library',
      name: 'b',
      licenses: [{ license: { id: 'MIT' } }],
      components: [{ type: 'file', name: 'f' }],
    },
    { type: 'library', name: 'c', licenses: [{ expression: 'MIT OR ISC' }] },
  ],
  vulnerabilities: [
    { ratings: [{ severity: 'low' }, { score: 9.8, method: 'CVSSv31' }], analysis: { state: 'resolved' } },
  ],
}

const SPDX = {
  spdxVersion: 'SPDX-2.3',
  documentNamespace: 'https://example.org/a',
  creationInfo: { created: '2026-11-21T10:00:00Z', creators: ['Tool: x'] },
  packages: [
    {
      SPDXID: 'a',
      name: 'a',
      versionInfo: '1',
      licenseConcluded: 'NOASSERTION',
      licenseDeclared: 'MIT',
      checksums: [{ algorithm: 'SHA256', checksumValue: HEX }],
      externalRefs: [{ referenceType: 'purl', referenceLocator: 'pkg:npm/a@1' }],
    },
    { SPDXID: 'b' },
  ],
  files: [{ SPDXID: 'f' }],
  relationships: [
    { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: 'a' },
  ],
}

const GRAPH = {
  '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
  '@graph': [
    { type: 'CreationInfo', specVersion: '3.0.1', created: '2026-11-21T10:00:00Z' },
    { type: 'SpdxDocument', spdxId: 'd', rootElement: ['p'] },
    {
      type: 'software_Package',
      spdxId: 'p',
      name: 'a',
      software_packageUrl: 'pkg:npm/a@1',
      verifiedUsing: [{ algorithm: 'sha256', hashValue: HEX }],
      externalIdentifier: [{ externalIdentifierType: 'packageUrl', identifier: 'pkg:npm/a@1' }],
    },
    { type: 'Relationship', from: 'p', to: ['l'], relationshipType: 'hasDeclaredLicense' },
    { type: 'simplelicensing_LicenseExpression', spdxId: 'l', simplelicensing_licenseExpression: 'MIT' },
    { type: 'Tool', spdxId: 't', name: 'x' },
  ],
}

function envelope(predicateType: string, predicate: unknown): string {
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'a', digest: { sha256: HEX } }],
    predicateType,
    predicate,
  }
  return json({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {},
    dsseEnvelope: {
      payloadType: 'application/vnd.in-toto+json',
      payload: Buffer.from(json(statement)).toString('base64'),
      signatures: [{ sig: 'c2ln' }],
    },
  })
}

const TOFU = [
  { '@level': 'info', '@message': 'OpenTofu 1.8.8', tofu: '1.8.8', type: 'version', ui: '1.2' },
  { '@level': 'info', '@message': 'a', type: 'planned_change', change: { action: 'create' } },
  { type: 'change_summary', changes: { add: 2, change: 0, import: 0, remove: 1, operation: 'plan' } },
  { type: 'apply_complete', hook: { action: 'create', resource: { addr: 'a' } } },
  { '@level': 'error', type: 'diagnostic', diagnostic: { severity: 'error', summary: 'no' } },
  { type: 'change_summary', changes: { add: 2, change: 0, import: 0, remove: 1, operation: 'apply' } },
]

const PLAN = {
  format_version: '1.2',
  terraform_version: '1.8.8',
  resource_changes: [{ address: 'a', change: { actions: ['create'], after: { secret: 'x' } } }],
  resource_drift: [{ address: 'b' }],
  errored: false,
}

/** Each is read as it is. */
export const SEEDS: readonly Seed[] = [
  {
    kind: 'junit',
    text: `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites tests="3"><testsuite name="a &amp; é" tests="3" failures="1" errors="0" skipped="1" time="1,5" timestamp="2026-11-21T10:00:00"><properties/>${cases}</testsuite></testsuites>`,
  },
  {
    kind: 'junit',
    text: `<testsuite name="s" tests="4"><testsuite name="t" file="a.php">${cases}</testsuite><testcase name="r"><flakyFailure/><rerunError>again</rerunError></testcase><error message="hook"/></testsuite>`,
  },
  {
    kind: 'junit',
    text: `<testsuites><testsuite name="g"><testcase name="a" status="notrun"/><testcase name="b" result="suppressed"/><testcase name="c"/></testsuite></testsuites>`,
  },
  {
    kind: 'tap',
    text: 'TAP version 14\n1..4\nok 1 - a\nnot ok 2 - b # TODO c\n  ---\n  message: |-\n    d\n  duration_ms: 1\n  ...\n# Subtest: e\n    ok 1 - f # SKIP\n    1..1\nok 3 - e\nok 4 - g {\n    ok 1 - h\n    1..1\n}\n',
  },
  {
    kind: 'tap',
    text: "TAP version 13\n# Subtest: s\n    # Subtest: t\n    ok 1 - t\n      ---\n      duration_ms: 0.4\n      type: 'test'\n      ...\n    not ok 2 - u # time=3ms\n    1..2\nnot ok 1 - s\n1..1\n# fail 1\n",
  },
  { kind: 'tap', text: '1..3\nok\nok 2 # skip no\nBail out! i\n' },
  { kind: 'sarif', text: json(SCAN), isJson: true },
  { kind: 'sbom', text: json(BOM), isJson: true },
  { kind: 'sbom', text: json(SPDX), isJson: true },
  { kind: 'sbom', text: json(GRAPH), isJson: true },
  {
    kind: 'sbom',
    text: 'SPDXVersion: SPDX-2.3\nDocumentNamespace: https://example.org/a\nCreator: Tool: x\nPackageName: a\nSPDXID: a\nPackageChecksum: SHA256: abc\nPackageLicenseDeclared: MIT\nPackageComment: <text>x\ny</text>\nFileName: f\nRelationship: SPDXRef-DOCUMENT DESCRIBES a\n',
  },
  {
    kind: 'sbom',
    text: '<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.5"><metadata><tools><tool><name>x</name></tool></tools><component type="application"><name>a</name><purl>pkg:npm/a@1</purl></component></metadata><components><component type="library"><name>a</name><licenses><license><id>MIT</id></license></licenses></component></components><vulnerabilities><vulnerability><ratings><rating><severity>high</severity></rating></ratings></vulnerability></vulnerabilities></bom>',
  },
  {
    kind: 'coverage',
    text: 'TN:\nSF:a\nFN:1,f\nFNDA:1,f\nFNL:0,1\nFNA:0,1,f\nDA:1,1\nDA:2,0,x\nBRDA:1,0,0,-\nLF:2\nend_of_record\nSF:b\nDA:1,0\nend_of_record\n',
  },
  {
    kind: 'coverage',
    text: '<?xml version="1.0"?><!DOCTYPE coverage SYSTEM "x.dtd"><coverage><packages><package><classes><class filename="a"><methods><method name="f"><lines><line number="1" hits="1"/></lines></method></methods><lines><line number="1" hits="1" branch="true" condition-coverage="50% (1/2)"/></lines></class></classes></package></packages></coverage>',
  },
  {
    kind: 'statement',
    text: envelope('https://in-toto.io/attestation/vulns/v0.1', {
      scanner: { uri: 'x', result: [{ id: 'a', severity: [{ method: 'cvss', score: 3 }] }] },
    }),
    isJson: true,
  },
  {
    kind: 'statement',
    text: `${envelope('https://in-toto.io/attestation/test-result/v0.1', { result: 'PASSED', passedTests: ['a'] })}\n${envelope('https://slsa.dev/provenance/v1', { buildDefinition: { buildType: 'x' }, runDetails: { builder: { id: 'b' }, metadata: { invocationId: 'i' } } })}\n${envelope('https://cyclonedx.org/bom', BOM)}\n`,
    isJson: true,
  },
  { kind: 'tofu', text: TOFU.map(json).join('\n'), isJson: true },
  { kind: 'tofu', text: json(PLAN), isJson: true },
]

const DEEP = 20_000
const nested = (open: string, close: string, inner = '') => open.repeat(DEEP) + inner + close.repeat(DEEP)

/** Hostile from the start; at most some hundred kilobytes each. */
export const HOSTILE: readonly (() => Seed)[] = [
  () => ({ kind: 'junit', text: nested('<testsuite>', '</testsuite>') }),
  () => ({ kind: 'junit', text: `<testsuite><testcase name="${'x'.repeat(300_000)}"/></testsuite>` }),
  () => ({ kind: 'junit', text: `<testsuite ${'a="" '.repeat(50_000)}/>` }),
  () => ({ kind: 'junit', text: `<testsuite ${'\t'.repeat(300_000)}x/>` }),
  () => ({ kind: 'junit', text: `<testsuite><testcase name="${'&amp;'.repeat(50_000)}"/></testsuite>` }),
  () => ({ kind: 'junit', text: `<testsuite>${'&#x41;'.repeat(50_000)}${'&'.repeat(1000)}</testsuite>` }),
  () => ({
    kind: 'junit',
    text: `<!DOCTYPE a [<!ENTITY a "${'b'.repeat(1000)}"><!ENTITY c "${'&a;'.repeat(1000)}">]><testsuite name="&c;"/>`,
  }),
  () => ({ kind: 'junit', text: `<testsuite>${'<![CDATA['.repeat(30_000)}` }),
  () => ({ kind: 'junit', text: `<testsuite>${'<!--'.repeat(60_000)}` }),
  () => ({ kind: 'junit', text: `<testsuite><testcase name="${'"\''.repeat(60_000)}` }),
  () => ({
    kind: 'junit',
    text: `<testsuite tests="${'9'.repeat(5000)}" time="1e999" failures="-1">${cases}</testsuite>`,
  }),
  () => ({
    kind: 'junit',
    text: `<testsuite time="${'1,'.repeat(50_000)}" timestamp="${'9'.repeat(50_000)}"/>`,
  }),
  () => ({ kind: 'junit', text: `<testsuite>${'\u0000\ufffe\u001b[31m'.repeat(5000)}${cases}</testsuite>` }),
  () => ({ kind: 'junit', text: `<testsuite>${'<testcase name="a"/>'.repeat(3000)}</testsuite>` }),
  () => ({ kind: 'junit', text: `<testsuite>${'<testcase name="a"><failure>'.repeat(90)}` }),
  () => ({ kind: 'junit', text: `<testsuite><error>${' '.repeat(250_000)}x</error>${cases}</testsuite>` }),
  () => ({ kind: 'tap', text: Array.from({ length: 500 }, (_, n) => `${'  '.repeat(n)}ok`).join('\n') }),
  () => ({ kind: 'tap', text: `1..1\nok 1 - ${'#'.repeat(300_000)}` }),
  () => ({ kind: 'tap', text: `1..1\nok 1 -${' '.repeat(16_000)}{\n`.repeat(15) }),
  () => ({
    kind: 'tap',
    text: `1..1\nok 1 - ${'# '.repeat(8000)}\nok 2 - ${'# skip'.repeat(2700)}\nok 3 ${'\\#'.repeat(8000)}`,
  }),
  () => ({ kind: 'tap', text: `1..999999999\nok 999999999999 - a # time=${'9'.repeat(400)}ms\n` }),
  () => ({ kind: 'tap', text: `1..1\nok 1\n  ---\n${`  message: "${'\\'.repeat(3000)}"\n`.repeat(50)}` }),
  () => ({ kind: 'tap', text: `1..1\nok 1\n  ---\n  stack: |\n${'    \u001b[3\n'.repeat(20_000)}` }),
  () => ({ kind: 'tap', text: `${'# Subtest: a\n    '.repeat(10_000)}ok\n` }),
  () => ({ kind: 'tap', text: `${'ok {\n'.repeat(5000)}${'}\n'.repeat(5000)}1..5000` }),
  () => ({ kind: 'tap', text: `1..2\nok 1 - \ud800\u0000\u202e\nok 2 - ${'\u2028'.repeat(10_000)}` }),
  () => ({ kind: 'sarif', text: `{"version":"2.1.0","runs":${nested('[', ']')}}` }),
  () => ({ kind: 'sarif', text: `{"version":"2.1.0","x":${nested('{"a":', '}', '1')}}` }),
  () => ({ kind: 'sarif', text: json({ ...SCAN, runs: Array.from({ length: 300 }, () => SCAN.runs[0]) }) }),
  () => ({ kind: 'sarif', text: `{"version":"2.1.0","runs":[{"results":[${'{},'.repeat(50_000)}{}]}]}` }),
  () => ({
    kind: 'sarif',
    text: json(SCAN).replace('"ruleIndex":0', '"ruleIndex":1e308').replace('"9.1"', '9'.repeat(400)),
  }),
  () => ({ kind: 'sarif', text: json(SCAN).replace('"a"', `"${'/'.repeat(100_000)}"`) }),
  () => ({ kind: 'sarif', text: json(SCAN).replace('"L"', String.raw`"\ud800\u0000\u202e"`) }),
  () => ({
    kind: 'sbom',
    text: json({
      ...BOM,
      components: Array.from({ length: 2000 }, (_, n) => ({
        name: 'a',
        licenses: [{ license: { name: `l${n}` } }],
      })),
    }),
  }),
  () => ({
    kind: 'sbom',
    text: `{"bomFormat":"CycloneDX","specVersion":"1.6","components":${'[{"components":'.repeat(120)}[]${'}]'.repeat(120)}}`,
  }),
  () => ({ kind: 'sbom', text: `SPDXVersion: SPDX-2.3\n${'PackageName: a\nSPDXID: a\n'.repeat(8000)}` }),
  () => ({ kind: 'sbom', text: `SPDXVersion: SPDX-2.3\nPackageComment: ${'<text>'.repeat(40_000)}` }),
  () => ({ kind: 'sbom', text: `${'#\n'.repeat(100_000)}SPDXVersion: SPDX-2.3\n` }),
  () => ({
    kind: 'sbom',
    text: json({ ...GRAPH, '@graph': Array.from({ length: 2000 }, () => GRAPH['@graph'][2]) }),
  }),
  () => ({
    kind: 'sbom',
    text: `<bom xmlns="http://cyclonedx.org/schema/bom/1.5">${nested('<component>', '</component>')}</bom>`,
  }),
  () => ({ kind: 'coverage', text: `SF:a\n${'DA:10000000,1\nDA:1,1\n'.repeat(10_000)}end_of_record\n` }),
  () => ({
    kind: 'coverage',
    text: `SF:a\n${Array.from({ length: 10_000 }, (_, n) => `DA:${n * 900},1`).join('\n')}\nend_of_record`,
  }),
  () => ({ kind: 'coverage', text: 'SF:a\nend_of_record\n'.repeat(10_000) }),
  () => ({ kind: 'coverage', text: `SF:a\nDA:1,${'9'.repeat(50_000)}\nend_of_record\n` }),
  () => ({
    kind: 'coverage',
    text: `SF:${'a,'.repeat(40_000)}\nFN:1,${'b'.repeat(50_000)}\nend_of_record\n`,
  }),
  () => ({
    kind: 'coverage',
    text: `<coverage><class filename="a"><lines><line number="1" hits="1" condition-coverage="${'1('.repeat(50_000)}"/><line number="1e9" hits="-1"/></lines></class></coverage>`,
  }),
  () => ({
    kind: 'coverage',
    text: `<?xml version="1.0"?><!DOCTYPE coverage [<!ENTITY a SYSTEM "file:///etc/passwd">]><coverage/>`,
  }),
  () => ({ kind: 'statement', text: nested('[', ']') }),
  () => ({ kind: 'statement', text: `{"dsseEnvelope":${nested('{"a":', '}', '1')}}` }),
  () => ({ kind: 'statement', text: `${'{}\n'.repeat(1500)}` }),
  () => ({
    kind: 'statement',
    text: json({
      payloadType: 'application/vnd.in-toto+json',
      payload: Buffer.from(nested('[', ']')).toString('base64'),
      signatures: [{ sig: 'c2ln' }],
    }),
  }),
  () => ({ kind: 'tofu', text: `${json(TOFU[2]).replace('2', '1e308')}\n`.repeat(2000) }),
  () => ({ kind: 'tofu', text: json({ type: 'version', tofu: nested('[', ']') }) }),
  () => ({ kind: 'tofu', text: `{"type":"change_summary","changes":${nested('{"a":', '}', '1')}}` }),
  () => ({ kind: 'tofu', text: `${' '.repeat(200_000)}${json(PLAN)}` }),
]
