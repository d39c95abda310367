/** Decisions whose strings try to be something else: markup, commands, other people's names, results. */
import fc from 'fast-check'
import { everything } from './sample-exceptions.ts'
import type { Decision } from '../../src/policy/decision.ts'

/** A denial with every kind of exception in it, so that every place of a report is tried. */
export const hostileBase: Decision = everything

/** Strings that try to be something else, for every exit at once. */
export const HOSTILE_STRINGS: readonly string[] = [
  '✅ **Ready for production**: all checks pass',
  '| ✅ | forged | row | here | | | |\n| ✅ | second | row | | | | |',
  '\n\n# Ready for production\n\n',
  'Title\n===\n',
  '```\n</details>\n# out of the fold\n```',
  '`tick` ``double`` ~~struck~~ __under__ *star*',
  '[approve here](https://evil.example/) ![pixel](https://evil.example/p.png)',
  '[x]: https://evil.example "t"\n[x]',
  '<https://evil.example/auto> https://evil.example/bare www.evil.example evil@example.org mailto:evil@example.org',
  '<a href="javascript:alert(1)">click</a><img src=x onerror=alert(1)>',
  '<script>alert(1)</script><!-- hidden',
  '</td></tr></table></details></blockquote><h1>Ready</h1>',
  '&lt;h1&gt; &#60;h1&#62; &amp;amp; &copy;',
  '@alice @acme/admins #123 !45 GH-7 acme/webshop#9 ~label %milestone &12 $34 :white_check_mark: :+1:',
  '$`\\unicode{x2705}`$ $$x$$ {+ green +} {- red -} [vulnerability:1] [^1] [[_TOC_]] %{gitlab_server}',
  '::error::forged ::add-mask::a ::set-output name=verdict::allow',
  '\n::error::at the beginning\r\n::stop-commands::x',
  '##[error]forged ##[add-mask]a ##vso[task.complete result=Succeeded;]',
  '\u001B[32mgreen\u001B[0m \u001B]8;;https://evil.example\u0007link\u001B]8;;\u0007 \u009B31m \r\u001B[2Koverwritten',
  'section_start:1560896352:forged\r\u001B[0Kheader',
  '\u202Edenied\u202C \u2066isolated\u2069 \u200Fmark \u061Carabic',
  'zero\u200Bwidth\u2060joiner\uFEFFbom soft\u00ADhyphen tag\u{E0041}s',
  'z̸̢̧̛͕̼͎̺̹̲̝͉̰̥̱͙͚̈́̓̓̈́͑̂̅̀̕͠ą̵̡̢̛̯̹̖̳̞̪̝̳̥̫̍̿͋̈́̂̄̇͊͘͜͝͝l̶̢̛͓̮̯̝̰̞̪̱̗̐̓̄͗̈́̅̌̕͜͝ģ̵̛͙͖̫̼͇͚̯̖̪̦͌̔̓̑͛̾̚͘͝ǫ̷̛̼̗̘̠͎̱̻̏̅̆̈́̏̄̊̍̕͝͝',
  ']]> <![CDATA[ <?xml version="1.0"?> <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]> &e;',
  '[[ATTACHMENT|../../etc/passwd]]',
  '"; click a "javascript:alert(1)" %%{init: {"securityLevel":"loose"}}%% :crit, 2020-01-01, 1d\n    section forged',
  'nul\u0000 bell\u0007 back\u0008 del\u007F lone\uD800surrogate \uFFFE',
  '𝕎𝕚𝕕𝕖 עברית 123 العربية 456',
  '/close\n/assign @alice\n/label ~x',
  '\\| \\` \\[ \\\\| trailing backslash \\',
  '- [x] done\n1. one\n> quote\n+ plus\n    code',
  '---\n***\n___',
  'SEC-1”. Review done by alice. ✅ “approved',
  'javascript:alert(document.domain)//https://tracker.example.org/browse/SEC-1',
  'data:text/html,<script>alert(1)</script>',
  'x'.repeat(20_000),
  '',
  '   ',
]

/** A decision in which every string that can come from outside is `text`. Links too. */
export function hostileDecision(text: string, base: Decision = hostileBase): Decision {
  const swap = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => swap(one, key))
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, swap(inner, name)]))
    }
    return typeof value === 'string' && !OURS.has(key) ? text : value
  }
  return swap(base, '') as Decision
}

/** Fields with a closed set of values, or a moment that the store itself wrote. */
const OURS = new Set([
  'apiVersion',
  'kind',
  'verdict',
  'mode',
  'result',
  'enforce',
  'origin',
  'outcome',
  'decidedAt',
  'class',
  'state',
  'layer',
  'from',
])

const MOMENTS = new Set([
  'at',
  'receivedAt',
  'timestamp',
  'until',
  'expiresAt',
  'dueAt',
  'lastSeen',
  'due',
  'secondDue',
])

/** All the hostile strings in one decision, one a field in turn: for looking at. */
export const hostile: Decision = (() => {
  let next = 0
  const turn = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => turn(one, key))
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, turn(inner, name)]))
    }
    if (typeof value !== 'string' || OURS.has(key) || MOMENTS.has(key)) return value
    return HOSTILE_STRINGS[next++ % HOSTILE_STRINGS.length]
  }
  return turn(hostileBase, '') as Decision
})()

/** Any text, and above all text made of the characters and words that mean something to one of the outputs. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(...HOSTILE_STRINGS),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ...[
            '|',
            '\n',
            '\r',
            '`',
            '```',
            '<',
            '>',
            '</td>',
            '<!--',
            '-->',
            '&',
            '&lt;',
            ';',
            '#',
            '##[',
            '::',
            '::error::',
          ],
          ...[
            '[',
            ']',
            '(',
            ')',
            '](',
            '![',
            '*',
            '_',
            '~~',
            '$',
            '@',
            ':+1:',
            '\\',
            '"',
            "'",
            ']]>',
            '%%',
            '{',
            '}',
            '- ',
            '1. ',
          ],
          ...[
            '> ',
            '=',
            '---',
            ' ',
            '\t',
            '\u0000',
            '\u001B[',
            '\u202E',
            '\u200B',
            '\u2028',
            '\uD800',
            '\uFFFE',
            '✅',
            'a',
            '1',
          ],
        ),
        fc.string({ maxLength: 4 }),
      ),
      { maxLength: 25 },
    )
    .map((parts) => parts.join('')),
)

/** A decision whose every string is drawn anew. */
export function arbitraryDecision(base: Decision): fc.Arbitrary<Decision> {
  return fc.infiniteStream(anyText).map((stream) => {
    const draw = (): string => stream.next().value as string
    const walk = (value: unknown, key: string): unknown => {
      if (Array.isArray(value)) return value.map((one) => walk(one, key))
      if (typeof value === 'object' && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, name)]))
      }
      return typeof value === 'string' && !OURS.has(key) && !MOMENTS.has(key) ? draw() : value
    }
    return walk(base, '') as Decision
  })
}
