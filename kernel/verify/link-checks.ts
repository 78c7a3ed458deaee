import { mostProblems, scopedTo, type InstallationCheck } from './check.ts'

/** Both ends of a link, and the words that it rests on, are there and in the link's project. */
export const links: InstallationCheck = {
  name: 'links',
  async run({ database }, scope) {
    const sql = database.sql('maintenance')
    const { condition, params } = scopedTo(scope, 'l')
    const [total] = await sql.query<{ count: number }>(
      `select count(*) from links l where ${condition}`,
      params,
    )
    const rows = await sql.query<{ org_id: string; id: string; what: string }>(
      `select l.org_id, l.id, case when s.id is null then 'source' when t.id is null then 'target' else 'span' end as what
       from links l left join entities s on s.org_id = l.org_id and s.id = l.source_id and s.project_id = l.project_id
       left join entities t on t.org_id = l.org_id and t.id = l.target_id and t.project_id = l.project_id
       left join spans p on p.org_id = l.org_id and p.id = l.span_id and p.project_id = l.project_id
       where ${condition} and (s.id is null or t.id is null or (l.span_id is not null and p.id is null)) limit ${mostProblems}`,
      params,
    )
    return {
      checked: total?.count ?? 0,
      problems: rows.map(({ org_id, id, what }) => ({
        message: `the ${what} of a link is gone`,
        org_id,
        id,
      })),
    }
  },
}
