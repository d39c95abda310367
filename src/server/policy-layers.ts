/** Layers where policies come into force: what would loosen an earlier layer stays out, with the place in its text. */
import type { Problem } from '../errors.ts'
import { loosenings } from '../policy/layers/check.ts'
import { located } from '../policy/layers/merge.ts'
import { loadPolicy, type Loaded } from '../policy/load.ts'
import type { Policy } from '../policy/policy.ts'
import type { PolicyTrouble } from './policies.ts'
import { readPolicyFiles, type PolicyFile } from './policy-files.ts'

/** A file that loads. */
export interface Coming {
  file: string
  policy: Policy
}

export interface Read {
  /** What may come into force, all of it together. */
  coming: Coming[]
  troubles: PolicyTrouble[]
  /** Every name that the directory holds, apart from files that do not load. */
  names: Set<string>
}

/** Reads a directory beside what is in force. */
export async function readTogether(directory: string, inForce: readonly Policy[]): Promise<Read> {
  const { files, troubles, names } = await readFiles(directory)
  return { coming: withoutLoosening(files, inForce, troubles), troubles, names }
}

async function readFiles(directory: string) {
  const files: Coming[] = []
  const troubles: PolicyTrouble[] = []
  const names = new Set<string>()
  for (const file of await readPolicyFiles(directory)) {
    const loaded = await loadFile(file)
    if ('problems' in loaded) troubles.push({ document: file.name, problems: loaded.problems })
    else if (names.has(loaded.policy.name))
      troubles.push({
        document: file.name,
        problems: [{ path: '/metadata/name', message: `another file is called '${loaded.policy.name}' too` }],
      })
    else {
      names.add(loaded.policy.name)
      files.push({ file: file.name, policy: loaded.policy })
    }
  }
  return { files, troubles, names }
}

function loadFile(file: PolicyFile): Promise<Loaded> | { problems: Problem[] } {
  if ('problem' in file) return { problems: [{ path: '', message: file.problem }] }
  return loadPolicy(file.text, { name: file.name, origin: 'store' })
}

/** The files that may come into force together; the others become troubles, and what they were to replace stays. */
function withoutLoosening(
  files: readonly Coming[],
  inForce: readonly Policy[],
  troubles: PolicyTrouble[],
): Coming[] {
  let left = [...files]
  for (;;) {
    const isUnchanged = ({ policy }: Coming) => inForce.some(({ digest }) => digest === policy.digest)
    const all = together(
      inForce,
      left.map(({ policy }) => policy),
    )
    const bad = left.filter((one) => !isUnchanged(one) && layerProblems(one.policy, all).length > 0)
    if (bad.length === 0) return left
    // Of two that do not go together, the later layer is the one that loosens.
    const worst = bad.filter(({ policy }) => loosenings(all).some((one) => one.policy === policy))
    const out = worst.length > 0 ? worst : bad
    for (const { file, policy } of out)
      troubles.push({ document: file, problems: layerProblems(policy, all) })
    left = left.filter((one) => !out.includes(one))
  }
}

/** Those in force, with some replaced by newer ones of their name. */
export function together(inForce: readonly Policy[], coming: readonly Policy[]): Policy[] {
  const names = new Set(coming.map(({ name }) => name))
  return [...inForce.filter(({ name }) => !names.has(name)), ...coming]
}

/** What would be wrong between this policy and the others, with places in its text. */
export function layerProblems(policy: Policy, others: readonly Policy[]): Problem[] {
  return loosenings(together(others, [policy])).flatMap((loosening) => {
    if (loosening.policy === policy) return [located(loosening)]
    if (loosening.earlier !== policy) return []
    const { rule, problem } = loosening
    const field = problem.path.split('/').slice(3)
    const index = policy.rules.findIndex(({ id }) => id === rule)
    const message =
      `with this, the policy ${loosening.policy.name} (layer ${loosening.policy.layer}) ${problem.message}. ` +
      `Publish ${loosening.policy.name} first, as strict as this`
    const path = ['', 'rules', index, ...field].join('/')
    return [located({ ...loosening, policy, problem: { path, message } })]
  })
}

/** What was published before it was refused, or by another version: decisions say so too. */
export function inForceTroubles(inForce: readonly Policy[]): PolicyTrouble[] {
  const found = loosenings(inForce)
  const names = [...new Set(found.map(({ policy }) => policy.name))]
  return names.map((document) => ({
    document,
    problems: found.filter(({ policy }) => policy.name === document).map(located),
  }))
}
