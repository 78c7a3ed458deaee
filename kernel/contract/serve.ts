import type { House } from '../module/house.ts'
import type { Context } from '../module/context.ts'
import { brokenCheckOf } from '../entities/checks.ts'
import { forbidden, invalid, Refusal } from '../module/refusal.ts'
import { allows, orgRoles, type OrgRole } from '../policy/policy.ts'
import { capped, type OrgAccess } from '../tenancy/access.ts'
import {
  fullPath,
  type Callable,
  type EndpointInput,
  type OrgEndpoint,
  type ProjectEndpoint,
} from './endpoint.ts'
import { orgOf, placeOf, projectOf, readingIn, scopeOf, transactIn } from './open.ts'
import { onlyOnce, type Repeatable } from './idempotency.ts'
import type { RequestFacts } from './request.ts'

type Parsed = EndpointInput

/** The one gate: resolves the place, checks the permission, opens the transaction, calls the handler. */
export const serve = (
  house: House,
  endpoint: Callable,
  facts: RequestFacts,
  input: Parsed,
): Promise<unknown> => {
  if (endpoint.scope !== 'user' && endpoint.mode === 'write') requireWritingKey(facts)
  switch (endpoint.scope) {
    case 'user':
      return endpoint.handle(
        {
          house,
          access: facts.access,
          facts,
          request: repeatable(endpoint, facts, input),
          now: new Date().toISOString(),
        },
        input as never,
      )
    case 'org':
      return serveOrg(house, endpoint, facts, input)
    case 'project':
      return serveProject(house, endpoint, facts, input)
  }
}

/** What people with a viewer's role may do for themselves, such as watching a record, a key that only reads may not. */
const requireWritingKey = ({ access }: RequestFacts): void => {
  if (access.scopes !== null && capped('admin', access.scopes) === 'viewer')
    throw new Refusal(403, 'forbidden', 'This API key only reads. Use one with the scope write.')
}

const serveOrg = (
  house: House,
  endpoint: OrgEndpoint,
  facts: RequestFacts,
  input: Parsed,
): Promise<unknown> => {
  const org = enterOrg(facts, endpoint.permit.orgRole, input.params)
  const scope = scopeOf(facts, org, org.projects)
  return house.database.tenant(scope, (tx) =>
    onlyOnce(tx, scope, facts, repeatable(endpoint, facts, input, !endpoint.secretAnswer), () =>
      endpoint.handle(
        { house, access: facts.access, org, scope, tx, now: new Date().toISOString() },
        input as never,
      ),
    ),
  )
}

/** What makes a POST with an `Idempotency-Key` the same as another; undefined for all other requests. */
const repeatable = (
  endpoint: Callable,
  facts: RequestFacts,
  input: Parsed,
  keepAnswer = true,
): Repeatable | undefined => {
  if (endpoint.method !== 'POST' || !facts.idempotencyKey) return undefined
  const path = fullPath(endpoint).replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(input.params[name] ?? ''),
  )
  return {
    key: facts.idempotencyKey,
    method: endpoint.method,
    path,
    content: { query: input.query, body: input.body },
    status: endpoint.successStatus,
    keepAnswer,
  }
}

/** Enters an organization and checks the role. @throws Refusal 403, 404 */
export const enterOrg = (facts: RequestFacts, needed: OrgRole, params: Record<string, string>): OrgAccess => {
  const org = orgOf(facts, params.org ?? '')
  requireOrgRole(org.role, needed)
  // a key acts in an organization no further than its scopes go
  if (needed !== 'viewer' && capped('admin', facts.access.scopes) !== 'admin')
    throw forbidden('change', 'organization')
  return org
}

const requireOrgRole = (role: OrgRole, needed: OrgRole): void => {
  if (orgRoles.indexOf(role) > orgRoles.indexOf(needed))
    throw new Refusal(403, 'forbidden', `This needs the role ${needed} in the organization.`)
}

/** Enters a project and checks the permission. */
export const enterProject = (
  house: House,
  permit: { kind: string; action: string },
  facts: RequestFacts,
  params: Record<string, string>,
) => {
  const org = orgOf(facts, params.org ?? '')
  const place = placeOf(house, facts, org, projectOf(org, params.project ?? ''))
  const caller = { userId: place.userId, role: place.role }
  const kind = house.registry.kinds.get(permit.kind)
  if (!allows(house.registry.policy(permit.kind), caller, permit.action))
    throw forbidden(permit.action, kind?.label.one.toLowerCase() ?? 'record')
  return place
}

const serveProject = async (
  house: House,
  endpoint: ProjectEndpoint,
  facts: RequestFacts,
  input: Parsed,
): Promise<unknown> => {
  const place = enterProject(house, endpoint.permit, facts, input.params)
  const reason = reasonIn(input)
  if (reason) place.scope.reason = reason
  if (endpoint.mode === 'read')
    return versioned(facts, await endpoint.handle(readingIn(place), input as never))
  const request = repeatable(endpoint, facts, input)
  const answer = await transactIn(place, (context: Context) =>
    onlyOnce(context.tx, place.scope, facts, request, () =>
      endpoint.handle({ ...context, expectedVersion: facts.ifMatch }, input as never),
    ),
  ).catch((error: unknown) => {
    const errors = brokenCheckOf(house.registry, error)
    throw errors ? invalid(errors) : error
  })
  return versioned(facts, answer)
}

/** The reason of a change may stand in the address or beside the fields. */
const reasonIn = ({ query, body }: Parsed): string | undefined => {
  for (const part of [body, query]) {
    if (typeof part === 'object' && part !== null && 'reason' in part && typeof part.reason === 'string')
      return part.reason
  }
  return undefined
}

/** A record that is answered carries its version as ETag. */
const versioned = (facts: RequestFacts, answer: unknown): unknown => {
  if (
    typeof answer === 'object' &&
    answer !== null &&
    'version' in answer &&
    typeof answer.version === 'number'
  )
    facts.setHeader('etag', `"${answer.version}"`)
  return answer
}
