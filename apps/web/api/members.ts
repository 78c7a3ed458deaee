import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { command, path, request } from './request.ts'

const member = z.looseObject({
  id: z.string(),
  user_id: z.nullish(z.string()),
  user: z.nullish(z.object({ id: z.string(), name: z.nullish(z.string()), email: z.nullish(z.string()) })),
  name: z.nullish(z.string()),
  email: z.nullish(z.string()),
  role: z.nullish(z.string()),
})

const invitation = z.looseObject({
  id: z.string(),
  email: z.string(),
  role: z.nullish(z.string()),
  status: z.nullish(z.string()),
  expires_at: z.nullish(z.string()),
})

/** A member of an organization, flattened. */
export type Member = { userId: string; name: string; email: string; role: string }

/** An invitation that was sent. */
export type Invitation = z.output<typeof invitation>

/** The members of an organization. */
export const membersQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization', org, 'members'],
    queryFn: async ({ signal }): Promise<Member[]> => {
      const answer = await request(z.object({ items: z.array(member) }), path`/api/v1/orgs/${org}/members`, { signal })
      return answer.items.map((item) => ({
        userId: item.user?.id ?? item.user_id ?? item.id,
        name: item.user?.name ?? item.name ?? item.user?.email ?? item.email ?? '',
        email: item.user?.email ?? item.email ?? '',
        role: item.role ?? '',
      }))
    },
    staleTime: 60_000,
  })

/** The invitations of an organization. */
export const invitationsQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization', org, 'invitations'],
    queryFn: async ({ signal }) =>
      (await request(z.object({ items: z.array(invitation) }), path`/api/v1/orgs/${org}/invitations`, { signal }))
        .items,
  })

/** Invites someone by e-mail. */
export const invite = (org: string, input: { email: string; role: string }): Promise<void> =>
  command(path`/api/v1/orgs/${org}/invitations`, { method: 'POST', body: input })
