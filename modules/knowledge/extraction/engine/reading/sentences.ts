import type { Span } from '../source.ts'
import { trimmed } from './lines.ts'

const ENDS = /[.!?…]+["'”’)\]]*(?=\s|$)|;\s*\n|\n\s*\n/gu
const ABBREVIATION =
  /(?:^|[\s("“'])(?:\p{Lu}|Mrs?|Ms|Dr|Prof|Sr|Jr|St|Gen|Col|Lt|Capt|Sgt|Rev|Hon|Gov|Sen|Rep|Pres|Messrs|Mt|No|Nos|vs|etc|e\.g|i\.e|cf|al|approx|ca|Inc|Ltd|Co|Corp|Dept|Fig|Sec|Art|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|a\.m|p\.m|U\.S|U\.K|bzw|z\.B|ggf)$/u

/** The sentences within a span, trimmed. Abbreviations, initials and numbers do not end one. */
export function sentencesOf(text: string, within: Span): Span[] {
  const words = text.slice(within.start, within.end)
  const sentences: Span[] = []
  let from = 0
  for (const mark of words.matchAll(ENDS)) {
    if (mark[0] === '.' && !endsHere(words, from, mark.index)) continue
    push(from, mark.index + mark[0].length)
    from = mark.index + mark[0].length
  }
  push(from, words.length)
  return sentences

  function push(start: number, end: number) {
    const sentence = trimmed(text, { start: within.start + start, end: within.start + end })
    if (sentence.end > sentence.start) sentences.push(sentence)
  }
}

function endsHere(words: string, from: number, dot: number): boolean {
  const before = words.slice(Math.max(from, dot - 10), dot)
  if (ABBREVIATION.test(before)) return false
  // A number with a dot opens a list entry only at the start of the sentence.
  if (/^\s*\(?\d{1,2}$/.test(words.slice(from, dot))) return false
  const next = /^\.\s+(\S)/u.exec(words.slice(dot, dot + 12))?.[1]
  return next === undefined || !/\p{Ll}/u.test(next)
}
