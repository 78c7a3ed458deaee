import { z } from 'zod'
import type { House } from '#kernel/module/index.ts'

/** The settings of this module, by variable. */
export const suggestionSettings = {
  SUGGESTION_MINIMUM_TRUST: z
    .string()
    .regex(/^(?:0(?:\.\d{1,4})?|1(?:\.0{1,4})?)$/, 'is not a share | Set it to a number from 0 to 1')
    .transform(Number)
    .prefault('0.5')
    .describe(
      'How far an insight must be trusted, 0 to 1, to be proposed as a record; what people reject lowers the trust in its kind. A project can set its own.',
    ),
}

const parsed = z.object({ SUGGESTION_MINIMUM_TRUST: z.number() })

/** The settings of this module as they were checked at start. */
export const suggestionSettingsOf = (house: Pick<House, 'settings'>): z.output<typeof parsed> =>
  parsed.parse(house.settings)
