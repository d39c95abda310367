/** The reference page of the vocabulary, from the table. */
import type { Field, Fields, Kind, Version } from '../src/cdevents/kinds.ts'
import { VERSIONS } from '../src/cdevents/kinds.ts'
import { SUBJECTS } from '../src/cdevents/rows.ts'
import { STRICT } from '../src/cdevents/strict.ts'
import { EVENT_TYPES, describeType } from '../src/cdevents/vocabulary.ts'
import type { TypeRow } from '../src/cdevents/vocabulary.ts'
import { ownTypes } from './own-types.ts'

export function referencePage(): string {
  const rows = EVENT_TYPES.map((name) => describeType(name)).filter((row) => row !== undefined)
  const subjects = Object.entries(SUBJECTS).flatMap(([subject, { about }]) => {
    const own = rows.filter((row) => row.subject === subject)
    return [`### ${subject}`, '', `${capital(about)}.`, '', ...own.flatMap(section)]
  })
  return [
    ...intro(),
    ...overview(rows),
    ...ownTypes(),
    '## Events by subject',
    '',
    ...subjects,
    ...links(),
    ...older(),
    ...strict(),
  ].join('\n')
}

function intro(): string[] {
  return [
    '<!-- Written by scripts/vocabulary.ts from src/cdevents/rows.ts. Do not edit. -->',
    '',
    '# The vocabulary',
    '',
    'Every event that Turnpike understands: all types of [CDEvents](https://cdevents.dev) 0.5.1, the approvals of the',
    '0.6 draft, and custom types. Older events (0.3.0, 0.4.1) are read and lifted to 0.5.1; 0.5.0 is read as 0.5.1, since',
    'three of its own schemas admit no event at all.',
    '',
    '```ts',
    "import { create, validate, upgrade } from 'turnpike/cdevents'",
    '',
    'const event = create(',
    "  'testsuiterun.finished',",
    '  {',
    "    source: 'https://github.com/acme/webshop',",
    "    subject: { id: 'unit-17', content: { outcome: 'success', environment: { id: 'ci' } } },",
    '  },',
    '  { id: crypto.randomUUID(), now: new Date().toISOString() },',
    ')',
    'validate(event) // { valid: true, event, type, specversion, problems: [] }',
    '```',
    '',
    'JSON Schemas for editors are in `schemas/cdevents/`: one per type, and `event.json` for any of them.',
    '',
    'Whatever the type, an event has `context` (`specversion`, `id`, `source`, `type`, `timestamp`; if wanted `schemaUri`,',
    '`chainId`, `links`) and `subject` (`id`, `content`; if wanted `source`), and may have `customData` and',
    '`customDataContentType`. No other field is allowed at any level: what has no place goes into `customData`.',
    '',
  ]
}

function overview(rows: readonly TypeRow[]): string[] {
  const head = ['type', 'emitted when', ...VERSIONS]
  const lines = rows.map((row) => {
    const own = VERSIONS.map((version) => ownVersion(row, version))
    return `| [${row.name}](#${row.name.replace('.', '')}) | ${row.when} | ${own.join(' | ')} |`
  })
  return [
    '## All types',
    '',
    'The columns at the right are versions of the vocabulary; in them the version of the type itself.',
    '',
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...lines,
    '',
    'Custom types are `dev.cdeventsx.<tool>-<subject>.<predicate>.<M.m.p>`: letters and digits in the tool, letters in',
    'subject and predicate, one digit in each part of the version. Their content is any object.',
    '',
  ]
}

function ownVersion(row: TypeRow, version: Version): string {
  return row.types[version]?.split('.').slice(-3).join('.') ?? '–'
}

function section(row: TypeRow): string[] {
  const fields = Object.entries(row.content)
  const newest = row.types['0.5.1'] ?? row.types['0.6.0-draft'] ?? ''
  const head = [`#### ${row.name}`, '', `Emitted when ${row.when}: \`${newest}\`.`, '']
  if (fields.length === 0) return [...head, 'Its content has no fields.', '']
  const lines = fields.map(([name, field]) => {
    const must = field.required === true ? 'yes' : ''
    return `| \`${name}\` | ${must} | ${kindText(field)} | ${history(name, field)} |`
  })
  return [
    ...head,
    '| field of the content | required | value | other versions |',
    '|---|---|---|---|',
    ...lines,
    '',
  ]
}

function kindText(kind: Kind): string {
  switch (kind.kind) {
    case 'text':
      return kind.filled === true ? 'text, not empty' : 'text'
    case 'uri':
      return 'absolute URI'
    case 'reference':
      return 'URI or relative reference'
    case 'time':
      return 'date and time'
    case 'words':
      return kind.words.map((word) => `\`${word}\``).join(', ')
    case 'suggested':
      return `text, usually ${kind.words.map((word) => `\`${word}\``).join(', ')}`
    case 'pattern':
      return kind.form
    case 'list':
      return 'list of texts'
    case 'object':
      return `object: ${membersText(kind.fields)}${kind.open === true ? ', and others' : ''}`
    case 'data':
      return 'object or base64'
    case 'links':
      return 'list of links'
  }
}

function membersText(fields: Fields): string {
  const members = Object.entries(fields).map(([name, field]) => {
    return `\`${name}\`${field.required === true ? ' (required)' : ''} ${kindText(field)}`
  })
  return members.join('; ')
}

function history(name: string, field: Field): string {
  const notes: string[] = []
  if (field.since !== undefined) notes.push(`since ${field.since}`)
  if (field.before !== undefined) {
    const oldName = field.before.name ?? name
    notes.push(`up to 0.4.1 \`${oldName}\`: ${kindText(field.before.as)}`)
  }
  if (field.draft !== undefined) notes.push(`0.6.0-draft: ${kindText(field.draft)}`)
  if (field.kind === 'object') {
    for (const [inner, member] of Object.entries(field.fields)) {
      const note = history(inner, member)
      if (note !== '') notes.push(`\`${inner}\`: ${note}`)
    }
  }
  return notes.join('; ')
}

function links(): string[] {
  return [
    '## Links',
    '',
    'A link travels inside an event, in `context.links`. `path(from)` says which event led to this one, `relation(kind,',
    'target)` that this one has to do with another, `end(from)` that the chain ends here; `START` is never sent inside an',
    'event. A link ends at the `context.id` of another event, or, in the 0.6 draft, at a `domainId` that names a thing',
    "outside of CDEvents (`domainId({ provider: 'github', namespace: 'acme', groups: ['webshop'], type: 'pr',",
    "resourceId: '42' })` is `cdevents:v0:github::acme:webshop:pr:42`); an event with such a link is made as 0.6.0-draft.",
    '',
  ]
}

function older(): string[] {
  return [
    '## Reading older events',
    '',
    '`upgrade` lifts a valid event of 0.3.0 or 0.4.1 to 0.5.1, and the result is valid again:',
    '',
    '- `context.version` becomes `context.specversion`, `subject.type` goes, the type gets its own newer version;',
    '- `url` becomes `uri`. What is not an absolute URI is resolved against `context.source`, and failing that becomes',
    '  `urn:turnpike:unresolved:<percent-encoded>`, since 0.5.1 admits no other;',
    '- outcomes become `success`, `failure`, `cancel` or `error`. A word that is not known becomes `error` and is kept in',
    '  `errors`; an outcome that is missing stays missing. Neither ever becomes `success`.',
    '',
    '`downgrade` goes from 0.5.1 to 0.4.1, for consumers that know no newer one.',
    '',
  ]
}

function strict(): string[] {
  return [
    '## Where we can be stricter',
    '',
    'By default the verdict is that of the official schemas, which leave out some of what the text of the specification',
    'asks for. `validate(event, { strict: true })`, or a list of these names, asks for it:',
    '',
    ...Object.entries(STRICT).map(([name, sentence]) => `- \`${name}\`: ${sentence}`),
    '',
  ]
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
