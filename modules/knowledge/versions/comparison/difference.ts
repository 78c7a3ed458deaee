import { diffArrays } from 'diff'
import { wordsOf } from './words.ts'

/** Words that are in both versions, only in the older, or only in the newer. */
export interface DifferencePart {
  kind: 'same' | 'removed' | 'added'
  text: string
}

/** Two passages without much in common are told apart as a whole rather than word by word. */
const mostEdits = 1_000

/** The words in which two passages differ, in reading order; a number is one word. */
export const differenceOf = (old: string, fresh: string): DifferencePart[] => {
  const parts = diffArrays(pieces(old), pieces(fresh), { maxEditLength: mostEdits }) ?? [
    { value: [old], removed: true, added: false },
    { value: [fresh], added: true, removed: false },
  ]
  return parts
    .map(({ value, added, removed }): DifferencePart => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value.join(''),
    }))
    .filter(({ text }) => text.length > 0)
}

/** Words, and what stands between them. */
const pieces = (text: string): string[] => {
  const words = wordsOf(text)
  return [
    ...words.flatMap(({ start, end }, index) => [
      text.slice(words[index - 1]?.end ?? 0, start),
      text.slice(start, end),
    ]),
    text.slice(words.at(-1)?.end ?? 0),
  ].filter((piece) => piece.length > 0)
}
