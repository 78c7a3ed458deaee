import type { House } from '../module/house.ts'

/** Contents looked up together. */
const batchSize = 500

/**
 * Removes stored contents to which nothing refers: those of uploads that were refused, given up or ran out. What was
 * stored after `before` is spared, since the row that will refer to it may not be written yet. Gives how many went.
 */
export const sweepBlobs = async (house: Pick<House, 'database' | 'blobs'>, before: Date): Promise<number> => {
  let removed = 0
  let batch: { orgId: string; key: string }[] = []
  const sweep = async (): Promise<void> => {
    for (const { orgId, key } of await unreferred(house, batch)) {
      // stored again since it was listed
      const now = await house.blobs.stat(orgId, key)
      if (!now || now.storedAt >= before) continue
      await house.blobs.remove(orgId, key)
      removed += 1
    }
    batch = []
  }
  for await (const { orgId, key, storedAt } of house.blobs.list()) {
    if (storedAt >= before) continue
    batch.push({ orgId, key })
    if (batch.length >= batchSize) await sweep()
  }
  await sweep()
  return removed
}

const unreferred = (
  { database }: Pick<House, 'database'>,
  batch: readonly { orgId: string; key: string }[],
): Promise<{ orgId: string; key: string }[]> =>
  database.sql('maintenance').query(
    `select w.org_id as "orgId", w.key from unnest($1::uuid[], $2::text[]) as w (org_id, key)
     where not exists (select 1 from blobs b where b.org_id = w.org_id and b.sha256 = w.key)
       and not exists (select 1 from audit_archives a where a.org_id = w.org_id and a.sha256 = w.key)`,
    [batch.map(({ orgId }) => orgId), batch.map(({ key }) => key)],
  )
