/** The same week in a small team, by the starter pack. */
import { amsterdam, recorder, type Told } from './pages.ts'
import {
  alive,
  askForWaiver,
  breakGlass,
  buildAndTest,
  deploy,
  done,
  incident,
  raised,
  resolved,
  scanned,
} from './shop.ts'
import type { Stage } from './stage.ts'

/** Chapters 1 to 11. */
export async function tellStarter(stage: Stage): Promise<Told> {
  const { world } = stage
  const { pages, page } = recorder()
  const at = (day: string, time: string) => world.setClock(amsterdam(day, time))
  const production = async (artifact: string) => {
    await alive(stage)
    return stage.ask({ artifact, environment: 'production' })
  }
  let [day, when] = ['2026-12-08', 'Tuesday']
  at(day, '13:30')
  const shop = await buildAndTest(stage, '2.4.1')
  at(day, '13:40')
  page(
    {
      chapter: 1,
      name: 'built-and-tested',
      verdict: 'deny',
      title: 'Built and tested, and nothing else is known',
      when: `${when}, 13:40`,
      before: 'Version 2.4.1 was built and tested on GitHub.',
      after: 'It has not been in staging, nobody has scanned it, and nobody has approved it.',
    },
    await production(shop),
  )
  at(day, '14:00')
  await deploy(stage, shop, 'staging')
  await scanned(stage, shop)
  at(day, '14:30')
  page(
    {
      chapter: 2,
      name: 'soaking',
      verdict: 'pending',
      title: 'In staging, for half an hour so far',
      when: `${when}, 14:30`,
      before: 'It runs in staging, and was scanned.',
      after: 'An hour is asked for; and an approval.',
    },
    await production(shop),
  )
  at(day, '15:00')
  await stage.approve('alice', shop)
  at(day, '15:10')
  const allowed = page(
    {
      chapter: 3,
      name: 'approved',
      verdict: 'allow',
      title: 'Alice approved it',
      when: `${when}, 15:10`,
      before: 'Alice signed in and approved this digest.',
      after: 'The team puts the deployment off for a day.',
    },
    await production(shop),
  )
  ;[day, when] = ['2026-12-09', 'Wednesday']
  at(day, '16:20')
  page(
    {
      chapter: 4,
      name: 'freeze',
      verdict: 'deny',
      title: 'A freeze has begun',
      when: `${when}, 16:20`,
      before: 'The evening of the sale has begun.',
      after: 'It opens again by itself in the morning.',
    },
    await production(shop),
  )
  ;[day, when] = ['2026-12-10', 'Thursday']
  at(day, '09:20')
  await incident(stage, 'INC-88', 'checkout answers slowly')
  at(day, '09:25')
  page(
    {
      chapter: 5,
      name: 'incident',
      verdict: 'deny',
      title: 'An incident is open',
      when: `${when}, 09:25`,
      before: 'Monitoring reports that checkout is slow.',
      after: 'It is resolved at 10:00.',
    },
    await production(shop),
  )
  at(day, '10:00')
  await resolved(stage, 'INC-88')
  at(day, '10:20')
  await scanned(stage, shop, ['CVE-2026-12345', 'critical'])
  const waiver = await askForWaiver(stage, shop)
  at(day, '10:40')
  page(
    {
      chapter: 6,
      name: 'waiver-requested',
      verdict: 'deny',
      title: 'A critical vulnerability, and a waiver that nobody has granted',
      when: `${when}, 10:40`,
      before: 'The scanner learned of CVE-2026-12345. Dave asks for a waiver.',
      after: 'It waits for Sam.',
    },
    await production(shop),
  )
  at(day, '11:00')
  await done(stage.turnpike('sam', 'waiver', 'grant', waiver))
  at(day, '11:10')
  const waived = page(
    {
      chapter: 6,
      name: 'waiver-granted',
      verdict: 'allow',
      title: 'The waiver is granted',
      when: `${when}, 11:10`,
      before: 'Sam of the security team granted it.',
      after: '2.4.1 is deployed.',
    },
    await production(shop),
  )
  await deploy(stage, shop, 'production', { job: waived.job })
  at(day, '20:40')
  await incident(stage, 'INC-91', 'carts are charged twice')
  at(day, '20:50')
  const fix = await buildAndTest(stage, '2.4.2')
  await scanned(stage, fix)
  await deploy(stage, fix, 'staging')
  // The way round takes none of the board's approval away.
  await stage.approve('alice', fix)
  at(day, '21:10')
  const override = await breakGlass(stage, 'bob', fix)
  at(day, '21:12')
  page(
    {
      chapter: 7,
      name: 'override-unconfirmed',
      verdict: 'deny',
      title: 'An emergency: one person has broken the glass',
      when: `${when}, 21:12`,
      before:
        'Carts are charged twice. The fix, 2.4.2, is in staging for some minutes, and the incident is open. Alice approved the fix, for no override covers the approval. Bob, who is on call, breaks the glass.',
      after: 'Somebody else has to confirm it.',
    },
    await production(fix),
  )
  at(day, '21:15')
  await done(stage.turnpike('alice', 'override', 'confirm', override))
  at(day, '21:16')
  const broken = page(
    {
      chapter: 7,
      name: 'override-in-force',
      verdict: 'allow',
      title: 'A second person has confirmed it',
      when: `${when}, 21:16`,
      before: 'Alice confirms it.',
      after: 'Its review is open.',
    },
    await production(fix),
  )
  await deploy(stage, fix, 'production', { job: broken.job })
  at(day, '21:50')
  await resolved(stage, 'INC-91')
  ;[day, when] = ['2026-12-11', 'Friday']
  at(day, '09:10')
  await deploy(stage, await buildAndTest(stage, '2.5.0-rc.1'), 'production')
  await raised(stage)
  at(day, '09:30')
  const back = page(
    {
      chapter: 8,
      name: 'nonconformity',
      verdict: 'allow',
      title: 'A deployment that nobody asked for',
      when: `${when}, 09:30`,
      before: 'At 09:10 a job put 2.5.0-rc.1 into production without asking. 2.4.2 is to come back.',
      after:
        'It may; and the summary shows what went past the gate, and the override that nobody has reviewed.',
    },
    await production(fix),
  )
  at(day, '09:35')
  await deploy(stage, fix, 'production', { job: back.job, type: 'service.rolledback' })
  at(day, '10:00')
  const finding = 'It was needed. The retry has a test now.'
  await done(stage.turnpike('alice', 'override', 'review', override, '--reason', finding))
  at(day, '10:10')
  page(
    {
      chapter: 10,
      name: 'reviewed',
      verdict: 'allow',
      title: 'Rolled back, and the review is done',
      when: `${when}, 10:10`,
      before: 'Production was rolled back to 2.4.2 at 09:35. Alice reviewed the override.',
      after: 'The override is gone from the summary. The nonconformity stays until somebody answers for it.',
    },
    await production(fix),
  )
  return { pages, replay: await stage.turnpike('dave', 'decision', 'replay', allowed.decision.id) }
}
