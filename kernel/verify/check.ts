import type { Database } from '../db/index.ts'
import type { Registry } from '../module/registry.ts'
import type { BlobStore } from '../storage/index.ts'
import type { Vault } from '../vault/index.ts'

/** What a check looks at. */
export interface CheckedHouse {
  database: Database
  blobs: Pick<BlobStore, 'check' | 'open'>
  registry: Registry
  vault: Vault
}

/** One organization or project instead of everything; a project is named together with its organization. */
export interface CheckScope {
  orgId?: string | undefined
  projectId?: string | undefined
}

/** One thing that does not hold. */
export interface CheckProblem {
  message: string
  org_id: string | null
  id: string | null
}

/** What one check found; `checked` says how many things it looked at. */
export interface CheckFinding {
  checked: number
  problems: CheckProblem[]
}

/** Something that must hold in every installation. Modules may declare their own. */
export interface InstallationCheck {
  /** `span-quotes` */
  name: string
  run(house: CheckedHouse, scope: CheckScope): Promise<CheckFinding>
}

/** Problems named per check; more of the same kind say nothing new. */
export const mostProblems = 100

/** A condition on columns of a table (by alias), and its parameters: all rows, an organization's, or a project's. */
export const scopedTo = (
  scope: CheckScope,
  alias: string,
  options: { project?: boolean } = {},
): { condition: string; params: (string | null)[] } => {
  const project = options.project === false ? '' : ` and ($2::uuid is null or ${alias}.project_id = $2)`
  return {
    condition: `($1::uuid is null or ${alias}.org_id = $1)${project}`,
    params:
      options.project === false ? [scope.orgId ?? null] : [scope.orgId ?? null, scope.projectId ?? null],
  }
}
