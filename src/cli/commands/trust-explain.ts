import { isObject } from '../../cdevents/object.ts'
import { parseJson } from '../../cdevents/parse.ts'
import { EXIT, TurnpikeError, explain } from '../../errors.ts'
import { callerOf, parseFacts } from '../../trust/caller.ts'
import type { TrustDocument } from '../../trust/document.ts'
import {
  explainCaller,
  explainTrust,
  type CallerExplained,
  type Explained,
  type GrantExplained,
} from '../../trust/explain.ts'
import type { Identity } from '../../trust/identity.ts'
import { findPerson } from '../../trust/people.ts'
import type { Args, Terminal } from '../command.ts'
import { readInput } from '../input.ts'
import { trustIn } from './trust-check.ts'

/** `turnpike trust explain FILE`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const document = trustIn(args.positionals[0]!, terminal)
  const identity = await callerIn(args, document, terminal)
  if (identity === undefined) {
    const explained = explainTrust(document)
    if (terminal.json) terminal.print(JSON.stringify(explained))
    else printDocument(explained, terminal)
    return EXIT.allow
  }
  const explained = explainCaller(document, identity)
  if (terminal.json) terminal.print(JSON.stringify(explained))
  else printCaller(explained, terminal)
  return explained.grants.length === 0 ? EXIT.deny : EXIT.allow
}

/** @throws TurnpikeError USAGE */
async function callerIn(
  args: Args,
  document: TrustDocument,
  terminal: Terminal,
): Promise<Identity | undefined> {
  const as = args.text('as')
  const token = args.text('token')
  if (as !== undefined && token !== undefined)
    throw new TurnpikeError('USAGE', 'give --as or --token, not both')
  if (token !== undefined) return ofToken(await readInput(token, terminal), document)
  if (as === undefined) return undefined
  const facts = parseFacts(as)
  if ('problem' in facts && typeof facts.problem === 'string' && Object.keys(facts).length === 1)
    throw new TurnpikeError('USAGE', `--as: ${facts.problem}`)
  const identity = callerOf(document, facts)
  if ('problem' in identity) throw new TurnpikeError('USAGE', `--as: ${identity.problem}`)
  return identity
}

async function ofToken(text: string, document: TrustDocument): Promise<Identity> {
  const { identityOf } = await import('../../trust/tokens/principal.ts')
  let claims: unknown
  try {
    claims = parseJson(text)
  } catch (error) {
    throw new TurnpikeError(
      'USAGE',
      `--token takes the claims of a token as JSON, not the token itself (${explain(error)})`,
      { cause: error },
    )
  }
  if (!isObject(claims))
    throw new TurnpikeError('USAGE', '--token: the claims of a token are one JSON object')
  const { iss } = claims as { iss?: unknown }
  const issuer = document.issuers.find(({ url }) => url === iss)
  if (issuer === undefined) {
    const urls = document.issuers.map(({ url }) => url).join(', ') || 'none'
    throw new TurnpikeError(
      'USAGE',
      `--token: its iss is ${JSON.stringify(iss)}; the document has the issuers ${urls}`,
    )
  }
  try {
    const identity = identityOf(issuer, claims)
    const { actorId, userId } = identity.principal.claims ?? {}
    const mapped = findPerson(document, {
      issuer: issuer.url,
      ...(actorId === undefined ? {} : { actorId }),
      ...(userId === undefined ? {} : { userId }),
    })
    return identity.person === undefined || mapped === undefined
      ? identity
      : { ...identity, person: mapped.id }
  } catch (error) {
    throw new TurnpikeError('USAGE', `--token: ${explain(error)}`, { cause: error })
  }
}

function printDocument(
  { organisation, grants, bounds, shares, nobodyMay }: Explained,
  terminal: Terminal,
): void {
  const { bold } = terminal.colour
  terminal.print(`Trust of ${bold(organisation)}. What no grant allows is refused.`)
  printGrants(grants, terminal)
  printList('Bounds', bounds, terminal)
  printList('Shared with other organisations', shares, terminal)
  printList('Nobody may', nobodyMay, terminal)
}

function printCaller({ known, person, sources, grants, mayNot }: CallerExplained, terminal: Terminal): void {
  const { bold } = terminal.colour
  terminal.print(`Known as ${bold(known)}${person === undefined ? '' : `, for ${person}`}.`)
  if (sources.length > 0) terminal.print(`Its own source: ${sources.join(', ')}, and what is below it.`)
  if (grants.length === 0) terminal.print(`${terminal.colour.red('No grant applies')}: it may do nothing.`)
  printGrants(grants, terminal)
  if (grants.length > 0) printList('May not', mayNot, terminal)
}

function printGrants(grants: readonly GrantExplained[], terminal: Terminal): void {
  const { bold, dim } = terminal.colour
  for (const { grant, who, may } of grants) {
    terminal.print('')
    terminal.print(bold(grant))
    who.forEach((one, index) => terminal.print(`  ${dim(index === 0 ? 'who' : ' or')}  ${one}`))
    may.forEach((one, index) => terminal.print(`  ${dim(index === 0 ? 'may' : '   ')}  ${one}`))
  }
}

function printList(title: string, lines: readonly string[], terminal: Terminal): void {
  if (lines.length === 0) return
  terminal.print('')
  terminal.print(terminal.colour.bold(title))
  for (const line of lines) terminal.print(`  ${line}`)
}
