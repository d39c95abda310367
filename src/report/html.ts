import { html } from './escape.ts'
import { resultWord, summarySentence, verdictWords } from './words.ts'
import type { Decision } from '../policy/decision.ts'

export function renderHtml(decision: Decision): string {
  return html`<!doctype html><meta charset="utf-8" /><title>Decision</title>
    <h1>${verdictWords(decision)} ${decision.request.environment}: ${summarySentence(decision)}</h1>
    <table>
      ${decision.findings.map(
        (f) =>
          html`<tr>
            <td>${resultWord(f).word}</td>
            <td>${f.title}</td>
            <td>${f.found}</td>
          </tr>`,
      )}
    </table>`.text
}
