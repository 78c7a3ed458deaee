import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { withDefault } from './fallbacks.ts'
import { projectPath, type ProjectRef } from './project.ts'
import { path, request } from './request.ts'

const organization = z.object({
  name: z.string(),
  slug: z.string(),
  plan: z.string(),
  created_at: z.string(),
})

const project = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.nullable(z.string()),
  blueprint: z.string(),
  status: z.string(),
  start_date: z.nullable(z.string()),
  end_date: z.nullable(z.string()),
  settings: withDefault(
    z.looseObject({ autonomy_threshold: z.nullish(z.number()), demo: z.nullish(z.boolean()) }),
    {},
  ),
  modules: z.array(z.object({ id: z.string(), title: z.string(), on: z.boolean() })),
})

/** What is set about a project. */
export type ProjectSettings = z.output<typeof project>

/** Name and plan of an organization. */
export const organizationQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization', org, 'settings'],
    queryFn: ({ signal }) => request(organization, path`/api/v1/orgs/${org}/settings`, { signal }),
  })

/** Renames an organization. */
export const renameOrganization = (org: string, name: string): Promise<unknown> =>
  request(organization, path`/api/v1/orgs/${org}/settings`, { method: 'PATCH', body: { name } })

/** What is set about a project: what it is for, its dates, its parts, how far it decides by itself. */
export const projectSettingsQuery = (ref: ProjectRef) =>
  queryOptions({
    queryKey: ['organization', ref.org, 'projects', ref.project, 'settings'],
    queryFn: ({ signal }) => request(project, `${projectPath(ref)}/settings`, { signal }),
  })

/** Changes what is named. */
export const editProject = (ref: ProjectRef, changes: object): Promise<ProjectSettings> =>
  request(project, `${projectPath(ref)}/settings`, { method: 'PATCH', body: changes })

/** Sets a demo project back to its beginning. */
export const resetDemo = (ref: ProjectRef): Promise<{ slug: string }> =>
  request(z.object({ slug: z.string() }), `${projectPath(ref)}/reset-demo`, { method: 'POST' })
