import type { Tone } from '#design-system/tone.ts'

const words: Record<Exclude<Tone, 'unknown'>, string[]> = {
  good: [
    'closed',
    'done',
    'approved',
    'accepted',
    'processed',
    'complete',
    'completed',
    'met',
    'passed',
    'pass',
    'paid',
    'resolved',
    'active',
    'achieved',
    'healthy',
    'green',
    'low',
    'very_low',
    'deployed',
    'validated',
    'compliant',
    'on_track',
    'implemented',
  ],
  accent: [
    'pending',
    'processing',
    'in_review',
    'review',
    'mitigating',
    'in_progress',
    'submitted',
    'proposed',
  ],
  plain: ['open', 'new', 'draft', 'planned', 'reopened'],
  attention: [
    'at_risk',
    'conditional',
    'medium',
    'amber',
    'yellow',
    'warning',
    'expiring',
    'disputed',
    'due',
    'moderate',
  ],
  bad: [
    'failed',
    'fail',
    'rejected',
    'blocked',
    'overdue',
    'critical',
    'high',
    'very_high',
    'certain',
    'red',
    'breached',
    'non_compliant',
    'missed',
    'off_track',
    'severe',
    'expired',
    'escalated',
  ],
}

const tones = new Map<string, Tone>(
  Object.entries(words).flatMap(([tone, all]) => all.map((word) => [word, tone as Tone] as const)),
)

/**
 * The meaning of a state or grade by its word: under way is the accent, not yet begun is plain. A word that is not known
 * means nothing good or bad.
 */
export const stateTone = (word: string): Tone =>
  tones.get(word.toLowerCase().replaceAll(/[\s-]+/g, '_')) ?? 'unknown'

const grades = ['very_low', 'low', 'medium', 'high', 'very_high', 'critical']

/** The place of a word in a list of grades and how many those are, or undefined where the list is none. */
export function levelOf(word: string, options: readonly string[]): { level: number; of: number } | undefined {
  const isScale = options.length > 2 && options.every((option) => grades.includes(option))
  const at = options.toSorted((a, b) => grades.indexOf(a) - grades.indexOf(b)).indexOf(word)
  return isScale && at >= 0 ? { level: at + 1, of: options.length } : undefined
}

/** The meaning of a confidence between 0 and 1. */
export const confidenceTone = (confidence: number): Tone =>
  confidence >= 0.8 ? 'good' : confidence >= 0.5 ? 'attention' : 'unknown'
