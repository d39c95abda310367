/** A rule of kind approval, and votes. */
import type { Said } from './scene.ts'

export const RULE = `
  - id: board
    kind: approval
    quorum: 2
    from: ['group:board']
    excluding: [change.author, request.actor]
    producer: [ops]`
export const REQUESTED = { actor: 'urn:user:dave', change: { id: 'c1', author: 'urn:user:erin' } }

export const vote = (who: string, decision = 'approved', more: Partial<Said> = {}): Said => ({
  type: 'approval.updated',
  subject: `approval-${who}`,
  environment: 'production',
  by: 'token:ops',
  content: { approvalDetailsUrl: 'https://example.org/a', responder: `urn:user:${who}`, decision },
  ...more,
})
