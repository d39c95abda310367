/** The trust document that goes with the development login: who the invented people are, and what they may. */
import { DEV_CLIENT, DEV_GROUPS, DEV_PEOPLE } from './dev-provider.ts'

/**
 * A trust document, as text. Programs on this machine go on as without a document; the people may read and ask, and the
 * change board approves, grants waivers and breaks the glass.
 * @param issuer the address of the development provider
 */
export function devTrustText(organisation: string, issuer: string): string {
  const people = DEV_PEOPLE.map(
    ({ subject }) =>
      `  - { id: urn:user:${subject}, identities: [{ issuer: development, subject: ${subject} }] }`,
  )
  return `# For trying things out: invented people who sign in without a password. Not for anything real.
apiVersion: turnpike/v1
kind: Trust
metadata: { organisation: ${organisation} }
issuers:
  development: { kind: people, url: '${issuer}' }
login: { issuer: development, clientId: ${DEV_CLIENT}, groups: ${DEV_GROUPS} }
people:
${people.join('\n')}
grants:
  - name: this machine
    to: { kind: loopback }
    may:
      write: { types: '*', sources: '*', environments: ['*'] }
      approve: { as: '*', sources: '*', environments: ['*'] }
      ask: { environments: ['*'] }
      read: true
      administer: true
      witness: true
  - name: everybody who signed in
    to: { kind: person }
    may: { read: true, ask: { environments: ['*'] } }
  - name: change board
    to: { group: change-board }
    may:
      approve: { as: self, environments: ['*'] }
      waive: { environments: ['*'] }
      override: { environments: ['*'] }
`
}
