export { insightsIn, insightsOf, keepFeedback, recallFeedback, type StoredInsight } from './feedback-store.ts'
export { fingerprintOf } from './fingerprint.ts'
