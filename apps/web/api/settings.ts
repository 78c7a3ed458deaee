import { queryOptions } from '@tanstack/react-query'
import type { BodyOf } from '#apps/client/call.ts'
import type { ProjectRef } from './project.ts'
import { call } from './request.ts'

export type { ProjectSettings } from '../../../generated/api.ts'

/** Name and plan of an organization. */
export const organizationQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization', org, 'settings'],
    queryFn: ({ signal }) => call('organizations.settings', { params: { org } }, { signal }),
  })

/** Renames an organization. */
export const renameOrganization = (org: string, name: string) =>
  call('organizations.edit', { params: { org }, body: { name } })

/** What is set about a project: what it is for, its dates, its parts, how far it decides by itself. */
export const projectSettingsQuery = ({ org, project }: ProjectRef) =>
  queryOptions({
    queryKey: ['organization', org, 'projects', project, 'settings'],
    queryFn: ({ signal }) => call('projects.get', { params: { org, id: project } }, { signal }),
  })

/** Changes what is named. */
export const editProject = ({ org, project }: ProjectRef, changes: BodyOf<'projects.settings'>) =>
  call('projects.settings', { params: { org, id: project }, body: changes })

/** Sets a demo project back to its beginning. */
export const resetDemo = (ref: ProjectRef) => call('demo.reset', { params: ref })
