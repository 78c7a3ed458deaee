import { uuidv7 } from '#kernel/db/index.ts'
import type { Context } from '#kernel/module/index.ts'
import type { ComparedVersions } from './comparison/compare-versions.ts'
import type { Version } from './queries/versions.ts'

/** Stores what changed between two versions; false where that was stored before. */
export const storeComparison = async (
  { tx, scope, project }: Context,
  older: Version,
  newer: Version,
  { unchanged, changes }: Pick<ComparedVersions, 'unchanged' | 'changes'>,
): Promise<boolean> => {
  const id = uuidv7()
  const made = await tx.query(
    `insert into version_comparisons (org_id, id, project_id, old_id, new_id, unchanged) values ($1, $2, $3, $4, $5, $6)
     on conflict (org_id, new_id, old_id) do nothing returning id`,
    [scope.orgId, id, project.id, older.id, newer.id, unchanged],
  )
  if (made.length === 0) return false
  await tx.query(
    `insert into passage_changes (org_id, id, project_id, comparison_id, position, change, old_start, old_end, new_start, new_end, old_words, new_words, similarity)
     select $1, gen_random_uuid(), $2, $3, r.position, r.change, r.old_start, r.old_end, r.new_start, r.new_end, r.old_words, r.new_words, r.similarity
     from jsonb_to_recordset($4::jsonb) as r(position integer, change text, old_start integer, old_end integer, new_start integer, new_end integer, old_words text, new_words text, similarity real)`,
    [
      scope.orgId,
      project.id,
      id,
      JSON.stringify(
        changes.map(({ change, old, fresh, similarity }, position) => ({
          position,
          change,
          old_start: old?.start,
          old_end: old?.end,
          new_start: fresh?.start,
          new_end: fresh?.end,
          old_words: old && older.stored.text.slice(old.start, old.end),
          new_words: fresh && newer.stored.text.slice(fresh.start, fresh.end),
          similarity,
        })),
      ),
    ],
  )
  return true
}
