import { tellingWords, wordLikeness } from '../engine/index.ts'
import type { TopicNode } from './taxonomy.ts'

/** A topic as it was kept, with the files that had it. */
export interface KeptTopic {
  id: string
  phrase: string
  artifacts: ReadonlySet<string>
}

/** How much of their files two topics must share to be one that changed its words. */
const OVERLAP = 0.5
const ALIKE = 0.5

/** Which kept topic each new one continues: of the same phrase, else of alike words in mostly the same files. Each is given once. */
export const continuedBy = (
  nodes: readonly TopicNode[],
  kept: readonly KeptTopic[],
): Map<string, KeptTopic> => {
  const byPhrase = new Map(kept.map((each) => [each.phrase, each]))
  const continued = new Map<string, KeptTopic>()
  const taken = new Set<string>()
  for (const { phrase } of nodes) {
    const same = byPhrase.get(phrase)
    if (!same) continue
    continued.set(phrase, same)
    taken.add(same.id)
  }
  for (const { phrase, artifacts } of nodes) {
    if (continued.has(phrase)) continue
    const words = tellingWords(phrase)
    const [best] = kept
      .filter(({ id }) => !taken.has(id))
      .map((old) => ({ old, overlap: jaccard(new Set(artifacts.keys()), old.artifacts) }))
      .filter(
        ({ old, overlap }) => overlap >= OVERLAP && wordLikeness(words, tellingWords(old.phrase)) >= ALIKE,
      )
      .toSorted((a, b) => b.overlap - a.overlap || a.old.id.localeCompare(b.old.id))
    if (!best) continue
    continued.set(phrase, best.old)
    taken.add(best.old.id)
  }
  return continued
}

const jaccard = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const shared = [...a].filter((each) => b.has(each)).length
  const all = a.size + b.size - shared
  return all === 0 ? 0 : shared / all
}
