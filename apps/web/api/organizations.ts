import * as z from 'zod/mini'
import { path, request } from './request.ts'

const created = z.object({ id: z.string(), slug: z.string(), name: z.string() })

/** What a new organization or project is known by. */
export type Created = z.output<typeof created>

/** Founds an organization; the caller becomes its owner. */
export const createOrganization = (name: string): Promise<Created> =>
  request(created, '/api/v1/orgs', { method: 'POST', body: { name } })

/** Starts a project from a blueprint. */
export const createProject = (org: string, input: { name: string; blueprint: string }): Promise<Created> =>
  request(created, path`/api/v1/orgs/${org}/projects`, { method: 'POST', body: input })
