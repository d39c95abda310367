import { basename } from 'node:path'
import { isObject } from '../../cdevents/object.ts'
import { parseJson } from '../../cdevents/parse.ts'
import { EXIT, TurnpikeError } from '../../errors.ts'
import { elementsOf, memberOf } from '../../server/json-text.ts'
import { unverifiedIn } from '../../server/unverified.ts'
import type { SignerEntry } from '../../trust/document.ts'
import { createSigners, type Signers } from '../../trust/signatures/signers.ts'
import { verifySignature, type Signed, type Verification } from '../../trust/signatures/verify.ts'
import type { Args, Terminal } from '../command.ts'
import { readInput } from '../input.ts'

/** Who sent it is not known here; a signature counts whoever did. */
const ANYBODY = { principal: { kind: 'loopback' as const, id: 'offline' } }
const BY = [{ id: '*' }]

interface Read {
  /** What people call it: its type and id. */
  name: string
  signed?: Signed
}

/** `turnpike verify FILE`. @returns 0 when every event holds, else 3 */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const signers = await signersGiven(args, terminal)
  const [file = ''] = args.positionals
  const events = eventsIn(await readInput(file, terminal), file)
  let wrong = 0
  for (const { name, signed } of events) {
    const result = signed === undefined ? undefined : verifySignature(signed, signers, ANYBODY)
    if (result === undefined || 'refused' in result) wrong++
    say(name, result, terminal)
  }
  if (!terminal.json) terminal.note(`${events.length - wrong} of ${events.length} events hold`)
  return wrong === 0 ? EXIT.allow : EXIT.deny
}

function say(name: string, result: Verification | undefined, { json, print, colour }: Terminal): void {
  if (json) return print(JSON.stringify({ event: name, ...(result ?? { refused: 'unsigned' }) }))
  if (result === undefined) return print(`${colour.yellow('unsigned')}  ${name}`)
  if ('refused' in result) return print(`${colour.red('refused')}   ${name}: ${result.refused}`)
  print(`${colour.green('holds')}     ${name}: ${result.signer['id']}, ${result.covered}`)
}

async function signersGiven(args: Args, terminal: Terminal): Promise<Signers> {
  const entries: SignerEntry[] = []
  for (const path of args.texts('key'))
    entries.push({ name: basename(path), by: BY, key: await readInput(path, terminal) })
  const [trustedRoot, issuer, identity] = [
    args.text('trusted-root'),
    args.text('issuer'),
    args.text('identity'),
  ]
  if (trustedRoot !== undefined && issuer !== undefined && identity !== undefined)
    entries.push({ name: 'keyless', by: BY, sigstore: { trustedRoot, issuer, identity } })
  else if (trustedRoot !== undefined || issuer !== undefined || identity !== undefined)
    throw new TurnpikeError('USAGE', 'keyless signatures need all of --trusted-root, --issuer and --identity')
  if (entries.length === 0)
    throw new TurnpikeError('USAGE', 'whose signature counts? Give --key FILE, or --trusted-root FILE')
  const signers = await createSigners(entries, (path) => readInput(path, terminal))
  const [broken] = signers.unusable
  if (broken !== undefined) throw new TurnpikeError('USAGE', broken.why)
  return signers
}

/** CloudEvents or stored events: one document, a list of them, an answer's `events`, or one a line. */
function eventsIn(text: string, file: string): Read[] {
  const whole = parsed(text)
  if (whole !== undefined) return elements(text.trim(), whole).map(([own, value]) => read(own, value))
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line, index) => {
    const value = parsed(line)
    if (value === undefined) throw new TurnpikeError('USAGE', `${file}, line ${index + 1} is not JSON`)
    return read(line.trim(), value)
  })
}

function elements(text: string, value: unknown): [string, unknown][] {
  if (isObject(value) && Array.isArray(value['events'])) {
    const list = memberOf(text, 'events') ?? '[]'
    return elements(list, value['events'])
  }
  if (!Array.isArray(value)) return [[text, value]]
  return elementsOf(text).map((own, index) => [own, value[index] as unknown])
}

function read(text: string, value: unknown): Read {
  if (!isObject(value)) return { name: 'something that is no event' }
  const name = [value['type'] ?? 'event', value['id'] ?? ''].map(clean).join(' ')
  const { signature } = value
  if (isObject(signature) && typeof signature['material'] === 'string') {
    const attributes = isObject(signature['attributes']) ? signature['attributes'] : {}
    const data = [memberOf(text, 'event', true) ?? '', memberOf(text, 'event') ?? '']
    return { name, signed: { material: signature['material'], attributes, data } }
  }
  const inner =
    typeof value['data_base64'] === 'string'
      ? [Buffer.from(value['data_base64'], 'base64').toString('utf8')]
      : [memberOf(text, 'data') ?? '', () => memberOf(text, 'data', true) ?? '']
  const { signature: found } = unverifiedIn(value, inner)
  if (found === undefined) return { name }
  return {
    name,
    signed: { material: String(found.material), attributes: found.attributes, data: found.data() },
  }
}

function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

/** What strangers wrote, on one line and without control characters. */
function clean(text: unknown): string {
  return (typeof text === 'string' ? text : JSON.stringify(text)).replace(/\p{C}+/gu, ' ').slice(0, 200)
}
