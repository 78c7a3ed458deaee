import type { Sql } from '../db/index.ts'
import type { Vault } from '../vault/index.ts'
import { openContents } from './personal-values.ts'
import type { FindBeside } from './proof.ts'

/** Values as they can be read and checked by anybody: for a file that is given to others. */
export const openBeside =
  (sql: Sql, vault: Vault, orgId: string): FindBeside =>
  async (commitments) => {
    const contents = await openContents(sql, vault, orgId, commitments)
    return new Map(
      [...contents].flatMap(([digest, content]) =>
        content === null ? [] : [[digest, { content }] as const],
      ),
    )
  }

/** Values as they stand encrypted: for a file that is kept, in which nobody could erase them one by one. */
export const sealedBeside =
  (sql: Sql, orgId: string): FindBeside =>
  async (commitments) => {
    const rows = await sql.query<{ digest: string; ciphertext: string; key_id: string; subject_id: string }>(
      `select digest, ciphertext, key_id, subject_id from personal_values
       where org_id = $1 and digest = any ($2::text[]) and ciphertext is not null`,
      [orgId, commitments],
    )
    return new Map(rows.map(({ digest, ...sealed }) => [digest, sealed]))
  }
