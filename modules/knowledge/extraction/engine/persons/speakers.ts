import { isGivenName, isSurname } from '../reading/lexicon.ts'
import { linesOf } from '../reading/lines.ts'
import type { Passage } from '../reading/passages.ts'
import { mentionAt, type Mention } from './mention.ts'
import { couldBeName } from './name-shape.ts'

const SPEAKER =
  /^(?:(?:[-*+•]|\d{1,2}[.)])\s+)?[*_]*(?<name>\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}.'’-]*){0,2})[*_]*\s?:[*_]*\s+\S/u

/** Who speaks in notes that put the speaker before a colon: "Priya: the build is red". Only known given or family names. */
export function speakerMentions(text: string, passage: Passage): Mention[] {
  if (passage.kind !== 'list-item' && passage.kind !== 'paragraph' && passage.kind !== 'quote') return []
  return linesOf(text, passage).flatMap((line) => {
    const match = SPEAKER.exec(text.slice(line.start, Math.min(line.end, line.start + 80)))
    const name = match?.groups?.['name']
    if (!match || !name || !couldBeName(name)) return []
    const words = name.toLowerCase().split(' ')
    if (!isGivenName(words[0] ?? '') && !(words.length > 1 && isSurname(words.at(-1) ?? ''))) return []
    const start = line.start + match[0].indexOf(name)
    return [mentionAt(text, { start, end: start + name.length }, 0.7)]
  })
}
