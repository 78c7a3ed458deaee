import type { Context } from '#kernel/module/index.ts'

/**
 * How many files may still come out of a file: none where it lies as deep in others as is allowed, else what is left
 * of the number allowed for the upload that all of it came in.
 */
export const unpackingRoom = async (context: Context, artifactId: string): Promise<number> => {
  const { ARCHIVE_MAX_DEPTH, ARCHIVE_MAX_FILES } = context.house.config
  const [row] = await context.tx.query<{ depth: number; carried: number }>(
    `with recursive up(id, mail_id, depth) as (
       select id, mail_id, 0 from artifacts where org_id = $1 and id = $2
       union all
       select a.id, a.mail_id, up.depth + 1 from up join artifacts a on a.org_id = $1 and a.id = up.mail_id where up.depth < 100
     ), down(id, depth) as (
       select id, 0 from up where mail_id is null
       union all
       select a.id, down.depth + 1 from down join artifacts a on a.org_id = $1 and a.mail_id = down.id where down.depth < 100
     ) select (select max(depth) from up)::integer as depth, (select count(*) - 1 from down)::integer as carried`,
    [context.scope.orgId, artifactId],
  )
  if (!row || row.depth >= ARCHIVE_MAX_DEPTH) return 0
  return Math.max(0, ARCHIVE_MAX_FILES - row.carried)
}
