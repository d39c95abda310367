import { EXIT, TurnpikeError } from '../../errors.ts'
import { loadTrust } from '../../trust/load.ts'
import { starterText } from '../../trust/starter.ts'
import type { Args, Terminal } from '../command.ts'

/** `turnpike trust init ORGANISATION`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const ownerId = args.text('github')
  const issuer = args.text('github-issuer')
  const gitlab = args.text('gitlab')
  const namespaceId = args.text('gitlab-group')
  const login = args.text('login')
  const owner = args.text('owner')
  if (ownerId === undefined && gitlab === undefined)
    throw new TurnpikeError(
      'USAGE',
      'give --github NUMBER, or --gitlab URL and --gitlab-group NUMBER, or both',
    )
  if (ownerId === undefined && issuer !== undefined)
    throw new TurnpikeError('USAGE', '--github-issuer needs --github, the number of the owner')
  if ((gitlab === undefined) !== (namespaceId === undefined))
    throw new TurnpikeError('USAGE', '--gitlab and --gitlab-group go together')
  const text = starterText({
    organisation: args.positionals[0]!,
    ...(owner === undefined ? {} : { owner }),
    ...(ownerId === undefined
      ? {}
      : { github: { ownerId, ...(issuer === undefined ? {} : { url: issuer }) } }),
    ...(gitlab === undefined || namespaceId === undefined ? {} : { gitlab: { url: gitlab, namespaceId } }),
    ...(login === undefined ? {} : { login: { url: login, clientId: args.text('client-id') ?? 'turnpike' } }),
  })
  for (const [flag, value] of [
    ['--github', ownerId],
    ['--gitlab-group', namespaceId],
  ])
    if (value !== undefined && !/^[1-9]\d*$/.test(value))
      throw new TurnpikeError('USAGE', `${flag}: "${value}" is not a number; names can change hands`)
  const loaded = loadTrust(text, { name: 'trust.yaml' })
  if ('problems' in loaded) {
    const [first] = loaded.problems
    throw new TurnpikeError(
      'USAGE',
      `what was given makes no trust document: ${first?.message ?? ''} (${first?.path ?? ''})`,
    )
  }
  await terminal.write(text)
  return EXIT.allow
}
