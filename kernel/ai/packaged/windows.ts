/**
 * Characters per window. The model reads 128 tokens and ignores the rest (its graph clips there): 400 characters
 * of prose are about 95 tokens, of codes and numbers up to 128.
 */
const windowLength = 400

/**
 * Cuts a long text into windows of nearly equal length (at most `longest` UTF-16 units), at the end of a sentence or
 * else between words where there is one.
 */
export function windowsOf(text: string, longest = windowLength): string[] {
  // The model has no vector for nothing at all; a lone dot stands for it.
  const rest = text.trim() || '.'
  const target = Math.ceil(rest.length / Math.ceil(rest.length / longest))
  const windows: string[] = []
  for (let from = 0; from < rest.length;) {
    const to = from + lengthOfNext(rest.slice(from, from + target + 1), target)
    windows.push(rest.slice(from, to))
    from = to
  }
  return windows
}

function lengthOfNext(ahead: string, target: number): number {
  if (ahead.length <= target) return ahead.length
  const sentence = Math.max(ahead.lastIndexOf('. '), ahead.lastIndexOf('\n')) + 1
  if (sentence > target / 2) return sentence
  const word = ahead.lastIndexOf(' ')
  return word > target / 2 ? word : target
}

/** The mean of a text's windows, weighted by their length and brought back to length 1. */
export function meanOf(parts: readonly { vector: Float32Array; weight: number }[]): Float32Array {
  const [first] = parts
  if (!first) return new Float32Array()
  if (parts.length === 1) return first.vector
  const sum = new Float32Array(first.vector.length)
  for (const { vector, weight } of parts) {
    for (const [i, value] of vector.entries()) sum[i] = (sum[i] ?? 0) + value * weight
  }
  const norm = Math.hypot(...sum) || 1
  return sum.map((value) => value / norm)
}
