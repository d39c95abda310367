/** SBOMs as npm and the CycloneDX tools write them: as many components as the package manager itself counts. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { beforeAll, expect } from '@jest/globals'
import { describe } from '../../../src/sources/described.ts'
import { readSbom } from '../../../src/sources/reports/sbom.ts'
import { sbomDescriptions } from '../../../src/sources/reports/sbom-events.ts'
import { facts, NOW } from '../../sources/describing.ts'
import { context, fileOf, installed, open, run, sample, testWithInstalled } from './tool.ts'

interface Package {
  name: string
  version: string
  license?: string
}

/** What npm says is installed, without the project itself. */
async function npmPackages(): Promise<Package[]> {
  const { stdout } = await run('npm', ['query', '*'], installed('shop'))
  return (JSON.parse(stdout) as Package[]).filter(({ name }) => name !== 'webshop')
}

let folder: string
beforeAll(async () => {
  folder = await sample('coverage-jest')
})

testWithInstalled('shop').each([['cyclonedx'], ['spdx']])('npm sbom (%s)', async (format) => {
  const { stdout } = await run('npm', ['sbom', '--sbom-format', format], installed('shop'))
  await writeFile(join(folder, 'npm.json'), stdout)
  const sbom = await readSbom(open(folder, 'npm.json'))
  // One of a version that lies in two folders is one component to npm.
  const own = [...new Map((await npmPackages()).map((one) => [`${one.name}@${one.version}`, one])).values()]

  expect(sbom.components).toBe(own.length)
  expect(sbom.describes).toMatchObject([
    { name: expect.any(String), version: '1.4.2', purls: ['pkg:npm/webshop@1.4.2'] },
  ])
  expect(sbom.tools[0]).toMatch(/^npm\/cli/u)
  const { unknown, most } = sbom.licenses
  const plain = own.filter(({ license }) => license === 'MIT').length
  expect(plain).toBeGreaterThan(10)
  expect(most.find(({ license }) => license === 'MIT')?.components).toBe(plain)
  expect(most.reduce((sum, { components }) => sum + components, unknown)).toBe(own.length)
})

testWithInstalled('shop')('the SBOM of one version is refused for another one', async () => {
  const { stdout } = await run('npm', ['sbom', '--sbom-format', 'cyclonedx'], installed('shop'))
  await writeFile(join(folder, 'npm.json'), stdout)
  const sbom = await readSbom(open(folder, 'npm.json'))
  const file = await fileOf(folder, 'npm.json')
  const about = (version: string) => ({
    ...context,
    artifacts: [
      {
        digest: `sha256:${'d'.repeat(64)}`,
        purl: `pkg:npm/webshop@${version}?checksum=sha256:${'d'.repeat(64)}`,
      },
    ],
  })
  const events = describe(sbomDescriptions(sbom, file, about('1.4.2')), facts, NOW)
  expect(events.map(({ context: { type } }) => type)).toEqual([
    'dev.cdevents.artifact.packaged.0.3.0',
    'dev.cdeventsx.turnpike-sbom.published.0.1.0',
  ])
  expect(() => sbomDescriptions(sbom, file, about('1.4.3'))).toThrow(/SBOM of pkg:npm\/webshop@1.4.2/u)
})

testWithInstalled('npm', 'shop')('cyclonedx-npm', async () => {
  const tool = installed('npm', 'node_modules', '@cyclonedx', 'cyclonedx-npm', 'bin', 'cyclonedx-npm-cli.js')
  await run(process.execPath, [tool, '-o', join(folder, 'tool.json')], installed('shop'))
  const sbom = await readSbom(open(folder, 'tool.json'))
  expect(sbom.components).toBe((await npmPackages()).length)
  expect(sbom.describes).toMatchObject([{ name: 'webshop', version: '1.4.2' }])
})

testWithInstalled('python').each([['JSON'], ['XML']])('cyclonedx-py (%s)', async (format) => {
  const venv = installed('python', 'venv')
  await run(join(venv, 'bin', 'cyclonedx-py'), ['environment', venv, '--of', format, '-o', 'py.out'], folder)
  const { stdout } = await run(
    join(venv, 'bin', 'pip'),
    ['list', '--format', 'json', '--disable-pip-version-check'],
    folder,
  )
  const sbom = await readSbom(open(folder, 'py.out'))
  expect(sbom).toMatchObject({ format: 'CycloneDX', components: (JSON.parse(stdout) as unknown[]).length })
  expect(sbom.tools[0]).toContain('cyclonedx-py')
})
