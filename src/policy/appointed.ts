/** Whom a policy names for something: `group:<name>`, or a person as a URI. */
import type { Appointed, Person } from './policy.ts'
import type { Reader } from './reader.ts'
import { mergePeople } from './rules/votes.ts'
import { own, quote } from './shape.ts'
import type { Shape } from './shape.ts'
import { nearest } from './suggest.ts'

export const appointedShape: Shape = {
  is: 'list',
  of: {
    is: 'text',
    max: 300,
    // Else a group without its prefix would be a person whom nobody is.
    pattern: '^[A-Za-z][A-Za-z0-9+.-]*:.',
    says: 'group:<name> or the URI of a person, such as urn:user:alice',
  },
  min: 1,
  max: 50,
  about: 'People: group:<name>, or a person as a URI such as urn:user:alice.',
}

/** Everybody who is named, each once however many groups name them. A group that is not defined is a problem. */
export function readAppointed(from: readonly string[], reader: Reader, field: string): Appointed {
  const people: Person[] = []
  from.forEach((written, index) => {
    if (!written.startsWith('group:')) return void people.push([written])
    const group = written.slice('group:'.length)
    const members = own(reader.names.groups, group) as Person[] | undefined
    if (members !== undefined) people.push(...members)
    else
      reader.problem(
        `${quote(group)} is not defined under groups${nearest(group, Object.keys(reader.names.groups))}`,
        field,
        index,
      )
  })
  return { from, people: mergePeople(people) }
}
