/** How the HTML page looks: one style sheet and the marks of the results. Constants; nothing of a decision comes in here. */
import { htm } from './escape.ts'
import type { Html } from './escape.ts'

/** Small pictures for results, each with a shape of its own, so that colour is never alone. */
export const ICONS: Html = htm`<svg width="0" height="0" class="symbols" aria-hidden="true"><defs>
<symbol id="m-pass" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7.5" fill="currentColor"/><path d="M4.4 8.3l2.4 2.4 4.8-5" fill="none" class="cut" stroke-width="1.9"/></symbol>
<symbol id="m-fail" viewBox="0 0 16 16"><path d="M5 .5h6L15.5 5v6L11 15.500H5L.5 11V5z" fill="currentColor"/><path d="M5.4 5.400l5.2 5.200m0-5.200l-5.2 5.2" fill="none" class="cut" stroke-width="1.9"/></symbol>
<symbol id="m-wait" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M8 4.200V8l2.6 1.7" fill="none" stroke="currentColor" stroke-width="1.7"/></symbol>
<symbol id="m-error" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7.5" fill="currentColor"/><path d="M8 3.6v5m0 1.7v2" fill="none" class="cut" stroke-width="2.1"/></symbol>
<symbol id="m-warn" viewBox="0 0 16 16"><path d="M8 1l7.5 14H.5z" fill="currentColor"/><path d="M8 6v4.500m0 1.400v1.7" fill="none" class="cut" stroke-width="1.7"/></symbol>
<symbol id="m-off" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.5 2"/></symbol>
</defs></svg>`

export const STYLE: Html = htm`
:root {
  color-scheme: light dark;
  --page: #f4f5f7; --card: #ffffff; --ink: #1c2128; --quiet: #57606a; --line: #d5dbe1; --link: #0a58ca;
  --pass: #14692f; --pass-soft: #e2f6e7; --fail: #b01224; --fail-soft: #feeceb; --wait: #7a4d00; --wait-soft: #fdf3d1;
  --error: #6a36b5; --error-soft: #f2ebfd; --warn: #93400a; --warn-soft: #fdeee0; --off: #57606a; --off-soft: #e9edf1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1116; --card: #171b22; --ink: #e6eaf0; --quiet: #a0a9b4; --line: #323942; --link: #6cb0ff;
    --pass: #5fd07c; --pass-soft: #12281a; --fail: #ff8a80; --fail-soft: #331618; --wait: #e5b84f; --wait-soft: #2b2411;
    --error: #cfa8ff; --error-soft: #271d38; --warn: #ffab66; --warn-soft: #2e1f11; --off: #a0a9b4; --off-soft: #232930;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; overflow-wrap: anywhere; }
.symbols { position: absolute; }
main { max-width: 66rem; margin: 0 auto; padding: 1.5rem 1rem 0; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
code { font: 0.9em ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; background: var(--off-soft); padding: 0.1em 0.35em; border-radius: 4px; }
time[title], code[title] { text-decoration: underline dotted; text-decoration-color: var(--quiet); text-underline-offset: 3px; }
.quiet { color: var(--quiet); }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 0.75rem; }
h3 { font-size: 1rem; line-height: 1.4; margin: 0; }
p { margin: 0.25rem 0; }
section, details { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.25rem; margin: 1rem 0; }
.pass { --tone: var(--pass); --soft: var(--pass-soft); }
.fail { --tone: var(--fail); --soft: var(--fail-soft); }
.wait { --tone: var(--wait); --soft: var(--wait-soft); }
.error { --tone: var(--error); --soft: var(--error-soft); }
.warn { --tone: var(--warn); --soft: var(--warn-soft); }
.off { --tone: var(--off); --soft: var(--off-soft); }
.verdict { background: var(--soft); border: 1px solid var(--line); border-left: 10px solid var(--tone); border-radius: 10px; padding: 1.4rem 1.5rem; }
.verdict .kicker { margin: 0; font-size: 0.85rem; letter-spacing: 0.06em; text-transform: uppercase; color: var(--quiet); }
.verdict h1 { margin: 0.1rem 0 0; font-size: clamp(1.6rem, 4.5vw, 2.3rem); line-height: 1.15; color: var(--tone); }
.verdict .lead { margin: 0.4rem 0 0; font-size: 1.15rem; }
.verdict .mode { margin: 0.7rem 0 0; padding: 0.5rem 0.8rem; border: 2px dashed var(--tone); border-radius: 6px; }
.facts { display: flex; flex-wrap: wrap; gap: 0.7rem 2rem; margin: 1.1rem 0 0; }
.facts dt, .record dt { font-size: 0.8rem; color: var(--quiet); }
.facts dd, .record dd { margin: 0; }
.blockers { list-style: none; counter-reset: blocker; margin: 0; padding: 0; }
.blockers li { counter-increment: blocker; position: relative; padding: 0.85rem 0 0.85rem 3rem; border-top: 1px solid var(--line); break-inside: avoid; }
.blockers li:first-child { border-top: 0; padding-top: 0.2rem; }
.blockers li:last-child { padding-bottom: 0.2rem; }
.blockers li::before { content: counter(blocker); position: absolute; left: 0; width: 2rem; height: 2rem; border-radius: 50%; background: var(--soft); color: var(--tone); border: 2px solid var(--tone); font-weight: 700; display: grid; place-items: center; line-height: 1; }
.blockers li.brief { padding-top: 0.4rem; padding-bottom: 0.4rem; min-height: 3rem; }
.blockers .next { border-left: 3px solid var(--tone); padding-left: 0.75rem; margin-top: 0.5rem; }
.ask { display: block; }
time { white-space: nowrap; }
.tag { display: inline-flex; align-items: center; gap: 0.35em; background: var(--soft); color: var(--tone); border-radius: 99px; padding: 0.1em 0.65em 0.1em 0.4em; font-size: 0.85rem; font-weight: 600; white-space: nowrap; }
.mark { width: 1em; height: 1em; flex: none; }
.cut { stroke: var(--card); }
.strip { display: flex; gap: 3px; margin: 0 0 0.5rem; }
.strip i { flex: 1; height: 10px; border-radius: 3px; background: var(--tone); }
.strip .off { background: repeating-linear-gradient(135deg, var(--line) 0 4px, transparent 4px 8px); }
.strip .wait, .strip .warn { background: repeating-linear-gradient(135deg, var(--tone) 0 5px, var(--soft) 5px 8px); }
table { width: 100%; border-collapse: collapse; font-size: 0.95rem; margin-top: 0.75rem; }
th, td { text-align: left; vertical-align: top; padding: 0.55rem 0.7rem; border-top: 1px solid var(--line); }
thead th { border-top: 0; font-size: 0.8rem; font-weight: 600; color: var(--quiet); }
tbody th { font-weight: 600; min-width: 9rem; overflow-wrap: break-word; }
tbody td { min-width: 4.5rem; }
.checks td[data-label="Required"], .checks td[data-label="Found"] { min-width: 9rem; }
.checks td[data-label="By"] { min-width: 8rem; }
.checks td[data-label="Clause"] { min-width: 9.4rem; }
tr.fail > th, tr.error > th { box-shadow: inset 4px 0 0 var(--tone); }
tr.fail, tr.error { background: color-mix(in srgb, var(--soft) 55%, transparent); }
.layer { font-weight: 400; font-size: 0.85rem; overflow-wrap: anywhere; }
tr.member > th { padding-left: 1.8rem; font-weight: 400; }
tr { break-inside: avoid; }
.exceptions { border-left: 6px solid var(--warn); }
.loud { border-left: 6px solid var(--fail); }
.signed { list-style: none; padding: 0; }
.signed li { display: flex; gap: 0.6rem; align-items: baseline; margin: 0.45rem 0; }
.signed .mark { color: var(--tone); width: 1.05em; height: 1.05em; transform: translateY(0.15em); }
.note { color: var(--quiet); font-size: 0.92rem; padding-left: calc(0.75rem + 3px); }
.notices { border-left: 6px solid var(--link); }
ul { margin: 0.3rem 0; padding-left: 1.2rem; }
li { margin: 0.2rem 0; }
details { padding: 0; }
summary { cursor: pointer; padding: 0.85rem 1.25rem; font-weight: 600; }
details > :not(summary) { margin-left: 1.25rem; margin-right: 1.25rem; }
details > table { width: calc(100% - 2.5rem); margin-bottom: 1rem; }
.record { display: grid; gap: 0.6rem; padding-bottom: 1.1rem; margin-top: 0; }
.timeline svg { display: block; width: 100%; max-width: 46rem; }
.timeline text { fill: var(--ink); font: 14px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
.timeline .strong { font-weight: 600; }
.timeline .gap { font-style: italic; }
.timeline .small { font-size: 12.5px; fill: var(--quiet); }
.timeline .rail { stroke: var(--line); stroke-width: 3; }
.timeline .ahead { stroke: var(--tone); stroke-width: 3; stroke-dasharray: 2 6; stroke-linecap: round; }
.timeline .dot { fill: var(--tone); stroke: var(--card); stroke-width: 2; }
.timeline .open { fill: var(--card); stroke: var(--tone); stroke-width: 2.5; }
.timeline .stroke { fill: none; stroke: var(--card); stroke-width: 1.8; }
.timeline .now { fill: var(--tone); font-weight: 700; }
.timeline details { border: 0; margin: 0.5rem 0 0; }
.timeline summary { padding: 0.3rem 0; font-weight: 400; color: var(--quiet); }
.timeline details > :not(summary) { margin-left: 0; margin-right: 0; width: 100%; }
figure { margin: 0; }
footer { max-width: 66rem; margin: 0 auto; padding: 0.5rem 1.25rem 2rem; font-size: 0.85rem; color: var(--quiet); }
@media screen and (max-width: 64rem) {
  body { overflow-wrap: break-word; }
  table { font-size: 0.85rem; }
  th, td { padding: 0.45rem 0.5rem; }
  tbody th, tbody td, .checks td[data-label] { min-width: 0; }
  code, td { overflow-wrap: anywhere; }
  .checks td, .checks td .quiet { overflow-wrap: break-word; }
}
@media screen and (max-width: 46rem) {
  main { padding: 0.75rem 0.6rem 0; }
  section { padding: 0.9rem; }
  .verdict { padding: 1.1rem; border-left-width: 7px; }
  .facts { gap: 0.5rem 1.4rem; }
  .blockers li { padding-left: 2.5rem; }
  .blockers li::before { width: 1.7rem; height: 1.7rem; }
  table.cards, .cards tbody, .cards tr, .cards th, .cards td { display: block; }
  .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .cards tr { border-top: 1px solid var(--line); padding: 0.6rem 0 0.6rem 0.6rem; }
  .cards tr.fail, .cards tr.error { box-shadow: inset 4px 0 0 var(--tone); }
  tr.fail > th, tr.error > th { box-shadow: none; }
  .cards th, .cards td { border: 0; padding: 0.12rem 0; }
  .layer { font-weight: 400; font-size: 0.85rem; overflow-wrap: anywhere; }
tr.member > th { padding-left: 0; }
  .cards td:empty { display: none; }
  .cards td { display: grid; grid-template-columns: 5.6rem minmax(0, 1fr); }
  .cards td::before { content: attr(data-label); font-size: 0.8rem; line-height: 1.9; color: var(--quiet); }
  details > table { width: calc(100% - 2rem); }
  details > :not(summary) { margin-left: 1rem; margin-right: 1rem; }
  summary { padding: 0.8rem 1rem; }
}
@media print {
  @page { margin: 14mm; }
  :root { --page: #ffffff; }
  body { font-size: 10pt; overflow-wrap: break-word; }
  table, .checks td, tbody td, tbody th { min-width: 0; font-size: 8.5pt; }
  .checks td[data-label] { min-width: 0; }
  th, td { padding: 0.35rem 0.4rem; }
  details td, code { overflow-wrap: anywhere; }
  .timeline > details { display: none; }
  main { max-width: none; padding: 0; }
  section, details, .verdict { border-radius: 0; }
  .verdict, .tag, .strip i, tr, .timeline svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .blockers .next a::after { content: none; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  .timeline figure { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`
