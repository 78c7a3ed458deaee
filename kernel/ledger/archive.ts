import { createInterface } from 'node:readline'
import { uuidv7, type Database } from '../db/index.ts'
import type { BlobStore } from '../storage/index.ts'
import { sealedBeside } from './beside.ts'
import { proofLines, proofText, verifyProof, type ProofLine } from './proof.ts'

/** What archiving needs of the house. */
export interface ArchivingHouse {
  database: Database
  blobs: Pick<BlobStore, 'put'>
}

/** A month of an organization's log that stands in a file. */
export interface AuditArchive {
  org_id: string
  from_at: string
  to_at: string
  entries: number
  sha256: string
}

/**
 * Moves the months of the log that ended more than `months` months ago into stored files, one per organization and
 * month, and takes them out of the database. The chain of hashes stays, so that what is archived can still be proved,
 * and of each row the latest entry before the cut. Gives how many months went. May be interrupted and run again.
 */
export const archiveOldMonths = async (house: ArchivingHouse, months: number): Promise<number> => {
  const sql = house.database.sql('maintenance')
  const old = await sql.query<{ first_day: string; from_at: string; to_at: string }>(
    `select first_day, first_day::timestamptz as from_at, (first_day + interval '1 month')::timestamptz as to_at
     from (select to_date(right(c.relname, 7), 'YYYY_MM') as first_day from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent = 'audit_log'::regclass and c.relname ~ '^audit_log_\\d{4}_\\d{2}$') m
     where first_day + interval '1 month' <= date_trunc('month', now()) - make_interval(months => $1) order by 1`,
    [months],
  )
  let gone = 0
  for (const month of old) {
    const [open] = await sql.query<{ waiting: boolean }>(
      'select exists (select 1 from audit_pending where occurred_at >= $1 and occurred_at < $2) as waiting',
      [month.from_at, month.to_at],
    )
    // what is not sealed yet cannot be proved yet
    if (open?.waiting) break
    await archiveMonth(house, month)
    await house.database.as('maintenance', (tx) => tx.query('select audit_drop_month($1)', [month.first_day]))
    gone += 1
  }
  return gone
}

const archiveMonth = async (
  house: ArchivingHouse,
  month: { from_at: string; to_at: string },
): Promise<void> => {
  const sql = house.database.sql('maintenance')
  const organizations = await sql.query<{ org_id: string }>(
    'select distinct org_id from audit_log where occurred_at >= $1 and occurred_at < $2 order by 1',
    [month.from_at, month.to_at],
  )
  for (const { org_id } of organizations) {
    const seen = { entries: 0, first: 0, last: 0 }
    const range = { fromAt: month.from_at, toAt: month.to_at }
    const lines = counted(proofLines(sql, org_id, range, { beside: sealedBeside(sql, org_id) }), seen)
    const { key, size } = await house.blobs.put(org_id, proofText(org_id, lines), {
      maxBytes: Number.MAX_SAFE_INTEGER,
    })
    await house.database.as('maintenance', async (tx) => {
      await tx.query(
        `select set_config('app.org_id', $1, true), set_config('app.reason', 'archived by age', true)`,
        [org_id],
      )
      await tx.query(
        `insert into audit_archives (org_id, id, from_at, to_at, entries, first_seq, last_seq, sha256, size_bytes)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (org_id, from_at) do nothing`,
        [org_id, uuidv7(), month.from_at, month.to_at, seen.entries, seen.first, seen.last, key, size],
      )
    })
  }
}

async function* counted(
  lines: AsyncIterable<ProofLine>,
  seen: { entries: number; first: number; last: number },
): AsyncGenerator<ProofLine> {
  for await (const line of lines) {
    seen.entries += 1
    seen.first ||= line.seq
    seen.last = line.seq
    yield line
  }
}

/** Reads an archive through: what is wrong with it, and the hash that it gives each of its entries. */
export const readArchive = async (
  blobs: Pick<BlobStore, 'open'>,
  archive: AuditArchive,
): Promise<{ problems: string[]; hashes: Map<number, string> }> => {
  const hashes = new Map<number, string>()
  try {
    const file = await blobs.open(archive.org_id, archive.sha256)
    const { problems, checked } = await verifyProof(createInterface({ input: file }), ({ seq, hash }) =>
      hashes.set(seq, hash),
    )
    return checked === archive.entries
      ? { problems, hashes }
      : { problems: [...problems, `it holds ${checked} entries instead of ${archive.entries}`], hashes }
  } catch (error) {
    return {
      problems: [`it cannot be read: ${error instanceof Error ? error.message : String(error)}`],
      hashes,
    }
  }
}
