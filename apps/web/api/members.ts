import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { command, path, request } from './request.ts'

const member = z.looseObject({
  id: z.string(),
  user_id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
})

const invitation = z.looseObject({
  id: z.string(),
  email: z.string(),
  role: z.nullish(z.string()),
  expires_at: z.nullish(z.string()),
})

/** A member of an organization. */
export type Member = z.output<typeof member>

/** An invitation that was sent. */
export type Invitation = z.output<typeof invitation>

/** The members of an organization. */
export const membersQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization', org, 'members'],
    queryFn: async ({ signal }): Promise<Member[]> => {
      const answer = await request(z.object({ items: z.array(member) }), path`/api/v1/orgs/${org}/members`, {
        signal,
      })
      return answer.items
    },
    staleTime: 60_000,
  })

/** The invitations of an organization. */
export const invitationsQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization', org, 'invitations'],
    queryFn: async ({ signal }) =>
      (
        await request(z.object({ items: z.array(invitation) }), path`/api/v1/orgs/${org}/invitations`, {
          signal,
        })
      ).items,
  })

/** Invites someone by e-mail. Where no mail is set up, the link has to be passed on by hand. */
export const invite = (
  org: string,
  input: { email: string; role: string; project_id?: string; project_role?: string },
): Promise<{ link: string; mailed: boolean }> =>
  request(z.object({ link: z.string(), mailed: z.boolean() }), path`/api/v1/orgs/${org}/invitations`, {
    method: 'POST',
    body: input,
  })

/** Takes an invitation back. */
export const revokeInvitation = (org: string, id: string): Promise<void> =>
  command(path`/api/v1/orgs/${org}/invitations/${id}`, { method: 'DELETE' })

/** Joins the organization that sent an invitation. */
export const acceptInvitation = (token: string): Promise<void> =>
  command('/api/v1/invitations/accept', { method: 'POST', body: { token } })

/** Changes the role of a member in the organization. */
export const changeRole = (org: string, id: string, role: string): Promise<void> =>
  command(path`/api/v1/orgs/${org}/members/${id}`, { method: 'PATCH', body: { role } })

/** Removes a member, or leaves. */
export const removeMember = (org: string, id: string): Promise<void> =>
  command(path`/api/v1/orgs/${org}/members/${id}`, { method: 'DELETE' })

const projectMember = z.object({
  id: z.string(),
  user_id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  expires_at: z.nullable(z.string()),
})

const projectMembers = z.object({ items: z.array(projectMember) })

/** Who has a role on a project. */
export const projectMembersQuery = (org: string, project: string) =>
  queryOptions({
    queryKey: ['organization', org, 'projects', project, 'members'],
    queryFn: async ({ signal }) =>
      (await request(projectMembers, path`/api/v1/orgs/${org}/projects/${project}/members`, { signal }))
        .items,
  })

/** Gives a member a role on a project, or changes it. */
export const grantRole = (
  org: string,
  project: string,
  input: { user_id: string; role: string; expires_at: string | null },
): Promise<void> =>
  command(path`/api/v1/orgs/${org}/projects/${project}/members`, { method: 'POST', body: input })

/** Takes a role on a project away. */
export const revokeRole = (org: string, project: string, id: string): Promise<void> =>
  command(path`/api/v1/orgs/${org}/projects/${project}/members/${id}`, { method: 'DELETE' })
