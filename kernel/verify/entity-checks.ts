import { ident } from '../db/index.ts'
import { mostProblems, scopedTo, type CheckProblem, type InstallationCheck } from './check.ts'

/** Every entity has exactly one row in the table of its kind, and every such row its entity, in the same project. */
export const entityRows: InstallationCheck = {
  name: 'entities',
  async run({ database, registry }, scope) {
    const sql = database.sql('maintenance')
    const { condition, params } = scopedTo(scope, 'e')
    const problems: CheckProblem[] = []
    const [total] = await sql.query<{ count: number }>(
      `select count(*) from entities e where ${condition}`,
      params,
    )
    const kinds = [...registry.kinds.values()]
    const unknown = await sql.query<{ org_id: string; id: string; kind: string }>(
      `select org_id, id, kind from entities e where ${condition} and not kind = any ($3::text[]) limit ${mostProblems}`,
      [...params, kinds.map(({ kind }) => kind)],
    )
    problems.push(
      ...unknown.map(({ org_id, id, kind }) => ({
        message: `an entity of the kind ${kind}, which no module declares`,
        org_id,
        id,
      })),
    )
    for (const { kind, table } of kinds) {
      const rows = await sql.query<{ org_id: string; id: string; problem: string }>(
        `select e.org_id, e.id, case when t.id is null then 'has no row in' else 'is of another project in' end as problem
           from entities e left join ${ident(table)} t on t.org_id = e.org_id and t.id = e.id
           where ${condition} and e.kind = $3 and (t.id is null or t.project_id <> e.project_id)
         union all
         select e.org_id, e.id, 'is not the entity of its row in' from ${ident(table)} e
           where ${condition} and not exists (select 1 from entities x where x.org_id = e.org_id and x.id = e.id and x.kind = $3) limit ${mostProblems}`,
        [...params, kind],
      )
      problems.push(
        ...rows.map(({ org_id, id, problem }) => ({ message: `an entity ${problem} ${table}`, org_id, id })),
      )
    }
    return { checked: total?.count ?? 0, problems }
  },
}

/** Numbers of each kind in each project run from 1 to the last one given, each once. */
export const numbers: InstallationCheck = {
  name: 'numbers',
  async run({ database }, scope) {
    const { condition, params } = scopedTo(scope, 'e')
    const rows = await database.sql('maintenance').query<{
      org_id: string
      project_id: string
      kind: string
      count: number
      distinct_count: number
      last: number
      given: number | null
    }>(
      `select e.org_id, e.project_id, e.kind, count(*) as count, count(distinct e.number) as distinct_count, max(e.number) as last,
         (select n.last_number from entity_numbers n where n.org_id = e.org_id and n.project_id = e.project_id and n.kind = e.kind) as given
       from entities e where ${condition} group by e.org_id, e.project_id, e.kind`,
      params,
    )
    const wrong = rows.filter(
      ({ count, distinct_count, last, given }) =>
        count !== distinct_count || count !== last || last !== given,
    )
    return {
      checked: rows.length,
      problems: wrong.map(({ org_id, project_id, kind, count, last, given }) => ({
        message: `numbers of ${kind}: ${count} entities, the highest number is ${last}, the last one given ${given ?? 'unknown'}`,
        org_id,
        id: project_id,
      })),
    }
  },
}
