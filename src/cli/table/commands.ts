import type { Command } from '../command.ts'
import { APPROVE } from './approve.ts'
import { ATTEST } from './attest.ts'
import { DEPLOYS } from './deploy.ts'
import { DOCTOR } from './doctor.ts'
import { EVIDENCE } from './evidence.ts'
import { EXCEPTIONS } from './exceptions.ts'
import { LEASES } from './lease.ts'
import { LOG } from './log.ts'
import { NONCONFORMITIES } from './nonconformity.ts'
import { PIPELINE } from './pipeline.ts'
import { POLICIES } from './policies.ts'
import { PROJECT } from './project.ts'
import { REPLAYS } from './replay.ts'
import { SIGN } from './sign.ts'
import { SPOOL_COMMANDS } from './spool.ts'
import { STORES } from './store.ts'
import { TRUST } from './trust.ts'

/** Every command there is; help, the reference page and the parser are made from it. */
export const COMMANDS: readonly Command[] = [
  ...PIPELINE,
  EVIDENCE,
  ...DEPLOYS,
  ...DOCTOR,
  APPROVE,
  ATTEST,
  ...PROJECT,
  ...SPOOL_COMMANDS,
  ...LEASES,
  ...STORES,
  ...LOG,
  ...POLICIES,
  ...EXCEPTIONS,
  ...NONCONFORMITIES,
  ...REPLAYS,
  ...SIGN,
  ...TRUST,
]
