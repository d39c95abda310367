/** The rows for whoever runs the store: is it alive, can it work, what does it count, what can be asked. */
import type { EventStore } from '../store/store.ts'
import { json } from './answer.ts'
import { alive, counted, ready } from './health.ts'
import type { Metrics } from './metrics.ts'
import { ok } from './parameters.ts'
import type { PolicyBook } from './policies.ts'
import type { Route } from './route.ts'
import { ref } from './schemas.ts'

export interface OperationServices {
  store: EventStore
  book: PolicyBook
  metrics: Metrics
  isStopping: () => boolean
  /** The OpenAPI document of the whole table. */
  openapi: () => unknown
}

/** Rows of the table, for one organisation. */
export function operationRoutes(services: OperationServices): Route[] {
  return [
    {
      method: 'GET',
      path: '/healthz',
      id: 'getHealth',
      needs: 'nothing',
      summary: 'Does the process answer?',
      answers: { 200: ok('It does.', ref('Health')) },
      handle: alive,
    },
    {
      method: 'GET',
      path: '/readyz',
      id: 'getReadiness',
      needs: 'nothing',
      summary: 'Can it write and decide now?',
      answers: { 200: ok('It can.', ref('Health')) },
      handle: () => ready(services.store, services.isStopping, () => services.book.inForce()),
    },
    {
      method: 'GET',
      path: '/metrics',
      id: 'getMetrics',
      needs: 'read',
      summary: 'Counts for Prometheus',
      answers: {
        200: { description: 'Prometheus text format.', content: { 'text/plain': { type: 'string' } } },
      },
      handle: () => counted(services.metrics),
    },
    {
      method: 'GET',
      path: '/openapi.json',
      id: 'getOpenApi',
      needs: 'anybody',
      summary: 'This document',
      answers: { 200: ok('OpenAPI 3.1.', { type: 'object' }) },
      handle: () => json(services.openapi()),
    },
  ]
}
