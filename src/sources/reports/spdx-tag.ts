/** SPDX 2.2 and 2.3 as tag-value text. Source: SPDX specification 2.3, clauses 6 to 11. Pure. */
import { quoted, refusal } from './refusal.ts'
import type { Bytes } from './report.ts'
import type { Sbom } from './sbom-model.ts'
import { createSpdx, digestsNamed, isVersion, licenseOf, sha256Of, toolsOf } from './spdx.ts'
import { readLines } from './text-lines.ts'

/** Characters of a line that are read. */
const MOST_LENGTH = 10_000

/** @throws TurnpikeError INVALID_REPORT with the line */
export async function readSpdxTags(bytes: Bytes): Promise<Sbom> {
  const spdx = createSpdx()
  const document: { version?: string; namespace?: string; created?: string; creators: string[] } = {
    creators: [],
  }
  let open: Map<string, string[]> | undefined
  let inText = false

  const put = (): void => {
    if (open === undefined) return
    const one = (tag: string) => open?.get(tag)?.[0]
    const [id = '', name, version] = [one('SPDXID'), one('PackageName'), one('PackageVersion')]
    const purls = (open.get('ExternalRef') ?? [])
      .flatMap((text) => /^PACKAGE-MANAGER\s+purl\s+(\S+)/iu.exec(text)?.[1] ?? [])
      .slice(0, 10)
    const listed = (open.get('PackageChecksum') ?? []).flatMap((text) =>
      sha256Of(/^SHA256:\s*(\S+)/u.exec(text)?.[1]),
    )
    const license = licenseOf(one('PackageLicenseConcluded'), one('PackageLicenseDeclared'))
    spdx.package({
      id,
      ...(name === undefined ? {} : { name }),
      ...(version === undefined ? {} : { version }),
      purls,
      digests: [...new Set([...listed, ...digestsNamed([version, ...purls])])],
      ...(license === undefined ? {} : { license }),
    })
    open = undefined
  }

  const tag = (name: string, value: string): void => {
    switch (name) {
      case 'SPDXVersion':
        document.version = value
        return
      case 'DocumentNamespace':
        document.namespace = value
        return
      case 'Created':
        document.created = value
        return
      case 'Creator':
        if (document.creators.length < 100) document.creators.push(value)
        return
      case 'Relationship': {
        const [from = '', type, to = ''] = value.split(/\s+/u)
        if (type === 'DESCRIBES' && from === 'SPDXRef-DOCUMENT') spdx.describes(to)
        if (type === 'DESCRIBED_BY' && to === 'SPDXRef-DOCUMENT') spdx.describes(from)
        return
      }
      case 'FileName':
        put()
        spdx.file()
        return
      case 'SnippetSPDXID':
      case 'LicenseID':
        put()
        return
      case 'PackageName':
        put()
        open = new Map()
    }
    const values = open?.get(name)
    if (values === undefined) open?.set(name, [value])
    else if (values.length < 1000) values.push(value)
  }

  for await (const lines of readLines(bytes, MOST_LENGTH))
    for (const { text, number } of lines) {
      if (inText) {
        inText = !text.includes('</text>')
        continue
      }
      if (text.trim() === '' || text.startsWith('#')) continue
      const [, name, value] = /^([A-Za-z]+):\s*(.*)$/su.exec(text) ?? []
      if (name === undefined || value === undefined)
        throw refusal(`line ${number}: ${quoted(text)} is no tag of SPDX`)
      inText = value.startsWith('<text>') && !value.includes('</text>')
      tag(name, value.replace(/^<text>|<\/text>$/gu, '').trim())
    }
  put()
  const { version = '', namespace, created, creators } = document
  if (inText) throw refusal('it ends inside of a <text>; was it cut off?')
  if (!isVersion(version))
    throw refusal(`${quoted(version)} is not read; SPDX-2.2, SPDX-2.3 and SPDX 3.0 are`)
  return {
    ...spdx.finish(version.slice('SPDX-'.length)),
    ...(namespace === undefined ? {} : { id: namespace.slice(0, 500) }),
    ...(created === undefined ? {} : { created: created.slice(0, 60) }),
    tools: toolsOf(creators),
  }
}
