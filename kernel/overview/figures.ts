import { z } from 'zod'
import { ident, literal } from '../db/index.ts'
import { keyOf, type Kind } from '../entities/kind.ts'
import type { Reader } from '../entities/read.ts'
import { allows } from '../policy/policy.ts'

/** How far the trend looks back, in weeks; the last is the present one. */
export const trendWeeks = 12

/** The records of one kind in figures. */
export const kindOverviewSchema = z
  .object({
    kind: z.string(),
    total: z.int(),
    /** records by state; empty for kinds without states */
    states: z.record(z.string(), z.int()),
    /** records that rest on words of a source */
    evidenced: z.int(),
    /** records of which something they rest on has changed since */
    stale: z.int(),
    /** how many came in each of the last twelve weeks, oldest first */
    created: z.array(z.int()),
  })
  .meta({ id: 'KindOverview' })

/** A record that wants somebody's attention. */
export const wantingSchema = z.object({
  id: z.uuid(),
  key: z.string(),
  kind: z.string(),
  label: z.string(),
  owner_id: z.uuid().nullable(),
  /** the day on which it was due, or since when what it rests on has changed */
  since: z.string(),
})

const visibleKinds = (reader: Reader): Kind[] => {
  const { registry } = reader.house
  return [...registry.kinds.values()].filter(({ kind }) =>
    allows(registry.policy(kind), reader.caller, 'view'),
  )
}

/** The project in figures, per kind of record that the caller may see: one statement, whatever the number of kinds. */
export const overviewOf = async (reader: Reader): Promise<z.output<typeof kindOverviewSchema>[]> => {
  const kinds = visibleKinds(reader)
  const own = [reader.scope.orgId, reader.project.id]
  const [heads, states] = await Promise.all([
    reader.tx.query<{
      kind: string
      total: number
      evidenced: number
      stale: number
      weeks: Record<string, number> | null
    }>(
      `with live as (
         select e.id, e.kind, ((date_trunc('week', now())::date - date_trunc('week', e.created_at)::date) / 7) as age
         from entities e where e.org_id = $1 and e.project_id = $2 and e.deleted_at is null and e.kind = any ($3::text[])
       ), resting as (
         select l.source_id, bool_or(l.span_id is not null) as on_words, bool_or(l.stale_since is not null) as stale
         from links l where l.org_id = $1 and l.project_id = $2 and l.relation = 'rests_on' group by l.source_id
       ), weekly as (
         select kind, jsonb_object_agg(age, n) as weeks from (select kind, age, count(*) as n from live where age < ${trendWeeks} group by kind, age) w group by kind
       )
       select live.kind, count(*) as total, count(*) filter (where resting.on_words) as evidenced, count(*) filter (where resting.stale) as stale, weekly.weeks
       from live left join resting on resting.source_id = live.id left join weekly on weekly.kind = live.kind group by live.kind, weekly.weeks`,
      [...own, kinds.map(({ kind }) => kind)],
    ),
    statesOf(reader, kinds),
  ])
  return kinds.map(({ kind }) => {
    const head = heads.find((row) => row.kind === kind)
    return {
      kind,
      total: head?.total ?? 0,
      evidenced: head?.evidenced ?? 0,
      stale: head?.stale ?? 0,
      states: Object.fromEntries(
        states.filter((row) => row.kind === kind).map(({ state, count }) => [state, count]),
      ),
      created: Array.from(
        { length: trendWeeks },
        (_, index) => head?.weeks?.[String(trendWeeks - 1 - index)] ?? 0,
      ),
    }
  })
}

const statesOf = async (
  reader: Reader,
  kinds: readonly Kind[],
): Promise<{ kind: string; state: string; count: number }[]> => {
  const parts = kinds.flatMap(({ kind, table, states }) =>
    states
      ? [
          `select ${literal(kind)} as kind, t.${ident(states.field)} as state, count(*) as count from ${ident(table)} t
           join entities e on e.org_id = t.org_id and e.id = t.id
           where t.org_id = $1 and t.project_id = $2 and e.deleted_at is null group by 2`,
        ]
      : [],
  )
  if (parts.length === 0) return []
  return reader.tx.query(parts.join(' union all '), [reader.scope.orgId, reader.project.id])
}

interface Wanting {
  id: string
  number: number
  kind: string
  label: string
  owner_id: string | null
  since: string
}

/** How many of each sort are named; the rest is in the registers. */
const named = 50

/** Records past their due date that are still open, and records whose source has changed since; the longest waiting first. */
export const attentionOf = async (
  reader: Reader,
): Promise<{ overdue: z.output<typeof wantingSchema>[]; stale: z.output<typeof wantingSchema>[] }> => {
  const kinds = visibleKinds(reader)
  const own = [reader.scope.orgId, reader.project.id]
  const due = kinds.flatMap((kind) => (kind.due ? [dueQuery(kind, kind.due)] : []))
  const [overdue, stale] = await Promise.all([
    due.length === 0
      ? []
      : reader.tx.query<Wanting>(`${due.join(' union all ')} order by since, number limit ${named}`, own),
    reader.tx.query<Wanting>(
      `select e.id, e.number, e.kind, e.label, null::uuid as owner_id, min(l.stale_since) as since
       from links l join entities e on e.org_id = l.org_id and e.id = l.source_id
       where l.org_id = $1 and l.project_id = $2 and l.stale_since is not null and e.deleted_at is null and e.kind = any ($3::text[])
       group by e.id, e.number, e.kind, e.label order by since limit ${named}`,
      [...own, kinds.map(({ kind }) => kind)],
    ),
  ])
  const shaped = (row: Wanting): z.output<typeof wantingSchema> => {
    const kind = kinds.find((candidate) => candidate.kind === row.kind)
    const { number, ...rest } = row
    return { ...rest, key: kind ? keyOf(kind, number) : row.id }
  }
  return { overdue: overdue.map(shaped), stale: stale.map(shaped) }
}

const dueQuery = (kind: Kind, due: NonNullable<Kind['due']>): string => {
  const isOpen = kind.states
    ? `t.${ident(kind.states.field)} in (${due.open.map(literal).join(', ')})`
    : 'true'
  const owner = kind.fields.owner_id?.type === 'user' ? 't.owner_id' : 'null::uuid'
  return `select e.id, e.number, e.kind, e.label, ${owner} as owner_id, t.${ident(due.field)}::text as since from ${ident(kind.table)} t
    join entities e on e.org_id = t.org_id and e.id = t.id
    where t.org_id = $1 and t.project_id = $2 and e.deleted_at is null and ${isOpen} and t.${ident(due.field)} < current_date`
}
