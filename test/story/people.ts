/** Who is who in the story, under all the names they have. The packs name the same people in their groups. */

export interface Person {
  /** As they sign in, and `urn:user:<name>`. */
  name: string
  /** What the sign-in page says of them. */
  says: string
  github?: string
  gitlab?: string
}

export const PEOPLE = {
  dave: { name: 'dave', says: 'Dave, who develops the shop', github: '1004' },
  carla: { name: 'carla', says: 'Carla, change manager', github: '101' },
  chen: { name: 'chen', says: 'Chen, change manager', gitlab: '102' },
  bo: { name: 'bo', says: 'Bo, of the change advisory board', github: '201' },
  beth: { name: 'beth', says: 'Beth, of the change advisory board', github: '202' },
  ida: { name: 'ida', says: 'Ida, incident manager', github: '301' },
  ivo: { name: 'ivo', says: 'Ivo, incident manager', gitlab: '302' },
  alice: { name: 'alice', says: 'Alice, of the change board', github: '1001' },
  sam: { name: 'sam', says: 'Sam, of the security team', github: '401' },
  bob: { name: 'bob', says: 'Bob, of the change board, on call', github: '1002' },
} as const satisfies Record<string, Person>

export type Name = keyof typeof PEOPLE

/** The part of a trust document that says who is one person. */
export function peopleOfTrust(): { id: string; identities: Record<string, string>[] }[] {
  return Object.values<Person>(PEOPLE).map(({ name, github, gitlab }) => {
    const identities: Record<string, string>[] = [{ issuer: 'corp', subject: name }]
    if (github !== undefined) identities.push({ issuer: 'github', actorId: github })
    if (gitlab !== undefined) identities.push({ issuer: 'gitlab', userId: gitlab })
    return { id: `urn:user:${name}`, identities }
  })
}
