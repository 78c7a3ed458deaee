import { queryOptions } from '@tanstack/react-query'
import type { BodyOf, ItemOf } from '#apps/client/call.ts'
import { call } from './request.ts'

/** A member of an organization. */
export type Member = ItemOf<'members.list'>

/** An invitation that was sent. */
export type Invitation = ItemOf<'invitations.list'>

/** The members of an organization. */
export const membersQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization', org, 'members'],
    queryFn: async ({ signal }) => (await call('members.list', { params: { org } }, { signal })).items,
    staleTime: 60_000,
  })

/** The invitations of an organization. */
export const invitationsQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization', org, 'invitations'],
    queryFn: async ({ signal }) => (await call('invitations.list', { params: { org } }, { signal })).items,
  })

/** Invites someone by e-mail. Where no mail is set up, the link has to be passed on by hand. */
export const invite = (org: string, body: BodyOf<'invitations.create'>) =>
  call('invitations.create', { params: { org }, body })

/** Takes an invitation back. */
export const revokeInvitation = (org: string, id: string) =>
  call('invitations.revoke', { params: { org, id } })

/** Joins the organization that sent an invitation. */
export const acceptInvitation = (token: string) => call('invitations.accept', { body: { token } })

/** A role in an organization. */
export type OrgRole = BodyOf<'members.edit'>['role']

/** Changes the role of a member in the organization. */
export const changeRole = (org: string, id: string, role: OrgRole) =>
  call('members.edit', { params: { org, id }, body: { role } })

/** Removes a member, or leaves. */
export const removeMember = (org: string, id: string) => call('members.remove', { params: { org, id } })

/** Who has a role on a project. */
export const projectMembersQuery = (org: string, project: string) =>
  queryOptions({
    queryKey: ['organization', org, 'projects', project, 'members'],
    queryFn: async ({ signal }) =>
      (await call('project_members.list', { params: { org, id: project } }, { signal })).items,
  })

/** Gives a member a role on a project, or changes it. */
export const grantRole = (org: string, project: string, body: BodyOf<'project_members.grant'>) =>
  call('project_members.grant', { params: { org, id: project }, body })

/** Takes a role on a project away. */
export const revokeRole = (org: string, project: string, member: string) =>
  call('project_members.revoke', { params: { org, id: project, member } })
