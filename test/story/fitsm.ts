/**
 * The story in an organisation that works by FitSM, with the SLSA levels 1 to 3 from environment to environment.
 * Over 300 lines: it is one story, told front to back, and its sentences are in it.
 */
import { amsterdam, recorder, type Told } from './pages.ts'
import {
  alive,
  askForWaiver,
  attest,
  breakGlass,
  buildAndTest,
  deploy,
  done,
  incident,
  raised,
  resolved,
  scanned,
  testPayments,
} from './shop.ts'
import type { Asked, Stage } from './stage.ts'
import { BUILDER, ownProvenance, platformProvenance, RELEASE } from './statements.ts'

type Change = 'standard' | 'normal' | 'emergency'

/** Chapters 1 to 11. */
export async function tellFitsm(stage: Stage): Promise<Told> {
  const { world } = stage
  const { pages, page } = recorder()
  const at = (day: string, time: string) => world.setClock(amsterdam(day, time))
  const production = async (artifact: string, change?: string) => {
    await alive(stage)
    return stage.ask({ artifact, environment: 'production', ...(change === undefined ? {} : { change }) })
  }
  const toStaging = async (artifact: string): Promise<Asked> => {
    await attest(
      stage,
      artifact,
      await platformProvenance(world.sigstore, artifact, RELEASE),
      await platformProvenance(world.sigstore, artifact, BUILDER),
    )
    await scanned(stage, artifact)
    const asked = await stage.ask({ artifact, environment: 'staging' })
    await deploy(stage, artifact, 'staging', { job: asked.job })
    await testPayments(stage, artifact)
    return asked
  }
  let [day, when] = ['2026-12-01', 'Tuesday 1 December']

  // 1: build and tests on GitHub
  at(day, '09:00')
  await configurationVerified(stage)
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
      before:
        'Version 2.4.1 was built on GitHub, and its unit tests passed. Somebody is in a hurry and asks the gate for production at once.',
      after: 'The deployment does not run. The summary says what is missing, and whom to ask.',
    },
    await production(shop),
  )

  // SLSA: level 1 in test, level 2 in staging
  await attest(stage, shop, ownProvenance(shop))
  const inTest = page(
    {
      chapter: 1,
      name: 'slsa-level-1',
      verdict: 'allow',
      title: 'SLSA level 1, for the test environment',
      when: `${when}, 13:40`,
      before:
        'The pipeline signs with its own key how it built 2.4.1, and sends that. Test asks for no more.',
      after: 'It goes to the test environment.',
    },
    await stage.ask({ artifact: shop, environment: 'test' }),
  )
  await deploy(stage, shop, 'test', { job: inTest.job })
  page(
    {
      chapter: 1,
      name: 'slsa-level-2-refused',
      verdict: 'deny',
      title: 'SLSA level 2: the word of the pipeline is not enough',
      when: `${when}, 13:40`,
      before:
        'Staging asks for provenance that the build platform vouches for. There is only what the pipeline signed itself.',
      after: 'What was found is shown as refused, with the reason.',
    },
    await stage.ask({ artifact: shop, environment: 'staging' }),
  )
  at(day, '13:55')
  await attest(stage, shop, await platformProvenance(world.sigstore, shop, RELEASE))
  const inStaging = page(
    {
      chapter: 2,
      name: 'slsa-level-2',
      verdict: 'allow',
      title: 'SLSA level 2, for staging',
      when: `${when}, 13:55`,
      before:
        "The release workflow's provenance is there, in a Sigstore bundle: its certificate names the workflow, the branch and the repository.",
      after: 'It is deployed to staging at 14:00.',
    },
    await stage.ask({ artifact: shop, environment: 'staging' }),
  )

  // 2: staging, the soak
  at(day, '14:00')
  await deploy(stage, shop, 'staging', { job: inStaging.job })
  at(day, '14:20')
  await testPayments(stage, shop)
  await scanned(stage, shop)
  await attest(stage, shop, await platformProvenance(world.sigstore, shop, BUILDER))
  at(day, '15:00')
  page(
    {
      chapter: 2,
      name: 'soaking',
      verdict: 'pending',
      title: 'In staging, for an hour so far',
      when: `${when}, 15:00`,
      before:
        'It runs in staging. Payments were tested there, and the scanner found nothing. The hardened builder built 2.4.1 again, got the same bytes, and vouches for them: SLSA level 3.',
      after:
        'Nothing speaks against it. It has to run there for a day, and the change has to be recorded, assessed and approved.',
    },
    await production(shop),
  )

  // 3: the change, approved by people
  ;[day, when] = ['2026-12-02', 'Wednesday 2 December']
  at(day, '10:00')
  await recorded(stage, 'CHG-4711', 'normal', shop, [
    amsterdam('2026-12-02', '13:00'),
    amsterdam('2026-12-03', '16:30'),
  ])
  at(day, '13:00')
  await stage.approve('carla', shop)
  at(day, '14:10')
  await stage.approve('bo', shop)
  at(day, '14:30')
  const allowed = page(
    {
      chapter: 3,
      name: 'approved',
      verdict: 'allow',
      title: 'The change is approved',
      when: `${when}, 14:30`,
      before:
        'Change CHG-4711 is on record, assessed and scheduled. Carla and Bo signed in and approved this very digest.',
      after:
        'The allow holds for ten minutes: then the last word of monitoring is too old. It comes with a lease: for half an hour nobody else may deploy the shop to production. But the team is called away, and gives the lease back.',
    },
    await production(shop, 'CHG-4711'),
  )
  const lease = allowed.outputs['lease'] ?? ''
  await done(stage.turnpikeIn(allowed.job, 'lease', 'release', lease, '--reason', 'put off till the evening'))

  // 4: the freeze
  at(day, '16:20')
  page(
    {
      chapter: 4,
      name: 'freeze',
      verdict: 'deny',
      title: 'A freeze has begun',
      when: `${when}, 16:20`,
      before: 'Nothing about 2.4.1 has changed. But at 16:00 the sale of the evening began.',
      after: 'What was allowed at 14:30 is so no more: a gate judges the moment it is asked.',
    },
    await production(shop, 'CHG-4711'),
  )

  // 5: an incident
  ;[day, when] = ['2026-12-03', 'Thursday 3 December']
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
      before: 'The freeze is over. Since 09:20 monitoring reports that checkout is slow in production.',
      after: 'The payment provider mends it, and at 10:00 monitoring says that it is resolved.',
    },
    await production(shop, 'CHG-4711'),
  )
  at(day, '10:00')
  await resolved(stage, 'INC-88')

  // 6: a vulnerability, and its waiver
  at(day, '10:20')
  await scanned(stage, shop, ['CVE-2026-12345', 'critical'])
  at(day, '10:40')
  const waiver = await askForWaiver(stage, shop)
  page(
    {
      chapter: 6,
      name: 'waiver-requested',
      verdict: 'deny',
      title: 'A critical vulnerability, and a waiver that nobody has granted',
      when: `${when}, 10:40`,
      before:
        'The incident is over. But at 10:20 the scanner learned of CVE-2026-12345, and signed that 2.4.1 has it. Dave asks for a waiver (`turnpike waiver request`).',
      after: 'The waiver is shown as asked for. Dave cannot grant what he asked for.',
    },
    await production(shop, 'CHG-4711'),
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
      before: 'Sam of the security team read the reason, and granted it (`turnpike waiver grant`).',
      after: '2.4.1 is deployed to production at 11:15.',
    },
    await production(shop, 'CHG-4711'),
  )
  at(day, '11:15')
  await deploy(stage, shop, 'production', { job: waived.job })

  // 7: an emergency
  at(day, '20:40')
  await incident(stage, 'INC-91', 'carts are charged twice')
  at(day, '20:50')
  const fix = await buildAndTest(stage, '2.4.2')
  at(day, '21:00')
  await toStaging(fix)
  await recorded(stage, 'CHG-4718', 'emergency', fix)
  at(day, '21:10')
  const override = await breakGlass(stage, 'ida', fix)
  at(day, '21:12')
  page(
    {
      chapter: 7,
      name: 'override-unconfirmed',
      verdict: 'deny',
      title: 'An emergency: one person has broken the glass',
      when: `${when}, 21:12`,
      before:
        'INC-91: carts are charged twice. The fix, 2.4.2, took the same pipeline, and payments were tested in staging. There was no time to let it run there for a day, and none for approvals; the record, CHG-4718, says that it is an emergency, which opens nothing by itself. Ida, the incident manager, breaks the glass (`turnpike override`).',
      after: 'It counts once a second person has confirmed it.',
    },
    await production(fix, 'CHG-4718'),
  )
  at(day, '21:15')
  await done(stage.turnpike('ivo', 'override', 'confirm', override))
  at(day, '21:16')
  const broken = page(
    {
      chapter: 7,
      name: 'override-in-force',
      verdict: 'allow',
      title: 'A second person has confirmed it',
      when: `${when}, 21:16`,
      before: 'Ivo confirms it (`turnpike override confirm`), from GitLab, where he works.',
      after:
        'It is ready by override. What no override may cover still held: the origin, the payment tests, the provenance. Every summary from now on shows the override until it is reviewed.',
    },
    await production(fix, 'CHG-4718'),
  )

  // 8: the deployment; and one that nobody asked for
  at(day, '21:20')
  await deploy(stage, fix, 'production', { job: broken.job })
  at(day, '21:50')
  await resolved(stage, 'INC-91')
  ;[day, when] = ['2026-12-04', 'Friday 4 December']
  at(day, '09:10')
  await deploy(stage, await buildAndTest(stage, '2.5.0-rc.1'), 'production')
  const nonconformity = await raised(stage)
  at(day, '09:25')
  await recorded(stage, 'CHG-4719', 'standard', fix)
  at(day, '09:30')
  const back = page(
    {
      chapter: 8,
      name: 'nonconformity',
      verdict: 'allow',
      title: 'A deployment that nobody asked for',
      when: `${when}, 09:30`,
      before:
        '2.4.2 was deployed at 21:20, and the incident was over at 21:50. This morning at 09:10 a job put 2.5.0-rc.1 into production without asking any gate. Now 2.4.2 is to come back, as a standard change.',
      after:
        'The way back is open. The store saw what went past the gate, and says so to everybody who asks about production.',
    },
    await production(fix, 'CHG-4719'),
  )

  // 9: rolled back
  at(day, '09:35')
  await deploy(stage, fix, 'production', { job: back.job, type: 'service.rolledback' })
  ;[day, when] = ['2026-12-07', 'Monday 7 December']
  at(day, '13:30')
  const next = await buildAndTest(stage, '2.5.0')
  at(day, '14:00')
  await toStaging(next)
  ;[day, when] = ['2026-12-08', 'Tuesday 8 December']
  at(day, '10:00')
  await recorded(stage, 'CHG-4725', 'normal', next, [
    amsterdam('2026-12-08', '13:00'),
    amsterdam('2026-12-09', '16:30'),
  ])
  await stage.approve('chen', next)
  await stage.approve('beth', next)
  at(day, '14:30')
  page(
    {
      chapter: 9,
      name: 'rolled-back',
      verdict: 'deny',
      title: 'Rolled back; but nobody has said why',
      when: `${when}, 14:30`,
      before:
        'Production was rolled back to 2.4.2 on Friday, at 09:35. Four days later 2.5.0 is ready for its turn: built, tested, attested, a day in staging, approved.',
      after:
        'Nobody has answered for the deployment of Friday, and two days are the limit. Ida does: she says what happened, and what follows.',
    },
    await production(next, 'CHG-4725'),
  )
  await stage.post('ida', `/v1/nonconformities/${nonconformity}/answer`, {
    reason:
      'A test of the new deployment job ran against production. It was rolled back, and the job has lost that right.',
  })

  // 10: the review
  ;[day, when] = ['2026-12-09', 'Wednesday 9 December']
  at(day, '10:00')
  page(
    {
      chapter: 10,
      name: 'review-overdue',
      verdict: 'deny',
      title: 'The review of the emergency is overdue',
      when: `${when}, 10:00`,
      before:
        'The change had to wait for the next day. By then, the override of Thursday is more than five days old.',
      after:
        'An overdue review holds the next change back. Carla, the change manager, reviews it (`turnpike override review`).',
    },
    await production(next, 'CHG-4725'),
  )
  at(day, '13:10')
  const finding = 'It was needed. The retry has a test now, and payments are tested in CI as well.'
  await done(stage.turnpike('carla', 'override', 'review', override, '--reason', finding))
  at(day, '13:15')
  page(
    {
      chapter: 10,
      name: 'reviewed',
      verdict: 'allow',
      title: 'The review is done',
      when: `${when}, 13:15`,
      before: 'The override is reviewed, the nonconformity is answered.',
      after: '2.5.0 goes to production, and nothing of the past week is open.',
    },
    await production(next, 'CHG-4725'),
  )

  // 11: the allow of chapter 3, judged again
  return { pages, replay: await stage.turnpike('dave', 'decision', 'replay', allowed.decision.id) }
}

/** A change in the ITSM tool, with its assessment. An emergency has neither an approval nor a schedule. */
async function recorded(
  stage: Stage,
  id: string,
  change: Change,
  artifact: string,
  schedule?: [from: string, to: string],
): Promise<void> {
  const state = change === 'emergency' ? 'implementing' : 'approved'
  const within = schedule === undefined ? {} : { schedule: { from: schedule[0], to: schedule[1] } }
  await stage.hear('itsm', {
    type: 'ticket.created',
    subject: id,
    artifact,
    content: {
      summary: `Deploy ${/webshop@[^?]+/.exec(artifact)?.[0].replace('@', ' ') ?? ''}`,
      creator: 'urn:user:dave',
      uri: `https://itsm.example.org/${id}`,
      ticketType: 'change',
      labels: [change],
    },
    customData: { turnpike: { changeRecord: { state, ...within } } },
  })
  if (change !== 'normal') return
  await stage.hear('itsm', {
    type: 'dev.cdeventsx.itsm-change.assessed.0.1.0',
    subject: id,
    artifact,
    customData: { assessment: { risk: 2, benefit: 3 } },
  })
}

async function configurationVerified(stage: Stage): Promise<void> {
  await stage.hear('itsm', {
    type: 'dev.cdeventsx.itsm-configuration.verified.0.1.0',
    subject: 'production',
    environment: 'production',
    customData: { verification: { deviations: 0 } },
  })
}
