import type { Database, Tx } from '../db/index.ts'
import type { Vault } from '../vault/index.ts'
import { entryColumns, entryHash, genesis, readEntry, type EntryRow } from './entry.ts'
import { sealValues } from './seal-values.ts'

/** What sealing needs of the house. */
export interface SealerHouse {
  database: Database
  vault: Vault
  log: { error(details: object, message: string): void }
}

/** Chains the entries of the log by hash, apart from those who write them, and encrypts what stands beside them. */
export interface Sealer {
  /** seals everything that waits; gives how many entries */
  sealOnce(): Promise<number>
  /** seals every so many milliseconds until stopped */
  start(intervalMs: number): void
  stop(): Promise<void>
}

/** Entries per transaction: short enough that nobody waits behind one. */
const batchSize = 500

/** Makes the sealer. Several may run at the same time, on several machines: a lock per organization orders them. */
export const createSealer = (house: SealerHouse): Sealer => {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<number> | undefined

  const sealAll = async (): Promise<number> => {
    let sealed = 0
    const waiting = await house.database
      .sql('maintenance')
      .query<{ org_id: string }>('select distinct org_id from audit_pending')
    for (const { org_id } of waiting) {
      for (let count = batchSize; count === batchSize; sealed += count) {
        count = await house.database.as('maintenance', (tx) => sealBatch(tx, house.vault, org_id))
      }
    }
    return sealed
  }
  const sealOnce = (): Promise<number> => {
    const next = (running ?? Promise.resolve(0)).catch(() => 0).then(sealAll)
    running = next
    return next
  }

  return {
    sealOnce,
    start(intervalMs) {
      const again = (): void => {
        timer = setTimeout(() => {
          sealOnce()
            .catch((error: unknown) => house.log.error({ err: error }, 'sealing the audit log failed'))
            .finally(() => {
              if (timer) again()
            })
        }, intervalMs)
        timer.unref()
      }
      if (!timer) again()
    },
    async stop() {
      clearTimeout(timer)
      timer = undefined
      await running?.catch(() => undefined)
    },
  }
}

const sealBatch = async (tx: Tx, vault: Vault, orgId: string): Promise<number> => {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('audit chain ' || $1, 0))`, [orgId])
  const [head] = await tx.query<{ seq: number; hash: string }>(
    'select seq, hash from audit_chain where org_id = $1 order by seq desc limit 1',
    [orgId],
  )
  const rows = await tx.query<EntryRow>(
    `select ${entryColumns} from audit_pending p join audit_log l on l.org_id = p.org_id and l.occurred_at = p.occurred_at and l.id = p.entry_id
     where p.org_id = $1 order by p.occurred_at, p.entry_id limit ${batchSize}`,
    [orgId],
  )
  if (rows.length === 0) return 0
  let hash = head?.hash ?? genesis
  const hashes = rows.map((row) => (hash = entryHash(hash, readEntry(row))))
  const ids = rows.map(({ id }) => id)
  await tx.query(
    `insert into audit_chain (org_id, seq, entry_id, occurred_at, hash)
     select $1, $2::bigint + n, id, at, hash from unnest($3::uuid[], $4::timestamptz[], $5::text[]) with ordinality as sealed (id, at, hash, n)`,
    [orgId, head?.seq ?? 0, ids, rows.map(({ occurred_at }) => occurred_at), hashes],
  )
  await sealValues(
    tx,
    vault,
    orgId,
    rows.flatMap(({ personal, client }) => [personal, client]),
  )
  await tx.query('delete from audit_pending where org_id = $1 and entry_id = any ($2::uuid[])', [orgId, ids])
  return rows.length
}
