import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { request } from './request.ts'

const project = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  blueprint: z.nullish(z.string()),
  role: z.nullish(z.string()),
})

const organization = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  role: z.nullish(z.string()),
  projects: z.array(project),
})

const me = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  organizations: z.array(organization),
  ai: z.nullish(z.object({ model: z.string(), offline: z.boolean() })),
})

/** The signed-in person, their organizations and projects, and the model in use. */
export type Me = z.output<typeof me>

/** One organization as the person sees it. */
export type Organization = z.output<typeof organization>

/** The query for the signed-in person. A 401 is its answer for nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => request(me, '/api/v1/me', { signal }),
  staleTime: 60_000,
  retry: false,
})
