/** An explanation of policies as Markdown that GitHub and GitLab show alike. Everything a policy says is escaped. */
import type { Explained, ExplainedRule } from '../policy/explain/explain.ts'
import { headline, origin, ruleLines } from '../policy/explain/text.ts'
import { gfm, mdCode, mdJoin, mdText, type Markdown } from '../report/escape.ts'

/** Sentences may list many people and windows. */
const SENTENCE = 2000

export function explanationMarkdown(explained: Explained): string {
  const { problems, notices, layers, rules, exceptions, holds } = explained
  const parts: Markdown[] = [
    gfm`## ${headline(explained)}`,
    ...problems.map((problem) => gfm`**Problem:** ${mdText(problem, SENTENCE)}`),
    ...notices.map((notice) => gfm`**Note:** ${mdText(notice, SENTENCE)}`),
    mdJoin(
      [
        gfm`| layer | policy | owner | rules | digest |`,
        gfm`|---|---|---|---|---|`,
        ...layers.map(
          (one) =>
            gfm`| ${one.layer} | ${one.policy} | ${one.owner ?? ''} | ${one.rules} | ${mdCode(one.digest)} |`,
        ),
      ],
      '\n',
    ),
    ...rules.map(ruleOf),
    gfm`### Exceptions`,
    bullets(exceptions),
    gfm`### How long an allow holds`,
    gfm`${mdText(holds, SENTENCE)}`,
  ]
  return `${mdJoin(parts, '\n\n').text}\n`
}

function ruleOf(rule: ExplainedRule, index: number): Markdown {
  const members = (rule.members ?? []).map(
    (member) => `${member.title}: ${ruleLines(member, 'member').join(' ')}`,
  )
  return mdJoin(
    [
      gfm`### ${index + 1}. ${rule.title}`,
      gfm`${mdText(origin(rule), SENTENCE)}`,
      bullets([...ruleLines(rule), ...members]),
    ],
    '\n\n',
  )
}

function bullets(lines: readonly string[]): Markdown {
  return mdJoin(
    lines.map((line) => gfm`- ${mdText(line, SENTENCE)}`),
    '\n',
  )
}
