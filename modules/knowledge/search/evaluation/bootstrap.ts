/** How sure a mean difference is: its 95 % interval, and the share of resamples in which it is not above 0. */
export interface Confidence {
  mean: number
  low: number
  high: number
  /** one-sided: how often chance alone would give a mean at or below 0 */
  p: number
}

/**
 * Paired bootstrap over queries (Smucker, Allan and Carterette 2007, "A comparison of statistical significance tests
 * for information retrieval evaluation"): means of as many differences drawn again and again with repetition. The same
 * differences give the same result.
 */
export const pairedBootstrap = (differences: readonly number[], samples = 10_000): Confidence => {
  const random = mulberry32(20_240_229)
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length
  const means = Array.from({ length: samples }, () => {
    let sum = 0
    for (let drawn = 0; drawn < differences.length; drawn += 1)
      sum += differences[Math.floor(random() * differences.length)] ?? 0
    return sum / differences.length
  }).toSorted((x, y) => x - y)
  const at = (share: number): number => means[Math.floor(share * (samples - 1))] ?? Number.NaN
  return {
    mean,
    low: at(0.025),
    high: at(0.975),
    p: means.filter((each) => each <= 0).length / samples,
  }
}

/** A small generator of uniform numbers in [0, 1), the same for the same seed (Tommy Ettinger's mulberry32). */
export const mulberry32 = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
