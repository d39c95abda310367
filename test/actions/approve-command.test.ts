import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { commandIn } from '../../src/actions/approve-command.ts'

const DIGEST = `sha256:${'ab'.repeat(32)}`
const APPROVE = `/turnpike approve production ${DIGEST}`
const APPROVED = { verb: 'approve', environment: 'production', digest: DIGEST, more: 0 }

describe('a command in a comment', () => {
  test.each([
    ['alone', APPROVE, APPROVED],
    ['with a reason', `${APPROVE} tested  on\tstaging`, { ...APPROVED, reason: 'tested on staging' }],
    ['behind other words', `Looks good.\r\n\r\n${APPROVE}\r\n\r\nThanks!`, APPROVED],
    [
      'without a digest',
      '/turnpike reject production CHG-1 is open',
      { verb: 'reject', environment: 'production', reason: 'CHG-1 is open', more: 0 },
    ],
    ['in capitals where it does not matter', APPROVE.replace('ab', 'AB'), APPROVED],
    [
      'with a place that has a slash',
      '/turnpike withdraw europe/west-1',
      { verb: 'withdraw', environment: 'europe/west-1', more: 0 },
    ],
    ['with more of them behind it', `${APPROVE}\n/turnpike reject production`, { ...APPROVED, more: 1 }],
    ['after a fence that was closed', `\`\`\`\ncode\n\`\`\`\n${APPROVE}`, APPROVED],
    ['after a line of inline code', `\`\`\`not a fence\`\`\`\n${APPROVE}`, APPROVED],
    ['after a comment of HTML that was closed', `<!-- a -->\n<!--\nb\n-->\n${APPROVE}`, APPROVED],
    [
      'with a reason that looks like a command',
      `${APPROVE} /turnpike reject production`,
      { ...APPROVED, reason: '/turnpike reject production' },
    ],
  ])('%s', (_, text, command) => {
    expect(commandIn(text)).toEqual(command)
  })

  test.each([
    ['nothing', ''],
    ['a quote', `> ${APPROVE}`],
    ['a quote in a quote', `> > ${APPROVE}`],
    ['a line that does not begin with it', `please ${APPROVE}`],
    ['a line that begins with a space', ` ${APPROVE}`],
    ['indented code', `    ${APPROVE}`],
    ['a list', `- ${APPROVE}`],
    ['fenced code', `\`\`\`\n${APPROVE}\n\`\`\``],
    ['fenced code with a language', `~~~sh\n${APPROVE}\n~~~`],
    ['a fence that is never closed', `\`\`\`\n${APPROVE}`],
    ['a fence that a shorter one does not close', `\`\`\`\`\n\`\`\`\n${APPROVE}\n\`\`\`\``],
    ['a fence that another mark does not close', `\`\`\`\n~~~\n${APPROVE}`],
    ['a fence whose end has words', `\`\`\`\n\`\`\` not the end\n${APPROVE}`],
    ['hidden HTML', `<!--\n${APPROVE}\n-->`],
    ['hidden HTML that is never closed', `x <!-- \n${APPROVE}`],
    ['preformatted HTML', `<pre>\n${APPROVE}\n</pre>`],
    ['a quote in HTML', `<BLOCKQUOTE>\n${APPROVE}\n</BLOCKQUOTE>`],
    ['a fold', `<details><summary>log</summary>\n${APPROVE}\n</details>`],
    ['another word', '/turnpikes approve production'],
    ['another command', `/approve production ${DIGEST}`],
  ])('is not %s', (_, text) => {
    expect(commandIn(text)).toBeUndefined()
  })

  test.each([
    ['nothing behind it', '/turnpike', 'says nothing'],
    ['an unknown word', '/turnpike ship production', '"ship" is not known'],
    ['a word of the prototype', '/turnpike constructor production', '"constructor" is not known'],
    ['words for CDEvents', '/turnpike approved production', '"approved" is not known'],
    ['no environment', '/turnpike approve', 'names no environment'],
    ['a digest in the place of the environment', `/turnpike approve ${DIGEST}`, 'as the environment'],
    ['a short digest', '/turnpike approve production sha256:abab', 'written out in full'],
    ['a digest that is too long', `${APPROVE}0`, 'written out in full'],
    [
      'a digest of another kind',
      `/turnpike approve production sha512:${'a'.repeat(128)}`,
      'written out in full',
    ],
    ['a package URL', '/turnpike approve production pkg:oci/shop@1.2', 'written out in full'],
    ['letters that are not seen', `/turnpike approve prod\u200Buction ${DIGEST}`, 'invisible characters'],
    [
      'letters that turn the line around',
      `/turnpike approve \u202Eproduction ${DIGEST}`,
      'invisible characters',
    ],
    [
      'another line break',
      `/turnpike approve production ${DIGEST}\u2028/turnpike reject production`,
      'invisible characters',
    ],
    ['a space that is none', `/turnpike approve production\u00A0${DIGEST}`, 'invisible characters'],
    ['half of a character', `${APPROVE} \uD800`, 'invisible characters'],
    ['a reason that is too long', `${APPROVE} ${'x'.repeat(1001)}`, 'more than 1000 characters'],
    ['an environment that is too long', `/turnpike approve ${'x'.repeat(257)}`, 'as the environment'],
  ])('with %s says what is wrong', (_, text, said) => {
    expect(() => commandIn(text)).toThrow(said)
  })

  test('is not read out of a comment of more than 64 KiB', () => {
    const bound = 64 * 1024
    expect(commandIn(`${APPROVE}\n${'x'.repeat(bound - APPROVE.length - 1)}`)).toEqual(APPROVED)
    expect(() => commandIn(`${APPROVE}\n${'x'.repeat(bound - APPROVE.length)}`)).toThrow('65536 bytes')
    expect(() => commandIn(`${APPROVE}\n${'é'.repeat(bound / 2)}`)).toThrow('65536 bytes')
  })

  test('is only ever what one line says that begins with it, whatever the comment', () => {
    const piece = fc.constantFrom(
      '```',
      '~~~',
      '> ',
      '<!--',
      '-->',
      '<pre>',
      '</pre>',
      '\n',
      '\r',
      ' ',
      '\t',
      APPROVE,
      '/turnpike reject staging',
      'x',
      '\u2028',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('')
        let command
        try {
          command = commandIn(text)
        } catch {
          return
        }
        const lines = text.split(/\r\n|\n|\r/).filter((line) => /^\/turnpike[ \t]/.test(line))
        if (command === undefined) return
        const said = lines.map((line) =>
          line
            .split(/[ \t]+/)
            .slice(1, 3)
            .join(' '),
        )
        expect(said.some((words) => words === `${command.verb} ${command.environment}`)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
