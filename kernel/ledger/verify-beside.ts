import type { Sql } from '../db/index.ts'
import type { Vault } from '../vault/index.ts'
import type { EntryRow } from './entry.ts'
import { openContents } from './personal-values.ts'
import { commitmentsIn } from './proof.ts'

/**
 * Checks what stands beside entries: gives the ids of those whose personal values are not what the entry commits to, or
 * are gone although no erasure that the log tells of accounts for it.
 */
export const besideCheck = async (sql: Sql, vault: Vault | undefined, orgId: string) => {
  const erased = await erasedSubjects(sql, orgId)
  return async (entries: readonly EntryRow[]): Promise<Set<string>> => {
    const contents = await openContents(sql, vault, orgId, entries.flatMap(commitmentsIn))
    const isRight = (commitment: string | null, entry: EntryRow, subjects: () => string[]): boolean => {
      if (commitment === null) return true
      const content = contents.get(commitment)
      if (content !== undefined) return content !== null
      return subjects().some((subject) => (erased.get(subject) ?? '') >= entry.occurred_at)
    }
    const isWhole = (entry: EntryRow): boolean =>
      isRight(entry.personal, entry, () => subjectsOf(entry)) &&
      isRight(entry.client, entry, () => [entry.actor_id ?? orgId])
    return new Set(entries.filter((entry) => !isWhole(entry)).map(({ id }) => id))
  }
}

/** When each subject was last erased, by erasures that have their entry in the log. */
const erasedSubjects = async (sql: Sql, orgId: string): Promise<Map<string, string>> => {
  const rows = await sql.query<{ subject: string; at: string }>(
    `select s as subject, max(to_char(e.erased_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) as at
     from erasures e cross join unnest(e.subjects) as s
     where e.org_id = $1 and exists (
       select 1 from audit_log l where l.org_id = e.org_id and l.row_id = e.id and l.table_name = 'erasures' and l.action = 'erase')
     group by s`,
    [orgId],
  )
  return new Map(rows.map(({ subject, at }) => [subject, at]))
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Of whom or what an entry may tell: its own row, or what the row names. */
const subjectsOf = ({ row_id, before, after }: EntryRow): string[] => [
  row_id,
  ...`${before ?? ''} ${after ?? ''}`.matchAll(uuids).map(([id]) => id),
]
