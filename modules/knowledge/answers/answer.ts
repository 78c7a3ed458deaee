import { z } from 'zod'
import { placedWordsSchema } from '#modules/knowledge/artifacts/index.ts'

/** The category of kept answers: files too, which must not become the evidence of later answers. */
export const keptCategory = 'answer'

/** Words of a file on which a sentence of an answer rests. */
export const citationSchema = placedWordsSchema
  .extend({
    /** as it stands in the answer in brackets; several citations may share one */
    number: z.int(),
    key: z.string(),
    title: z.string(),
    heading: z.string().nullable(),
  })
  .meta({ id: 'Citation' })
/** Words of a file on which a sentence of an answer rests. */
export type Citation = z.output<typeof citationSchema>

/** How far what a sentence says stands in what it cites. */
export const supportSchema = z.enum(['supported', 'partly', 'unsupported'])
/** How far what a sentence says stands in what it cites. */
export type Support = z.output<typeof supportSchema>

/** One sentence of an answer: offsets into the answer, what it cites (places in `citations`), and whether that holds it up. */
export const sentenceSchema = z.object({
  start: z.int(),
  end: z.int(),
  citations: z.array(z.int()),
  support: supportSchema,
  /** why it is not `supported` */
  reason: z.string().nullable(),
})
/** One sentence of an answer. */
export type AnswerSentence = z.output<typeof sentenceSchema>

/** What is on record of a conflict between sources, and what somebody said of it. */
export const conflictRecordSchema = z.object({
  id: z.uuid(),
  key: z.string(),
  state: z.enum(['open', 'resolved']),
  /** the statement that holds, a place in `statements`; null where none does, or nobody has said yet */
  holds: z.int().nullable(),
  /** why */
  resolution: z.string().nullable(),
})

/** Sources that give different values for what was asked or cited; `citation` is a place in `citations`. */
export const conflictSchema = z.object({
  about: z.enum(['date', 'amount', 'number']),
  statements: z.array(z.object({ citation: z.int(), value: z.string() })),
  /** null where the difference was seen while answering and is not on record */
  record: conflictRecordSchema.nullable().default(null),
})
/** Sources that give different values for what was asked. */
export type Conflict = z.output<typeof conflictSchema>

/**
 * How asking ended: `answered`, every sentence supported; `doubtful`, at least one is not; `not_found`, the documents do
 * not say.
 */
export const outcomeSchema = z.enum(['answered', 'doubtful', 'not_found'])

/** A passage from which an answer is made. */
export const consideredSourceSchema = z.object({
  artifact_id: z.uuid(),
  key: z.string(),
  title: z.string(),
  page: z.int().nullable(),
  heading: z.string().nullable(),
})

/** A passage from which an answer is made. */
export type ConsideredSource = z.output<typeof consideredSourceSchema>

/** An answer with everything it rests on. */
export const answerSchema = z
  .object({
    id: z.uuid(),
    question: z.string(),
    /** the answer that this question follows on */
    follows: z.uuid().nullable(),
    /** the question together with what it takes over from the former ones */
    understood_as: z.string(),
    outcome: outcomeSchema,
    answer: z.string(),
    sentences: z.array(sentenceSchema),
    citations: z.array(citationSchema),
    conflicts: z.array(conflictSchema),
    /** `offline` where the sentences are those of the sources, else the model that wrote them */
    engine: z.string(),
    /** what the reader should know besides */
    notice: z.string().nullable(),
    ms: z.number(),
    created_at: z.string(),
  })
  .meta({ id: 'Answer' })
/** An answer with everything it rests on. */
export type Answer = z.output<typeof answerSchema>

/** What an engine makes; storing adds the rest. */
export type Draft = Pick<
  Answer,
  'outcome' | 'answer' | 'sentences' | 'citations' | 'conflicts' | 'engine' | 'notice'
>
