/** What a `pom.xml` says its project is called. Pure. */
import { TurnpikeError } from '../../errors.ts'
import { readXml } from '../reports/xml.ts'
import { unreadable } from './candidate.ts'
import { coordinates, type Coordinates } from './maven.ts'

const WANTED = ['groupId', 'artifactId', 'version'] as const
/** Longer than any coordinate. */
const MAX_SAID = 500

/**
 * Group and version may be the parent's. A document type is refused, and expressions (`${revision}`) are not worked out:
 * undefined then.
 * @throws TurnpikeError INVALID_REPORT for what is no XML
 */
export async function readPom(text: string): Promise<Coordinates | undefined> {
  const said = new Map<string, string>()
  const path: string[] = []
  try {
    for await (const pieces of readXml(bytesOf(text))) {
      for (const piece of pieces) {
        if (piece.is === 'open') path.push(piece.name)
        else if (piece.is === 'close') path.pop()
        else take(path.join('/'), piece.text, said)
      }
    }
  } catch (error) {
    if (!(error instanceof TurnpikeError)) throw error
    throw unreadable(`is not XML that can be read (${error.message})`, error)
  }
  const of = (name: (typeof WANTED)[number], parent: boolean) =>
    (said.get(`project/${name}`) ?? (parent ? said.get(`project/parent/${name}`) : undefined))?.trim()
  return coordinates(of('groupId', true), of('artifactId', false), of('version', true))
}

function take(at: string, text: string, said: Map<string, string>): void {
  if (!WANTED.some((name) => at === `project/${name}` || at === `project/parent/${name}`)) return
  said.set(at, `${said.get(at) ?? ''}${text}`.slice(0, MAX_SAID))
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
