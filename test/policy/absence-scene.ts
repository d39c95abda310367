/** A rule of kind absence, and incidents. */
import type { Said } from './scene.ts'

export const RULE = (more = '', feed = 'none') => `
  - id: calm
    kind: absence
    title: No open incident
    openedBy: [incident.detected, incident.reported]
    closedBy: incident.resolved
    producer: [ops]
    feed: ${feed}${more}`
export const FEED = '{ source: https://alerts.example.org, maxLag: 10m }'

export const incident = (what: string, subject: string, more: Partial<Said> = {}): Said => ({
  type: `incident.${what}`,
  subject,
  environment: 'production',
  artifact: undefined,
  source: 'https://alerts.example.org',
  by: 'token:ops',
  when: '23m',
  ...more,
})
