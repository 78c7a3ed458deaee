import { randomUUID } from 'node:crypto'
import { transactIn } from '#kernel/contract/index.ts'
import type { House } from '#kernel/module/index.ts'
import { systemPlace } from '#kernel/tenancy/system-place.ts'
import { replacePassages } from '#modules/knowledge/search/passages.ts'
import { makeTenants } from '../growth/tenants.ts'
import type { Ask, Place } from '../rows.ts'
import { topicCount, type Corpus } from './corpus.ts'

/** A tenant of the bench with what it holds. */
export interface FilledTenant extends Place {
  passages: number
}

const perRecord = 10
const perTransaction = 20

interface MadeRecord {
  id: string
  kind: string
  number: number
  topic: number
  day: string
  passages: { id: string; text: string; vector: string }[]
}

/** Works as the owner of the tables with triggers off, as `asOwner` does, on either engine. */
const asOwnerOf = <T>(house: House, work: (ask: Ask) => Promise<T>): Promise<T> =>
  house.database.as('owner', async (tx) => {
    await tx.query("select set_config('session_replication_role', 'replica', true)")
    return work((text, params) => tx.query(text, params))
  })

/**
 * Fills an installation with tenants of which the n-th has 1/n of what the first has, `passages` in all. Passages with
 * their lexemes and statistics come in as those of every other record do; vectors and what filters ask for, set by set.
 */
export const fillTenants = async (
  house: House,
  corpus: Corpus,
  { tenants, passages, model }: { tenants: number; passages: number; model: string },
): Promise<FilledTenant[]> => {
  const places = await asOwnerOf(house, (ask) => makeTenants(ask, tenants))
  const shares = places.map((_, at) => 1 / (at + 1))
  const all = shares.reduce((sum, share) => sum + share, 0)
  const filled: FilledTenant[] = []
  for (const [at, place] of places.entries()) {
    const own = Math.max(perRecord, Math.round((passages * (shares[at] ?? 0)) / all))
    await fillTenant(house, corpus, place, Math.round(own / perRecord), model)
    filled.push({ ...place, passages: own })
  }
  await house.database.engine.withConnection('owner', async (connection) => {
    for (const table of ['chunks', 'chunk_embeddings', 'entities', 'artifacts', 'term_frequencies'])
      await connection.send([{ text: `vacuum analyze ${table}` }])
  })
  return filled
}

const fillTenant = async (
  house: House,
  corpus: Corpus,
  place: Place,
  records: number,
  model: string,
): Promise<void> => {
  const door = await systemPlace(house, place.orgId, place.projectId, { requestId: 'bench' })
  if (!door) throw new Error('a tenant of the bench is gone')
  const folders = Array.from({ length: 20 }, () => randomUUID())
  for (let from = 0; from < records; from += perTransaction) {
    const made = Array.from({ length: Math.min(perTransaction, records - from) }, (_, at) =>
      makeRecord(corpus, from + at + 1),
    )
    await asOwnerOf(house, (ask) => addRecords(ask, place, made, folders))
    await transactIn(door, async (context) => {
      for (const record of made)
        await replacePassages(context, record.kind, [
          {
            id: record.id,
            passages: record.passages.map(({ text }, position) => ({
              position,
              start: position * 1_000,
              end: position * 1_000 + text.length,
              page: position + 1,
              heading: [],
              text,
            })),
          },
        ])
    })
    await asOwnerOf(house, (ask) => addVectors(ask, place, made, model))
  }
}

/** One record in ten is no file; a topic of the corpus is that of many records. */
const makeRecord = (corpus: Corpus, number: number): MadeRecord => {
  const topic = corpus.upTo(topicCount)
  const direction = corpus.record()
  return {
    id: randomUUID(),
    kind: number % 10 === 0 ? 'risk' : 'artifact',
    number,
    topic,
    day: new Date(Date.UTC(2020, 0, 1 + corpus.upTo(2_000))).toISOString().slice(0, 10),
    passages: Array.from({ length: perRecord }, () => ({
      id: randomUUID(),
      ...corpus.passage(topic, direction),
    })),
  }
}

const given =
  'jsonb_to_recordset($3::jsonb) as r(id uuid, kind text, number integer, topic integer, day date, folder uuid)'

const addRecords = async (
  ask: Ask,
  { orgId, projectId }: Place,
  records: readonly MadeRecord[],
  folders: readonly string[],
): Promise<void> => {
  const rows = records.map(({ id, kind, number, topic, day }) => ({
    id,
    kind,
    number,
    topic,
    day,
    folder: folders[number % folders.length],
  }))
  const params = [orgId, projectId, JSON.stringify(rows)]
  await ask(
    `insert into entities (org_id, id, project_id, kind, number, label) select $1::uuid, id, $2::uuid, kind, number, 'Record ' || number from ${given}`,
    params,
  )
  await ask(
    `insert into entities (org_id, id, project_id, kind, number, label)
     select $1::uuid, f.id, $2::uuid, 'artifact_folder', f.n, 'Folder ' || f.n from unnest($3::uuid[]) with ordinality as f(id, n) on conflict do nothing`,
    [orgId, projectId, folders],
  )
  await ask(
    `insert into artifact_folders (org_id, id, project_id, name)
     select $1::uuid, f.id, $2::uuid, 'Folder ' || f.n from unnest($3::uuid[]) with ordinality as f(id, n) on conflict do nothing`,
    [orgId, projectId, folders],
  )
  await ask(
    `insert into artifacts (org_id, id, project_id, filename, size_bytes, sha256, folder_id, document_date, state)
     select $1::uuid, id, $2::uuid, 'record ' || number || '.txt', 1, encode(sha256(id::text::bytea), 'hex'), folder, day, 'processed' from ${given} where kind = 'artifact'`,
    params,
  )
  await ask(
    `insert into artifact_persons (org_id, id, project_id, artifact_id, name, mention_count, spans, confidence)
     select $1::uuid, gen_random_uuid(), $2::uuid, id, 'Person ' || chr(65 + number % 26), 1, '[]', 0.9 from ${given} where kind = 'artifact'`,
    params,
  )
  await ask(
    `insert into artifact_topics (org_id, id, project_id, artifact_id, name, spans, confidence)
     select $1::uuid, gen_random_uuid(), $2::uuid, id, 'topic ' || topic % 50, '[]', 0.9 from ${given} where kind = 'artifact'`,
    params,
  )
  await ask(
    `insert into tags (org_id, id, project_id, name) select $1::uuid, gen_random_uuid(), $2::uuid, 'seldom' on conflict do nothing`,
    [orgId, projectId],
  )
  await ask(
    `insert into entity_tags (org_id, id, project_id, entity_id, tag_id)
     select $1::uuid, gen_random_uuid(), $2::uuid, r.id, g.id from ${given} join tags g on g.org_id = $1 and g.project_id = $2 where r.number % 100 = 1`,
    params,
  )
}

/** Ids of passages follow from their content, so they are known by their place only. */
const addVectors = async (
  ask: Ask,
  { orgId, projectId }: Place,
  records: readonly MadeRecord[],
  model: string,
): Promise<void> => {
  const rows = records.flatMap(({ id, passages }) =>
    passages.map(({ vector }, position) => ({ id, position, vector })),
  )
  await ask(
    `insert into chunk_embeddings (org_id, id, project_id, model, embedding)
     select $1::uuid, c.id, $2::uuid, $3, r.vector::vector from unnest($4::uuid[], $5::integer[], $6::text[]) as r(entity_id, position, vector)
     join chunks c on c.org_id = $1 and c.entity_id = r.entity_id and c.position = r.position`,
    [
      orgId,
      projectId,
      model,
      rows.map(({ id }) => id),
      rows.map(({ position }) => position),
      rows.map(({ vector }) => vector),
    ],
  )
}
