import type { AnswerSentence, Citation } from '../answer.ts'

/** A citation before it has its number. */
export type Words = Omit<Citation, 'number'>

/** Puts an answer together sentence by sentence, so that offsets and numbers fit. */
export class Composition {
  answer = ''
  readonly sentences: AnswerSentence[] = []
  readonly citations: Citation[] = []

  /** The place in `citations` of these words, under this number or the next free one. */
  cite(words: Words, number?: number): number {
    const known = this.citations.findIndex(
      (each) =>
        each.artifact_id === words.artifact_id && each.start === words.start && each.end === words.end,
    )
    if (known >= 0) return known
    const next = Math.max(0, ...this.citations.map((each) => each.number)) + 1
    return this.citations.push({ number: number ?? next, ...words }) - 1
  }

  /** Adds a sentence and, where `marked`, the numbers of what it cites behind it. */
  say(
    text: string,
    citations: readonly number[],
    check: Pick<AnswerSentence, 'support' | 'reason'> = { support: 'supported', reason: null },
    marked = true,
  ): void {
    const numbers = [...new Set(citations.flatMap((place) => this.citations[place]?.number ?? []))]
    const marks = marked && numbers.length > 0 ? ` ${numbers.map((each) => `[${each}]`).join('')}` : ''
    const start = this.answer === '' ? 0 : this.answer.length + 1
    this.answer += `${this.answer === '' ? '' : ' '}${text}${marks}`
    this.sentences.push({ start, end: this.answer.length, citations: [...citations], ...check })
  }
}
