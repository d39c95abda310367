/** What `policy init` asks a person, or reads from its flags: one list for both, so that they cannot differ. */
import { TurnpikeError } from '../errors.ts'
import { CHECKS, contradiction, GITHUB_ISSUER, readFreeze } from '../policy/starter/answers.ts'
import type { Answers } from '../policy/starter/answers.ts'
import type { Args } from './command.ts'

/** Asks one question. The empty answer takes what is suggested. */
export type Ask = (question: string, suggested: string) => Promise<string>

/** What one question is about. `-` answers: none. */
interface Question {
  flag: string
  ask: string
  suggested: string
  /** Several answers, with commas between. */
  many?: true
  /** `-` is an answer. */
  optional?: true
  check: (text: string) => string | undefined
  /** Only then it is asked. */
  when?: (said: Said) => boolean
  /** The flag without which it means nothing. */
  needs?: string
}

type Said = ReadonlyMap<string, readonly string[]>

const NONE = '-'
const has = (said: Said, flag: string): boolean => (said.get(flag) ?? []).length > 0
const given = (flag: string) => ({ needs: flag, when: (said: Said) => has(said, flag) })
const freeze = (text: string): string | undefined =>
  readFreeze(text) === undefined ? 'is not FROM/TO such as 2026-12-18/2027-01-04' : undefined

export const QUESTIONS: readonly Question[] = [
  { flag: 'name', ask: 'Name of the policy', suggested: 'production', check: CHECKS.name },
  {
    flag: 'environment',
    ask: 'For which environments',
    suggested: 'production',
    many: true,
    check: CHECKS.environment,
  },
  {
    flag: 'owner',
    ask: 'Whom to ask about it, e.g. a mail address',
    suggested: NONE,
    optional: true,
    check: CHECKS.owner,
  },
  {
    flag: 'github',
    ask: 'Your organisation on GitHub, by number (gh api orgs/NAME --jq .id)',
    suggested: NONE,
    optional: true,
    check: CHECKS.number,
  },
  {
    flag: 'github-issuer',
    ask: 'Where its tokens come from',
    suggested: GITHUB_ISSUER,
    check: CHECKS.url,
    ...given('github'),
  },
  {
    flag: 'gitlab-group',
    ask: 'Your group on GitLab, by the number on its page',
    suggested: NONE,
    optional: true,
    check: CHECKS.number,
  },
  {
    flag: 'gitlab',
    ask: 'On which GitLab',
    suggested: 'https://gitlab.com',
    check: CHECKS.url,
    ...given('gitlab-group'),
  },
  {
    flag: 'token',
    ask: 'Name of a static token, for a CI that is neither',
    suggested: NONE,
    optional: true,
    check: CHECKS.token,
    when: (said) => !has(said, 'github') && !has(said, 'gitlab-group'),
  },
  {
    flag: 'approver',
    ask: 'Who approves: URIs such as urn:user:alice',
    suggested: NONE,
    many: true,
    optional: true,
    check: CHECKS.person,
  },
  {
    flag: 'quorum',
    ask: 'How many of them must approve',
    suggested: '1',
    check: CHECKS.quorum,
    ...given('approver'),
  },
  {
    flag: 'staging',
    ask: 'Where must it run before',
    suggested: NONE,
    optional: true,
    check: CHECKS.environment,
  },
  {
    flag: 'soak',
    ask: 'For how long, e.g. 1h or 24h',
    suggested: NONE,
    optional: true,
    check: CHECKS.duration,
    ...given('staging'),
  },
  {
    flag: 'freeze',
    ask: 'When does nothing go out, FROM/TO such as 2026-12-18/2027-01-04',
    suggested: NONE,
    many: true,
    optional: true,
    check: freeze,
  },
  {
    flag: 'timezone',
    ask: 'In which time zone',
    suggested: 'Etc/UTC',
    check: CHECKS.timezone,
    ...given('freeze'),
  },
  {
    flag: 'incidents',
    ask: 'Who tells of incidents: the source URI of your monitoring',
    suggested: NONE,
    optional: true,
    check: CHECKS.source,
  },
  {
    flag: 'hook',
    ask: 'By the webhook of which name',
    suggested: 'alerts',
    check: CHECKS.token,
    ...given('incidents'),
  },
]

/** Flags of which one is needed where nobody can be asked. */
const FORGES = ['github', 'gitlab-group', 'token']

/**
 * The answers of the flags; what they do not say is asked, or is as suggested where nobody can be asked.
 * @throws TurnpikeError USAGE
 */
export async function answersOf(
  args: Pick<Args, 'text' | 'texts'>,
  options: { ask: Ask | undefined; tell: (line: string) => void; now: number },
): Promise<Answers> {
  const { ask, tell, now } = options
  const said = new Map<string, readonly string[]>()
  for (const question of QUESTIONS) {
    const given = question.many === true ? args.texts(question.flag) : listOf(args.text(question.flag))
    if (given.length > 0) said.set(question.flag, checked(question, given))
  }
  for (const question of QUESTIONS) {
    if (question.when?.(said) === false) {
      if (said.has(question.flag) && question.needs !== undefined)
        throw new TurnpikeError('USAGE', `--${question.flag} needs --${question.needs}`)
      continue
    }
    if (said.has(question.flag)) continue
    if (ask === undefined) said.set(question.flag, read(question, ''))
    else said.set(question.flag, await askUntilRight(question, ask, tell))
  }
  if (!FORGES.some((flag) => has(said, flag)))
    throw new TurnpikeError(
      'USAGE',
      'whose pipelines are believed? Give --github NUMBER, or --gitlab-group NUMBER (and --gitlab URL where it is not gitlab.com), or --token NAME',
    )
  const answers = answersFrom(said)
  const wrong = contradiction(answers, now)
  if (wrong !== undefined) throw new TurnpikeError('USAGE', `--${FLAG_OF[wrong[0]] ?? wrong[0]}: ${wrong[1]}`)
  return answers
}

const FLAG_OF: Readonly<Partial<Record<keyof Answers, string>>> = {
  approvers: 'approver',
  freezes: 'freeze',
  environments: 'environment',
}

async function askUntilRight(
  question: Question,
  ask: Ask,
  tell: (line: string) => void,
): Promise<readonly string[]> {
  for (;;) {
    const text = await ask(question.ask, question.suggested)
    try {
      return read(question, text)
    } catch (error) {
      if (!(error instanceof TurnpikeError)) throw error
      tell(error.message.replace(/^--[a-z-]+: /u, ''))
    }
  }
}

/** One line, as typed. @throws TurnpikeError USAGE */
function read(question: Question, typed: string): readonly string[] {
  const text = typed.trim() === '' ? question.suggested : typed.trim()
  if (question.optional === true && text === NONE) return []
  const answers = question.many === true ? text.split(',').map((one) => one.trim()) : [text]
  return checked(
    question,
    answers.filter((one) => one !== ''),
  )
}

function checked(question: Question, given: readonly string[]): readonly string[] {
  if (question.optional === true && given.length === 1 && given[0] === NONE) return []
  for (const one of given) {
    const wrong = question.check(one)
    if (wrong !== undefined)
      throw new TurnpikeError('USAGE', `--${question.flag}: ${JSON.stringify(one)} ${wrong}`)
  }
  if (given.length === 0) throw new TurnpikeError('USAGE', `--${question.flag}: nothing was said`)
  return given
}

function listOf(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text]
}

function answersFrom(said: Said): Answers {
  const one = (flag: string) => said.get(flag)?.[0]
  const many = (flag: string) => said.get(flag) ?? []
  const [owner, github, group, token, staging, soak, source] = [
    'owner',
    'github',
    'gitlab-group',
    'token',
    'staging',
    'soak',
    'incidents',
  ].map(one)
  return {
    name: one('name') ?? '',
    ...(owner === undefined ? {} : { owner }),
    environments: many('environment'),
    ...(github === undefined
      ? {}
      : { github: { ownerId: github, issuer: one('github-issuer') ?? GITHUB_ISSUER } }),
    ...(group === undefined ? {} : { gitlab: { url: one('gitlab') ?? '', namespaceId: group } }),
    ...(token === undefined ? {} : { token }),
    approvers: many('approver'),
    quorum: Number(one('quorum') ?? 1),
    ...(staging === undefined
      ? {}
      : { staging: { environment: staging, ...(soak === undefined ? {} : { soak }) } }),
    freezes: many('freeze').flatMap((text) => readFreeze(text) ?? []),
    timezone: one('timezone') ?? 'Etc/UTC',
    ...(source === undefined ? {} : { incidents: { source, hook: one('hook') ?? '' } }),
  }
}
