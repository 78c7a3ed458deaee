import { asOwner, type Place } from '../rows.ts'

/** The same tables and rows in a schema without row-level security and triggers, for the baseline. */
export const copyForBaseline = async (url: string, place: Place): Promise<string[]> =>
  asOwner(url, async (query) => {
    await query('create schema baseline')
    await query('create table baseline.entities (like public.entities including all)')
    await query(
      'create table baseline.risks (like public.risks including all, foreign key (org_id, id) references baseline.entities)',
    )
    for (const table of ['tags', 'entity_tags', 'watches'])
      await query(`create table baseline.${table} (like public.${table} including all)`)
    await query('insert into baseline.entities select * from public.entities where org_id = $1', [
      place.orgId,
    ])
    const columns = await query<{ name: string }>(
      "select column_name as name from information_schema.columns where table_schema = 'public' and table_name = 'risks' and is_generated = 'NEVER'",
    )
    const names = columns.map(({ name }) => `"${name}"`).join(', ')
    await query(`insert into baseline.risks (${names}) select ${names} from public.risks where org_id = $1`, [
      place.orgId,
    ])
    await query(
      'vacuum analyze baseline.entities, baseline.risks, baseline.tags, baseline.entity_tags, baseline.watches',
    )
    const ids = await query<{ id: string }>(
      'select id from public.risks where org_id = $1 and project_id = $2 order by id',
      [place.orgId, place.projectId],
    )
    return ids.map(({ id }) => id)
  })
