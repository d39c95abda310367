/** The feed behind an `absence`: is somebody looking? One that never spoke is an error, one that is late is waited for. */
import { isAccepted } from '../believe.ts'
import { sayDuration } from '../duration.ts'
import { shortType } from '../paths.ts'
import type { AbsenceRule } from '../policy.ts'
import { knownAs } from '../producer-name.ts'
import { clip } from '../say.ts'
import type { Conclusion, Inquiry, Query } from './kind.ts'

const FEED_LIMIT = 20

type Found = Omit<Conclusion, 'required'>

export function feedQuery(rule: AbsenceRule): Query | undefined {
  if (rule.feed === 'none') return undefined
  const { source, types } = rule.feed
  return {
    ...(source === undefined ? {} : { source }),
    ...(types.length === 0 ? {} : { types }),
    order: 'desc',
    limit: FEED_LIMIT,
  }
}

/** Is the feed alive? Undefined where the policy says aloud that there is none to ask. */
export function feedState(
  rule: AbsenceRule,
  inquiry: Inquiry,
): (Found & { result: 'pass' | 'pending' | 'error' }) | undefined {
  const query = feedQuery(rule)
  if (query === undefined || rule.feed === 'none') return undefined
  const { events } = inquiry.answer(query)
  const newest = events
    .filter((stored) => isAccepted(stored, rule, inquiry))
    .sort((a, b) => b.sequence - a.sequence)[0]
  const feed = rule.feed.source ?? rule.feed.types.map(shortType).join(' or ')
  inquiry.watermark(feed, newest?.receivedAt)
  if (newest === undefined)
    return {
      result: 'error',
      reason: 'feed-unknown',
      found: `the feed ${clip(feed, 100)} never spoke`,
      remediation: 'Connect the feed: without it nobody knows whether something is open.',
    }
  const lag = inquiry.now - Date.parse(newest.receivedAt)
  const until = Date.parse(newest.receivedAt) + rule.feed.maxLag
  if (!(lag <= rule.feed.maxLag))
    return {
      result: 'pending',
      reason: 'feed-late',
      found: `the feed ${clip(feed, 100)} last spoke ${sayDuration(lag)} ago`,
      at: newest.receivedAt,
      by: knownAs(newest.producer),
      remediation: `Check the feed: it must have spoken within ${sayDuration(rule.feed.maxLag)}.`,
    }
  return {
    result: 'pass',
    reason: 'none-open',
    found: lag < 1000 ? 'feed spoke just now' : `feed spoke ${sayDuration(lag)} ago`,
    at: newest.receivedAt,
    by: knownAs(newest.producer),
    dueAt: until + 1,
  }
}
