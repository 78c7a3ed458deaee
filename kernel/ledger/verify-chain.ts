import type { Sql } from '../db/index.ts'
import type { BlobStore } from '../storage/index.ts'
import type { Vault } from '../vault/index.ts'
import { readArchive, type AuditArchive } from './archive.ts'
import { entryColumns, entryHash, genesis, readEntry, type EntryRow } from './entry.ts'
import { heads, type ChainHead } from './heads.ts'
import { besideCheck } from './verify-beside.ts'

/** Something that does not hold. `seq` is where it begins. */
export interface ChainProblem {
  org_id: string
  seq: number
  problem: 'altered' | 'deleted' | 'inserted' | 'gap' | 'truncated' | 'rewritten' | 'archive' | 'personal'
  entry_id: string | null
}

/** What checking found; `checked` counts entries. */
export interface ChainReport {
  ok: boolean
  checked: number
  /** how many of them stand in archives; these were read through where `blobs` were given */
  archived: number
  /** at most {@link mostProblems} for each organization, in the order of `seq` */
  problems: ChainProblem[]
  /** after which entry to go on, where only a part was asked for and more follow; else null */
  next: number | null
}

const batchSize = 500
const mostProblems = 100

/** What to check, and with what. */
export interface VerifyOptions {
  orgId?: string | undefined
  /** a part of one organization's chain, so that a long one can be checked in short questions */
  part?: { afterSeq: number; most: number } | undefined
  /** ends of chains that were kept outside */
  heads?: readonly ChainHead[]
  /** where archives are; left out, archived entries count as there when an archive says so */
  blobs?: Pick<BlobStore, 'open'> | undefined
  /** opens the personal values beside the entries; left out, those that are encrypted count as right where they are there */
  vault?: Vault | undefined
  /** told how many entries were looked at */
  progress?: ((checked: number) => void) | undefined
  signal?: AbortSignal | undefined
}

/**
 * Computes the chain again from the log. Finds entries that were altered, moved, deleted, or put in without being
 * sealed, and gaps. Whoever rewrites the whole chain from some place on, or cuts off its end, is found with heads
 * that were kept outside. Of the personal values beside the log, finds those that are not what was entered, and those
 * that are gone without an erasure that accounts for them. Reads in batches, each a statement of its own, so that writers never wait.
 * @param sql a role that sees all entries: maintenance, or the tenant's own with all its projects
 */
export const verifyChain = async (sql: Sql, options: VerifyOptions = {}): Promise<ChainReport> => {
  const organizations =
    options.orgId === undefined
      ? await sql.query<{ org_id: string }>('select org_id from organizations order by org_id')
      : [{ org_id: options.orgId }]
  const report: ChainReport = { ok: true, checked: 0, archived: 0, problems: [], next: null }
  for (const { org_id } of organizations) {
    const found = await walk(sql, org_id, report, options)
    // what stands beside the chain is looked at once, with its end
    if (report.next === null) found.push(...(await strangers(sql, org_id)), ...(await lost(sql, org_id)))
    const kept = (options.heads ?? []).filter((head) => head.org_id === org_id)
    found.push(...(await verifyAgainst(sql, kept)).problems)
    report.problems.push(...found.toSorted((a, b) => a.seq - b.seq).slice(0, mostProblems))
  }
  report.ok = report.problems.length === 0
  return report
}

/** Compares chains with heads that were kept outside: each must still stand where it stood. */
export const verifyAgainst = async (sql: Sql, kept: readonly ChainHead[]): Promise<ChainReport> => {
  const problems: ChainProblem[] = []
  for (const { org_id, seq, hash } of kept) {
    const [now] = await sql.query<{ hash: string; entry_id: string }>(
      'select hash, entry_id from audit_chain where org_id = $1 and seq = $2',
      [org_id, seq],
    )
    if (now?.hash === hash) continue
    const [end] = await heads(sql, org_id)
    const cut = (end?.seq ?? 0) < seq
    problems.push({
      org_id,
      seq: cut ? (end?.seq ?? 0) + 1 : seq,
      problem: cut ? 'truncated' : 'rewritten',
      entry_id: now?.entry_id ?? null,
    })
  }
  return { ok: problems.length === 0, checked: kept.length, archived: 0, problems, next: null }
}

type Link = { seq: number; entry_id: string; chained_at: string; hash: string } & (EntryRow | { id: null })

const walk = async (
  sql: Sql,
  orgId: string,
  report: ChainReport,
  { part, blobs, vault, progress, signal }: VerifyOptions,
): Promise<ChainProblem[]> => {
  const problems: ChainProblem[] = []
  const archives = await sql.query<AuditArchive>(
    'select org_id, from_at, to_at, entries, sha256 from audit_archives where org_id = $1 order by from_at',
    [orgId],
  )
  const archiveOf = (at: string): AuditArchive | undefined =>
    archives.find(({ from_at, to_at }) => from_at <= at && at < to_at)
  const note = (seq: number, problem: ChainProblem['problem'], entryId: string | null): void => {
    if (problems.length < mostProblems) problems.push({ org_id: orgId, seq, problem, entry_id: entryId })
  }
  const wrongBeside = await besideCheck(sql, vault, orgId)
  let seq = part?.afterSeq ?? 0
  let previous = await hashAt(sql, orgId, seq)
  if (previous === undefined) note(seq, 'gap', null)
  const last = part ? seq + part.most : Number.MAX_SAFE_INTEGER
  for (;;) {
    signal?.throwIfAborted()
    const links = await sql.query<Link>(
      `select c.seq, c.entry_id, c.occurred_at as chained_at, c.hash, ${entryColumns} from audit_chain c
       left join audit_log l on l.org_id = c.org_id and l.occurred_at = c.occurred_at and l.id = c.entry_id
       where c.org_id = $1 and c.seq > $2 and c.seq <= $3 order by c.seq limit ${batchSize}`,
      [orgId, seq, last],
    )
    const wrong = await wrongBeside(links.filter((link) => link.id !== null))
    for (const link of links) {
      if (link.seq !== seq + 1) note(seq + 1, 'gap', null)
      if (link.id === null && archiveOf(link.chained_at)) report.archived += 1
      else if (link.id === null) note(link.seq, 'deleted', link.entry_id)
      // after a gap the hash before is gone, so the next entry cannot be judged
      else if (
        previous !== undefined &&
        link.seq === seq + 1 &&
        entryHash(previous, readEntry(link)) !== link.hash
      )
        note(link.seq, 'altered', link.entry_id)
      else if (wrong.has(link.id)) note(link.seq, 'personal', link.entry_id)
      seq = link.seq
      previous = link.hash
      report.checked += 1
    }
    progress?.(report.checked)
    if (links.length < batchSize) break
  }
  if (part && (await hasMore(sql, orgId, last))) report.next = last
  for (const archive of blobs && report.next === null ? archives : []) {
    signal?.throwIfAborted()
    if (blobs) problems.push(...(await checkArchive(sql, blobs, archive)))
  }
  return problems
}

/** What the next entry is chained to; nothing where the entry of that place is gone. */
const hashAt = async (sql: Sql, orgId: string, seq: number): Promise<string | undefined> => {
  if (seq === 0) return genesis
  const [link] = await sql.query<{ hash: string }>(
    'select hash from audit_chain where org_id = $1 and seq = $2',
    [orgId, seq],
  )
  return link?.hash
}

const hasMore = async (sql: Sql, orgId: string, seq: number): Promise<boolean> =>
  (await sql.query('select 1 from audit_chain where org_id = $1 and seq > $2 limit 1', [orgId, seq])).length >
  0

/** An archive must hold exactly the entries that the chain has for its month, each with the hash that the chain has. */
const checkArchive = async (
  sql: Sql,
  blobs: Pick<BlobStore, 'open'>,
  archive: AuditArchive,
): Promise<ChainProblem[]> => {
  const { problems, hashes } = await readArchive(blobs, archive)
  const chained = await sql.query<{ seq: number; hash: string }>(
    'select seq, hash from audit_chain where org_id = $1 and occurred_at >= $2 and occurred_at < $3 order by seq',
    [archive.org_id, archive.from_at, archive.to_at],
  )
  const wrong = chained.find(({ seq, hash }) => hashes.get(seq) !== hash)
  if (problems.length === 0 && !wrong && hashes.size === chained.length) return []
  const seq = wrong?.seq ?? chained[0]?.seq ?? 1
  return [{ org_id: archive.org_id, seq, problem: 'archive', entry_id: null }]
}

/** Entries that stand in the log, neither sealed nor waiting for it: nobody wrote them through the database's triggers. */
const strangers = (sql: Sql, orgId: string): Promise<ChainProblem[]> =>
  sql.query<ChainProblem>(
    `select l.org_id, 'inserted' as problem, l.id as entry_id, coalesce(
       (select min(c.seq) from audit_chain c where c.org_id = l.org_id and c.occurred_at > l.occurred_at),
       (select max(c.seq) + 1 from audit_chain c where c.org_id = l.org_id), 1) as seq
     from audit_log l
     where l.org_id = $1 and not exists (select 1 from audit_chain c where c.org_id = l.org_id and c.entry_id = l.id and c.occurred_at = l.occurred_at)
       and not exists (select 1 from audit_pending p where p.org_id = l.org_id and p.entry_id = l.id)
     order by l.occurred_at limit 20`,
    [orgId],
  )

/** Entries that went before they could be sealed. */
const lost = (sql: Sql, orgId: string): Promise<ChainProblem[]> =>
  sql.query<ChainProblem>(
    `select p.org_id, 'deleted' as problem, p.entry_id, coalesce((select max(c.seq) + 1 from audit_chain c where c.org_id = p.org_id), 1) as seq
     from audit_pending p left join audit_log l on l.org_id = p.org_id and l.occurred_at = p.occurred_at and l.id = p.entry_id
     where p.org_id = $1 and l.id is null order by p.occurred_at limit 20`,
    [orgId],
  )
