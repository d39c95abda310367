import type { Command } from '../command.ts'
import { LOG } from './log.ts'
import { PIPELINE } from './pipeline.ts'
import { POLICIES } from './policies.ts'
import { STORES } from './store.ts'
import { TRUST } from './trust.ts'

/** Every command there is; help, the reference page and the parser are made from it. */
export const COMMANDS: readonly Command[] = [...PIPELINE, ...STORES, ...LOG, ...POLICIES, ...TRUST]
