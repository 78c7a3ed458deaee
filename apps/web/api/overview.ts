import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { projectKey, projectPath, type ProjectRef } from './project.ts'
import { request } from './request.ts'

const kindFigures = z.object({
  kind: z.string(),
  total: z.number(),
  states: z.record(z.string(), z.number()),
  evidenced: z.number(),
  stale: z.number(),
  created: z.array(z.number()),
})

/** The records of one kind in figures. */
export type KindFigures = z.output<typeof kindFigures>

/** The project in figures, per kind of record. */
export const overviewQuery = (ref: ProjectRef) =>
  queryOptions({
    queryKey: [...projectKey(ref), '*', 'overview'],
    queryFn: async ({ signal }) =>
      (await request(z.object({ kinds: z.array(kindFigures) }), `${projectPath(ref)}/overview`, { signal }))
        .kinds,
  })

const wanting = z.object({
  id: z.string(),
  key: z.string(),
  kind: z.string(),
  label: z.string(),
  owner_id: z.nullable(z.string()),
  since: z.string(),
})

/** A record that wants somebody's attention. */
export type Wanting = z.output<typeof wanting>

/** Records past their due date, and records whose source has changed since. */
export const attentionQuery = (ref: ProjectRef) =>
  queryOptions({
    queryKey: [...projectKey(ref), '*', 'attention'],
    queryFn: ({ signal }) =>
      request(
        z.object({ overdue: z.array(wanting), stale: z.array(wanting) }),
        `${projectPath(ref)}/attention`,
        { signal },
      ),
  })

const activity = z.object({
  id: z.string(),
  at: z.string(),
  request_id: z.nullable(z.string()),
  actor: z.object({ type: z.string(), id: z.nullable(z.string()), name: z.nullable(z.string()) }),
  action: z.string(),
  fields: z.array(z.string()),
  state: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  entity: z.object({
    id: z.string(),
    key: z.string(),
    kind: z.string(),
    label: z.string(),
    deleted: z.boolean(),
  }),
})

/** One thing that happened to a record. */
export type Activity = z.output<typeof activity>

/** What people and agents did in the project, newest first, without what followed by itself. */
export const activityQuery = (ref: ProjectRef, query: { since?: string | undefined; limit: number }) =>
  queryOptions({
    queryKey: [...projectKey(ref), '*', 'activity', query],
    queryFn: async ({ signal }) =>
      (
        await request(z.object({ items: z.array(activity) }), `${projectPath(ref)}/activity`, {
          query: { ...query, derived: 'false' },
          signal,
        })
      ).items,
  })
