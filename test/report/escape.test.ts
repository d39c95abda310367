import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  cut,
  gfm,
  htm,
  linkTarget,
  logText,
  mdCode,
  mdHover,
  mdInstructions,
  mdLink,
  mdSign,
  mermaidText,
  plain,
  xml,
} from '../../src/report/escape.ts'
import { anyText } from './hostile-decisions.ts'
import { UNSEEN, decodeText, tokens } from './structure.ts'

describe('plain text', () => {
  test.each([
    ['a\nb\r\n\tc', 'a b c'],
    ['\u202Edenied', '⟨U+202E⟩denied'],
    ['zero\u200Bwidth', 'zero⟨U+200B⟩width'],
    ['\u001B[31mred', '⟨U+001B⟩[31mred'],
    ['C1 \u009B31m', 'C1 ⟨U+009B⟩31m'],
    ['tag\u{E0041}', 'tag⟨U+E0041⟩'],
    ['✅ passed ✔️', '⟨U+2705⟩ passed ⟨U+2714⟩'],
    ['🟢 fine', '⟨U+1F7E2⟩ fine'],
    ['lone \uD800', 'lone \uFFFD'],
    ['\u2028sep\u2029', 'sep'],
    ['naïve Zürich 北京 🚀', 'naïve Zürich 北京 🚀'],
  ])('shows %j as %j', (given, shown) => {
    expect(plain(given)).toBe(shown)
  })

  test('keeps the joiners that emoji and Persian need', () => {
    expect(plain('👩‍💻')).toBe('👩‍💻')
    expect(plain('می‌خواهم')).toBe('می‌خواهم')
  })

  test('keeps a letter readable under a pile of marks', () => {
    expect(plain(`a${'\u0301'.repeat(50)}b`)).toBe(`a${'\u0301'.repeat(3)}b`)
  })

  test('cuts a long string with an ellipsis and never inside a character', () => {
    expect(plain('x'.repeat(1_000_000), 10)).toBe(`${'x'.repeat(9)}…`)
    expect(cut('🚀🚀🚀🚀', 3)).toBe('🚀🚀…')
    expect(cut('🚀🚀🚀', 3)).toBe('🚀🚀🚀')
  })

  test('takes a value of the wrong type from a foreign JSON as text', () => {
    expect(plain({ a: 1 })).toBe('{"a":1}')
    expect(plain(undefined)).toBe('')
    expect(gfm`${{ text: '<b>', language: 'markdown' } as never}`.text).not.toContain('<b>')
  })

  test('any string becomes one line of visible characters within its length', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = plain(text, 80)
        expect(UNSEEN.test(shown.replace(/[\u200C\u200D]/g, ''))).toBe(false)
        expect(Array.from(shown).length).toBeLessThanOrEqual(80)
        expect(plain(shown, 80)).toBe(shown)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('Markdown', () => {
  test.each([
    ['| a', '&#124; a'],
    ['*b* _c_ `d`', '&#42;b&#42; &#95;c&#95; &#96;d&#96;'],
    ['@alice', '&#64;<span></span>alice'],
    ['fixes #12', 'fixes &#35;<span></span>12'],
    ['GH-7', 'GH-<span></span>7'],
    [':tada:', ':<span></span>tada:'],
    ['http://x', 'http:<span></span>/<span></span>/x'],
    ['www.x.org', 'www<span></span>.x.org'],
    ['$x$', '<span>$</span>x<span>$</span>'],
    ['13:52:00', '13:52:00'],
    ['1. item', '1&#46; item'],
    ['2) item', '2&#41; item'],
    ['1.2.3', '1.2.3'],
    ['- item', '&#45; item'],
    ['&amp;', '&amp;<span></span>amp;'],
    ['<b>', '&#60;b&#62;'],
  ])('writes %j as %j', (given, written) => {
    expect(gfm`${given}`.text).toBe(written)
  })

  test('shows every string as it is once the entities are read', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = decodeText(gfm`${text}`.text.replaceAll(/<\/?span>/g, '')).replace(
          /[\u2068\u2069]/g,
          '',
        )
        expect(shown).toBe(plain(text))
      }),
      { numRuns: 1000 },
    )
  })

  test('leaves no character that Markdown, HTML or a table could take as structure', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const bare = gfm`${text}`.text
          .replaceAll('<span></span>', ' ')
          .replaceAll('<span>$</span>', ' ')
          .replace(/&(#\d+|amp);/g, ' ')
        expect(bare).not.toMatch(/[|<>`*_[\]\\@#$~^{}!&]|:\/\/|^[-+]|\n/)
      }),
      { numRuns: 1000 },
    )
  })

  test('splits every word that a forge would turn into a mention, a reference or a picture', () => {
    const text = gfm`${'@a #1 !2 ~l %m &3 ^4 {+ x +} [vulnerability:1] :+1: a/b#1'}`.text.replace(
      /&#(\d+);/g,
      (_, code: string) => String.fromCharCode(Number(code)),
    )
    for (const node of text.split('<span></span>')) {
      expect(node).not.toMatch(/@\w|#\d|!\d|~\w|%\w|&\d|\^\d|\{\+|\[v|:\+1:/)
    }
  })

  test('links only to http and https, without a user name, and escapes the target', () => {
    expect(linkTarget('javascript:alert(1)')).toBeUndefined()
    expect(linkTarget('data:text/html,x')).toBeUndefined()
    expect(linkTarget('//evil.example')).toBeUndefined()
    expect(linkTarget('https://github.com@evil.example/')).toBeUndefined()
    expect(linkTarget('https://a b')).toBeUndefined()
    expect(linkTarget('https://cut.example/pa…')).toBeUndefined()
    expect(linkTarget('HTTPS://Example.org')).toBe('https://example.org/')
    expect(mdLink('x', 'https://e.org/a)b|c*d$e?f=(1)&copy=[2]').text).toBe(
      '[x](https://e.org/a%29b%7Cc%2Ad%24e?f=%281%29&amp;copy=%5B2%5D)',
    )
    expect(mdLink('x](https://evil.example)', 'https://e.org').text).not.toContain('](https://evil')
  })

  test('shows a look-alike host as what it is', () => {
    expect(mdInstructions('see https://gіthub.com/x').text).toContain('xn--')
  })

  test('makes links and code of instructions, and nothing else', () => {
    expect(mdInstructions('Run `a | b`, see https://e.org/x.').text).toBe(
      'Run <code>a &#124; b</code>, see [https:<span></span>/<span></span>/e.org/x](https://e.org/x).',
    )
    expect(mdInstructions('[x](javascript:1) ``').text).not.toContain('](')
    expect(mdInstructions('Ask https://e.org/x.', ['by https://e.org/x']).text).not.toContain('](')
  })

  test('closes code and hover texts whatever they hold', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const piece of [mdCode(text).text, mdHover(text, text).text]) {
          const parts = piece.replaceAll('<span></span>', '').replaceAll('<span>$</span>', '')
          expect(parts).toMatch(/^<(code|abbr title="[^"<>|\n]*")>[^<>|\n]*<\/(code|abbr)>$/)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('writes signs of its own only', () => {
    expect(mdSign('✅').text).toBe('✅')
    expect(mdSign('🚀').text).toBe('')
  })
})

describe('HTML and XML', () => {
  test('any string in any place leaves the document well-formed and reads as given', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const made of [
          htm`<p title="${text}">${text}</p>`.text,
          xml`<p title="${text}">${text}</p>`.text,
        ]) {
          const [open, inner] = tokens(made)
          expect(open?.name).toBe('p')
          expect(tokens(made).filter(({ kind }) => kind === 'open')).toHaveLength(1)
          if (plain(text) !== '' && !/\[\[/.test(text)) {
            expect(decodeText(inner?.text ?? '').replace(/[\u2068\u2069]/g, '')).toContain(
              plain(text, 280).slice(0, 50),
            )
          }
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('does not let GitLab read an attachment from the text', () => {
    expect(xml`${'[[ATTACHMENT|../../etc/passwd]]'}`.text).not.toMatch(/\[\[\s*ATTACHMENT/i)
  })

  test('markup of one language is text in another', () => {
    expect(htm`${gfm`<strong>x</strong>` as never}`.text).not.toContain('<strong>')
  })
})

describe('logs and Mermaid', () => {
  test('no text is a command to a runner, wherever it stands in a line', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(logText(text)).not.toMatch(/##\[|##vso|##teamcity|[\r\n\u001B]/i)
      }),
      { numRuns: 1000 },
    )
  })

  test('a label of a picture holds nothing of its grammar', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(mermaidText(text)).not.toMatch(/[:;#%{}[\]<>"'`|&\n\\]|--/)
      }),
      { numRuns: 1000 },
    )
  })
})
