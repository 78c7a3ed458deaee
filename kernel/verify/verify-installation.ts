import { z } from 'zod'
import type { CheckedHouse, CheckScope, InstallationCheck } from './check.ts'
import { mostProblems } from './check.ts'
import { auditChain, auditCompleteness } from './audit-checks.ts'
import { entityRows, numbers } from './entity-checks.ts'
import { foreignKeys } from './foreign-keys.ts'
import { links } from './link-checks.ts'
import { rowLevelSecurity } from './row-level-security.ts'
import { storedFiles } from './stored-files.ts'

/** The answer of {@link verifyInstallation}. */
export const verificationSchema = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({
      name: z.string(),
      ok: z.boolean(),
      checked: z.int(),
      problems: z.array(
        z.object({ message: z.string(), org_id: z.uuid().nullable(), id: z.uuid().nullable() }),
      ),
    }),
  ),
})

/** What {@link verificationSchema} describes. */
export type Verification = z.output<typeof verificationSchema>

const kernelChecks: readonly InstallationCheck[] = [
  foreignKeys,
  entityRows,
  numbers,
  links,
  auditChain,
  auditCompleteness,
  storedFiles,
  rowLevelSecurity,
]

/**
 * Checks that an installation, an organization or a project is whole: the kernel's checks and those of all modules.
 * Reads only, each statement by itself, so that others work on meanwhile. A check that cannot run counts as failed.
 */
export const verifyInstallation = async (
  house: CheckedHouse,
  scope: CheckScope = {},
): Promise<Verification> => {
  const checks: Verification['checks'] = []
  for (const check of [...kernelChecks, ...house.registry.modules.flatMap((module) => module.checks ?? [])]) {
    const { checked, problems } = await check.run(house, scope).catch((error: unknown) => ({
      checked: 0,
      problems: [
        {
          message: `could not be checked: ${error instanceof Error ? error.message : String(error)}`,
          org_id: null,
          id: null,
        },
      ],
    }))
    checks.push({
      name: check.name,
      ok: problems.length === 0,
      checked,
      problems: problems.slice(0, mostProblems),
    })
  }
  return { ok: checks.every(({ ok }) => ok), checks }
}
