import { queryOptions } from '@tanstack/react-query'
import type { Profile } from '../../../generated/api.ts'
import { call } from './request.ts'

export type { Profile } from '../../../generated/api.ts'

/** The query for the person's own profile. */
export const profileQuery = queryOptions({
  queryKey: ['me', 'profile'],
  queryFn: ({ signal }) => call('profile.get', {}, { signal }),
  staleTime: 60_000,
})

/** Changes what is named; of preferences, only the named keys. */
export const editProfile = (changes: Partial<Profile>): Promise<Profile> =>
  call('profile.edit', { body: changes })
