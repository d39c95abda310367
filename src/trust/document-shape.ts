/** What a trust document looks like: the loader checks by it, and `schemas/trust.schema.json` is written from it. */
import { duration, name } from '../policy/fields.ts'
import { definitionsOf, schemaOf } from '../policy/shape-schema.ts'
import type { RecordShape, Shape } from '../policy/shape.ts'
import { HOOK_SCHEMES } from './document.ts'
import { grant, share } from './grant-shape.ts'
import {
  claims,
  environments,
  list,
  NAME,
  named,
  oneOrMore,
  record,
  secret,
  sources,
  text,
  types,
  url,
  yes,
} from './shape-parts.ts'
import { ALGORITHMS } from './tokens/issuer.ts'

const issuerUrl = { ...url, about: 'As `iss` in its tokens.' } as Shape
const issuerFields: Readonly<Record<string, Shape>> = {
  keysUrl: { ...url, about: 'Where its keys are; default: by discovery.' },
  algorithms: list(
    { is: 'word', of: ALGORITHMS },
    ALGORITHMS.length,
    'How its tokens may be signed. Default RS256; for kind other also ES256.',
  ),
  maxAge: {
    ...duration,
    about:
      'How old a token may be, whatever it says itself. Default 15m of github, 24h of gitlab, 1h of others.',
  },
  once: yes('Is a token good for one request only? Default false.'),
}
const issuers: Shape = {
  is: 'map',
  key: NAME,
  keySays: 'a name (letters, digits, . _ -)',
  max: 50,
  about: 'Whose identity tokens are believed.',
  of: {
    is: 'choice',
    by: 'kind',
    of: {
      github: record(
        { url: issuerUrl, ...issuerFields },
        [],
        'GitHub Actions: github.com without a url; https://HOST/_services/token for Enterprise Server, https://token.actions.SUB.ghe.com for data residency.',
      ),
      gitlab: record({ url: issuerUrl, ...issuerFields }, ['url'], 'GitLab CI, of any instance.'),
      people: record({ url: issuerUrl, ...issuerFields }, ['url'], 'Where people sign in.'),
      other: record(
        {
          url: issuerUrl,
          ...issuerFields,
          identity: list(text(100), 10, 'The claims that say who it is, compared whole. Default sub.'),
          claims: list(text(100), 50, 'More claims to keep with events and to use in grants and policies.'),
          sources: list(text(1000), 20, 'Sources that its tokens prove.'),
        },
        ['url'],
        'Any issuer with discovery.',
      ),
    },
  },
}

const person = record(
  {
    id: { is: 'text', max: 300, pattern: '^[a-z][a-z0-9+.-]*:\\S+$', says: 'a URI such as urn:user:alice' },
    identities: list(
      record(
        {
          issuer: named('Name of an issuer.'),
          subject: text(300, 'sub, of issuers of kind people and other.'),
          actorId: text(40, "GitHub's number of a user."),
          userId: text(40, "GitLab's number of a user."),
        },
        ['issuer'],
      ),
      20,
      'How they are known to issuers.',
    ),
  },
  ['id', 'identities'],
)

const hook = record(
  {
    name: named(),
    scheme: { is: 'word', of: HOOK_SCHEMES, about: 'How the sender proves itself.' },
    secret: oneOrMore(secret, 2, 'Where the secret is; two while it is being changed.'),
    header: {
      is: 'text',
      max: 100,
      pattern: '^[A-Za-z0-9-]+$',
      says: 'the name of a header',
      about: 'Of hmac-sha256 (the signature) and token.',
    },
  },
  ['name', 'scheme', 'secret'],
)

const signer = record(
  {
    name: named(),
    key: text(4000, 'A public key as PEM (SPKI).'),
    sigstore: record(
      {
        trustedRoot: text(500, 'A file with the trusted root.'),
        issuer: text(1000, 'Who said who signs, as in the certificate.'),
        identity: text(1000, 'Who signs, as in the certificate; a * only behind a boundary.'),
      },
      ['trustedRoot', 'issuer', 'identity'],
    ),
    by: claims,
  },
  ['name', 'by'],
)

/** The shape of a trust document; the published schema is made of it. */
export function trustShape(): RecordShape {
  return record(
    {
      apiVersion: { is: 'word', of: ['turnpike/v1'] },
      kind: { is: 'word', of: ['Trust'] },
      metadata: record(
        {
          organisation: named('Whose document this is.'),
          owner: text(200, 'Whom to ask for a right.'),
          description: text(2000),
        },
        ['organisation'],
      ),
      audiences: list(url, 20, "More audiences than the organisation's own address.", 0),
      clock: record(
        {
          ahead: { ...duration, about: 'Default 5m, at most 1h.' },
          behind: { ...duration, about: 'Default 24h.' },
        },
        [],
        "How far an event's own time may be off from its arrival.",
      ),
      issuers,
      people: list(person, 5000, 'Who is the same person on which forge.', 0),
      login: record(
        {
          issuer: named('Name of an issuer of kind people.'),
          clientId: text(300),
          clientSecret: secret,
          groups: text(100, 'The claim that lists the groups of a person.'),
          scopes: list(text(100), 20, 'Default openid.'),
        },
        ['issuer', 'clientId'],
        'How people sign in.',
      ),
      tokens: list(
        record(
          {
            name: named(),
            hash: {
              is: 'text',
              max: 71,
              pattern: '^sha256:[0-9a-f]{64}$',
              says: 'sha256: and 64 hex digits; `turnpike trust token` prints it',
            },
            expires: text(40, 'A date, at most 366 days from now.'),
          },
          ['name', 'hash', 'expires'],
        ),
        500,
        'Static tokens, for what has no OIDC.',
        0,
      ),
      hooks: list(hook, 200, 'Senders of webhooks.', 0),
      signers: list(signer, 200, 'Whose signatures on events count.', 0),
      witnesses: list(text(500), 50, 'Verifier keys of the witnesses of the log.', 0),
      grants: list(
        grant,
        1000,
        'Who may do what. What no grant allows is refused; they add up, none takes away.',
      ),
      shares: list(share, 500, 'What other organisations may read or accept.', 0),
    },
    ['apiVersion', 'kind', 'metadata', 'grants'],
    'A Turnpike trust document: who may say and do what in one organisation.',
  )
}

/** The JSON Schema 2020-12 that is published for editors. */
export function trustSchema(): Record<string, unknown> {
  const shape = trustShape()
  const names = new Map<Shape, string>([
    [environments, 'environments'],
    [claims, 'claims'],
    [types, 'types'],
    [sources, 'sources'],
    [duration, 'duration'],
    [name, 'name'],
    [url, 'url'],
    [secret, 'secret'],
  ])
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://turnpike.dev/schemas/trust.schema.json',
    title: 'Turnpike trust document',
    ...schemaOf(shape, names),
    $defs: definitionsOf(names),
  }
}
