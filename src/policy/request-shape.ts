/** What a gate's question looks like. */
import { name } from './fields.ts'
import type { RecordShape, Shape } from './shape.ts'

const identity: Shape = {
  is: 'text',
  max: 500,
  pattern: '^[^\\p{Cc}]+$',
  says: 'an identity without control characters',
}

export const requestShape: RecordShape = {
  is: 'record',
  required: ['artifacts', 'environment'],
  fields: {
    artifacts: {
      is: 'list',
      min: 1,
      max: 20,
      of: {
        is: 'record',
        required: ['digest'],
        fields: {
          digest: {
            is: 'text',
            max: 100,
            pattern: '^sha256:[0-9a-fA-F]{64}$',
            says: 'a digest: sha256: and 64 hexadecimal digits',
          },
          purl: { is: 'text', max: 1000 },
        },
      },
    },
    environment: name,
    service: name,
    change: {
      is: 'record',
      required: ['id'],
      fields: {
        id: identity,
        class: { is: 'word', of: ['standard', 'normal', 'major', 'emergency'] },
        author: identity,
      },
    },
    actor: identity,
    run: { is: 'text', max: 1000, pattern: '^[^\\p{Cc}]+$', says: 'a run without control characters' },
    policies: { is: 'list', of: { is: 'text', max: 100 }, max: 50 },
  },
}
