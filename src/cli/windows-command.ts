/**
 * Windows: names without an extension are looked for by PATHEXT, and batch files (`npm.cmd`, `mvn.cmd`) run in `cmd.exe`,
 * which reads its command line as a script. Node refuses to start them (CVE-2024-27980), and a shell would take `%`,
 * `"` and `&` of an argument as its own; so the line is built here, every argument quoted as cmd.exe reads it, and what
 * cannot be quoted is refused. Elsewhere nothing changes.
 */
import { statSync } from 'node:fs'
import { win32 } from 'node:path'
import { TurnpikeError } from '../errors.ts'

export interface Spawnable {
  file: string
  args: string[]
  /** For a command line that is quoted already. */
  windowsVerbatimArguments?: boolean
}

type Env = Readonly<Record<string, string | undefined>>

interface Machine {
  platform: string
  isFile: (path: string) => boolean
  /** Where relative names start from. */
  cwd: string
}

const THIS_MACHINE: Machine = { platform: process.platform, isFile, cwd: process.cwd() }

/**
 * What `spawn` is to be given, without a shell.
 * @throws TurnpikeError USAGE for an argument with a line break or a NUL, when the command is a batch file
 */
export function spawnable(
  file: string,
  args: readonly string[],
  env: Env,
  machine: Machine = THIS_MACHINE,
): Spawnable {
  if (machine.platform !== 'win32') return { file, args: [...args] }
  const found = lookFor(file, env, machine) ?? file
  if (!/\.(?:cmd|bat)$/i.test(found)) return { file: found, args: [...args] }
  const line = [found, ...args].map(batchQuoted).join(' ')
  return {
    file: valueOf(env, 'ComSpec') ?? 'cmd.exe',
    // Extensions on (for the % below), delayed expansion off (no !), no AutoRun.
    args: ['/e:ON', '/v:OFF', '/d', '/c', `"${line}"`],
    windowsVerbatimArguments: true,
  }
}

function lookFor(file: string, env: Env, { isFile: exists, cwd }: Machine): string | undefined {
  const endings = (valueOf(env, 'PATHEXT') ?? '.COM;.EXE;.BAT;.CMD').split(';').filter((one) => one !== '')
  const names = win32.extname(file) === '' ? endings.map((ending) => file + ending) : [file]
  // Unlike cmd.exe: a command without a path is never taken from the working directory, which is full of strangers' files.
  const folders = /[\\/:]/.test(file)
    ? [cwd]
    : (valueOf(env, 'PATH') ?? '').split(';').filter((one) => win32.isAbsolute(one))
  for (const folder of folders) {
    for (const name of names) {
      const path = win32.resolve(folder, name)
      if (exists(path)) return path
    }
  }
  return undefined
}

/** Variables have names without case there. */
function valueOf(env: Env, name: string): string | undefined {
  const key = Object.keys(env).find((one) => one.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : env[key] || undefined
}

/**
 * One word of a batch file's command line. In quotes only `"` and `%` mean something: a quote is doubled, and `%` is
 * followed by the substring of nothing (`%cd:~,%`), so that no variable is put in.
 */
function batchQuoted(word: string): string {
  if (/[\0\r\n]/.test(word)) {
    throw new TurnpikeError('USAGE', 'a batch file takes no argument with a line break in it')
  }
  if (/^[\w#$*+\-./:?@\\]+$/.test(word) && !word.endsWith('\\')) return word
  const inner = word.replace(/(\\*)"/g, '$1$1""').replace(/(\\+)$/, '$1$1')
  return `"${inner.replaceAll('%', '%%cd:~,%')}"`
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}
