/** What the chunker needs to know of a block; other properties are ignored. Offsets are UTF-16, half-open. */
export interface ChunkableBlock {
  start: number
  end: number
  kind: string
  level?: number
  page?: number
}

/** A passage: `text.slice(start, end)` of what was cut, the headings above it, and the page on which all of it stands. */
export interface Chunk {
  start: number
  end: number
  heading: string[]
  page: number | null
}

/** Sizes in UTF-16 units. */
export interface ChunkSizes {
  /** a passage grows by whole blocks up to this */
  target: number
  /** a block longer than this is cut at sentences */
  longest: number
  /** how far the pieces of one cut block reach into each other */
  overlap: number
}

/**
 * A question is mostly answered by one or two paragraphs. Short documents stay whole, since what they say belongs
 * together. The packaged embedder reads 400 characters at a time and averages, so smaller passages would not help it.
 */
export const defaultSizes: ChunkSizes = { target: 1_000, longest: 1_500, overlap: 150 }

interface Unit {
  start: number
  end: number
  heading: string[]
  page: number | null
  /** a heading, which belongs to what follows it */
  opens: boolean
  /** whether a header or footer of a page stands between it and what came before */
  apart: boolean
}

/**
 * Cuts a text into passages along its blocks. Every character but white space is in a passage, except for headers and
 * footers of pages (`running`), which are in none unless there is nothing else; passages are in order and overlap only
 * inside of a cut block; none crosses a page or begins or ends inside of a word (a word longer than `longest` excepted)
 * or between two surrogates.
 */
export const chunkText = (
  text: string,
  blocks: readonly ChunkableBlock[],
  sizes: ChunkSizes = defaultSizes,
): Chunk[] => {
  const chunks: Chunk[] = []
  const units = unitsOf(text, blocks)
  let open: Unit | undefined
  const close = (): void => {
    if (open)
      chunks.push(
        ...pieces(text, open, sizes).map(({ start, end }) => ({
          start,
          end,
          heading: open?.heading ?? [],
          page: open?.page ?? null,
        })),
      )
    open = undefined
  }
  for (const unit of units) {
    const fits = open && !unit.apart && unit.page === open.page && unit.end - open.start <= sizes.target
    // a heading belongs to what follows it, unless so little stands before it that it would stand alone
    const breaks = open && unit.opens && unit.start - open.start > sizes.target / 4
    if (open && fits && !breaks) {
      open = { ...open, end: unit.end }
    } else {
      close()
      open = unit
    }
  }
  close()
  return units.slice(1).some(({ apart }) => apart) ? chunks : joinShort(chunks, sizes)
}

/** Headers, footers and page numbers, each once where only numbers differ: what is in no passage of its own. */
export const runningHeads = (text: string, blocks: readonly ChunkableBlock[]): string[] => {
  const heads = new Map<string, string>()
  for (const { kind, start, end } of blocks) {
    const words = kind === 'running' ? text.slice(start, end).replaceAll(/\s+/g, ' ').trim() : ''
    const key = words.replaceAll(/\d+/g, '#')
    if (/\p{L}/u.test(words) && !heads.has(key)) heads.set(key, words)
  }
  return [...heads.values()]
}

/** A document that fits into one passage of the longest kind becomes one. */
const joinShort = (chunks: Chunk[], { longest }: ChunkSizes): Chunk[] => {
  const first = chunks[0]
  const last = chunks.at(-1)
  if (!first || !last || chunks.length === 1 || last.end - first.start > (longest * 4) / 3) return chunks
  const samePage = chunks.every(({ page }) => page === first.page)
  return samePage ? [{ ...first, end: last.end }] : chunks
}

const unitsOf = (text: string, blocks: readonly ChunkableBlock[]): Unit[] => {
  const outer = blocks.filter(({ kind, start, end }) => kind !== 'cell' && end > start)
  const isAll = outer.every(({ kind }) => kind === 'running')
  const ranges: readonly Range[] = outer.length > 0 ? between(text, outer, isAll) : paragraphs(text)
  const path: { level: number; words: string }[] = []
  let apart = false
  return ranges.flatMap(({ start, end, block, isRunning = false }) => {
    if (isRunning) {
      apart = true
      return []
    }
    const range = trimmed(text, start, end)
    if (block?.kind === 'heading') {
      const level = block.level ?? 1
      while ((path.at(-1)?.level ?? 0) >= level) path.pop()
      path.push({ level, words: text.slice(block.start, block.end).trim().slice(0, 200) })
    }
    if (!range) return []
    const unit = {
      ...range,
      heading: path.map(({ words }) => words),
      page: block?.page ?? null,
      opens: block?.kind === 'heading',
      apart,
    }
    apart = false
    return [unit]
  })
}

interface Range {
  start: number
  end: number
  block?: ChunkableBlock
  isRunning?: boolean
}

/**
 * Each block up to where the next begins, so that text outside of all blocks is covered too. Headers and footers stand
 * for themselves, unless the text is nothing else.
 */
const between = (text: string, blocks: readonly ChunkableBlock[], isAll: boolean): Range[] => [
  { start: 0, end: Math.min(blocks[0]?.start ?? 0, text.length) },
  ...blocks.flatMap((block, index): Range[] => {
    const { start, page } = block
    const end = blocks[index + 1]?.start ?? text.length
    if (block.kind !== 'running' || isAll) return [{ start, end, block }]
    const rest = { start: block.end, end: Math.max(block.end, end), kind: 'paragraph' }
    return [
      { start, end: block.end, isRunning: true },
      { ...rest, block: page === undefined ? rest : { ...rest, page } },
    ]
  }),
]

const paragraphs = (text: string): Range[] => {
  const cuts = [...text.matchAll(/\n[^\S\n]*\n\s*/g)].map((match) => match.index + match[0].length)
  return [0, ...cuts].map((start, index) => ({ start, end: cuts[index] ?? text.length }))
}

const trimmed = (text: string, start: number, end: number): { start: number; end: number } | undefined => {
  const words = text.slice(start, end)
  const lead = words.length - words.trimStart().length
  const length = words.trim().length
  return length > 0 ? { start: start + lead, end: start + lead + length } : undefined
}

const pieces = (text: string, unit: Unit, sizes: ChunkSizes): { start: number; end: number }[] => {
  const found: { start: number; end: number }[] = []
  for (let from = unit.start; from < unit.end;) {
    const to =
      unit.end - from <= sizes.longest
        ? unit.end
        : cutBefore(text, from, from + sizes.target, from + sizes.longest)
    const range = trimmed(text, from, to)
    if (range) found.push(range)
    if (to >= unit.end) break
    from = Math.max(beginAfter(text, to - sizes.overlap, to), from + 1)
  }
  return found
}

const isWord = (character: string): boolean => /[\p{L}\p{N}\p{M}_]/u.test(character)

/** Whether a cut at this offset leaves words and surrogate pairs whole. */
const isCut = (text: string, at: number): boolean => {
  if (at <= 0 || at >= text.length) return true
  const after = text.codePointAt(at) ?? 0
  if (after >= 0xdc00 && after <= 0xdfff && (text.codePointAt(at - 1) ?? 0) > 0xffff) return false
  const first = text.charCodeAt(at - 1)
  const before =
    first >= 0xdc00 && first <= 0xdfff && at > 1 ? text.slice(at - 2, at) : text.slice(at - 1, at)
  return !(isWord(before) && isWord(String.fromCodePoint(after)))
}

/** The end of the last sentence up to `wanted`, else of a line, else of a word up to `limit`, else the limit itself. */
const cutBefore = (text: string, from: number, wanted: number, limit: number): number => {
  const ahead = text.slice(from, wanted)
  const half = ahead.length / 2
  for (const pattern of [/[.!?。！？]["')\]]*\s+(?=\S)/gu, /\n/g, /[^\S\n]+/g]) {
    const last = [...ahead.matchAll(pattern)].at(-1)
    if (last && last.index + last[0].length > half) return from + last.index + last[0].length
  }
  for (let at = wanted; at < limit; at += 1) if (isCut(text, at)) return at
  for (let at = wanted; at > from; at -= 1) if (isCut(text, at)) return at
  const isPair = (text.codePointAt(limit - 1) ?? 0) > 0xffff
  return isPair ? limit - 1 : limit
}

/** Where the next piece begins: a sentence, else a word, at or after `earliest`; `to` where neither begins before it. */
const beginAfter = (text: string, earliest: number, to: number): number => {
  const back = text.slice(Math.max(0, earliest), to)
  const sentence = /[.!?]["')\]]*\s+(?=\S)/u.exec(back) ?? /\s+(?=\S)/u.exec(back)
  if (!sentence) return to
  return Math.max(0, earliest) + sentence.index + sentence[0].length
}
