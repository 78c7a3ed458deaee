import { sentencesOf } from '../reading/sentences.ts'
import { tellingWords } from '../reading/telling-words.ts'
import type { Fact } from '../schema.ts'
import type { Span } from '../source.ts'

/** Of what a value is said, in words, and by which words another document's statement of it is recognized. */
export type Subject = { subject: string; words: string[]; labelled: boolean }

const COMPARABLE: ReadonlySet<Fact['type']> = new Set(['date', 'amount', 'percentage', 'quantity'])
/** Labels that every document of a kind carries with a value of its own. */
const OWN =
  /^(?:date|amount|total|sub ?total|price|cost|quantity|percentage|invoice date|issue date|due date|payment due|balance|tax|vat|gst|discount|created|updated|last updated|last modified|modified|published|sent|received|time|when|version|page|from|until|start|end|valid from|valid until|duration|age|size)$/
/** Longest sentence that states one thing, in UTF-16 units. */
const LONGEST = 300
const MOST_WORDS = 14

/**
 * What each fact is about, in the order of the facts; undefined where that cannot be told: values without a normalized
 * form, values that every document has of its own ("Total"), and sentences that give several values of one type.
 */
export function subjectsOf(text: string, facts: readonly Fact[]): (Subject | undefined)[] {
  const sentences = new Map<number, Span | undefined>()
  const shared = new Map<string, number>()
  const at = facts.map((fact) => {
    if (!COMPARABLE.has(fact.type) || !fact.normalized) return undefined
    const sentence = sentenceAround(text, fact.span, sentences)
    if (sentence) {
      const key = `${fact.type} ${sentence.start}`
      shared.set(key, (shared.get(key) ?? 0) + 1)
    }
    return sentence
  })
  return facts.map((fact, index) => {
    if (!COMPARABLE.has(fact.type) || !fact.normalized) return undefined
    const generic = OWN.test(fact.key)
    if (!generic) return { subject: fact.key, words: tellingWords(fact.key), labelled: true }
    const sentence = at[index]
    if (/[:=|]\s*$/.test(text.slice(Math.max(0, fact.span.start - 4), fact.span.start))) return undefined
    if (!sentence || (shared.get(`${fact.type} ${sentence.start}`) ?? 0) > 1) return undefined
    const around = `${text.slice(sentence.start, fact.span.start)} ${text.slice(fact.span.end, sentence.end)}`
    const words = tellingWords(around).filter((word) => !/\d/.test(word))
    return words.length < 2 || words.length > MOST_WORDS
      ? undefined
      : { subject: around.replace(/\s+/g, ' ').trim().slice(0, 255), words, labelled: false }
  })
}

/** The sentence of running text around a value; undefined for a label's line, a table row or a long sentence. */
function sentenceAround(text: string, span: Span, known: Map<number, Span | undefined>): Span | undefined {
  const open = text.lastIndexOf('\n\n', span.start)
  const start = open === -1 ? 0 : open + 2
  const close = text.indexOf('\n\n', span.end)
  const paragraph = { start, end: close === -1 ? text.length : close }
  if (paragraph.end - paragraph.start > 4_000) return undefined
  const found = sentencesOf(text, paragraph).find((s) => s.start <= span.start && span.end <= s.end)
  if (
    !found ||
    found.end - found.start > LONGEST ||
    /[|\t]|^[^\n]{2,30}:[ \t]/m.test(text.slice(found.start, found.end))
  )
    return undefined
  if (!known.has(found.start)) known.set(found.start, found)
  return known.get(found.start)
}
