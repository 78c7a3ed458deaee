export { abilityReader, allows, forKind, orgRoles, projectRoles } from './policy.ts'
export type { Abilities, Caller, OrgRole, Policy, ProjectRole } from './policy.ts'
