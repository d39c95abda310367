/** What a policy document looks like: the loader checks by it, and `schemas/policy.schema.json` is written from it. */
import { attesterShape } from './attestation/attesters.ts'
import { overrideTermsShape, waiverTermsShape } from './exceptions/terms.ts'
import { SHARED, duration, name } from './fields.ts'
import { KINDS, KIND_ORDER } from './rules/rules.ts'
import { definitionsOf, schemaOf } from './shape-schema.ts'
import type { RecordShape, Shape } from './shape.ts'

const claims: Shape = {
  is: 'map',
  key: '^(signer\\.)?[A-Za-z_][A-Za-z0-9_]*$',
  keySays: 'a claim such as issuer, repositoryId, signer or signer.issuer',
  min: 1,
  max: 20,
  of: { is: 'text', max: 500, pattern: '^[^*]*\\*?$', says: 'a value, or a prefix that ends in *' },
  about:
    'What the store must have authenticated: id, kind, issuer, repositoryId, …, and with signer (its id, such as key:release) and signer.<claim> who must have signed. A trailing * matches any end.',
}

const person: Shape = {
  is: 'text',
  max: 300,
  pattern: '^[A-Za-z][A-Za-z0-9+.-]*:.',
  says: 'the URI of a person, such as urn:user:alice',
}

export const NAME = '^[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$'

export function policyShape(): RecordShape {
  return {
    is: 'record',
    about: 'A Turnpike policy: rules that decide whether an artifact may go to an environment.',
    required: ['apiVersion', 'kind', 'metadata', 'applies', 'rules'],
    fields: {
      apiVersion: { is: 'word', of: ['turnpike/v1'] },
      kind: { is: 'word', of: ['Policy'] },
      metadata: {
        is: 'record',
        required: ['name'],
        fields: {
          name: { is: 'text', max: 100, pattern: NAME, says: 'a name (letters, digits, . _ -)' },
          owner: { is: 'text', max: 200, about: 'Whom to ask about this policy.' },
          layer: {
            is: 'word',
            of: ['baseline', 'environment', 'service'],
            about: 'Where it stands: a later layer may add rules and tighten earlier ones. Default service.',
          },
          description: { is: 'text', max: 2000 },
          controls: {
            is: 'list',
            of: { is: 'text', max: 100 },
            max: 50,
            about: 'Clauses every rule serves.',
          },
        },
      },
      applies: {
        is: 'record',
        required: ['environments'],
        about: 'Which requests it governs.',
        fields: {
          environments: {
            is: 'list',
            of: name,
            min: 1,
            max: 50,
            about: 'Names; a trailing * matches any end.',
          },
          services: {
            is: 'list',
            of: name,
            min: 1,
            max: 200,
            about: 'Only these services; without it, all.',
          },
        },
      },
      changeClass: {
        is: 'word',
        of: ['recorded', 'claimed'],
        about:
          'Where `when` and `unless` have the class of the change from: the record that a rule of kind change checked (default; unknown counts as major), or the word of whoever asks.',
      },
      waivers: waiverTermsShape,
      override: overrideTermsShape,
      decisionTtl: { ...duration, about: 'How long an allow may be used. Default 15m, at most 24h.' },
      producers: {
        is: 'map',
        key: NAME,
        keySays: 'a name (letters, digits, . _ -)',
        max: 100,
        of: { is: 'either', of: [claims, { is: 'list', of: claims, min: 1, max: 20 }] },
        about: 'Who may supply evidence, by what the store authenticated.',
      },
      attesters: {
        is: 'map',
        key: NAME,
        keySays: 'a name (letters, digits, . _ -)',
        max: 50,
        of: attesterShape,
        about: 'Whose signatures on statements count, for rules of kind attestation.',
      },
      groups: {
        is: 'map',
        key: NAME,
        keySays: 'a name (letters, digits, . _ -)',
        max: 100,
        of: {
          is: 'list',
          min: 1,
          max: 500,
          of: {
            is: 'either',
            of: [person, { is: 'list', of: person, min: 1, max: 10 }],
          },
        },
        about: 'Groups of people. An entry is one person: a URI, or a list of all the URIs that person has.',
      },
      rules: { is: 'list', of: ruleChoice(), min: 1, max: 200 },
    },
  }
}

function ruleChoice(): Shape {
  const shapes = KIND_ORDER.map((kind) => [kind, KINDS[kind].shape('rule')] as const)
  return { is: 'choice', by: 'kind', of: Object.fromEntries(shapes) }
}

/** The JSON Schema 2020-12 that is published for editors. */
export function policySchema(): Record<string, unknown> {
  const names = new Map(Object.entries(SHARED).map(([name, shape]) => [shape, name]))
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://turnpike.dev/schemas/policy.schema.json',
    title: 'Turnpike policy',
    ...schemaOf(policyShape(), names),
    $defs: definitionsOf(names),
  }
}
