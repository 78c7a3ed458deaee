import { isEveryday, isGivenName } from '../reading/lexicon.ts'
import type { Passage } from '../reading/passages.ts'
import type { Table } from '../reading/tables.ts'
import type { Person } from '../schema.ts'
import { contactMentions, signatureMentions } from './contacts.ts'
import { gather, keyOf } from './gather.ts'
import type { Mention } from './mention.ts'
import { bare } from './name-shape.ts'
import { candidatesIn, type Candidate } from './names-in-prose.ts'
import { PARTICLES } from './name-words.ts'
import { tableMentions } from './person-tables.ts'
import { roleBehind } from './roles-in-prose.ts'
import { rosterMentions } from './roster.ts'
import { speakerMentions } from './speakers.ts'

/** Where a name in running text starts to count as somebody's. */
const ENOUGH = 0.4

/** The people of a document: what its layout says (lists, tables, headers, signatures), then what its prose says. */
export function extractPersons(
  text: string,
  passages: readonly Passage[],
  tables: readonly Table[],
): Person[] {
  const laidOut: Mention[] = [
    ...contactMentions(text),
    ...signatureMentions(text, passages),
    ...passages.flatMap((p) => rosterMentions(text, p)),
    ...tables.flatMap((t) => tableMentions(text, t)),
  ]
  const candidates = passages.flatMap((p) => candidatesIn(text, p))
  const told = candidates.filter((c) => c.confidence >= ENOUGH).map((c) => ({ ...c, ...roleBehind(text, c) }))
  const known = [...laidOut.filter((m) => !m.name.startsWith('@')), ...told]
  const spoken = passages.flatMap((p) => speakerMentions(text, p))
  return gather([...laidOut, ...told, ...spoken, ...echoes(text, candidates, known)])
}

/** Further places where a known name stands, in full or by its first or last word alone. */
function echoes(text: string, candidates: readonly Candidate[], known: readonly Mention[]): Candidate[] {
  const full = new Set<string>()
  const short = new Set<string>()
  // A surname that is also a word ("Player") counts only inside a sentence, where the capital says something.
  const everyday = new Set<string>()
  for (const { name } of known) {
    const key = keyOf({ name })
    full.add(key)
    const words = key.split(' ').filter((w) => w.length > 2 && !PARTICLES.has(w))
    if (words.length < 2) continue
    for (const word of [words[0] ?? '', words.at(-1) ?? ''])
      (!isEveryday(word) || isGivenName(word) ? short : everyday).add(word)
  }
  return candidates.flatMap((c) => {
    if (c.confidence >= ENOUGH) return []
    const key = keyOf(c)
    const again = full.has(key) && c.confidence > -0.4
    const shortened = c.words.length === 1 && short.has(bare(c.words[0] ?? '')) && c.confidence > -0.5
    const inside =
      c.words.length === 1 &&
      everyday.has(bare(c.words[0] ?? '')) &&
      /[\p{Ll},"“] ?$/u.test(text.slice(Math.max(0, c.start - 2), c.start))
    return again || shortened || inside ? [{ ...c, confidence: again ? 0.6 : 0.55 }] : []
  })
}
