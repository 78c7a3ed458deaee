export { insightsOf, keepFeedback, type StoredInsight } from './insights/index.ts'
export { referent } from './kinds.ts'
export { findingsStored } from './events.ts'
export { sentencesOf } from './engine/reading/sentences.ts'
