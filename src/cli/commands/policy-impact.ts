import { setTimeout as sleep } from 'node:timers/promises'
import { parseJson } from '../../cdevents/parse.ts'
import { EXIT, TurnpikeError } from '../../errors.ts'
import { parseDuration } from '../../policy/duration.ts'
import { addTotals, type ImpactPage } from '../../policy/impact.ts'
import { renderImpact, renderImpactMarkdown } from '../../report/impact.ts'
import { minute } from '../../report/ages.ts'
import type { Args, Terminal } from '../command.ts'
import { connect, type Connection } from '../connection.ts'
import { momentOf, policyTexts } from '../policy-texts.ts'

const DEFAULT_LIMIT = 5000
const MOST = 100_000
/** Decisions of one request. */
const PART = 200
const BUSY_TRIES = 10
const BUSY_MS = 3000

/** `turnpike policy impact`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  if (terminal.json && args.on('markdown'))
    throw new TurnpikeError('USAGE', 'only one of --json and --markdown')
  const limit = limitOf(args)
  const since = sinceOf(args.text('since') ?? '30d', terminal.now())
  const policies = await policyTexts(args, terminal)
  const without = args.texts('without')
  if (policies.length + without.length === 0)
    throw new TurnpikeError('USAGE', 'which policy? Give --policy FILE, or --without NAME')
  const environment = args.text('environment')
  const asked = { policies, without, since, ...(environment === undefined ? {} : { environment }) }
  const store = await connect(args, terminal)
  try {
    const impact = await judgeHistory(store, asked, limit, terminal)
    if (terminal.json) terminal.print(JSON.stringify(impact))
    else if (args.on('markdown')) await terminal.write(renderImpactMarkdown(impact))
    else for (const line of renderImpact(impact)) terminal.print(line)
    if (impact.totals.different > 0) return EXIT.deny
    return impact.totals.impossible > 0 ? EXIT.error : EXIT.allow
  } finally {
    await store.close()
  }
}

/** Part after part, newest first, until there are no more or the limit is reached; says how far it is. */
async function judgeHistory(
  store: Connection,
  asked: object,
  limit: number,
  terminal: Terminal,
): Promise<ImpactPage> {
  let told = performance.now()
  let impact: ImpactPage | undefined
  for (;;) {
    const left = limit - (impact?.totals.examined ?? 0)
    const before = impact?.next === undefined ? {} : { before: impact.next }
    const part = await onePart(store, { ...asked, ...before, limit: Math.min(PART, left) })
    impact = impact === undefined ? part : together(impact, part)
    const { examined, different } = impact.totals
    if (impact.next === undefined || examined >= limit) return impact
    if (performance.now() - told < 1000) continue
    told = performance.now()
    terminal.note(`… ${examined} decisions judged, ${different} different`)
  }
}

function together(all: ImpactPage, part: ImpactPage): ImpactPage {
  const { next: _old, ...rest } = all
  all.rows.push(...part.rows)
  all.gaps.push(...part.gaps)
  return {
    ...rest,
    totals: addTotals(all.totals, part.totals),
    ...(part.next === undefined ? {} : { next: part.next }),
  }
}

/** Others may be asking the same: one is served at a time. */
async function onePart(store: Connection, body: object): Promise<ImpactPage> {
  for (let tries = 1; ; tries++) {
    try {
      return read(await store.post('v1/policy-impact', JSON.stringify(body), 'application/json'))
    } catch (error) {
      const busy = error instanceof TurnpikeError && error.status === 429
      if (!busy || tries === BUSY_TRIES) throw error
      await sleep(BUSY_MS)
    }
  }
}

function read(text: string): ImpactPage {
  const value = parseJson(text) as Partial<ImpactPage> | null
  if (value?.kind === 'PolicyImpact' && Array.isArray(value.rows)) return value as ImpactPage
  throw new TurnpikeError('STORE_ANSWER', "the store's answer is no impact of a policy")
}

/** `30d` before now, or a time. @throws TurnpikeError USAGE */
function sinceOf(text: string, now: string): string {
  const ms = parseDuration(text)
  if (ms !== undefined) return new Date(Date.parse(now) - ms).toISOString()
  if (/^\d{4}-/.test(text)) return momentOf(text, 'since')
  throw new TurnpikeError(
    'USAGE',
    `--since is a duration such as 30d or a time such as ${minute(now).slice(0, 10)}T00:00:00Z, not ${JSON.stringify(text)}`,
  )
}

function limitOf(args: Args): number {
  const limit = Number(args.text('limit') ?? DEFAULT_LIMIT)
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST) return limit
  throw new TurnpikeError('USAGE', `--limit is a number from 1 to ${MOST}`)
}
