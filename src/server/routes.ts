/** Every address of the store, a row each: what answers, what may be asked, what comes back. A file for each noun. */
import type { Asking } from './ask.ts'
import type { Conformance } from './conformance.ts'
import { conformanceRoutes } from './conformance-routes.ts'
import { decisionRoutes } from './decision-routes.ts'
import { newestDecisions } from './decisions.ts'
import { environmentRoutes } from './environment-routes.ts'
import type { Environments } from './environments.ts'
import { eventRoutes, type EventServices } from './event-routes.ts'
import { formsOf } from './exceptions/forms.ts'
import { exceptionRoutes } from './exceptions/routes.ts'
import { attentionOf } from './front-attention.ts'
import { frontPage } from './front-page.ts'
import { hookRoutes } from './hook-routes.ts'
import { leaseRoutes } from './lease-routes.ts'
import { logRoutes, type LogServices } from './log-routes.ts'
import { nonconformityRoutes } from './nonconformity-routes.ts'
import { operationRoutes, type OperationServices } from './operation-routes.ts'
import { PAGE } from './parameters.ts'
import { topOfPage } from './people/pages.ts'
import type { People } from './people/people.ts'
import { policyRoutes } from './policy-routes.ts'
import { replayRoutes } from './replay-routes.ts'
import type { Route } from './route.ts'
import { trustRoutes, type TrustServices } from './trust-routes.ts'

export interface Services extends EventServices, Asking, LogServices, OperationServices, TrustServices {
  version: string
  /** What stands before every path: nothing, or `/o/<name>`. */
  prefix: string
  /** The trust in force now, the implicit one included. */
  trust: TrustServices['trust']
  environments: Environments
  conformance: Conformance
  /** Who signs in, where anybody does. */
  people?: People
}

/** The whole table of one organisation. OpenAPI lists it in this order. */
export function createRoutes(services: Services): readonly Route[] {
  return [
    ...eventRoutes(services),
    ...environmentRoutes(services.environments, services),
    ...decisionRoutes(services),
    ...replayRoutes(services),
    ...exceptionRoutes(services, formsOf(services.people)),
    ...conformanceRoutes(services.conformance),
    ...leaseRoutes(services),
    ...nonconformityRoutes(services),
    ...policyRoutes(services.book),
    ...trustRoutes(services),
    ...operationRoutes(services),
    pageRoute(services),
    ...hookRoutes(services),
    ...logRoutes(services),
    ...(services.people?.routes ?? []),
  ]
}

function pageRoute(services: Services): Route {
  const { version, prefix, environments, waits, book, people } = services
  return {
    method: 'GET',
    path: '/',
    id: 'getFrontPage',
    needs: 'read',
    summary: 'A page for people',
    answers: {
      200: { description: 'What runs where, the newest decisions, the policies.', content: PAGE },
    },
    handle: async (call) =>
      frontPage({
        version,
        prefix,
        environments: (await environments.all()).environments,
        waiting: waits.unrecorded(),
        decisions: (await newestDecisions(services, { limit: 20 })).rows,
        policies: book,
        attention: await attentionOf(services),
        top: topOfPage(people, call),
      }),
  }
}
