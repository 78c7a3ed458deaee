import { z } from 'zod'
import type { House } from '#kernel/module/index.ts'

const share = (fallback: string) =>
  z
    .string()
    .regex(/^(?:0(?:\.\d{1,4})?|1(?:\.0{1,4})?)$/, 'is not a share | Set it to a number from 0 to 1')
    .transform(Number)
    .prefault(fallback)

const whole = (least: number, fallback: string) =>
  z
    .string()
    .regex(/^\d{1,10}$/, 'is not a whole number | Set it to a whole number')
    .transform(Number)
    .refine((value) => value >= least, `is less than ${least} | Set it to ${least} or more`)
    .prefault(fallback)

/** The settings of this module, by variable. */
export const extractionSettings = {
  EXTRACTION_NAME_CONFIDENCE: share('0.6').describe(
    'How sure a name must be, 0 to 1, to become a person, organization or place of the project.',
  ),
  EXTRACTION_SAME_NAME_CONFIDENCE: share('0.6').describe(
    'How alike two names must be, 0 to 1, to be taken as the same person, organization or place.',
  ),
  EXTRACTION_TOPICS_PER_PROJECT: whole(10, '150').describe(
    'Topics that a project has at most; the most frequent ones stay.',
  ),
  EXTRACTION_CONFIRM_TOKENS: whole(1_000, '200000').describe(
    'Tokens that reading one file with a model may be estimated to take without being asked for; larger files are read by the offline engine until somebody confirms the estimate.',
  ),
  EXTRACTION_CEILING_TOKENS: whole(1_000, '5000000').describe(
    'Tokens that reading one file with a model may take at most, confirmed or not.',
  ),
}

const schema = z.object(extractionSettings)

/** The settings of this module as they were checked at start. */
export type ExtractionSettings = z.output<typeof schema>

/** The settings of this module. */
export const settingsOf = (house: Pick<House, 'settings'>): ExtractionSettings => parsed.parse(house.settings)

const parsed = z.object({
  EXTRACTION_NAME_CONFIDENCE: z.number(),
  EXTRACTION_SAME_NAME_CONFIDENCE: z.number(),
  EXTRACTION_TOPICS_PER_PROJECT: z.number(),
  EXTRACTION_CONFIRM_TOKENS: z.number(),
  EXTRACTION_CEILING_TOKENS: z.number(),
})
