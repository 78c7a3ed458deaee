import type { Words } from '../../api/words.ts'

/**
 * The words of a source that are selected in its text, as offsets into that text: every run of text knows where it
 * begins. Undefined where nothing, or something else, is selected.
 */
export function selectedWords(selection: Selection | null, within: Element): Words | undefined {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  if (!within.contains(range.commonAncestorContainer)) return undefined
  const runs = [...within.querySelectorAll<HTMLElement>('[data-start]')].filter((run) =>
    range.intersectsNode(run),
  )
  const [first, last] = [runs[0], runs.at(-1)]
  if (!first || !last) return undefined
  const start = startOf(first) + (first.contains(range.startContainer) ? range.startOffset : 0)
  const end =
    startOf(last) + (last.contains(range.endContainer) ? range.endOffset : (last.textContent ?? '').length)
  return end > start ? { start, end } : undefined
}

const startOf = (run: HTMLElement): number => Number(run.dataset['start'])

/**
 * Where words that were selected on a page stand in the text of the source, between `from` and `to`. A page breaks lines
 * and spaces words in its own way, so only the letters have to agree.
 */
export function findWords(text: string, words: string, from: number, to: number): Words | undefined {
  const letters = [...words.matchAll(/[\p{L}\p{N}]+/gu)].map(([part]) => escapeWord(part))
  if (letters.length === 0) return undefined
  const found = new RegExp(letters.join('[^\\p{L}\\p{N}]*'), 'u').exec(text.slice(from, to))
  return found ? { start: from + found.index, end: from + found.index + found[0].length } : undefined
}

const escapeWord = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The same words without the space around them, and with the words whole at which they were cut. */
export function wholeWords(text: string, { start, end }: Words): Words | undefined {
  const isLetter = (at: number): boolean => /[\p{L}\p{N}]/u.test(text.charAt(at))
  let [from, to] = [start, end]
  while (from < to && /\s/.test(text.charAt(from))) from += 1
  while (to > from && /\s/.test(text.charAt(to - 1))) to -= 1
  if (from === to) return undefined
  while (from > 0 && isLetter(from) && isLetter(from - 1)) from -= 1
  while (to < text.length && isLetter(to - 1) && isLetter(to)) to += 1
  return { start: from, end: to }
}

/** The sentence at or after an offset of a text; undefined where none follows. */
export function sentenceAfter(text: string, offset: number, language: string): Words | undefined {
  // A paragraph at a time: a book need not be cut into sentences to find the next one.
  for (let at = offset; at < text.length;) {
    const turn = text.indexOf('\n', at)
    const line = turn === -1 ? text.length : turn
    const lineStart = text.lastIndexOf('\n', at - 1) + 1
    for (const { index, segment } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(
      text.slice(lineStart, line),
    )) {
      const words = wholeWords(text, { start: lineStart + index, end: lineStart + index + segment.length })
      if (words && words.start >= offset) return words
    }
    at = line + 1
  }
  return undefined
}
