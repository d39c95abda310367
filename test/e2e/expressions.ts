/** `${{ … }}` as the runner evaluates it, by GitHub's own `@actions/expressions`. */
import { data, Evaluator, Lexer, Parser } from '@actions/expressions'

/** What a default in an `action.yml` may use (actions/runner, `action_yaml.json`, `input-default-context`). */
export const DEFAULT_CONTEXTS = ['github', 'strategy', 'matrix', 'job', 'runner']
/** What a step's `with:` may use. */
export const STEP_CONTEXTS = [...DEFAULT_CONTEXTS, 'steps', 'env', 'needs', 'vars', 'inputs', 'secrets']

/**
 * A value with its expressions replaced.
 * @throws an ExpressionError for a context that is not allowed in this place
 */
export function evaluate(
  template: string,
  contexts: Record<string, unknown>,
  allowed: readonly string[],
): string {
  const dictionary = JSON.parse(
    JSON.stringify(Object.fromEntries(allowed.map((name) => [name, contexts[name] ?? null]))),
    data.reviver,
  ) as data.Dictionary
  return template.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const tree = new Parser(new Lexer(expression.trim()).lex().tokens, [...allowed], []).parse()
    return new Evaluator(tree, dictionary).evaluate().coerceString()
  })
}
