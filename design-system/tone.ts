/** The meanings that carry color; `accent` and `plain` carry none beyond emphasis. */
export type Tone = 'good' | 'attention' | 'bad' | 'unknown' | 'accent' | 'plain'

/** Text color of a tone. */
export const toneText: Record<Tone, string> = {
  good: 'text-good',
  attention: 'text-attention',
  bad: 'text-bad',
  unknown: 'text-unknown',
  accent: 'text-accent',
  plain: 'text-ink',
}

/** Text on a soft ground of the same tone. */
export const toneSoft: Record<Tone, string> = {
  good: 'bg-good-soft text-good',
  attention: 'bg-attention-soft text-attention',
  bad: 'bg-bad-soft text-bad',
  unknown: 'bg-unknown-soft text-unknown',
  accent: 'bg-accent-soft text-accent',
  plain: 'bg-hover text-ink',
}
