import { z } from 'zod'
import type { House } from '#kernel/module/index.ts'

/** Largest weight: beyond it the words would hardly count. */
const heaviest = 10
const pair = /^(.+)=(\d{1,2}(?:\.\d{1,4})?)$/

/** The settings of this module, by variable. */
export const searchSettings = {
  SEARCH_MODEL_WEIGHTS: z
    .string()
    .transform((text, context) => {
      const found = new Map<string, number>()
      for (const part of text.split(',').map((each) => each.trim())) {
        if (part === '') continue
        const [, model = '', weight = ''] = pair.exec(part) ?? []
        if (model !== '' && Number(weight) <= heaviest) found.set(model, Number(weight))
        else
          context.addIssue({
            code: 'custom',
            message: `has a part that is no MODEL=WEIGHT | Write models with weights from 0 to ${heaviest}, separated by commas, like packaged:use-lite=0.1`,
          })
      }
      return found
    })
    .prefault('')
    .describe(
      'What embedding models count beside the words in a search by both: MODEL=WEIGHT, separated by commas. Where a model is not named, it is found out on the passages of each project.',
    ),
  SEARCH_CALIBRATION_QUERIES: z
    .string()
    .regex(/^\d{1,4}$/, 'is not a whole number up to 9999 | Set it to a whole number, 0 to switch it off')
    .transform(Number)
    .prefault('300')
    .describe(
      'Sentences of a project on which it is found out what an embedding model may say beside the words; 0 leaves it at what is known of the model in general.',
    ),
}

const parsed = z.object({
  SEARCH_MODEL_WEIGHTS: z.map(z.string(), z.number()),
  SEARCH_CALIBRATION_QUERIES: z.number(),
})

/** The settings of this module as they were checked at start. */
export const searchSettingsOf = (house: Pick<House, 'settings'>): z.output<typeof parsed> =>
  parsed.parse(house.settings)
