import { z } from 'zod'
import { projectQuery, type Endpoint } from '../contract/endpoint.ts'
import { pageOf } from '../contract/schemas.ts'
import { activityOf, activityQuery, activitySchema } from './activity.ts'
import { attentionOf, kindOverviewSchema, overviewOf, wantingSchema } from './figures.ts'

const view = { kind: 'artifact', action: 'view' }

/** What happened in a project, how it stands, and what in it wants somebody's attention. */
export const overviewEndpoints: readonly Endpoint[] = [
  projectQuery({
    path: 'activity',
    name: 'activity.list',
    summary: 'What happened to records, newest first',
    permit: view,
    query: activityQuery,
    output: pageOf(activitySchema),
    handle: (reading, { query }) => activityOf(reading, query),
  }),
  projectQuery({
    path: 'overview',
    name: 'overview.get',
    summary: 'The project in figures, per kind of record',
    permit: view,
    output: z.object({ kinds: z.array(kindOverviewSchema) }),
    handle: async (reading) => ({ kinds: await overviewOf(reading) }),
  }),
  projectQuery({
    path: 'attention',
    name: 'attention.list',
    summary: 'Records past their due date, and records whose source has changed since',
    permit: view,
    output: z.object({ overdue: z.array(wantingSchema), stale: z.array(wantingSchema) }),
    handle: (reading) => attentionOf(reading),
  }),
]
