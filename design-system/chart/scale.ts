/** Round numbers between two bounds, about `wanted` of them: steps of 1, 2 or 5 times a power of ten. */
export function ticks(low: number, high: number, wanted: number): number[] {
  if (!(high > low)) return [low]
  const rough = (high - low) / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough) ?? power * 10
  const first = Math.ceil(low / step)
  const last = Math.floor(high / step)
  return Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step)
}

/** Where a value stands between two bounds, stretched to `length`. */
export const scaled = (value: number, low: number, high: number, length: number): number =>
  high === low ? 0 : ((value - low) / (high - low)) * length
