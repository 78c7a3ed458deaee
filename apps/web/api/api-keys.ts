import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { withDefault } from './fallbacks.ts'
import { command, path, request } from './request.ts'

const apiKey = z.looseObject({
  id: z.string(),
  name: withDefault(z.nullable(z.string()), ''),
  prefix: z.nullish(z.string()),
  scopes: z.nullish(z.array(z.string())),
  expires_at: z.nullish(z.string()),
  last_used_at: z.nullish(z.string()),
  created_at: z.nullish(z.string()),
})

const newKey = z.looseObject({ api_key: z.string() })

/** An API key without its secret. */
export type ApiKey = z.output<typeof apiKey>

/** Takes a key back; what uses it is refused from then on. */
export const revokeApiKey = (org: string, id: string): Promise<void> =>
  command(path`/api/v1/orgs/${org}/api-keys/${id}`, { method: 'DELETE' })

/** The API keys of an organization. */
export const apiKeysQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization', org, 'api-keys'],
    queryFn: async ({ signal }) =>
      (await request(z.object({ items: z.array(apiKey) }), path`/api/v1/orgs/${org}/api-keys`, { signal }))
        .items,
  })

/** What a new key is to be: who it is for, what it may do, where and until when. */
export type NewApiKey = { name: string; scopes: string[]; expires_at?: string; project_id?: string }

/** Makes a key and gives its secret, which is never shown again. */
export async function createApiKey(org: string, input: NewApiKey): Promise<string> {
  const made = await request(newKey, path`/api/v1/orgs/${org}/api-keys`, { method: 'POST', body: input })
  return made.api_key
}
