import type { Span } from '../source.ts'

/** How far back a description between name and defined term may reach, in UTF-16 units. */
const REACH = 320
const CAPITALIZED = /^[("“]*[\p{Lu}\d][\p{L}\d&.'’/-]*,?$/u
const JOINER = /^(?:of|and|&|the|de|van|von|,|\.|,\.)$/

/**
 * The capitalized name that ends where a bracket opens (`Acme Ltd. ("Borrower")`), or that a description parts from it
 * (`Acme Ltd., a California corporation ("Borrower")`); undefined where neither stands there.
 */
export function nameBefore(text: string, bracket: number): Span | undefined {
  const from = Math.max(0, bracket - REACH)
  const direct = nameEndingAt(text, from, bracket)
  if (direct) return direct
  const described = [...text.slice(from, bracket).matchAll(/,\s+(?:an?|each an?|the)\s+\p{L}/gu)].at(-1)
  return described && nameEndingAt(text, from, from + described.index)
}

function nameEndingAt(text: string, from: number, to: number): Span | undefined {
  const words = [...text.slice(from, to).matchAll(/\S+/g)]
  let first = words.length
  let capitals = 0
  for (let at = words.length - 1; at >= 0; at--) {
    const word = words[at]?.[0] ?? ''
    if (CAPITALIZED.test(word)) {
      first = at
      capitals += 1
    } else if (!JOINER.test(word)) break
  }
  const last = words.findLastIndex((word, at) => at >= first && CAPITALIZED.test(word[0]))
  const [head, tail] = [words[first], words[last]]
  if (capitals === 0 || !head || !tail) return undefined
  const start = from + head.index + (/^[("“]*/.exec(head[0])?.[0].length ?? 0)
  const end = from + tail.index + tail[0].replace(/,$/, '').length
  return end - start > 2 ? { start, end } : undefined
}
