import { z } from 'zod'
import type { Sql } from '../db/index.ts'
import { canonicalJson } from './canonical.ts'
import { commitmentTo } from './personal-values.ts'
import { entryColumns, entryHash, genesis, readEntry, type AuditEntry, type EntryRow } from './entry.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** First line of a file of entries. */
export const proofHeadSchema = z.object({
  format: z.literal('throughline-audit'),
  version: z.literal(1),
  org_id: z.uuid(),
})

/**
 * A personal value that an entry commits to: salt and value as text, of which the commitment is the SHA-256; or, in an
 * archive, encrypted with the key of its subject, so that erasing the key erases it there too.
 */
export const besideSchema = z.union([
  z.object({ content: z.string() }),
  z.object({ ciphertext: z.string(), key_id: z.uuid(), subject_id: z.uuid() }),
])
/** What {@link besideSchema} reads. */
export type Beside = z.output<typeof besideSchema>

/** Each further line: an entry with its place, the hash before it and its own, and the values beside it that still exist. */
export const proofLineSchema = z.object({
  seq: z.int().positive(),
  previous: hash,
  hash,
  entry: z.custom<AuditEntry>((value) => typeof value === 'object' && value !== null),
  beside: z.record(hash, besideSchema).optional(),
})

/** What {@link proofLineSchema} reads. */
export type ProofLine = z.output<typeof proofLineSchema>

/** Part of a chain: by number, or by time of the entries. */
export interface ProofRange {
  afterSeq?: number
  throughSeq?: number
  fromAt?: string
  toAt?: string
}

/** Finds the values behind commitments that lines carry along. */
export type FindBeside = (commitments: readonly string[]) => Promise<ReadonlyMap<string, Beside>>

const batchSize = 1_000

/**
 * Entries of an organization with all that is needed to check them without the database: for each, SHA-256 over
 * `previous`, a line feed and the entry in canonical JSON (RFC 8785) is `hash`, and each `previous` is the `hash` of
 * the entry numbered one less. Entries that were archived are not in the log any more and are left out.
 * @param beside finds the personal values that go along; without it, none do
 */
export async function* proofLines(
  sql: Sql,
  orgId: string,
  range: ProofRange,
  { most = Number.POSITIVE_INFINITY, beside }: { most?: number; beside?: FindBeside } = {},
): AsyncGenerator<ProofLine> {
  let after = range.afterSeq ?? 0
  for (let left = most; left > 0;) {
    const limit = Math.min(batchSize, left)
    const rows = await sql.query<EntryRow & { seq: number; hash: string; previous: string | null }>(
      `select c.seq, c.hash, b.hash as previous, ${entryColumns} from audit_chain c
       join audit_log l on l.org_id = c.org_id and l.occurred_at = c.occurred_at and l.id = c.entry_id
       left join audit_chain b on b.org_id = c.org_id and b.seq = c.seq - 1
       where c.org_id = $1 and c.seq > $2 and ($3::bigint is null or c.seq <= $3)
         and c.occurred_at >= coalesce($4::timestamptz, '-infinity') and c.occurred_at < coalesce($5::timestamptz, 'infinity')
       order by c.seq limit ${limit}`,
      [orgId, after, range.throughSeq ?? null, range.fromAt ?? null, range.toAt ?? null],
    )
    const values = await beside?.([...new Set(rows.flatMap(commitmentsIn))])
    for (const { seq, hash: own, previous, ...row } of rows) {
      const found = commitmentsIn(row).flatMap((each) => {
        const value = values?.get(each)
        return value ? [[each, value] as const] : []
      })
      yield {
        seq,
        previous: previous ?? genesis,
        hash: own,
        entry: readEntry(row),
        ...(found.length > 0 ? { beside: Object.fromEntries(found) } : {}),
      }
    }
    left -= rows.length
    after = rows.at(-1)?.seq ?? after
    if (rows.length < limit) return
  }
}

/** The commitments of an entry to personal values. */
export const commitmentsIn = ({ personal, client }: Pick<AuditEntry, 'personal' | 'client'>): string[] =>
  [personal, client].filter((each) => each !== null)

/** The lines of a file of entries, as text. */
export async function* proofText(orgId: string, lines: AsyncIterable<ProofLine>): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${canonicalJson({ format: 'throughline-audit', version: 1, org_id: orgId })}\n`)
  for await (const line of lines) yield Buffer.from(`${canonicalJson(line)}\n`)
}

/** What checking a file of entries found. */
export interface ProofReport {
  ok: boolean
  org_id: string | null
  checked: number
  /** number and hash of the first and last entry: compare them with a head that you kept */
  first: { seq: number; hash: string } | null
  last: { seq: number; hash: string } | null
  /** runs of entries that the file leaves out; what is before and after them is not tied together by the file alone */
  gaps: { after: number; before: number }[]
  problems: string[]
}

const mostProblems = 100

/** Checks a file of entries by itself, line by line, without any database. */
export const verifyProof = async (
  lines: AsyncIterable<string>,
  each: (line: ProofLine) => void = () => undefined,
): Promise<ProofReport> => {
  const report: ProofReport = {
    ok: false,
    org_id: null,
    checked: 0,
    first: null,
    last: null,
    gaps: [],
    problems: [],
  }
  const note = (problem: string): void => {
    if (report.problems.length < mostProblems) report.problems.push(problem)
  }
  let number = 0
  for await (const text of lines) {
    number += 1
    if (text.trim() === '') continue
    if (number === 1) {
      const head = proofHeadSchema.safeParse(jsonOf(text))
      if (!head.success) return { ...report, problems: ['this is no file of audit entries'] }
      report.org_id = head.data.org_id
      continue
    }
    const line = proofLineSchema.safeParse(jsonOf(text))
    if (!line.success) {
      note(`line ${number} is no entry`)
      continue
    }
    checkLine(report, line.data, note)
    each(line.data)
  }
  if (report.org_id === null) note('the file is empty')
  return { ...report, ok: report.problems.length === 0 }
}

const checkLine = (report: ProofReport, line: ProofLine, note: (problem: string) => void): void => {
  const { seq, previous, hash: own, entry } = line
  if (entry.org_id !== report.org_id) note(`entry ${seq} is of another organization`)
  if (entryHash(previous, entry) !== own) note(`entry ${seq} was altered`)
  const commitments = commitmentsIn(entry)
  for (const [commitment, value] of Object.entries(line.beside ?? {})) {
    const isOther = 'content' in value && commitmentTo(value.content) !== commitment
    if (isOther || !commitments.includes(commitment))
      note(`entry ${seq} has a personal value beside it that is not what was entered`)
  }
  const before = report.last
  if (before && seq <= before.seq) note(`entry ${seq} stands after entry ${before.seq}`)
  else if (before && seq === before.seq + 1) {
    if (previous !== before.hash) note(`entry ${seq} does not follow from the entry before it`)
  } else if (before) report.gaps.push({ after: before.seq, before: seq })
  else if (seq === 1 && previous !== genesis) note('the first entry does not begin the chain')
  report.first ??= { seq, hash: own }
  report.last = { seq, hash: own }
  report.checked += 1
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
