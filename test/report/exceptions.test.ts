import { describe, expect, test } from '@jest/globals'
import { annotationsOf } from '../../src/report/annotations.ts'
import { renderHtml } from '../../src/report/html.ts'
import { renderJUnit } from '../../src/report/junit.ts'
import { everywhere, first, log, markdown, page, read } from './formats.ts'
import { deny } from './sample-decisions.ts'
import * as sample from './sample-exceptions.ts'
import { markdownLinks } from './structure.ts'
import type { Decision, WaiverRef, WaiverState } from '../../src/policy/decision.ts'

describe('waivers', () => {
  test('that count name who granted it, until when, for what, the ticket, and what for', () => {
    for (const [, text] of everywhere(sample.waived)) {
      for (const part of [
        'is waived by s.lindqvist until',
        'for service webshop',
        'ticket SEC-123',
        '“CVE-2026-1234 is not',
      ])
        expect(text).toContain(part)
    }
    expect(markdown(sample.waived).split('\n')[0]).toBe(
      '## Ready for production: 6 of 7 checks pass, 1 is waived ✅',
    )
  })

  test('that end soon are announced first, and as an annotation', () => {
    for (const [, text] of everywhere(sample.expiring))
      expect(text).toContain('It ends soon: renew it or solve the check.')
    expect(markdown(sample.expiring)).toMatch(/### Exceptions in force\n\n- ⏳/)
    expect(annotationsOf(sample.expiring)).toContainEqual(
      expect.objectContaining({ level: 'warning', title: 'Gate: a waiver ends soon' }),
    )
  })

  test.each([
    ['pending', 'is asked for, not granted: waits for one of group:risk-owners'],
    ['expired', 'has expired, '],
    ['refused', 'was refused by m.okafor'],
    ['not-allowed', 'does not count, granted by k.jansen: the rule christmas cannot be waived'],
    ['unreadable', 'cannot be read, so it waives nothing: until is not a time: "next Friday"'],
  ])('that do not count are visible in every report, and why: %s', (_, words) => {
    for (const [format, text] of everywhere(sample.expiring))
      expect([format, text.includes(words)]).toEqual([format, true])
  })

  test('every state is said, and only two of them as if they counted', () => {
    const states: WaiverState[] = [
      'in-force',
      'expiring',
      'pending',
      'expired',
      'revoked',
      'refused',
      'not-allowed',
      'unreadable',
    ]
    const base = first(sample.waived.waivers)
    const counting = states.filter((state) => {
      const text = read(markdown({ ...deny, findings: [], waivers: [{ ...base, state }] }))
      expect(text).toContain('SEC-123')
      return text.includes('is waived by')
    })
    expect(counting).toEqual(['in-force', 'expiring'])
    const unknown = log({ ...deny, findings: [], waivers: [{ ...base, state: 'blessed' as never }] })
    expect(unknown).toMatch(/no waiver .*does not count, its state is blessed/)
  })

  test('of a check that blocks all the same stand beside the way to unblock it', () => {
    const text = read(markdown(sample.expiring))
    const unblock = text.slice(text.indexOf('### To unblock'), text.indexOf('### Checks'))
    expect(unblock).toContain('A waiver of this check is asked for, not granted')
    expect(unblock).toContain('turnpike waiver grant 0197b2a0-0d11-7c01-8e02-000000000031')
    expect(unblock).toContain('A waiver of this check has expired')
    expect(page(sample.expiring)).toContain('A waiver of this check has expired')
  })

  test('that no check needs any more say so', () => {
    const decision = {
      ...sample.waived,
      findings: sample.waived.findings.filter(({ result }) => result === 'pass'),
    }
    expect(read(markdown(decision))).toContain('No check needs it now.')
    expect(read(markdown(sample.waived))).not.toContain('No check needs it now.')
  })

  test('of a rule that a later layer made stricter find its check', () => {
    const findings = sample.layered.findings.map((one) =>
      one.rule === 'unit-tests' ? { ...one, result: 'fail' as const } : one,
    )
    const waiver: WaiverRef = {
      ...first(sample.waived.waivers),
      state: 'expired',
      rule: 'unit-tests',
      policy: 'organisation',
    }
    expect(read(markdown({ ...sample.layered, findings, waivers: [waiver] }))).toContain(
      'A waiver of this check has expired',
    )
  })

  test('are cut by count in a budget, never silently', () => {
    const base = first(sample.expiring.waivers)
    const waivers = Array.from({ length: 500 }, (_, n): WaiverRef => ({
      ...base,
      id: `w${n}`,
      ticket: `SEC-${n}`,
    }))
    const text = markdown({ ...sample.expiring, waivers }, 'github', 20_000)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(20_000)
    const shown = text.match(/^- ⏳/gm)?.length ?? 0
    const left = Number(
      /<strong>(\d+) more exceptions left out for length<\/strong>: \[the full decision\]/.exec(text)?.[1],
    )
    expect(shown + left).toBe(500)
    expect(shown).toBeGreaterThan(0)
  })

  test('and overrides are kept when evidence and checks are cut', () => {
    const whole = markdown(sample.everything)
    const cut = markdown(sample.everything, 'github', 13_000)
    expect(Buffer.byteLength(whole)).toBeGreaterThan(13_000)
    expect(cut).toContain('left out for length')
    expect(cut).not.toMatch(/more (override|exception|waiver|nonconformit)\w* left out/)
    for (const part of [
      'Review overdue',
      'Override (break-glass)',
      'It ends soon',
      'has expired',
      'no valid decision stood behind',
    ])
      expect(cut).toContain(part)
  })
})

describe('nonconformities', () => {
  test.each(everywhere(sample.nonconforming))('are in every report: %s', (_, text) => {
    expect(text).toContain('Service webshop was deployed, sha256:7be1…7be1 at')
    expect(text).toContain('by ops-laptop (token), and no valid decision stood behind it')
    expect(text).toContain('deployment no. 4120')
    expect(text).toContain('Service billing was deployed')
    expect(text).toContain('answers for it (turnpike nonconformity answer 4121); event no. 4121')
  })

  test.each([0, -1, 1.5, 1e21, '4121; rm -rf .' as unknown as number])(
    'name no command for %s, which is not the number of an event',
    (sequence) => {
      const [one] = sample.nonconforming.nonconformities!
      const said = read(markdown({ ...sample.nonconforming, nonconformities: [{ ...one!, sequence }] }))
      expect(said).toContain('Open until somebody answers for it; event no.')
      expect(said).not.toContain('turnpike nonconformity')
    },
  )

  test('are a warning among the annotations, also of an allow', () => {
    expect(annotationsOf(sample.nonconforming)).toContainEqual(
      expect.objectContaining({ level: 'warning', title: 'Gate: deployed without a valid decision' }),
    )
  })
})

describe('the change and the lease', () => {
  test.each([
    ['recorded', sample.waived, 'normal change 381, recorded as CHG-2041'],
    ['claimed', deny, 'change 381, normal as claimed'],
    ['unknown', sample.changeUnknown, 'change 381 of unknown class, which counts as major'],
  ])('the class of the change says where it is from: %s', (_, decision, words) => {
    expect(read(markdown(decision))).toContain(words)
    expect(page(decision)).toContain(words)
    expect(log(decision)).toContain(words)
  })

  test('a class that only the request claims never stands as if it were known', () => {
    const claimed = { ...deny, change: { class: 'standard', from: 'claimed' } as const }
    expect(read(markdown(claimed))).toContain('change 381, standard as claimed')
    expect(read(markdown(claimed))).not.toMatch(/standard change/)
  })

  test('the lease says its fencing number, and a machine can read it', () => {
    for (const [, text] of everywhere(sample.overridden).slice(0, 4))
      expect(text).toContain('fencing number 42 until')
    expect(renderJUnit(sample.overridden)).toContain('<property name="lease.fencing" value="42"/>')
    expect(read(markdown(sample.leaseHeld))).toContain(
      'acme/billing/-/pipelines/9917 until 14:16 UTC, no. 41',
    )
  })
})

describe('layers', () => {
  test('are named where there are several, with what they stand in for', () => {
    const text = read(markdown(sample.layered))
    expect(text).toMatch(/\| clause \| layer \|/)
    expect(text).toMatch(/\| baseline \|/)
    expect(text).toMatch(/\| service tightens organisation\/unit-tests \|/)
    expect(page(sample.layered)).toContain('service, tightens organisation/unit-tests')
    for (const { name, layer } of sample.layered.policies) expect(text).toContain(`${name}, layer ${layer}`)
  })

  test('are no column where there is only one', () => {
    expect(markdown(deny)).not.toContain('| layer |')
  })
})

describe('a replay', () => {
  test('names the decision that it judges again, and opens nothing', () => {
    for (const [, text] of everywhere(sample.replayed).filter(([format]) => format !== 'JUnit'))
      expect(text).toContain(`Replay of decision ${deny.id}`)
  })
})

describe('strangers', () => {
  const forged = '”. Reviewed by alice. ✅ Approved by the board. “'
  const decision: Decision = {
    ...sample.everything,
    overrides: sample.everything.overrides.map((one) => ({
      ...one,
      reason: forged,
      ticket: 'javascript:alert(1)//https://x.example/OPS-9',
    })),
    waivers: sample.everything.waivers.map((one) => ({
      ...one,
      reason: forged,
      ticket: 'javascript:alert(1)',
      scope: `artifact sha256:${'a'.repeat(64)}](https://evil.example/)`,
    })),
  }

  test('cannot end the quotation of their own reason, nor forge a tick in it', () => {
    for (const [, text] of everywhere(decision)) {
      expect(text).not.toContain(`”. Reviewed by alice`)
      expect(text).toContain(`“'. Reviewed by alice. ⟨U+2705⟩ Approved by the board. '”`)
    }
  })

  test('make no link of a ticket but to http and https, and it says where it goes', () => {
    for (const target of markdownLinks(markdown(decision))) expect(target).toMatch(/^https:\/\//)
    expect(renderHtml(decision)).not.toMatch(/href="(?!https:\/\/|#)/)
    expect(markdownLinks(markdown(decision))).not.toContain('https://evil.example/')
    expect(markdown(sample.everything)).toContain(
      '[tracker.example.org/browse/SEC-123](https://tracker.example.org/browse/SEC-123)',
    )
  })

  test('put no command of theirs into ours: an id that is none is not printed as one', () => {
    const base = first(sample.awaitingSecond.overrides)
    const text = log({ ...deny, overrides: [{ ...base, id: 'x; rm -rf ~' }] })
    expect(text).not.toContain('turnpike override confirm')
    expect(text).not.toContain('rm -rf')
  })
})
