/**
 * The form of `turnpike.yaml`: one shape, by which it is checked and from which `schemas/project.schema.json` is written.
 * Here and not in `src/sources`, because shapes belong to the policies, which stand further down the road.
 */
import type { Problem } from '../errors.ts'
import { inPlace, readDocument } from '../policy/document.ts'
import { schemaOf } from '../policy/shape-schema.ts'
import { checkShape, type RecordShape, type Shape } from '../policy/shape.ts'
import type { ProjectPart } from '../sources/project/project.ts'
import { readTurnpikeFile, type TurnpikeFile } from '../sources/project/turnpike-file.ts'

const NAME = '^[A-Za-z0-9]([A-Za-z0-9._/-]{0,198}[A-Za-z0-9])?$'
const ENVIRONMENT = '^[A-Za-z0-9]([A-Za-z0-9._ /-]{0,198}([A-Za-z0-9]|/\\*|-\\*))?$'

const name = (about: string): Shape => ({
  is: 'text',
  max: 200,
  pattern: NAME,
  says: 'a name (letters, digits, . _ / -)',
  about,
})

const environmentName: Shape = {
  is: 'text',
  max: 200,
  pattern: ENVIRONMENT,
  says: 'the name of an environment, or a beginning such as review/*',
}

function projectShape(): RecordShape {
  return {
    is: 'record',
    about:
      'What Turnpike takes from a repository where a pipeline does not say it. Defaults only: no gate believes it.',
    required: ['apiVersion', 'kind'],
    fields: {
      apiVersion: { is: 'word', of: ['turnpike/v1'] },
      kind: { is: 'word', of: ['Project'] },
      service: name('The service that is built here. Default for the input service.'),
      system: name('The system the service belongs to.'),
      owner: { is: 'text', max: 200, about: 'Whose it is: a team, or a URI of a person.' },
      artifact: {
        is: 'either',
        about: 'Which of all that artifact: auto finds is meant.',
        of: [
          {
            is: 'record',
            about: 'By the name in its package URL.',
            required: ['type'],
            fields: {
              type: {
                is: 'text',
                max: 50,
                pattern: '^[a-z][a-z0-9.+-]*$',
                says: 'the type of a package URL, such as npm or oci',
                about: 'The type of its package URL.',
              },
              name: {
                is: 'text',
                max: 214,
                about: 'Its name in the package URL, with the namespace: @acme/webshop, org.acme/webshop.',
              },
            },
          },
          {
            is: 'record',
            about: 'By the path of its file.',
            required: ['path'],
            fields: {
              path: {
                is: 'text',
                max: 500,
                pattern: '^[^/\\\\]',
                says: 'a path below the working directory',
                about: 'From the working directory, with * and **.',
              },
            },
          },
        ],
      },
      environments: {
        is: 'either',
        about: 'The environments there are. Another name gives a warning.',
        of: [
          { is: 'list', min: 1, max: 100, of: environmentName },
          {
            is: 'map',
            key: ENVIRONMENT,
            keySays: 'the name of an environment, or a beginning such as review/*',
            min: 1,
            max: 100,
            of: {
              is: 'record',
              required: [],
              fields: {
                url: { is: 'text', max: 1000, pattern: '^https?://', says: 'an http or https address' },
                policy: name("The store's policy that is to judge for it."),
              },
            },
          },
        ],
      },
      suites: {
        is: 'list',
        max: 100,
        of: { is: 'text', max: 200 },
        about: 'The test suites whose results are expected for an artifact.',
      },
    },
  }
}

/** The published JSON Schema 2020-12. */
export function projectSchema(): Record<string, unknown> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://turnpike.dev/schemas/project.schema.json',
    title: 'Turnpike project',
    ...schemaOf(projectShape()),
  }
}

/** The text of a `turnpike.yaml` → what it says, or every problem with its line and column. Never throws. */
export function readProjectFile(text: string): { part: ProjectPart } | { problems: Problem[] } {
  const document = readDocument(text)
  if ('problems' in document) return { problems: inPlace(document.problems) }
  const problems = checkShape(projectShape(), document.value)
  if (problems.length > 0) return { problems: inPlace(problems.map((each) => document.locate(each))) }
  return { part: readTurnpikeFile(document.value as TurnpikeFile) }
}
