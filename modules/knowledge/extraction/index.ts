export { insightsOf, type StoredInsight } from './store.ts'
export { findingsStored } from './events.ts'
