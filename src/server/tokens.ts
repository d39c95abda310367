/** Static tokens without a trust document: `name=secret` from the environment or a file. */
import { TurnpikeError } from '../errors.ts'

/** A static bearer token. The name is kept with every event it sends; the secret is kept as a hash only. */
export interface Token {
  name: string
  secret: string
}

/**
 * Tokens from `name=secret,name2=secret2` or from the lines of a file in that form (`#` starts a comment line).
 * @throws TurnpikeError USAGE naming the entry that is wrong; never its secret
 */
export function parseTokens(text: string): Token[] {
  const tokens: Token[] = []
  const entries = text.split(/[,\n]/).map((entry) => entry.trim())
  for (const [index, entry] of entries.entries()) {
    if (entry === '' || entry.startsWith('#')) continue
    const [, name, secret] = /^([A-Za-z0-9][A-Za-z0-9._-]{0,63})=(\S+)$/.exec(entry) ?? []
    if (name === undefined || secret === undefined) {
      throw new TurnpikeError(
        'USAGE',
        `Token ${index + 1} is not of the form name=secret (name: letters, digits, '.', '_' and '-').`,
      )
    }
    if (tokens.some((token) => token.name === name)) {
      throw new TurnpikeError('USAGE', `Two tokens are called '${name}'; a name belongs to one producer.`)
    }
    tokens.push({ name, secret })
  }
  return tokens
}
