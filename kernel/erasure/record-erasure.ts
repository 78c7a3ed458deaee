import { z } from 'zod'
import { uuidv7 } from '../db/index.ts'
import { destroyValues, forgetAnswers, type Counts, type Erasing } from './erase-rows.ts'
import { remainsOf, type SourceFile } from './remains.ts'

/** An erasure as it is answered and listed. */
export const erasureSchema = z
  .object({
    id: z.uuid(),
    about: z.enum(['record', 'account']),
    reason: z.string(),
    erased_at: z.string(),
    erased_by: z.uuid().nullable(),
    /** how many rows or values, by table */
    erased: z.record(z.string(), z.int()),
  })
  .meta({ id: 'Erasure' })
/** An erasure as it is listed. */
export type Erasure = z.output<typeof erasureSchema>

/** An erasure with what it could not reach. */
export const erasureReport = erasureSchema
  .extend({
    /** nothing was left to erase: this is the erasure that was made before */
    repeated: z.boolean(),
    /** files whose own words name the person: they have to be deleted themselves */
    sources: z.array(z.object({ id: z.uuid(), label: z.string() })),
    /** where the same words stand in what people or documents say, by table */
    remains: z.array(z.object({ table: z.string(), rows: z.int() })),
    advice: z.string(),
  })
  .meta({ id: 'ErasureReport' })
/** What an erasure answers. */
export type ErasureReport = z.output<typeof erasureReport>

/** Whom an erasure is about and who asked for it. */
export interface ErasureWish {
  about: Erasure['about']
  /** records and accounts whose values go */
  subjects: readonly string[]
  reason: string
  by: string | null
  /** words by which the person was known */
  words: readonly string[]
  sources: readonly SourceFile[]
  /** of an erasure that is done again on older data; default a new one */
  id?: string
}

const columns = 'id, about, reason, erased_at, erased_by, erased'

/** The erasures of an organization, newest first. */
export const erasuresOf = ({ tx, orgId }: Pick<Erasing, 'tx' | 'orgId'>): Promise<Erasure[]> =>
  tx.query<Erasure>(`select ${columns} from erasures where org_id = $1 order by erased_at desc limit 1000`, [
    orgId,
  ])

/** The last erasure of a subject. */
export const erasureOf = async (
  { tx, orgId }: Pick<Erasing, 'tx' | 'orgId'>,
  subject: string,
): Promise<Erasure | undefined> =>
  (
    await tx.query<Erasure>(
      `select ${columns} from erasures where org_id = $1 and subjects @> array[$2::uuid] order by erased_at desc limit 1`,
      [orgId, subject],
    )
  )[0]

/**
 * Ends an erasure whose rows are erased: destroys values and keys, notes that it was done, and says what is left. Where
 * nothing was left to erase, gives the erasure that was made before.
 */
export const concludeErasure = async (
  erasing: Erasing,
  wish: ErasureWish,
  rows: Counts,
): Promise<ErasureReport> => {
  const { tx, orgId } = erasing
  const remains = await remainsOf(erasing, wish.words)
  const answers = await forgetAnswers(erasing, wish.subjects)
  const values = await destroyValues(erasing, wish.subjects)
  const erased = {
    ...rows,
    ...(answers > 0 ? { idempotency_keys: answers } : {}),
    ...values,
  }
  const before = await erasureOf(erasing, wish.subjects[0] ?? '')
  const left = { sources: [...wish.sources], remains, advice: adviceFor(wish.sources, remains.length > 0) }
  if (before && Object.keys(erased).length === 0) return { ...before, ...left, repeated: true }
  const [made] = await tx.query<Erasure>(
    `insert into erasures (org_id, id, about, subjects, reason, erased, erased_by) values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
    [orgId, wish.id ?? uuidv7(), wish.about, wish.subjects, wish.reason, JSON.stringify(erased), wish.by],
  )
  if (!made) throw new Error('an erasure vanished inside its own transaction')
  return { ...made, ...left, repeated: false }
}

const adviceFor = (sources: readonly SourceFile[], elsewhere: boolean): string =>
  [
    sources.length > 0
      ? 'The words of a source file cannot be erased one by one: delete the files under "sources" if they must not name the person any more. Reading such a file again finds the person again.'
      : '',
    elsewhere
      ? 'The same words stand in other rows, counted under "remains": what documents say and what people wrote. Look for them with the search and edit or delete them.'
      : '',
    'Backups made before hold the rows as they were until they are deleted; "restore --keys" erases again what they bring back.',
  ]
    .filter(Boolean)
    .join(' ')
