import { z } from 'zod'

/** A rectangle on a page in PDF points (1/72 inch); origin top left, y downwards. */
export const boxSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })

/** Words of a file and where they stand, as everything shows them that rests on words. */
export const placedWordsSchema = z.object({
  artifact_id: z.uuid(),
  /** half-open UTF-16 offsets into the text of the file */
  start: z.int(),
  end: z.int(),
  /** exactly what stands there */
  quote: z.string(),
  /** of the first word, from 1 */
  page: z.int().nullable(),
  /** the cell (`Costs!B7`) or run of cells (`Costs!B7:D7`) */
  cell: z.string().nullable(),
  /** a rectangle for each line on that page */
  boxes: z.array(boxSchema).nullable(),
})
/** Words of a file and where they stand. */
export type PlacedWords = z.output<typeof placedWordsSchema>

/** Words of a file, told with its name. */
export const evidenceWordsSchema = placedWordsSchema.extend({ filename: z.string() })
/** Words of a file, told with its name. */
export type EvidenceWords = z.output<typeof evidenceWordsSchema>
