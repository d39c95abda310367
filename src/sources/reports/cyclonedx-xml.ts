/**
 * CycloneDX 1.4 to 1.7 as XML: the elements that are wanted become what they are in JSON, and are counted as that. Pure.
 * Source: the specification's XML schemas.
 */
import { createCycloneDx } from './cyclonedx.ts'
import type { Kept, KeptObject } from './json-stream.ts'
import { clipped } from './json-stream-places.ts'
import { quoted, refusal } from './refusal.ts'
import type { Bytes } from './report.ts'
import type { Sbom } from './sbom-model.ts'
import { readXml } from './xml.ts'

const TEXTS = new Set(
  'timestamp vendor group name version purl id expression severity score method state hash'.split(' '),
)
const OBJECTS = new Set('metadata tool component service license vulnerability rating analysis'.split(' '))
const LISTS = new Set('tools components services hashes licenses vulnerabilities ratings'.split(' '))
const MOST_TEXT = 1000
const MOST_ITEMS = 10_000

interface Open {
  name: string
  attributes: Readonly<Record<string, string>>
  text: string
  members: KeptObject
  items: Kept[]
}

/** @throws TurnpikeError INVALID_REPORT */
export async function readCycloneDxXml(bytes: Bytes): Promise<Sbom> {
  const cyclonedx = createCycloneDx()
  const open: Open[] = []
  /** Elements that are open and not wanted. */
  let skipped = 0
  let root: KeptObject | undefined

  const begin = (name: string, attributes: Readonly<Record<string, string>>, line: number): void => {
    if (open.length === 0) {
      root = { specVersion: versionIn(name, attributes['xmlns'] ?? ''), ...serialOf(attributes) }
      open.push({ name, attributes, text: '', members: root, items: [] })
      return
    }
    const parent = open.at(-1)!
    const isWanted = TEXTS.has(name) || OBJECTS.has(name) || LISTS.has(name)
    if (skipped > 0 || TEXTS.has(parent.name) || !isWanted) {
      skipped++
      return
    }
    if (!LISTS.has(parent.name) && Object.hasOwn(parent.members, name))
      throw refusal(`line ${line}: <${name}> is there twice in <${clipped(parent.name, 80)}>`)
    open.push({ name, attributes, text: '', members: {}, items: [] })
  }

  const end = (): void => {
    if (skipped > 0) {
      skipped--
      return
    }
    const { name, attributes, text, members, items } = open.pop()!
    const parent = open.at(-1)
    if (parent === undefined) return
    if (name === 'component' && parent.name === 'components' && open.at(-2)?.name !== 'tools')
      return cyclonedx.component({ ...members, type: attributes['type'] ?? '' })
    if (name === 'vulnerability') return cyclonedx.vulnerability(members)
    const value: Kept =
      name === 'hash'
        ? { alg: attributes['alg'] ?? '', content: text.trim() }
        : TEXTS.has(name)
          ? text.trim()
          : LISTS.has(name)
            ? name === 'tools' && items.length === 0
              ? members
              : items
            : members
    if (!LISTS.has(parent.name) || (parent.name === 'tools' && LISTS.has(name))) parent.members[name] = value
    else if (parent.items.length < MOST_ITEMS)
      parent.items.push(parent.name === 'licenses' ? { [name]: value } : value)
    else throw refusal(`more than ${MOST_ITEMS} items in <${parent.name}>`)
  }

  for await (const pieces of readXml(bytes))
    for (const piece of pieces) {
      if (piece.is === 'open') begin(piece.name, piece.attributes, piece.line)
      else if (piece.is === 'close') end()
      else if (skipped === 0) {
        const last = open.at(-1)
        if (last !== undefined && TEXTS.has(last.name) && last.text.length < MOST_TEXT)
          last.text = clipped(last.text + piece.text, MOST_TEXT)
      }
    }
  return cyclonedx.finish(root ?? {})
}

function versionIn(name: string, namespace: string): string {
  const [, version] = /^http:\/\/cyclonedx\.org\/schema\/bom\/(\d\.\d)$/u.exec(namespace) ?? []
  if (name !== 'bom' || version === undefined)
    throw refusal(
      `its root is <${clipped(name, 80)}> of ${quoted(namespace)}; an SBOM in XML is a <bom> of CycloneDX`,
    )
  return version
}

function serialOf({ serialNumber }: Readonly<Record<string, string>>): { serialNumber?: string } {
  return serialNumber === undefined ? {} : { serialNumber: clipped(serialNumber, 200) }
}
