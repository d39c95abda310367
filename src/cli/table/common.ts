import type { Option } from '../command.ts'

/** How a command reaches the store. */
export const STORE: readonly Option[] = [
  {
    name: 'store',
    value: 'URL',
    help: 'the store: http(s)://…, or sqlite:FILE for a local one without a server (Node 24). Default: $TURNPIKE_STORE',
  },
  {
    name: 'token-file',
    value: 'FILE',
    help: 'file that holds the bearer token. Default: $TURNPIKE_TOKEN, else the identity that the CI gives this job. Not an option, so that it shows in no process list. Not sent over plain http to other machines, unless $TURNPIKE_ALLOW_PLAIN_HTTP is true',
  },
]

export const PLACE: readonly Option[] = [
  { name: 'environment', value: 'NAME', help: 'e.g. production' },
  { name: 'service', value: 'NAME', help: 'the service, e.g. webshop' },
]

/** What an event or a question is about. */
export const ABOUT: readonly Option[] = [
  ...PLACE,
  { name: 'change', value: 'URL', help: 'the change (pull or merge request, ticket) this is for' },
]

export const ARTIFACT: Option = {
  name: 'artifact',
  value: 'PURL|DIGEST|FILE',
  many: true,
  help: 'a purl with a digest, sha256:…, an image by digest, a file or OCI layout (its digest is computed), checksums:FILE, image:FILE, or auto for what was built here; may be repeated',
}

export const FAIL_ON_ERROR: Option = {
  name: 'fail-on-error',
  help: 'exit 5 when something could not be delivered',
}
