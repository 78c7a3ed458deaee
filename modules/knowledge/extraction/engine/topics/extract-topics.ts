import { sectionType } from '../insights/sections.ts'
import { isEveryday, isFunctionWord } from '../reading/lexicon.ts'
import { headingTitle, type Passage } from '../reading/passages.ts'
import type { Topic } from '../schema.ts'
import type { Span } from '../source.ts'

const MOST = 40
const FORMAL =
  /^(?:present|attendees|participants|people|agenda|minutes|links|contents|table of contents|references|appendix|introduction|summary|overview|purpose|facts|notes|other|today|announcements|signatures?)$/i
/** Words with one space between them, none of less than three letters. */
const WORDS = /(?<![\p{L}\p{N}'’@#/.-])\p{L}[\p{L}\p{N}-]{2,}(?: \p{L}[\p{L}\p{N}-]{2,})+(?![\p{L}\p{N}])/gu
const LONGEST = 3

/** What a document is about: its headings, nested as they nest, and the phrases of two or three words it keeps coming back to. */
export function extractTopics(
  text: string,
  passages: readonly Passage[],
  persons: ReadonlySet<string>,
): Topic[] {
  const topics = new Map<string, Topic>()
  const people = new Set([...persons].map((name) => name.toLowerCase()))
  for (const p of passages) {
    if (p.kind !== 'heading') continue
    const name = headingTitle(text.slice(p.start, p.end))
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .slice(0, 255)
    if (!/\p{L}{2}/u.test(name) || isFormal(name) || people.has(name.toLowerCase())) continue
    const parent = p.headingPath.findLast((h) => topics.has(h.toLowerCase()))
    const known = topics.get(name.toLowerCase())
    if (known) known.spans.push({ start: p.start, end: p.end })
    else
      topics.set(name.toLowerCase(), {
        name,
        ...(parent && parent.toLowerCase() !== name.toLowerCase()
          ? { parent: topics.get(parent.toLowerCase())?.name ?? parent }
          : {}),
        confidence: 0.85,
        spans: [{ start: p.start, end: p.end }],
      })
  }
  for (const { key, name, spans } of phrases(text, passages)) {
    if (topics.size >= MOST) break
    if (topics.has(key) || [...people].some((person) => ` ${key} `.includes(` ${person} `))) continue
    topics.set(key, {
      name,
      confidence: Math.min(0.8, Math.round((0.4 + 0.05 * spans.length) * 100) / 100),
      spans: spans.slice(0, 50),
    })
  }
  return [...topics.values()].slice(0, MOST * 2)
}

/** Whether a heading says of what form its section is, as "Decisions" does, and not of what it treats. */
const isFormal = (heading: string): boolean => FORMAL.test(heading) || sectionType([heading]) !== undefined

interface Phrase {
  /** in small letters */
  key: string
  /** as it is mostly written */
  name: string
  spans: Span[]
}

function phrases(text: string, passages: readonly Passage[]): Phrase[] {
  const found = new Map<string, Span[]>()
  for (const p of passages) {
    if (p.kind === 'code' || p.kind === 'heading' || p.kind === 'mail-header') continue
    for (const m of text.slice(p.start, p.end).matchAll(WORDS)) {
      for (const { words, at } of candidates(m[0])) {
        if (words.every((w) => isVerbal(w)) || words.every((w) => isEveryday(w) && w.length < 5)) continue
        const name = words.join(' ')
        const start = p.start + m.index + at
        const span = { start, end: start + name.length }
        const spans = found.get(name.toLowerCase())
        if (spans) spans.push(span)
        else found.set(name.toLowerCase(), [span])
      }
    }
  }
  return [...found]
    .filter(([, spans]) => spans.length >= 3)
    .toSorted((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0], 'en'))
    .slice(0, 15)
    .map(([key, spans]) => ({ key, name: usualForm(text, spans), spans }))
}

/**
 * What stands between function words, in pieces of two or three (Rose et al., Automatic keyword extraction from
 * individual documents, 2010), with where it begins.
 */
function candidates(words: string): { words: string[]; at: number }[] {
  const made: { words: string[]; at: number }[] = []
  let run: string[] = []
  let at = 0
  let next = 0
  const close = (): void => {
    if (run.length > 1) made.push({ words: run, at })
    run = []
  }
  for (const word of words.split(' ')) {
    if (isFunctionWord(word)) close()
    else {
      if (run.length === 0) at = next
      run.push(word)
      if (run.length === LONGEST) close()
    }
    next += word.length + 1
  }
  close()
  return made
}

/** How the words at these places are mostly written; of equally usual forms the first. */
function usualForm(text: string, spans: readonly Span[]): string {
  const counts = new Map<string, number>()
  for (const { start, end } of spans) {
    const form = text.slice(start, end)
    counts.set(form, (counts.get(form) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

const isVerbal = (word: string): boolean => /(?:ed|ing|ly)$/i.test(word)
