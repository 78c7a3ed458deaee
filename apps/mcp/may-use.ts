import type { Callable, RequestFacts } from '#kernel/contract/index.ts'
import type { House } from '#kernel/module/index.ts'
import { allows, orgRoles } from '#kernel/policy/index.ts'
import { capped } from '#kernel/tenancy/access.ts'

/** Whether a caller could be allowed to call an endpoint somewhere: what is never allowed need not be offered. */
export const mayUse = (house: House, { access }: RequestFacts, endpoint: Callable): boolean => {
  // a key that only reads is offered nothing that writes, though its maker might
  if (endpoint.scope !== 'user' && endpoint.mode === 'write' && capped('admin', access.scopes) === 'viewer')
    return false
  switch (endpoint.scope) {
    case 'user':
      return endpoint.method === 'GET'
    case 'org': {
      const { orgRole } = endpoint.permit
      const far = orgRole === 'viewer' || capped('admin', access.scopes) === 'admin'
      return far && access.orgs.some(({ role }) => orgRoles.indexOf(role) <= orgRoles.indexOf(orgRole))
    }
    case 'project': {
      const policy = house.registry.policy(endpoint.permit.kind)
      return access.orgs
        .flatMap(({ projects }) => projects)
        .some(({ role }) =>
          allows(
            policy,
            { userId: access.user.id, role: capped(role, access.scopes) },
            endpoint.permit.action,
          ),
        )
    }
  }
}
