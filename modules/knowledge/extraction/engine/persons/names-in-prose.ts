import { isEveryday, isFunctionWord, isGivenName, isOccupation } from '../reading/lexicon.ts'
import type { Passage } from '../reading/passages.ts'
import type { Span } from '../source.ts'
import { mentionAt, type Mention } from './mention.ts'
import { bare, nameShape } from './name-shape.ts'
import { KIN_NOUNS, PARTICLES, PERSON_VERBS, TITLES } from './name-words.ts'

const PART = String.raw`(?:\p{Lu}\p{M}*(?: ?\.)(?=[ \n]?\p{Lu})|\p{Lu}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*\.?)`
const SMALL = [...PARTICLES].join('|')
/** Capitalized words in a row, with the small particles of names between them, across at most one line break. */
const RUN = new RegExp(
  String.raw`(?<![\p{L}\p{N}_@/.-])${PART}(?:[ \t]*(?:\n[ \t]*|[ \t])(?:(?:${SMALL})[ \t]){0,2}${PART})*`,
  'gu',
)

/** A run of capitalized words, stripped to what may be a name, with its score in this place. */
export type Candidate = Mention & { words: readonly string[]; titled: boolean }

/** Every run of capitalized words of a passage that might name somebody, scored by its words and its surroundings. */
export function candidatesIn(text: string, passage: Passage): Candidate[] {
  const words = text.slice(passage.start, passage.end)
  const shouting = isShouted(words)
  const found: Candidate[] = []
  for (const run of words.matchAll(RUN)) {
    const labelled = /^\s?:/.test(words.slice(run.index + run[0].length, run.index + run[0].length + 2))
    for (const piece of pieces(run[0], labelled)) {
      const at = passage.start + run.index + piece.start
      const span = { start: at, end: at + piece.words.length }
      const candidate = judge(text, passage, span, piece.titled, shouting)
      if (candidate) found.push(candidate)
    }
  }
  return found
}

type Piece = { start: number; words: string; titled: boolean }

/** Cuts titles and joining words off a run: "However Dr. Jane Roe" leaves "Jane Roe", titled. */
function pieces(run: string, labelled: boolean): Piece[] {
  const parts = [...run.matchAll(/\S+(?: \.)?/g)]
  const kept: Piece[] = []
  let titled = false
  let from = 0
  while (from < parts.length) {
    const part = parts[from]?.[0] ?? ''
    const word = bare(part)
    const alone = parts.length - from === 1
    if (TITLES.has(word) && !alone) titled = true
    else if (!(isJoining(word) && !(isGivenName(word) && !alone))) break
    from++
  }
  const firstPart = parts[from]
  if (!firstPart) return kept
  // "Jane Roe Title: CFO": the word before a colon is the next field's label, not a surname.
  const lastPart = parts.at(-1)
  const end = labelled && lastPart && parts.length - from > 2 ? lastPart.index : run.length
  const raw = run.slice(firstPart.index, end).trimEnd()
  const words = raw.replace(/['’]s?$/u, '').replace(/(?<!\b\p{Lu}|\b[JS]r)\s?\.$/u, '')
  kept.push({ start: firstPart.index, words, titled })
  return kept
}

const isJoining = (word: string): boolean => isFunctionWord(word) || (isEveryday(word) && word.endsWith('ly'))

function judge(
  text: string,
  passage: Passage,
  span: Span,
  titled: boolean,
  shouting: boolean,
): Candidate | undefined {
  const words = text.slice(span.start, span.end).split(/\s+/)
  const shape = nameShape(words)
  if (shape <= -0.9) return undefined
  const before = text.slice(Math.max(passage.start, span.start - 40), span.start)
  const after = text.slice(span.end, Math.min(passage.end, span.end + 60))
  let score = shape + contextBefore(before) + contextAfter(after) + (titled ? 0.5 : 0)
  if (passage.kind === 'heading') score -= 0.2
  if (passage.kind === 'code') score -= 0.4
  if (shouting || words.every((w) => w.length > 2 && w === w.toUpperCase())) score -= 0.3
  return { ...mentionAt(text, span, Math.min(0.95, score)), words, titled }
}

const SIGNED = /(?:\/ ?s ?\/|\b(?:name|attn|attention)\s?\.?\s*:)\s*$/i

function contextBefore(before: string): number {
  if (SIGNED.test(before)) return 0.5
  const word = /([\p{L}'’-]+)\s*$/u.exec(before)?.[1]
  if (word === undefined) return 0
  const lower = word.toLowerCase()
  if (/^(?:the|a|an|this|that|these|those|every|each|any|no|our|its|your)$/.test(lower)) return -0.6
  if (KIN_NOUNS.has(lower)) return 0.4
  if (word === lower && (TITLES.has(lower) || isOccupation(lower))) return 0.35
  if (PERSON_VERBS.has(lower)) return 0.05
  if (/^(?:in|at|near|into|within|across|via|toward|towards|inside)$/.test(lower)) return -0.3
  if (/^(?:by|with|and|to|from|for)$/.test(lower)) return 0.05
  return 0
}

const LIFE_DATES = /^\s*\((?:b\.|born|d\.|died|c\.|[^()]{0,40}\b1\d{3}\s*[–-])/
const APPOSITION =
  /^,\s+(?:(?:a|an|the|his|her|our|their|its|then|former|then-)\s+)?(?:[\p{L}-]+\s+){0,3}?([\p{L}-]+)/u

function contextAfter(after: string): number {
  if (LIFE_DATES.test(after)) return 0.5
  const word =
    /^(?:['’]s)?\s+(?:(?:was|is|were|had|has|have|also|then|later|never|who|will|would)\s+){0,2}([\p{L}'’]+)/u.exec(
      after,
    )?.[1]
  if (word && PERSON_VERBS.has(word.toLowerCase())) return 0.35
  if (/^\s*,?\s+(?:who|whose|himself|herself)\b/.test(after)) return 0.35
  const apposed = APPOSITION.exec(after)?.[1]
  if (apposed && apposed === apposed.toLowerCase() && (isOccupation(apposed) || TITLES.has(apposed)))
    return 0.3
  if (/^\s*\(\s*\d{4}\s*\)/.test(after)) return -0.2
  return 0
}

function isShouted(words: string): boolean {
  const letters = words.replace(/[^\p{L}]/gu, '')
  return letters.length > 8 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()
}
