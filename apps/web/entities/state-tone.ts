import type { Tone } from '#design-system/tone.ts'

const words: Record<Exclude<Tone, 'accent' | 'plain'>, string[]> = {
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
  attention: [
    'pending',
    'processing',
    'in_review',
    'review',
    'at_risk',
    'conditional',
    'mitigating',
    'medium',
    'amber',
    'yellow',
    'warning',
    'expiring',
    'in_progress',
    'submitted',
    'disputed',
    'due',
    'moderate',
    'open',
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
  unknown: [],
}

/** The meaning of a state or grade by its word. A word that is not known means nothing good or bad. */
export function stateTone(word: string): Tone {
  const key = word.toLowerCase().replaceAll(/[\s-]+/g, '_')
  if (words.good.includes(key)) return 'good'
  if (words.bad.includes(key)) return 'bad'
  return words.attention.includes(key) ? 'attention' : 'unknown'
}

/** The meaning of a confidence between 0 and 1. */
export const confidenceTone = (confidence: number): Tone =>
  confidence >= 0.8 ? 'good' : confidence >= 0.5 ? 'attention' : 'unknown'
