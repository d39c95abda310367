/** What a `pom.xml` says its project is called. Pure; the XML reader is loaded with the first one. */
import { unreadable } from './candidate.ts'
import { coordinates, type Coordinates } from './maven.ts'

const MOST_DEPTH = 100
const WANTED = ['groupId', 'artifactId', 'version'] as const

/**
 * Group and version may be the parent's. A document type is refused, and expressions (`${revision}`) are not worked out:
 * undefined then.
 * @throws TurnpikeError INVALID_REPORT for what is no XML
 */
export async function readPom(text: string): Promise<Coordinates | undefined> {
  const { default: sax } = await import('sax')
  const parser = sax.parser(true, { trim: true })
  const path: string[] = []
  const said = new Map<string, string>()
  const take = (value: string): void => {
    const at = path.join('/')
    if (!WANTED.some((name) => at === `project/${name}` || at === `project/parent/${name}`)) return
    said.set(at, `${said.get(at) ?? ''}${value}`.slice(0, 500))
  }
  parser.ondoctype = () => {
    throw unreadable('has a document type, which no project needs')
  }
  parser.onerror = (error) => {
    throw unreadable('is not XML', error)
  }
  parser.onopentag = ({ name }) => {
    if (path.push(name) > MOST_DEPTH) throw unreadable(`nests deeper than ${MOST_DEPTH}`)
  }
  parser.onclosetag = () => void path.pop()
  parser.ontext = take
  parser.oncdata = take
  parser.write(text).close()
  const of = (name: (typeof WANTED)[number]) => said.get(`project/${name}`)
  return coordinates(
    of('groupId') ?? said.get('project/parent/groupId'),
    of('artifactId'),
    of('version') ?? said.get('project/parent/version'),
  )
}
