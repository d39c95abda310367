/** `people` of a trust document: an identity belongs to one person only. */
import { quote } from '../policy/shape.ts'
import { nearest } from '../policy/suggest.ts'
import type { Person, PersonIdentity } from './document.ts'
import { entriesOf } from './load.ts'
import type { Raw, Reading } from './load.ts'
import { PERSON_CLAIMS, personUri } from './people.ts'
import type { NamedIssuer } from './read-issuers.ts'
import type { Issuer } from './tokens/issuer.ts'

type Written = { issuer: string } & Partial<Record<PersonIdentity['claim'], string>>

type Located = PersonIdentity & { uri: string }

/** Which claim tells people apart at an issuer. */
const CLAIM: Readonly<Record<Issuer['kind'], PersonIdentity['claim']>> = {
  github: 'actorId',
  gitlab: 'userId',
  people: 'subject',
  other: 'subject',
}

/** The people, each with the URIs that are theirs; no URI and no identity belongs to two. */
export function readPeople(
  raw: Raw,
  issuers: readonly NamedIssuer[],
  { reader, missing }: Reading,
): Person[] {
  const entries = entriesOf<{ id: string; identities: Written[] }>(raw, 'people')
  /** Each URI, and whose it is. */
  const owners = new Map<string, string>()
  const ids = new Set<string>()
  for (const [index, { id }] of entries) {
    if (ids.has(id))
      reader.problem(`${quote(id)} is an earlier person; give them one entry`, 'people', index, 'id')
    ids.add(id)
  }
  return entries.map(([index, { id, identities }]) => {
    const read = identities.flatMap((written, at): Located[] => {
      const identity = readIdentity(written, issuers)
      if (identity === undefined) {
        const names = issuers.map(({ issuer }) => issuer.name)
        const said = `${quote(written.issuer)} is not one of issuers${nearest(written.issuer, names)}`
        missing(said, 'people', index, 'identities', at, 'issuer')
        return []
      }
      if (typeof identity === 'string') {
        reader.problem(identity, 'people', index, 'identities', at)
        return []
      }
      const owner = owners.get(identity.uri)
      if (owner !== undefined || (ids.has(identity.uri) && identity.uri !== id))
        reader.problem(
          `this identity (${identity.claim} ${quote(identity.value)} at ${quote(written.issuer)}) is ${quote(owner ?? identity.uri)} already; an identity belongs to one person`,
          'people',
          index,
          'identities',
          at,
        )
      owners.set(identity.uri, id)
      return [identity]
    })
    return {
      id,
      identities: read.map(({ issuer, claim, value }) => ({ issuer, claim, value })),
      uris: [...new Set([id, ...read.map(({ uri }) => uri)])],
    }
  })

  function readIdentity(written: Written, known: readonly NamedIssuer[]): Located | string | undefined {
    const issuer = known.find((one) => one.issuer.name === written.issuer)?.issuer
    if (issuer === undefined) return undefined
    const claim = CLAIM[issuer.kind]
    const given = PERSON_CLAIMS.filter((one) => written[one] !== undefined)
    if (given.length !== 1 || given[0] !== claim)
      return `a person at an issuer of kind ${issuer.kind} is named by ${claim} alone, not by ${given.join(', ') || 'nothing'}`
    if (claim !== 'subject' && !/^[1-9]\d*$/u.test(written[claim]!))
      return `${claim} is a number, not ${quote(written[claim])}; names can change hands`
    const value = written[claim]!
    // A broken address was complained about where it is.
    if (!URL.canParse(issuer.url)) return { issuer: issuer.url, claim, value, uri: `${issuer.name} ${value}` }
    return { issuer: issuer.url, claim, value, uri: personUri(issuer, claim, value) }
  }
}
