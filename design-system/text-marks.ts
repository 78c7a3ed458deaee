/** A marked range of a text: half-open UTF-16 offsets, and the id of what it belongs to. `quiet` marks stand back. */
export type TextMark = { id: string; start: number; end: number; quiet?: boolean }

/** A run of text under one set of marks; quiet where all of them are. */
export type TextRun = { text: string; start: number; end: number; marks: string[]; quiet: boolean }

/**
 * Cuts `text`, which begins at offset `from` of a longer text, into runs at the edges of the marks. The runs put
 * together are the text; a run's marks are ordered from the shortest to the longest, the quiet ones last, so that the
 * first is the one that is meant.
 */
export function cutAtMarks(text: string, from: number, marks: readonly TextMark[]): TextRun[] {
  const to = from + text.length
  const touching = marks
    .filter((mark) => mark.start < to && mark.end > from && mark.end > mark.start)
    .toSorted(
      (a, b) => Number(a.quiet ?? false) - Number(b.quiet ?? false) || a.end - a.start - (b.end - b.start),
    )
  const edges = new Set([from, to])
  for (const mark of touching) {
    edges.add(Math.max(from, mark.start))
    edges.add(Math.min(to, mark.end))
  }
  const cuts = [...edges].toSorted((a, b) => a - b)
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? to
    const covering = touching.filter((mark) => mark.start <= start && mark.end >= end)
    return {
      text: text.slice(start - from, end - from),
      start,
      end,
      marks: [...new Set(covering.map((mark) => mark.id))],
      quiet: covering.every((mark) => mark.quiet === true),
    }
  })
}
