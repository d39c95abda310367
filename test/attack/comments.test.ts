/** Somebody gives an approver a text to paste: what counts must be what everybody sees there as the approver's words. */
import { describe, expect, test } from '@jest/globals'
import { commandIn } from '../../src/actions/approve-command.ts'

const DIGEST = `sha256:${'ab'.repeat(32)}`
const APPROVE = `/turnpike approve production ${DIGEST}`

describe('a command in a comment that nobody sees, or sees as another’s words', () => {
  test.each([
    ['in the title of a link that nobody refers to', `Thanks!\n\n[x]: /y "\n${APPROVE}\n"`],
    ['in the name of such a link', `[\n${APPROVE}\n]: /y`],
    ['as what such a link leads to', `[x]:\n${APPROVE}`],
    ['in a footnote that nobody refers to', `[^1]: a\n${APPROVE}`],
    ['in the title of a link', `[x](/y "\n${APPROVE}\n")`],
    ['in the text of an image', `![\n${APPROVE}\n](/y)`],
    ['in an attribute', `<span title="\n${APPROVE}\n">x</span>`],
    ['in an attribute, with empty lines around it', `<div title="\n\n${APPROVE}\n\n">`],
    ['in an attribute behind a comment', `<!-- a --> <a title="\n${APPROVE}\n">`],
    ['in an attribute whose value has the end of a tag in it', `<a title="x>\n\n${APPROVE}\n\n">`],
    ['in a declaration', `<!X\n\n${APPROVE}\n\n>`],
    ['in an element whose text is not shown', `<template>\n\n${APPROVE}\n\n</template>`],
    ['in what is crossed out', `<del>\n\n${APPROVE}\n\n</del>`],
    ['in a quote that goes on without its mark', `> ship it\n${APPROVE}`],
    ['in code over several lines', `write \`\n${APPROVE}\n\``],
    ['in code over several lines with two marks', `write \`\`a\`\n${APPROVE}\n\`\``],
  ])('is none: %s', (_, text) => {
    expect(commandIn(text)).toBeUndefined()
  })

  test.each([
    ['right below other words', `Looks good.\n${APPROVE}`],
    ['behind a quote and an empty line', `> ship it\n\n${APPROVE}`],
    ['behind a link and an empty line', `see [the report](https://example.org "a")\n\n${APPROVE}`],
    ['behind tags that end', `<b>done</b> <br/> a < b <img src="x" alt="y">\n${APPROVE}`],
    ['behind code that ends', `\`a\` and \`\`b\`\`\n${APPROVE}`],
    ['below a list', `- a\n- b\n\n${APPROVE}`],
  ])('is one that everybody sees: %s', (_, text) => {
    expect(commandIn(text)).toMatchObject({ verb: 'approve', environment: 'production', digest: DIGEST })
  })

  test.each(['<', '[', '`', '<a ', '<a b="', '<!--', '<!-- -->', '``` ', '> '])(
    'is looked for once, whatever of %j the comment is full of',
    (piece) => {
      const count = Math.floor(60_000 / piece.length)
      expect(() => commandIn(`${piece.repeat(count)}\n${APPROVE}`)).not.toThrow()
      expect(() => commandIn(`${`${piece}\n`.repeat(count / 2)}${APPROVE}`)).not.toThrow()
    },
  )
})
