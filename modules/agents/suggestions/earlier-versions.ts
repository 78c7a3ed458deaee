import type { Context } from '#kernel/module/index.ts'
import type { PlacedWords } from '#modules/knowledge/artifacts/index.ts'

/** A kind of record and the words that propose it, however their lines are broken. */
export const wordsKey = (kind: string, evidence: readonly Pick<PlacedWords, 'quote'>[]): string =>
  [kind, ...evidence.map(({ quote }) => quote.replaceAll(/\s+/g, ' ').trim())].join('\u001f')

/**
 * What earlier versions of a file have proposed, as {@link wordsKey}, whatever became of it: a newer version that says
 * it in the same words does not ask again.
 */
export const proposedByEarlier = async (
  { tx, scope, project }: Context,
  artifactId: string,
): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ target_kind: string; evidence: readonly PlacedWords[] }>(
    `with recursive earlier (id) as (
       select id from artifacts where org_id = $1 and superseded_by = $3
       union select a.id from earlier e join artifacts a on a.org_id = $1 and a.superseded_by = e.id
     )
     select s.target_kind, s.evidence from earlier e
     join suggestions s on s.org_id = $1 and s.project_id = $2 and s.artifact_id = e.id`,
    [scope.orgId, project.id, artifactId],
  )
  return new Set(rows.map(({ target_kind, evidence }) => wordsKey(target_kind, evidence)))
}
