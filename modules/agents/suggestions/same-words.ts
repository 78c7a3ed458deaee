import type { Context } from '#kernel/module/index.ts'
import type { PlacedWords } from '#modules/knowledge/artifacts/index.ts'

/** A kind of record and the words that propose it, however their lines are broken and whether a mail quotes them. */
export const wordsKey = (kind: string, evidence: readonly Pick<PlacedWords, 'quote'>[]): string =>
  [
    kind,
    ...evidence.map(({ quote }) =>
      quote
        .replaceAll(/^[ \t]*>[> \t]*/gm, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ),
  ].join('\u001f')

/**
 * What earlier versions of a file and the other mails of its thread have proposed, as {@link wordsKey}, whatever became
 * of it: a newer version or a reply that says it in the same words does not ask again.
 */
export const proposedInRelated = async (
  { tx, scope, project }: Context,
  artifactId: string,
): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ target_kind: string; evidence: readonly PlacedWords[] }>(
    `with recursive related (id) as (
       select $3::uuid
       union
       select next.id from related r cross join lateral (
         select a.id from artifacts a where a.org_id = $1 and a.superseded_by = r.id
         union all
         select l.target_id from links l where l.org_id = $1 and l.project_id = $2 and l.source_id = r.id and l.relation = 'replies_to'
         union all
         select l.source_id from links l where l.org_id = $1 and l.project_id = $2 and l.target_id = r.id and l.relation = 'replies_to'
       ) next
     )
     select s.target_kind, s.evidence from related r
     join suggestions s on s.org_id = $1 and s.project_id = $2 and s.artifact_id = r.id
     where r.id <> $3`,
    [scope.orgId, project.id, artifactId],
  )
  return new Set(rows.map(({ target_kind, evidence }) => wordsKey(target_kind, evidence)))
}
