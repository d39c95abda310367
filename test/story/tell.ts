/** The whole story: one store, two organisations. */
import type { Stories } from './book.ts'
import { tellFitsm } from './fitsm.ts'
import { fitsmPolicies, starterPolicies } from './packs.ts'
import { amsterdam } from './pages.ts'
import { stageOf } from './stage.ts'
import { tellStarter } from './starter.ts'
import { startWorld } from './world.ts'

/** One after the other: the store numbers what it keeps across organisations, and the numbers are on the pages. */
export async function tell(): Promise<Stories> {
  const world = await startWorld(amsterdam('2026-12-01', '08:00'), (trustedRoot) => [
    { name: 'acme', policies: fitsmPolicies(trustedRoot) },
    { name: 'corner-shop', policies: starterPolicies(trustedRoot) },
  ])
  const acme = stageOf(world, 'acme', 'https://alerts.example.org')
  const cornerShop = stageOf(world, 'corner-shop', 'https://monitoring.example.org')
  try {
    return { fitsm: await tellFitsm(acme), starter: await tellStarter(cornerShop) }
  } finally {
    acme.close()
    cornerShop.close()
    await world.stop()
  }
}
