import { queryOptions } from '@tanstack/react-query'
import type { BodyOf } from '#apps/client/call.ts'
import type { ErasureReport } from '../../../generated/api.ts'
import { call } from './request.ts'

export type { Erasure, ErasureReport } from '../../../generated/api.ts'

/** What was erased in an organization, newest first. */
export const erasuresQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization', org, 'erasures'],
    queryFn: async ({ signal }) => (await call('erasures.list', { params: { org } }, { signal })).items,
  })

/** Erases a person: whom a record names, or a former member by mail address. Cannot be taken back. */
export const erase = (org: string, body: BodyOf<'erasures.erase'>): Promise<ErasureReport> =>
  call('erasures.erase', { params: { org }, body })

/** Deletes the account of whoever is signed in; their mail address confirms it. Cannot be taken back. */
export const eraseOwnAccount = (email: string) => call('me.erase', { body: { email } })
