import type { Reader } from '#kernel/entities/index.ts'
import { textOf, type StoredText } from '#modules/knowledge/artifacts/index.ts'
import type { TextRange } from '../comparison/verdicts.ts'

/** One version of a file with its text. */
export interface Version {
  id: string
  stored: StoredText
}

/** A file and the version that it supersedes; undefined where it supersedes nothing or one of them has no text. */
export const versionsOf = async (
  reader: Reader,
  newId: string,
): Promise<{ older: Version; newer: Version } | undefined> => {
  const [old] = await reader.tx.query<{ id: string }>(
    'select id from artifacts where org_id = $1 and project_id = $2 and superseded_by = $3',
    [reader.scope.orgId, reader.project.id, newId],
  )
  if (!old) return undefined
  const [older, newer] = [await textOf(reader, old.id), await textOf(reader, newId)]
  return older && newer && { older: { id: old.id, stored: older }, newer: { id: newId, stored: newer } }
}

/**
 * As SQL: link `l` was not judged since the file `newId` (an expression) came. What a person confirmed then stays
 * confirmed, however often the comparison runs.
 */
export const notJudgedSince = (newId: string): string =>
  `l.stale_since is null and (l.validated_at is null or l.validated_at < (select n.created_at from entities n where n.org_id = $1 and n.id = ${newId}))`

/** Words of an older file on which links rest that nobody has judged since the newer file came. */
export interface CitedSpan extends TextRange {
  id: string
}

/** See {@link CitedSpan}. */
export const citedSpans = (reader: Reader, oldId: string, newId: string): Promise<CitedSpan[]> =>
  reader.tx.query<CitedSpan>(
    `select s.id, s.start_offset as start, s.end_offset as "end" from spans s
     where s.org_id = $1 and s.project_id = $2 and s.artifact_id = $3
       and exists (select 1 from links l where l.org_id = s.org_id and l.span_id = s.id and ${notJudgedSince('$4')})
     order by s.start_offset, s.end_offset`,
    [reader.scope.orgId, reader.project.id, oldId, newId],
  )
