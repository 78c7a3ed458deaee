import { scopedTo, type CheckProblem, type InstallationCheck } from './check.ts'

/** Every stored file is there and still has the content whose hash names it. */
export const storedFiles: InstallationCheck = {
  name: 'stored-files',
  async run({ database, blobs }, scope) {
    const sql = database.sql('maintenance')
    const { condition, params } = scopedTo(scope, 'b')
    const problems: CheckProblem[] = []
    let checked = 0
    for (let after = ['00000000-0000-0000-0000-000000000000', '']; ;) {
      const rows = await sql.query<{ org_id: string; sha256: string; id: string }>(
        `select b.org_id, b.sha256, min(b.id::text) as id from blobs b where ${condition} and (b.org_id, b.sha256) > ($3::uuid, $4) group by b.org_id, b.sha256 order by b.org_id, b.sha256 limit 500`,
        [...params, ...after],
      )
      for (const { org_id, sha256, id } of rows) {
        const state = await blobs.check(org_id, sha256)
        checked += 1
        if (state !== 'intact')
          problems.push({ message: `the stored file ${sha256} is ${state}`, org_id, id })
      }
      const last = rows.at(-1)
      if (!last) return { checked, problems }
      after = [last.org_id, last.sha256]
    }
  },
}
