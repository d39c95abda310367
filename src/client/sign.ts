/**
 * Who signs the events of this job, if anybody: a key, or Sigstore with the CI's own identity. Only this is loaded by a
 * step that does not sign.
 *
 * An outage of Sigstore never breaks a build: the events go unsigned and that is said, once, unless signing was demanded.
 */
import type { Attributes, SignBytes } from '../cdevents/verifiable.ts'
import { explain, TurnpikeError } from '../errors.ts'
import type { Env } from './address.ts'
import { valueOf } from './variables.ts'

/**
 * The value of `dssematerial` for an event, or undefined: it goes unsigned.
 * @throws TurnpikeError NOT_SIGNED when signing was demanded
 */
export type EventSigner = (attributes: Attributes, data: string) => Promise<string | undefined>

export interface SignOptions {
  /**
   * `off`, `key` (TURNPIKE_SIGNING_KEY or TURNPIKE_SIGNING_KEY_FILE) or `keyless` (Sigstore, which writes the
   * repository's and workflow's name into a public log), and `require`. Default: TURNPIKE_SIGN, else `key` where there
   * is one.
   */
  sign?: string | undefined
  env: Env
  /** Told, once, that events go unsigned, and why. */
  warn: (message: string) => void | Promise<void>
  /** Told of every token, before anything else has it, so that it can be masked. */
  mask?: (token: string) => Promise<void>
}

const WORDS = ['off', 'key', 'keyless', 'require']

interface Wanted {
  how: 'off' | 'key' | 'keyless'
  require: boolean
}

/** @throws TurnpikeError USAGE for words nobody knows, and where a key is demanded and there is none */
export function signerFor({ sign, env, warn, mask }: SignOptions): EventSigner | undefined {
  const { how, require } = wanted(sign, env)
  if (how === 'off') return undefined
  if (how === 'key' && !hasKey(env)) {
    throw new TurnpikeError(
      'USAGE',
      'Events are to be signed with a key, and there is none: set TURNPIKE_SIGNING_KEY (PEM) or TURNPIKE_SIGNING_KEY_FILE, or say sign: keyless.',
    )
  }
  let made: Promise<SignBytes> | undefined
  let hasFailed = false
  return async (attributes, data) => {
    // Every further event would wait as long for the same outage.
    if (hasFailed) return undefined
    try {
      made ??= how === 'key' ? withKey(env) : keyless(env, mask)
      const { materialOf } = await import('../cdevents/verifiable.ts')
      return await materialOf(attributes, data, await made)
    } catch (error) {
      if (require) throw new TurnpikeError('NOT_SIGNED', `Events must be signed: ${explain(error)}`)
      if (!hasFailed) {
        hasFailed = true
        await warn(`Events go unsigned: ${explain(error)}`)
      }
      return undefined
    }
  }
}

function wanted(sign: string | undefined, env: Env): Wanted {
  // A reference to a variable that does not exist is told of here: what is demanded must not be lost without a word.
  const text = (sign?.trim() || env['TURNPIKE_SIGN']?.trim()) ?? ''
  const words = text.split(/[\s,]+/u).filter((word) => word !== '')
  const unknown = words.find((word) => !WORDS.includes(word))
  const ways = words.filter((word) => word !== 'require')
  if (unknown !== undefined || ways.length > 1 || (ways[0] === 'off' && words.includes('require'))) {
    throw new TurnpikeError(
      'USAGE',
      `sign: '${text.slice(0, 60)}' is not a way to sign: off, key or keyless, and with key or keyless also require`,
    )
  }
  const require = words.includes('require')
  const how = (ways[0] as Wanted['how'] | undefined) ?? (require || hasKey(env) ? 'key' : 'off')
  return { how, require }
}

function hasKey(env: Env): boolean {
  return (valueOf(env['TURNPIKE_SIGNING_KEY']) ?? valueOf(env['TURNPIKE_SIGNING_KEY_FILE'])) !== undefined
}

async function withKey(env: Env): Promise<SignBytes> {
  const { privateKeyIn, signWith } = await import('../cdevents/signing-key.ts')
  const held = valueOf(env['TURNPIKE_SIGNING_KEY'])
  if (held !== undefined) return signWith(privateKeyIn(held, 'TURNPIKE_SIGNING_KEY'))
  const path = valueOf(env['TURNPIKE_SIGNING_KEY_FILE']) ?? ''
  let pem: string
  try {
    pem = process.getBuiltinModule('node:fs').readFileSync(path, 'utf8')
  } catch (cause) {
    throw new TurnpikeError('USAGE', `TURNPIKE_SIGNING_KEY_FILE names ${path}, which cannot be read`, {
      cause,
    })
  }
  return signWith(privateKeyIn(pem, path))
}

async function keyless(env: Env, mask: SignOptions['mask']): Promise<SignBytes> {
  const { keylessSigner } = await import('./sign-keyless.ts')
  return await keylessSigner({ env, ...(mask === undefined ? {} : { mask }) })
}
