/** The schemas of what runs in an environment, and of what a deployment there would be. */
import { digest, moment, object, text } from './schema-parts.ts'

const position = { type: 'integer', minimum: 0 }

/** One service in one environment. */
export const running = object({
  service: text,
  artifact: object({}, { digest, purl: text }),
  by: { enum: ['deployed', 'upgraded', 'rolledback'] },
  since: moment,
  producer: text,
  sequence: { ...position, description: "The store's own number; grows with every commit." },
})

export const nextDeployment = object(
  {
    position: { ...position, description: 'The position of the store that was looked at.' },
    environment: object({ id: text, known: { type: 'boolean' } }, { uri: text }),
    service: text,
    type: { enum: ['service.deployed', 'service.upgraded', 'service.rolledback'] },
    again: { type: 'boolean', description: 'These very artifacts run there now.' },
  },
  { running },
)
