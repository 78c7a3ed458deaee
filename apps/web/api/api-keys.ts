import { queryOptions } from '@tanstack/react-query'
import type { BodyOf, ItemOf } from '#apps/client/call.ts'
import { call } from './request.ts'

/** An API key without its secret. */
export type ApiKey = ItemOf<'apiKeys.list'>

/** Takes a key back; what uses it is refused from then on. */
export const revokeApiKey = (org: string, id: string) => call('apiKeys.revoke', { params: { org, id } })

/** The API keys of an organization. */
export const apiKeysQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization', org, 'api-keys'],
    queryFn: async ({ signal }) => (await call('apiKeys.list', { params: { org } }, { signal })).items,
  })

/** What a new key is to be: who it is for, what it may do, where and until when. */
export type NewApiKey = BodyOf<'apiKeys.create'>

/** Makes a key and gives its secret, which is never shown again. */
export const createApiKey = async (org: string, body: NewApiKey): Promise<string> =>
  (await call('apiKeys.create', { params: { org }, body })).api_key
