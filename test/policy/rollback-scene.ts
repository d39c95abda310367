/** A rule of kind rollback-plan, and what was deployed. */
import type { Said } from './scene.ts'

export const THIRD = `sha256:${'ef'.repeat(32)}`
export const RULE = (more = '') =>
  `  - { id: back, kind: rollback-plan, producer: [ops]${more === '' ? '' : `, ${more}`} }`
export const service = (what: string, artifact: string | undefined, more: Partial<Said> = {}): Said => ({
  type: `service.${what}`,
  subject: 'webshop',
  environment: 'production',
  artifact,
  by: 'token:ops',
  when: '3d',
  ...more,
})
