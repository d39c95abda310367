import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parse, parseAllDocuments } from 'yaml'
import { COMMANDS } from '../../src/cli/table/commands.ts'
import { inputsOf, jobOf, jobsOf, NAMES, ROOT, textOf, type Name } from './templates.ts'

const ACTIONS: Record<Name, string> = {
  track: 'action.yml',
  emit: 'actions/emit/action.yml',
  evidence: 'actions/evidence/action.yml',
  gate: 'actions/gate/action.yml',
  deploy: 'actions/deploy/action.yml',
  approve: 'actions/approve/action.yml',
}

/** Inputs that only a forge's own nature explains. Everything else has the same name on both. */
const ONLY_GITHUB: Record<Name, string[]> = {
  // GitLab has no results of earlier jobs inside a job; CI_JOB_STATUS and CI_JOB_ID are there without inputs; a hook in
  // a user's job has no way to make it fail, and must not have one.
  // Reports are read by Node, which a user's image need not have: the component evidence does that. A fork's merge request
  // runs in the fork's own project, with an identity.
  track: [
    ...['junit', 'tap', 'sarif', 'sbom', 'attestation', 'coverage'],
    ...['pipeline-finished', 'fail-on-error', 'spool', 'job-status', 'check-run-id', 'matrix'],
  ],
  emit: ['spool', 'from-fork', 'check-run-id', 'matrix'],
  // A job of GitLab has no annotations on lines.
  evidence: ['annotate', 'spool', 'check-run-id', 'matrix'],
  // The reports are always written and published; a merge request is known without a token.
  gate: ['github-token', 'html', 'json', 'junit', 'check-run-id', 'matrix'],
  // The address is GitLab's own (environment:url); a shell signs nothing.
  deploy: [
    ...['github-token', 'html', 'json', 'junit', 'environment-url', 'sign'],
    ...['job-status', 'check-run-id', 'matrix'],
  ],
  approve: ['check-run-id', 'matrix'],
}
const ONLY_GITLAB: Record<Name, string[]> = {
  track: ['job-name'],
  emit: ['stage', 'job-name', 'image', 'when', 'cli', 'cli-url', 'cli-sha256'],
  evidence: ['stage', 'job-name', 'image', 'when', 'cli', 'cli-url', 'cli-sha256'],
  // GitHub has a summary of the job instead.
  gate: ['note-token', 'stage', 'job-name', 'image', 'cli', 'cli-url', 'cli-sha256'],
  deploy: ['note-token', 'stage', 'job-name', 'deploy-job-name', 'image', 'cli', 'cli-url', 'cli-sha256'],
  approve: ['stage', 'job-name', 'when', 'image', 'cli', 'cli-url', 'cli-sha256'],
}

/** Pasted where GitLab wants a word of its own, not a text. */
const WORDS = ['stage', 'job-name', 'deploy-job-name', 'image', 'when']

describe.each(NAMES)('the template %s', (name) => {
  test('is YAML without problems, in two documents', () => {
    const documents = parseAllDocuments(textOf(name), { strict: true })
    expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([])
    expect(documents).toHaveLength(2)
  })

  test('has the same inputs as its action', () => {
    const action = parse(readFileSync(resolve(ROOT, ACTIONS[name]), 'utf8')) as {
      inputs: Record<string, unknown>
    }
    const github = Object.keys(action.inputs).filter((input) => !ONLY_GITHUB[name].includes(input))
    const gitlab = Object.keys(inputsOf(name)).filter((input) => !ONLY_GITLAB[name].includes(input))
    expect(gitlab.sort()).toEqual(github.sort())
    // An exception that is no longer one must go.
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(ONLY_GITHUB[name]))
    expect(Object.keys(inputsOf(name))).toEqual(expect.arrayContaining(ONLY_GITLAB[name]))
  })

  test('describes every input', () => {
    for (const input of Object.values(inputsOf(name))) expect(input.description).toMatch(/^[A-Za-z].+\.$/)
  })

  test('has one job (deploy: two), and no keyword that would change the jobs of others', () => {
    const jobs = jobsOf(name)
    expect(Object.keys(jobs)).toHaveLength(name === 'deploy' ? 2 : 1)
    for (const word of ['default', 'stages', 'workflow', 'include', 'variables', 'image'])
      expect(jobs).not.toHaveProperty(word)
  })

  test('names no host', () => {
    expect(textOf(name).replace(/#.*$/gm, '')).not.toMatch(/https?:\/\/(?!127\.0\.0\.1|localhost|\*)[a-z]/)
  })

  test('pastes inputs into variables only, never into a script', () => {
    const body = textOf(name).split('\n---\n')[1] ?? ''
    const places = body
      .split('\n')
      .flatMap((line, index, lines) => (line.includes('$[[') ? [[lines[index - 1] ?? '', line]] : []))
    for (const [before, line] of places) {
      const word = new RegExp(
        `^(  (stage|image|when): "?|")\\$\\[\\[ inputs\\.(${WORDS.join('|')}) \\]\\]"?:?$`,
      ).test(line ?? '')
      const variable =
        /^ {4}TURNPIKE_\w+: \|-$/.test(before ?? '') && /^ {6}\$\[\[ inputs\.[\w-]+ \]\]$/.test(line ?? '')
      const audience = before === '      aud: |-' && line === '        $[[ inputs.store ]]'
      const place =
        /^( {4}name|  resource_group): \|-$/.test(before ?? '') &&
        /^ {4,6}\$\[\[ inputs\.environment \]\]$/.test(line ?? '')
      const needed = line === '  needs: ["$[[ inputs.job-name ]]"]'
      expect({ line, ok: word || variable || audience || place || needed }).toEqual({ line, ok: true })
    }
    const pasted = places.flatMap(([, line]) => /inputs\.([\w-]+)/.exec(line ?? '')?.[1] ?? [])
    // The store is pasted twice in each job: whom events go to, and whom the token is for. Both jobs of deploy know
    // where to, with what, and how each other is called.
    const again =
      name === 'deploy'
        ? ['environment', 'environment', 'environment', 'environment', 'service', 'mode', 'token', 'job-name']
        : []
    const stores = name === 'deploy' ? ['store', 'store', 'store'] : ['store']
    expect(pasted.sort()).toEqual([...Object.keys(inputsOf(name)), ...stores, ...again].sort())
  })

  test('lets no text that GitLab accepts for an input become anything but the value of its variable', () => {
    const inputs = Object.entries(inputsOf(name)).filter(
      ([input, { regex }]) => !WORDS.includes(input) && regex?.startsWith('^[^\\r\\n') === true,
    )
    expect(inputs.length).toBeGreaterThan(1)
    const hostile = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'\'"`$\\{}[]:#-&*!|>%@, \tabc;()') }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '"; exit 0; "',
        "'",
        '# x',
        ': y',
        '- z',
        '*a',
        '!!js',
        '$(id)',
        '| tee',
        '\u2028x',
        '\u0085x',
      ),
    )
    fc.assert(
      fc.property(fc.constantFrom(...inputs), hostile, ([input, { regex }], text) => {
        fc.pre(
          new RegExp(regex ?? '').test(text) &&
            text.trim() === text &&
            !/[\p{Cc}\u2028\u2029\uFEFF]/u.test(text),
        )
        const [job, ...others] = Object.values(jobsOf(name, { [input]: text }))
        const [plain, ...plainOthers] = Object.values(jobsOf(name))
        if (job === undefined || plain === undefined) throw new Error(`${name} has no job`)
        const changed = Object.keys(job.variables).filter(
          (key) => job.variables[key] !== plain.variables[key],
        )
        const wanted = Object.keys(job.variables).find((key) =>
          key.endsWith(`_${input.toUpperCase().replaceAll('-', '_')}`),
        )
        expect(changed.every((key) => key === wanted)).toBe(true)
        expect(job.variables[wanted ?? '']).toBe(text)
        const rest = {
          variables: null,
          ...(input === 'store' ? { id_tokens: null } : {}),
          ...(input === 'environment' ? { environment: null, resource_group: null } : {}),
        }
        expect({ ...job, ...rest }).toEqual({ ...plain, ...rest })
        for (const [index, other] of others.entries()) {
          expect({ ...other, ...rest }).toEqual({ ...plainOthers[index], ...rest })
          const texts = Object.values(other.variables).filter(
            (value, at) => value !== Object.values(plainOthers[index]?.variables ?? {})[at],
          )
          expect(texts.every((value) => value === text)).toBe(true)
          if (input === 'environment')
            expect([other.environment, other.resource_group]).toEqual([{ name: text }, text])
        }
        if (input === 'store') expect(job.id_tokens).toEqual({ TURNPIKE_ID_TOKEN: { aud: text } })
      }),
      { numRuns: 150 },
    )
  })

  test('asks GitLab for a token for the store it is given, the variable by default', () => {
    expect(jobOf(name).id_tokens).toEqual({ TURNPIKE_ID_TOKEN: { aud: '$TURNPIKE_STORE' } })
    const store = 'https://store.example.org/o/acme'
    expect(jobOf(name, { store }).id_tokens).toEqual({ TURNPIKE_ID_TOKEN: { aud: store } })
  })

  test('takes no line break, which would end the variable, and no token that is not the name of a variable', () => {
    for (const [input, { regex, options, type }] of Object.entries(inputsOf(name))) {
      if (WORDS.includes(input) && input !== 'job-name') continue
      if (options !== undefined || type === 'boolean' || input === 'job-name') continue
      for (const end of ['\n', '\r', '\u0085', '\u2028', '\u2029'])
        expect(new RegExp(regex ?? '').test(`a${end}script: [evil]`)).toBe(false)
    }
    const token = new RegExp(inputsOf(name)['token']?.regex ?? '')
    expect([token.test('$TURNPIKE_TOKEN'), token.test('s3cret'), token.test('$A; id')]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe.each(['emit', 'evidence', 'gate', 'deploy', 'approve'] as const)('the job of %s', (name) => {
  test('calls the CLI with options that the CLI has, every one of them quoted', () => {
    const script = (jobOf(name).script ?? []).join('\n')
    const call = /node "\$turnpike" [\s\S]*$/.exec(script)?.[0] ?? ''
    const command = COMMANDS.find((one) => one.name === (name === 'deploy' ? 'deploy start' : name))
    const options = [...call.matchAll(/--([a-z-]+)/g)].map(([, option]) => option)
    expect(options.length).toBeGreaterThan(8)
    for (const option of options) expect(command?.options.map((one) => one.name)).toContain(option)
    expect(call.match(/--[a-z-]+[ =](?!"\$|turnpike-gate\/)\S*/g)).toBeNull()
  })

  test('hands every input on', () => {
    const script = (jobOf(name).script ?? []).join('\n')
    for (const variable of Object.keys(jobOf(name).variables).filter((one) => one.startsWith('TURNPIKE_')))
      expect(script).toContain(`$${variable}`)
  })
})

describe('the gate', () => {
  test('publishes its reports and the page, also when it stays closed', () => {
    const { artifacts, allow_failure } = jobOf('gate')
    expect(artifacts).toEqual({
      when: 'always',
      expose_as: 'Turnpike decision',
      paths: ['turnpike-gate/'],
      reports: {
        junit: 'turnpike-gate/junit.xml',
        annotations: 'turnpike-gate/annotations.json',
        dotenv: 'turnpike-gate/decision.env',
      },
    })
    expect(allow_failure).toBe(false)
  })

  test('fetches the CLI in the same way as emit, but for what a failure means', () => {
    const fetchOf = (name: Name) => (jobOf(name).script ?? [])[0]?.replace(/ \|\| (exit 5|turnpike=)\n/, '\n')
    expect(fetchOf('gate')).toBe(fetchOf('emit'))
    for (const name of ['deploy', 'approve'] as const)
      expect((jobOf(name).script ?? [])[0]).toBe((jobOf('gate').script ?? [])[0])
    expect(fetchOf('evidence')).toBe(fetchOf('emit'))
  })
})
