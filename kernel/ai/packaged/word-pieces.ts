import type { Vocabulary } from './weights.ts'

/** A letter of a piece, and what may follow it. */
interface Branch {
  next: Map<string, Branch>
  /** the piece that ends here */
  piece: number | undefined
}

/** Places at the beginning of a vocabulary that are no pieces. */
const reserved = 6
const unknown = 0

/**
 * Cuts texts into the most likely pieces of words (Kudo 2018, "Subword regularization", the unigram model; best path by
 * Viterbi), exactly as the package's own tokenizer does, which copies the rest of the text for every letter.
 */
export const wordPieces = (vocabulary: Vocabulary): ((text: string) => number[]) => {
  const root: Branch = { next: new Map(), piece: undefined }
  for (const [piece, [letters]] of vocabulary.entries()) {
    if (piece < reserved) continue
    let branch = root
    for (const letter of letters) {
      const known = branch.next.get(letter) ?? { next: new Map(), piece: undefined }
      branch.next.set(letter, known)
      branch = known
    }
    branch.piece = piece
  }
  return (text) => {
    const normal = text.normalize('NFKC')
    const letters = normal.length > 0 ? [...`▁${normal.replaceAll(' ', '▁')}`] : []
    return path(letters, mostLikely(letters, root, vocabulary), vocabulary)
  }
}

/** For each place in the text the piece that ends the most likely way to it. */
const mostLikely = (letters: readonly string[], root: Branch, vocabulary: Vocabulary): number[] => {
  const best = Array.from({ length: letters.length + 1 }, () => 0)
  const pieces = Array.from({ length: letters.length + 1 }, () => unknown)
  const offer = (from: number, to: number, piece: number): void => {
    const score = (best[from] ?? 0) + (piece === unknown ? 0 : (vocabulary[piece]?.[1] ?? 0))
    // 0 is a place that nothing has reached; of two ways alike the later start wins
    if (best[to] !== 0 && score < (best[to] ?? 0)) return
    best[to] = score
    pieces[to] = piece
  }
  for (const from of letters.keys()) {
    let isKnown = false
    let branch = root.next.get(letters[from] ?? '')
    for (let to = from + 1; branch; to += 1) {
      if (branch.piece !== undefined) {
        offer(from, to, branch.piece)
        isKnown = true
      }
      branch = to < letters.length ? branch.next.get(letters[to] ?? '') : undefined
    }
    if (!isKnown) offer(from, from + 1, unknown)
  }
  return pieces
}

/** The pieces from the end back to the beginning, turned round; a run of unknown letters counts once. */
const path = (letters: readonly string[], pieces: readonly number[], vocabulary: Vocabulary): number[] => {
  const found: number[] = []
  for (let at = letters.length; at > 0;) {
    const piece = pieces[at] ?? unknown
    if (piece !== unknown || found.at(-1) !== unknown) found.push(piece)
    at -= vocabulary[piece]?.[0].length ?? 1
  }
  return found.toReversed()
}
