import type { House } from '../module/house.ts'

/** A stored file that is no longer what was stored. */
export interface DamagedBlob {
  org_id: string
  sha256: string
  state: 'altered' | 'missing'
}

/** Every stored file is read through once in so many days. */
const daysPerRound = 28
const dayMs = 24 * 60 * 60 * 1_000

/** Reads one part of all stored files through: which part, the day decides, so that no bookkeeping is needed. */
export const checkBlobs = async (
  house: Pick<House, 'database' | 'blobs'>,
  today: Date,
): Promise<{ checked: number; damaged: DamagedBlob[] }> => {
  const part = Math.floor(today.getTime() / dayMs) % daysPerRound
  const damaged: DamagedBlob[] = []
  let checked = 0
  for (let after = ['00000000-0000-0000-0000-000000000000', '']; ;) {
    const rows = await house.database
      .sql('maintenance')
      .query<{ org_id: string; sha256: string }>(
        `select distinct org_id, sha256 from blobs where ('x' || left(sha256, 4))::bit(16)::int % $1 = $2 and (org_id, sha256) > ($3::uuid, $4) order by org_id, sha256 limit 500`,
        [daysPerRound, part, ...after],
      )
    for (const { org_id, sha256 } of rows) {
      const state = await house.blobs.check(org_id, sha256)
      checked += 1
      if (state !== 'intact') damaged.push({ org_id, sha256, state })
    }
    const last = rows.at(-1)
    if (!last) return { checked, damaged }
    after = [last.org_id, last.sha256]
  }
}
