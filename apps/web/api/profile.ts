import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { withDefault } from './fallbacks.ts'
import { request } from './request.ts'

const profile = z.object({
  name: z.string(),
  timezone: z.string(),
  locale: z.string(),
  theme: z.enum(['system', 'light', 'dark']),
  notification_preferences: withDefault(z.record(z.string(), z.unknown()), {}),
  ui_preferences: withDefault(z.record(z.string(), z.unknown()), {}),
})

/** What a person set about themselves. */
export type Profile = z.output<typeof profile>

/** The query for the person's own profile. */
export const profileQuery = queryOptions({
  queryKey: ['me', 'profile'],
  queryFn: ({ signal }) => request(profile, '/api/v1/me/profile', { signal }),
  staleTime: 60_000,
})

/** Changes what is named; of preferences, only the named keys. */
export const editProfile = (changes: Partial<Profile>): Promise<Profile> =>
  request(profile, '/api/v1/me/profile', { method: 'PATCH', body: changes })
