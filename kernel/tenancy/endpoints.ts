import { z } from 'zod'
import { orgEndpoint, userEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { onlyOnce, repeatableId } from '../contract/idempotency.ts'
import { pageOf } from '../contract/schemas.ts'
import { notFound, Refusal } from '../module/refusal.ts'
import { capped } from './access.ts'
import { apiKeyBody, createApiKey, revokeApiKey } from './api-keys.ts'
import {
  blueprints,
  createOrganization,
  createProject,
  madeSchema,
  organizationBody,
  projectBody,
} from './organizations.ts'
import { changeRole, memberBody, membersOf, removeMember } from './members.ts'
import { projectMemberEndpoints } from './project-members.ts'
import { settingsEndpoints } from './settings.ts'
import { acceptInvitation, invitationBody, invite, openInvitations, revokeInvitation } from './invitations.ts'

const project = madeSchema.extend({ blueprint: z.enum(blueprints), role: z.string() })
const done = z.object({ done: z.literal(true) })

/** Requires a person, not a key: keys do not make organizations. */
const personally = (access: { actor: { type: string } }): void => {
  if (access.actor.type !== 'user')
    throw new Refusal(403, 'forbidden', 'Only a signed-in person can do this, not an API key.')
}

/** Organizations, projects, members, invitations and API keys. */
export const tenancyEndpoints: readonly Endpoint[] = [
  userEndpoint({
    method: 'GET',
    path: 'me',
    name: 'me.get',
    summary: 'Who you are and what you can see',
    permit: { signedIn: true },
    output: z.object({
      user: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
      organizations: z.array(madeSchema.extend({ role: z.string(), projects: z.array(project) })),
      ai: z.object({ model: z.string(), offline: z.boolean() }),
    }),
    handle: async ({ access, house }) => ({
      user: access.user,
      organizations: access.orgs.map((org) => ({
        id: org.id,
        slug: org.slug,
        name: org.name,
        role: org.role,
        projects: org.projects.map(({ settings: _settings, role, ...rest }) => ({
          ...rest,
          role: capped(role, access.scopes),
        })),
      })),
      ai: { model: house.ai.describe().model, offline: house.ai.describe().offline },
    }),
  }),
  userEndpoint({
    method: 'POST',
    path: 'orgs',
    name: 'organizations.create',
    summary: 'Create an organization; you become its owner',
    permit: { signedIn: true },
    successStatus: 201,
    body: organizationBody,
    output: madeSchema,
    handle: async ({ access, facts, house, request }, { body }) => {
      personally(access)
      const organization = await createOrganization(
        house.database,
        { userId: access.user.id, requestId: facts.requestId, ip: facts.ip },
        body.name,
        request && {
          id: repeatableId(access.user.id, request.key),
          once: (tx, scope, make) => onlyOnce(tx, scope, facts, request, make),
        },
      )
      house.hub.wake('access')
      return organization
    },
  }),
  userEndpoint({
    method: 'POST',
    path: 'invitations/accept',
    name: 'invitations.accept',
    summary: 'Join the organization that invited you',
    permit: { signedIn: true },
    body: z.strictObject({ token: z.string().max(200) }),
    output: z.object({ org_id: z.uuid() }),
    handle: async ({ access, facts, house, request }, { body }) => {
      personally(access)
      const joined = await acceptInvitation(
        house.database,
        access.user,
        body.token,
        facts.requestId,
        (tx, scope, join) => onlyOnce(tx, scope, facts, request, join),
      )
      house.hub.wake('access')
      return joined
    },
  }),
  orgEndpoint({
    method: 'GET',
    path: 'projects',
    name: 'projects.list',
    summary: 'Projects that you can see',
    permit: { orgRole: 'viewer' },
    output: pageOf(project),
    handle: async ({ org }) => ({
      items: org.projects.map(({ settings: _settings, ...rest }) => rest),
      next_cursor: null,
    }),
  }),
  orgEndpoint({
    method: 'POST',
    path: 'projects',
    name: 'projects.create',
    summary: 'Create a project',
    permit: { orgRole: 'member' },
    successStatus: 201,
    body: projectBody,
    output: madeSchema.extend({ blueprint: z.enum(blueprints) }),
    handle: async ({ tx, scope, house, access }, { body }) => {
      const acting = { ...scope, actor: { type: 'user' as const, id: access.user.id } }
      const created = await createProject(tx, acting, body)
      tx.afterCommit(() => house.hub.wake('access'))
      return created
    },
  }),
  ...settingsEndpoints,
  ...projectMemberEndpoints,
  orgEndpoint({
    method: 'GET',
    path: 'members',
    name: 'members.list',
    summary: 'Members of the organization',
    permit: { orgRole: 'viewer' },
    output: pageOf(memberBody),
    handle: ({ tx, org }) => membersOf(tx, org.id),
  }),
  orgEndpoint({
    method: 'PATCH',
    path: 'members/{id}',
    name: 'members.edit',
    summary: 'Change the role of a member',
    permit: { orgRole: 'admin' },
    body: z.strictObject({ role: z.enum(['owner', 'admin', 'member', 'viewer']) }),
    output: done,
    handle: async ({ tx, org, house }, { params, body }) => {
      await changeRole(tx, org, params.id, body.role)
      tx.afterCommit(() => house.hub.wake('access'))
      return { done: true }
    },
  }),
  orgEndpoint({
    method: 'DELETE',
    path: 'members/{id}',
    name: 'members.remove',
    summary: 'Remove a member, or leave',
    permit: { orgRole: 'viewer' },
    output: done,
    handle: async ({ tx, org, access, house }, { params }) => {
      await removeMember(tx, org, params.id, access.user.id)
      tx.afterCommit(() => house.hub.wake('access'))
      return { done: true }
    },
  }),
  orgEndpoint({
    method: 'GET',
    path: 'invitations',
    name: 'invitations.list',
    summary: 'Open invitations',
    permit: { orgRole: 'admin' },
    output: pageOf(z.object({ id: z.uuid(), email: z.string(), role: z.string(), expires_at: z.string() })),
    handle: ({ tx, org }) => openInvitations(tx, org.id),
  }),
  orgEndpoint({
    method: 'POST',
    path: 'invitations',
    name: 'invitations.create',
    secretAnswer: true,
    summary: 'Invite somebody by mail address',
    permit: { orgRole: 'admin' },
    successStatus: 201,
    body: invitationBody,
    output: z.object({ id: z.uuid(), link: z.string(), mailed: z.boolean() }),
    handle: (context, { body }) => invite(context, body),
  }),
  orgEndpoint({
    method: 'DELETE',
    path: 'invitations/{id}',
    name: 'invitations.revoke',
    summary: 'Take an invitation back',
    permit: { orgRole: 'admin' },
    output: done,
    handle: async ({ tx, org }, { params }) => (
      await revokeInvitation(tx, org.id, params.id),
      { done: true }
    ),
  }),
  orgEndpoint({
    method: 'GET',
    path: 'api-keys',
    name: 'apiKeys.list',
    summary: 'Your API keys',
    permit: { orgRole: 'viewer' },
    output: pageOf(
      z.object({
        id: z.uuid(),
        name: z.string(),
        prefix: z.string(),
        scopes: z.array(z.string()),
        created_at: z.string(),
        expires_at: z.string().nullable(),
        last_used_at: z.string().nullable(),
      }),
    ),
    handle: async ({ tx, org, access }) => ({
      items: await tx.query(
        'select id, name, prefix, scopes, created_at, expires_at, last_used_at from api_keys where org_id = $1 and user_id = $2 and revoked_at is null order by created_at',
        [org.id, access.user.id],
      ),
      next_cursor: null,
    }),
  }),
  orgEndpoint({
    method: 'POST',
    path: 'api-keys',
    name: 'apiKeys.create',
    secretAnswer: true,
    summary: 'Make an API key; it is shown once',
    permit: { orgRole: 'viewer' },
    successStatus: 201,
    body: apiKeyBody,
    output: z.object({ id: z.uuid(), api_key: z.string(), prefix: z.string() }),
    handle: async ({ tx, scope, access }, { body }) => {
      personally(access)
      return createApiKey(tx, scope, access.user.id, body)
    },
  }),
  orgEndpoint({
    method: 'DELETE',
    path: 'api-keys/{id}',
    name: 'apiKeys.revoke',
    summary: 'Revoke an API key',
    permit: { orgRole: 'viewer' },
    output: done,
    handle: async ({ tx, org, house, access }, { params }) => {
      const own = await tx.query(
        'select 1 from api_keys where org_id = $1 and id::text = $2 and user_id = $3',
        [org.id, params.id, access.user.id],
      )
      if (own.length === 0 && org.role !== 'owner' && org.role !== 'admin') throw notFound('key')
      await revokeApiKey(tx, org.id, params.id)
      tx.afterCommit(() => house.hub.wake('access'))
      return { done: true }
    },
  }),
]
