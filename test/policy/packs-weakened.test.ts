/** What the packs promise is in their cases: where a policy is made weaker, one of them turns red. */
import { describe, expect, test } from '@jest/globals'
import { runCases } from '../../src/policy/cases.ts'
import { readRepositoryFile } from './scene.ts'

/** Names of the cases that fail when one text of a policy of the pack is another one. */
async function red(pack: string, file: string, from: string | RegExp, to: string): Promise<string[]> {
  const read = (path: string) => readRepositoryFile(`policies/${pack}/${path}`)
  const text = read(file)
  const weaker = text.replaceAll(from, to)
  if (weaker === text) throw new Error(`${file} does not say ${String(from)}`)
  // What the cases of other policies say stays as it is.
  const results = await runCases(read('cases.yaml'), (path) => (path === file ? weaker : read(path)))
  return results.filter(({ passed, name }) => !passed && !name.startsWith('coverage')).map(({ name }) => name)
}

describe('the SLSA pack, without', () => {
  const provenance = (level: number, ...rows: [string, string | RegExp, string][]) =>
    rows.map(([what, from, to]) => [`level-${level}.yaml`, what, from, to] as const)
  test.each([
    ...provenance(
      1,
      ['builders', /builders: \[.*\]/gu, "builders: ['*']"],
      ['buildTypes', /buildTypes: .*\n/gu, '\n'],
      ['sources', /\n +sources: .*/gu, ''],
      ['maxAge', /maxAge: .*\n/gu, '\n'],
      ['its blocking provenance', '- id: provenance\n', '- id: provenance\n    enforce: warn\n'],
      ['its blocking packaging', '- id: consistent-build\n', '- id: consistent-build\n    enforce: warn\n'],
    ),
    ...provenance(
      2,
      ['builders', /builders: \[.*\]/gu, "builders: ['*']"],
      ['the ref of sources', ', ref: refs/heads/main', ''],
      ['the workflow in the certificate', /identity: .*\n/gu, 'identity: https://github.com/acme/*\n'],
      ['the repository in the certificate', "      repositoryId: '7'\n      repo", '      repo'],
      ['hosted runners in the certificate', /(?<=4567'\n) +runnerEnvironment: .*\n(?= +trusted)/gu, ''],
      ['expected parameters', /statement\.[\w.]+\.all\(name, name == "workflow"\)/gu, '1 == 1'],
      ['maxAge', /maxAge: .*\n/gu, '\n'],
      ['jobs on hosted runners', /\n {4}runnerEnvironment: .*/gu, ''],
      ['its blocking producer', '- id: hosted\n', '- id: hosted\n    enforce: warn\n'],
    ),
    ...provenance(
      3,
      ['the branch of the builder', 'build.yml@refs/heads/main\n', 'build.yml@*\n'],
      ['sources', /\n +sources: .*/gu, ''],
      ['expected parameters', /statement\.[\w.]+\.all\(name, name == "workflow"\)/gu, '1 == 1'],
      ['hosted runners in the certificate', /\n {6}runnerEnvironment: .*/gu, ''],
      ['the ref in the certificate', /\n {6}ref: .*/gu, ''],
      ['level 3 of the verifier', 'levels: [SLSA_BUILD_LEVEL_3]', 'levels: [SLSA_BUILD_LEVEL_2]'],
      ['resources', /resources: .*\n/gu, "resources: ['*']\n"],
      ['verifiedWithin', /verifiedWithin: .*\n/gu, '\n'],
      ['maxAge', /maxAge: .*\n/gu, '\n'],
      ['its blocking producer', '- id: hosted\n', '- id: hosted\n    enforce: warn\n'],
    ),
  ])('%s: %s, fails its own cases', async (file, _what, from, to) => {
    const names = await red('slsa', file, from, to)
    expect(names).not.toEqual([])
    for (const name of names) expect(name).toContain(`level ${/\d/u.exec(file)![0]}`)
  })
})

describe('the starter pack', () => {
  const rules = [
    'packaged-by-ci',
    'unit-tests',
    'staging',
    'no-incident',
    'free-to-deploy',
    'freeze',
    'change-board',
  ]
  test.each([
    ...rules.map(
      (rule) =>
        [`that only warns of ${rule}`, `- id: ${rule}\n`, `- id: ${rule}\n    enforce: warn\n`] as const,
    ),
    ...['packaged-by-ci', 'free-to-deploy', 'change-board'].map(
      (rule) =>
        [`where ${rule} can be waived`, `- id: ${rule}\n`, `- id: ${rule}\n    waivable: true\n`] as const,
    ),
    ['where the requester may approve', /excluding: .*\n/gu, '\n'],
    ['where the glass breaks before somebody agrees', 'within: before', 'within: 1h'],
    ['where waivers hold for a month', 'maxDuration: 14d', 'maxDuration: 31d'],
    ['that does not know bob’s other name', ', urn:github:user:1002]', ']'],
    ['that believes anybody’s tests', /producer: \[ci\]\n    match/gu, 'producer: any\n    match'],
  ])('%s, fails its own cases', async (_what, from, to) => {
    expect(await red('starter', 'production.yaml', from, to)).not.toEqual([])
  })
})
