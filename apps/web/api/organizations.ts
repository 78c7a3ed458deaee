import type { BodyOf } from '#apps/client/call.ts'
import { call } from './request.ts'

/** Founds an organization; the caller becomes its owner. */
export const createOrganization = (name: string) => call('organizations.create', { body: { name } })

/** Starts a project from a blueprint. */
export const createProject = (org: string, body: BodyOf<'projects.create'>) =>
  call('projects.create', { params: { org }, body })
