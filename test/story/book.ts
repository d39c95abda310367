/** The story as files of docs/story: a page for each summary, and the one that tells it in order. */
import { normaliser } from './normalise.ts'
import { CHANGED } from './packs.ts'
import type { Page, Told } from './pages.ts'

/** Path below docs/story → text. */
export type Book = Map<string, string>

export interface Stories {
  fitsm: Told
  starter: Told
}

const CHAPTERS: Readonly<Record<number, string>> = {
  1: 'Build and tests',
  2: 'Staging',
  3: 'The change, and who approves it',
  4: 'Freeze',
  5: 'Incident',
  6: 'A vulnerability, and its waiver',
  7: 'An emergency, and its override',
  8: 'Deployments, one of them past the gate',
  9: 'Rollback',
  10: 'Review',
}
const EXITS: Readonly<Record<string, string>> = {
  allow: '✅ ready',
  deny: '⛔ not ready',
  pending: '⏳ not ready yet',
  error: '❗ could not be judged',
}

/** In the words of the summary: what only an override opened is not simply ready. */
function saidOf({ decision }: Page): string {
  const overridden = decision.findings.some(({ result }) => result === 'overridden')
  if (decision.verdict === 'allow' && overridden) return '⚠️ ready by override'
  return EXITS[decision.verdict] ?? ''
}

export function bookOf({ fitsm, starter }: Stories): Book {
  const kept = new Set(
    [...fitsm.pages, ...starter.pages].flatMap(({ decision: { request, nonconformities = [] } }) =>
      [
        ...request.artifacts.map(({ digest }) => digest),
        ...nonconformities.map(({ artifact = '' }) => artifact),
      ].map((digest) => digest.slice('sha256:'.length)),
    ),
  )
  const stable = normaliser(kept)
  const book: Book = new Map()
  addPages(book, fitsm.pages, '', stable)
  addPages(book, starter.pages, 'starter/', stable)
  book.set('README.md', stable(readme(fitsm, starter)))
  return book
}

function addPages(
  book: Book,
  pages: readonly Page[],
  folder: string,
  stable: (text: string) => string,
): void {
  const up = folder === '' ? '' : '../'
  pages.forEach((page, index) => {
    const [before, after] = [pages[index - 1], pages[index + 1]]
    const way = [
      ...(before === undefined ? [] : [`[← ${before.title}](${fileOf(before, index - 1)})`]),
      `[the story](${up}README.md)`,
      ...(after === undefined ? [] : [`[${after.title} →](${fileOf(after, index + 1)})`]),
    ]
    book.set(
      folder + fileOf(page, index),
      stable(`<!-- Written by npm run story: the summary is what the action wrote. Do not edit. -->

${way.join(' · ')}

# ${page.title}

*${page.when}.* ${page.before}

The gate says **${saidOf(page)}**, exit code ${page.exitCode ?? ''}. ${page.after}

---

${page.summary.trimEnd()}
`),
    )
  })
}

const fileOf = ({ name }: Page, index: number) => `${String(index + 1).padStart(2, '0')}-${name}.md`

function readme(fitsm: Told, starter: Told): string {
  return `<!-- Written by npm run story. Do not edit. -->

# A week with the gate

The sample shop on its way to production, and what a release manager reads in the job summary at every turn. An organisation that works by FitSM decides, with the packs [\`policies/fitsm\`](../../policies/fitsm) and [\`policies/slsa\`](../../policies/slsa); at the end, the same week [in a small team](#the-same-week-in-a-small-team) with [\`policies/starter\`](../../policies/starter).

Nothing is canned. A script runs the shop's own build and tests, the actions and the command line from \`dist/\`, against one store with a trust document, sign-in, webhooks and Sigstore bundles; what the actions write into the job summary is what you see, as GitHub shows it. A test runs it again and compares ([below](#how-these-pages-are-made)). The story tells the time of Amsterdam; the summaries say UTC, an hour earlier.

| who | |
|---|---|
| Dave | develops the shop, and starts its pipelines |
| Carla, Chen | change managers |
| Bo, Beth | of the change advisory board |
| Ida, Ivo | incident managers; Ivo works on GitLab |
| Sam | of the security team |

${chapters(fitsm, '')}
### Chapter 11: Replay

Months later an auditor asks whether the shop was rightly let through on ${whenOf(fitsm)}. \`turnpike decision replay\` judges that decision again, from the events, policies and people of then (exit code ${fitsm.replay.code ?? ''}):

\`\`\`text
${fitsm.replay.stdout.trimEnd()}
\`\`\`

## The same week in a small team

No ITSM tool, no roles: Alice and Bob are the change board, Bob and Dave are on call.

${chapters(starter, 'starter/')}
### Chapter 11: Replay

\`\`\`text
${starter.replay.stdout.trimEnd()}
\`\`\`

## How these pages are made

\`npm run story\` runs \`test/story\` and writes this folder; \`test/story/story.test.ts\` runs the same, asserts verdicts, exit codes and findings, and fails where a page is not what the run wrote.

**The clock.** The story takes nine days, its run a minute. Each process of it is started with a clock that the script sets (\`test/story/clock.ts\`), so soaks, schedules, leases and reviews have their real lengths. The bundles are those that ship.

**The forges.** Keys of GitHub and GitLab, the sign-in and a Sigstore are on this machine (\`keysUrl\`, a login provider for development, a trusted root of their own). Claims, tokens, certificates and signatures are real.

**The packs** are taken over as their comments say:

| pack | changed |
|---|---|
${CHANGED.map(([pack, change]) => `| ${pack} | ${change} |`).join('\n')}

Beside them stands one policy of the security team's own: no critical vulnerability by a signed scan, which they may waive.

**Written the same every time:** the store's address (\`https://store.example.org\`), and the ids, and the digests of events, statements and policies, which are numbered in their order. Nothing else is touched.
`
}

function chapters({ pages }: Told, folder: string): string {
  const lines: string[] = []
  pages.forEach((page, index) => {
    if (pages[index - 1]?.chapter !== page.chapter)
      lines.push('', `### Chapter ${page.chapter}: ${CHAPTERS[page.chapter] ?? ''}`, '')
    else lines.push('')
    lines.push(
      `**${page.when}.** ${page.before}`,
      '',
      `→ ${saidOf(page)}: [${page.title}](${folder}${fileOf(page, index)}). ${page.after}`,
    )
  })
  return `${lines.join('\n').trimStart()}\n`
}

const whenOf = ({ pages }: Told) =>
  pages.find(({ chapter, decision }) => chapter === 3 && decision.verdict === 'allow')?.when ?? ''
