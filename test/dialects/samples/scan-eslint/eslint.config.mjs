// The formatter reads the words of a rule from `meta.docs`; these are ESLint's own.
export default [
  { files: ['**/*.js'], rules: { eqeqeq: 'error', 'no-var': 'warn', 'no-debugger': 'error' } },
]
