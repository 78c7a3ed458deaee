export { insightsOf, type StoredInsight } from './store.ts'
export { findingsStored } from './events.ts'
export { sentencesOf } from './engine/reading/sentences.ts'
