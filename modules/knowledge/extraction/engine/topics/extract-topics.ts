import { isEveryday, isFunctionWord } from '../reading/lexicon.ts'
import { headingTitle, type Passage } from '../reading/passages.ts'
import type { Topic } from '../schema.ts'
import type { Span } from '../source.ts'

const MOST = 40
const FORMAL =
  /^(?:present|attendees|participants|agenda|minutes|links|contents|table of contents|references|appendix|introduction|summary|overview|notes|other|today|announcements)$/i
const PHRASE =
  /(?<![\p{L}\p{N}'’@#/.-])\p{L}[\p{L}\p{N}-]{2,}(?: \p{L}[\p{L}\p{N}-]{2,}){1,2}(?![\p{L}\p{N}])/gu

/** What a document is about: its headings, nested as they nest, and the phrases of two or three words it keeps coming back to. */
export function extractTopics(
  text: string,
  passages: readonly Passage[],
  persons: ReadonlySet<string>,
): Topic[] {
  const topics = new Map<string, Topic>()
  for (const p of passages) {
    if (p.kind !== 'heading') continue
    const name = headingTitle(text.slice(p.start, p.end))
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .slice(0, 255)
    if (!/\p{L}{2}/u.test(name) || FORMAL.test(name) || persons.has(name)) continue
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
  for (const { name, spans } of phrases(text, passages)) {
    if (topics.size >= MOST) break
    if (topics.has(name) || persons.has(name)) continue
    topics.set(name, {
      name,
      confidence: Math.min(0.8, Math.round((0.4 + 0.05 * spans.length) * 100) / 100),
      spans: spans.slice(0, 50),
    })
  }
  return [...topics.values()].slice(0, MOST * 2)
}

function phrases(text: string, passages: readonly Passage[]): { name: string; spans: Span[] }[] {
  const found = new Map<string, Span[]>()
  for (const p of passages) {
    if (p.kind === 'code' || p.kind === 'heading' || p.kind === 'mail-header') continue
    for (const m of text.slice(p.start, p.end).matchAll(PHRASE)) {
      // The pattern takes up to three words; leading and trailing small words are cut, and phrases broken by one are left.
      const words = m[0].split(' ')
      if (
        words.some((w) => isFunctionWord(w)) ||
        words.every((w) => isVerbal(w)) ||
        words.every((w) => isEveryday(w) && w.length < 5)
      )
        continue
      const key = m[0].toLowerCase()
      const span = { start: p.start + m.index, end: p.start + m.index + m[0].length }
      const spans = found.get(key)
      if (spans) spans.push(span)
      else found.set(key, [span])
    }
  }
  return [...found]
    .filter(([, spans]) => spans.length >= 3)
    .map(([name, spans]) => ({ name, spans }))
    .toSorted((a, b) => b.spans.length - a.spans.length || a.name.localeCompare(b.name, 'en'))
    .slice(0, 15)
}

const isVerbal = (word: string): boolean => /(?:ed|ing|ly)$/i.test(word)
