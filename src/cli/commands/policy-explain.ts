import { parseJson } from '../../cdevents/parse.ts'
import { EXIT, TurnpikeError } from '../../errors.ts'
import { explainPolicies } from '../../policy/explain/explain.ts'
import type { Explained, Place } from '../../policy/explain/explain.ts'
import { explanationLines } from '../../policy/explain/text.ts'
import { loadPolicy } from '../../policy/load.ts'
import type { Policy } from '../../policy/policy.ts'
import type { Args, Terminal } from '../command.ts'
import { connect } from '../connection.ts'
import { given } from '../given.ts'
import { problemLine, readTextFile } from '../text-file.ts'

/** `turnpike policy explain`: from files, or what a store has in force. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  if (args.on('yaml') && terminal.json) throw new TurnpikeError('USAGE', 'give --yaml or --json, not both')
  const place: Place = given({ environment: args.text('environment'), service: args.text('service') })
  if (args.positionals.length === 0) return ofStore(place, args, terminal)
  if (args.text('store') !== undefined)
    throw new TurnpikeError('USAGE', 'give policy files or --store, not both')
  return ofFiles(place, args, terminal)
}

async function ofFiles(place: Place, args: Args, terminal: Terminal): Promise<number> {
  const policies: Policy[] = []
  for (const file of args.positionals) {
    const loaded = await loadPolicy(readTextFile(file), { name: file, origin: 'store' })
    if ('policy' in loaded) policies.push(loaded.policy)
    else
      for (const problem of loaded.problems)
        terminal.note(problemLine(file, problem, { ...terminal, colour: terminal.noteColour }))
  }
  if (policies.length < args.positionals.length) return EXIT.usage
  if (!args.on('yaml')) return show(explainPolicies(policies, place), terminal)
  const { mergedYaml } = await import('../../policy/explain/yaml.ts')
  const merged = await mergedYaml(policies, place)
  if ('problem' in merged) throw new TurnpikeError('USAGE', merged.problem)
  await terminal.write(merged.text)
  return EXIT.allow
}

async function ofStore(place: Place, args: Args, terminal: Terminal): Promise<number> {
  if (place.environment === undefined)
    throw new TurnpikeError('USAGE', 'of which environment? Give --environment NAME, or policy files')
  const store = await connect(args, terminal)
  try {
    const query = new URLSearchParams(place as Record<string, string>)
    const path = `v1/policies/merged?${query.toString()}`
    const asked = store.text(path, args.on('yaml') ? 'application/yaml' : 'application/json')
    const text = await terminal.during(`asking ${store.name}`, asked)
    if (!args.on('yaml')) return show(readExplained(text, store.name), terminal)
    await terminal.write(text)
    return EXIT.allow
  } finally {
    await store.close()
  }
}

/** @throws TurnpikeError STORE_ANSWER */
function readExplained(text: string, store: string): Explained {
  const value = parseJson(text) as Partial<Explained> | null
  if (Array.isArray(value?.layers) && Array.isArray(value.rules) && Array.isArray(value.exceptions))
    return value as Explained
  throw new TurnpikeError('STORE_ANSWER', `${store} answered with something else than an explanation`)
}

/** Exit 2 when every answer would be an error. */
function show(explained: Explained, terminal: Terminal): number {
  if (terminal.json) terminal.print(JSON.stringify(explained))
  else for (const line of explanationLines(explained, terminal.colour)) terminal.print(line)
  return explained.problems.length === 0 ? EXIT.allow : EXIT.usage
}
