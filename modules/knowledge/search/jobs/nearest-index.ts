import { createHash } from 'node:crypto'
import { ident, literal } from '#kernel/db/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { exactUpTo } from '../queries/semantic.ts'
import { indexTypeOf } from '../vectors.ts'

/**
 * Asks for the nearest-neighbor index of a model on the partition of this tenant once the project is too large for an
 * exact scan. It is made by the owner of the tables after the caller's transaction, without blocking writers.
 */
export const ensureNearestIndex = async (
  context: Context,
  model: string,
  dimensions: number,
): Promise<void> => {
  const type = indexTypeOf(dimensions)
  if (!type) return
  const [row] = await context.tx.query<{ partition: string; many: number }>(
    `select min(partition) as partition, count(*) as many from
       (select tableoid::regclass::text as partition from chunk_embeddings where org_id = $1 and project_id = $2 and model = $3 limit ${exactUpTo + 1}) as m`,
    [context.scope.orgId, context.project.id, model],
  )
  if (!row || row.many <= exactUpTo) return
  context.tx.afterCommit(() => {
    buildNearestIndex(context.house, row.partition, model, dimensions).catch((error: unknown) =>
      context.house.log.error({ err: error, model }, 'making the index of a model failed'),
    )
  })
}

/** Makes the index where it is missing; one left behind by an interrupted attempt is made again. */
export const buildNearestIndex = async (
  house: Context['house'],
  partition: string,
  model: string,
  dimensions: number,
): Promise<void> => {
  const type = indexTypeOf(dimensions)
  if (!type) return
  const name = `${partition}_${createHash('sha256').update(`${model} ${dimensions}`).digest('hex').slice(0, 12)}`
  await house.database.engine.withConnection('owner', async (connection) => {
    const [known] = await connection.send([
      {
        text: 'select i.indisvalid as valid from pg_index i where i.indexrelid = to_regclass($1)',
        params: [name],
      },
    ])
    if (known?.[0]?.valid === true) return
    if (known?.[0]) await connection.send([{ text: `drop index ${ident(name)}` }])
    await connection.send([
      {
        text: `create index concurrently ${ident(name)} on ${ident(partition)} using hnsw ((embedding::${type}(${Math.trunc(dimensions)})) ${type}_cosine_ops)
          where model = ${literal(model)}`,
      },
    ])
  })
}
