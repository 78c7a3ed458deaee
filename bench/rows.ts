import pg from 'pg'

/** Where rows are to stand. */
export interface Place {
  orgId: string
  projectId: string
}

/** Asks the database as its owner. */
export type Ask = <R = Record<string, unknown>>(text: string, params?: readonly unknown[]) => Promise<R[]>

/**
 * Works on the bench's database as its superuser, with triggers off: rows of a bench come into being set by set,
 * without an audit entry each, and the figures measure what happens to them afterwards.
 */
export const asOwner = async <T>(url: string, work: (ask: Ask) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query("set session_replication_role = 'replica'")
    return await work(async (text, params = []) => (await client.query(text, [...params])).rows)
  } finally {
    await client.end()
  }
}

/** Makes `count` risks in each of the places, numbered from 1, with texts of ordinary length. */
export const fillRisks = async (url: string, places: readonly Place[], count: number): Promise<void> =>
  asOwner(url, async (query) => {
    const params = [places.map(({ orgId }) => orgId), places.map(({ projectId }) => projectId), count]
    await query(
      `insert into entities (org_id, id, project_id, kind, number, label)
       select p.org, gen_random_uuid(), p.project, 'risk', n, 'The vendor of part ' || n || ' delivers late'
       from unnest($1::uuid[], $2::uuid[]) as p(org, project), generate_series(1, $3::integer) n`,
      params,
    )
    await query(
      `insert into risks (org_id, id, project_id, title, description, category, probability, impact, mitigation)
       select e.org_id, e.id, e.project_id, e.label, repeat('Deliveries of this part were late in two of the last five quarters. ', 4), 'supply', 'high', 'low', 'Agree on a second source.'
       from entities e join unnest($1::uuid[], $2::uuid[]) as p(org, project) on p.org = e.org_id and p.project = e.project_id where e.kind = 'risk' and e.number <= $3`,
      params,
    )
    await query(
      `insert into entity_numbers (org_id, project_id, kind, last_number) select p.org, p.project, 'risk', $3 from unnest($1::uuid[], $2::uuid[]) as p(org, project)
       on conflict (org_id, project_id, kind) do update set last_number = excluded.last_number`,
      params,
    )
    await query('vacuum analyze entities, risks')
  })
