/** The five levels of probability and impact, weakest first. */
export const levels = ['very_low', 'low', 'medium', 'high', 'very_high'] as const
/** A level of probability or impact. */
export type Level = (typeof levels)[number]

/** 1 for very low to 5 for very high. */
export const ordinal = (level: Level): number => levels.indexOf(level) + 1

/** Probability × impact, 1 to 25, for the usual five-by-five matrix (ISO 31010, B.10.3). */
export const score = (risk: { probability: Level; impact: Level }): number =>
  ordinal(risk.probability) * ordinal(risk.impact)

/** How a risk ended. */
export const outcomes = ['occurred', 'avoided', 'expired'] as const
