/** The value below which the share `q` (0 to 1) of the numbers lies, interpolated between neighbors. @throws RangeError on none */
export const quantile = (numbers: readonly number[], q: number): number => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const low = sorted[Math.floor(at)]
  const high = sorted[Math.ceil(at)]
  if (low === undefined || high === undefined) throw new RangeError('there is no quantile of no numbers')
  return low + (high - low) * (at - Math.floor(at))
}

/** The middle value. */
export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5)
