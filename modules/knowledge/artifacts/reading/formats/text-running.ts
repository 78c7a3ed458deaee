import { numbersPage, runningKey } from './running-key.ts'

/** Half-open UTF-16 offsets. */
type Range = { start: number; end: number }

/** A line that says something, and whether an empty line, a page's end or the text's stands before and after it. */
type SaidLine = Range & { key: string; numbers: number[]; opens: boolean; closes: boolean }

/** A line near the end of a page or the beginning of the next, `away` lines from where the page ends. */
type Candidate = { line: SaidLine; page: number; above: boolean; away: number }

// As in PDF: a few lines at most; left and right pages alternate, and a chapter's last page may differ.
const mostLines = 4
const farthest = 3

/**
 * Headers, footers and page numbers of a text that was laid out in pages, as RFCs are: lines next to a page's end that
 * recur there on a page nearby in the same words, with numbers that are the same or go up with the pages. Pages end at
 * `breaks` (offsets at which a form feed stood), or, where there are none, at lines of their own that count pages.
 * @returns whole lines in order, without white space around them
 */
export const runningLines = (text: string, breaks: readonly number[]): Range[] => {
  const inside = breaks.filter((at) => at < text.trimEnd().length)
  const lines = saidLines(text, inside)
  const candidates = inside.length > 0 ? besideBreaks(lines, inside) : besideNumbers(lines)
  const pages = Map.groupBy(candidates, ({ page }) => page)
  const recurring = new Set(candidates.filter((each) => numbersPage(each.line.key) || recurs(each, pages)))
  const running = [...Map.groupBy(candidates, ({ page, above }) => `${page} ${above}`).values()].flatMap(
    (side) => edgeOf(side, recurring),
  )
  return [...new Set(running.map(({ line }) => line))]
    .map(({ start, end }) => ({ start, end }))
    .toSorted((one, other) => one.start - other.start)
}

const saidLines = (text: string, breaks: readonly number[]): SaidLine[] => {
  const ends = new Set(breaks)
  const lines: SaidLine[] = []
  let start = 0
  let isApart = true
  for (const written of text.split('\n')) {
    const words = written.trim()
    if (ends.has(start)) isApart = true
    const last = lines.at(-1)
    if (last && isApart) last.closes = true
    if (words === '') isApart = true
    else {
      const from = start + written.indexOf(words)
      lines.push({ start: from, end: from + words.length, opens: isApart, closes: false, ...said(words) })
      isApart = false
    }
    start += written.length + 1
  }
  const last = lines.at(-1)
  if (last) last.closes = true
  return lines
}

const said = (words: string) => ({
  key: runningKey(words),
  numbers: [...words.matchAll(/\d+/g)].map(([digits]) => Number(digits)),
})

const besideBreaks = (lines: readonly SaidLine[], breaks: readonly number[]): Candidate[] => {
  const pages = pagesOf(lines, breaks)
  return pages.flatMap((page, number) => [
    ...page.slice(0, mostLines).map((line, away) => ({ line, page: number, above: true, away })),
    ...page
      .slice(-mostLines)
      .toReversed()
      .map((line, away) => ({ line, page: number, above: false, away })),
  ])
}

const pagesOf = (lines: readonly SaidLine[], breaks: readonly number[]): SaidLine[][] => {
  const pages: SaidLine[][] = breaks.map(() => [])
  pages.push([])
  let page = 0
  for (const line of lines) {
    while (line.start >= (breaks[page] ?? Infinity)) page += 1
    pages[page]?.push(line)
  }
  return pages
}

/** Around lines of their own that count pages: whether these end a page or begin it, the same lines stand beside them. */
const besideNumbers = (lines: readonly SaidLine[]): Candidate[] =>
  countingLines(lines).flatMap((at, page) => [
    ...lines
      .slice(Math.max(0, at - mostLines), at + 1)
      .toReversed()
      .map((line, away) => ({ line, page, above: false, away })),
    ...lines.slice(at + 1, at + 1 + mostLines).map((line, away) => ({ line, page, above: true, away })),
  ])

const pageWord = /(?:^|[^\p{L}])(?:page|seite|página|pagina|p\.) ?#|^[-–—] ?# ?[-–—]$/u

/** Where lines number pages, counting on with others that say the same; left and right pages may alternate. */
const countingLines = (lines: readonly SaidLine[]): number[] => {
  const marks = lines.flatMap((line, at) => {
    const page = line.opens && line.closes ? pageOn(line) : undefined
    return page === undefined ? [] : [{ at, page, key: line.key }]
  })
  return marks
    .filter(({ page, key }, index) =>
      [-2, -1, 1, 2].some((step) => {
        const other = marks[index + step]
        return other?.key === key && other.page === page + step
      }),
    )
    .map(({ at }) => at)
}

const pageOn = ({ key, numbers }: SaidLine): number | undefined => {
  const found = pageWord.exec(key)
  return found ? numbers[key.slice(0, found.index + found[0].length).split('#').length - 2] : undefined
}

const recurs = (
  { line, page, above }: Candidate,
  pages: ReadonlyMap<number, readonly Candidate[]>,
): boolean => {
  for (let step = -farthest; step <= farthest; step += 1) {
    if (step === 0) continue
    const others = pages.get(page + step) ?? []
    if (others.some((other) => other.above === above && isSameLine(line, other.line, step))) return true
  }
  return false
}

/** Numbers are the same or go up with the pages; what is nothing but numbers is no row of a table if it does. */
const isSameLine = (line: SaidLine, other: SaidLine, pages: number): boolean => {
  if (line.key !== other.key) return false
  const steps = line.numbers.map((number, at) => (other.numbers[at] ?? 0) - number)
  if (/\p{L}/u.test(line.key)) return steps.every((step) => step === 0 || step === pages)
  return line.opens && line.closes && steps.length === 1 && steps[0] === pages
}

/**
 * The recurring lines at one end of a page, from its edge inwards. What stands inside of a text is not running: they go
 * on to an empty line, or to a line that numbers the page.
 */
const edgeOf = (side: readonly Candidate[], recurring: ReadonlySet<Candidate>): Candidate[] => {
  const inside = side.findIndex((each) => !recurring.has(each))
  const run = side.slice(0, inside < 0 ? side.length : inside)
  const last = run.findLastIndex(
    ({ line, above }) => (above ? line.closes : line.opens) || pageOn(line) !== undefined,
  )
  return run.slice(0, last + 1)
}
