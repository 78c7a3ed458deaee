/** Countries that no longer have the smallest coins round what is paid in cash to five of the smallest units. */
const STEP = 5

/**
 * The sum that is really asked for where a receipt rounds: an amount on it that is a multiple of five cents and at
 * most four cents from the sum before rounding. Undefined where the sum needs no rounding or no such amount stands
 * there. Amounts are plain decimals of two places.
 */
export function roundedSum(sum: string, amounts: ReadonlySet<string>): string | undefined {
  const cents = Math.round(Number(sum) * 100)
  if (!Number.isSafeInteger(cents) || cents % STEP === 0) return undefined
  const nearest = (Math.round(cents / STEP) * STEP) / 100
  const written = nearest.toFixed(2)
  return amounts.has(written) ? written : undefined
}
