/** Erasure of personal data, by which the audit chain still holds. */
export { erasureEndpoints } from './endpoints.ts'
export { eraseAgain, type KeptErasure } from './erase-again.ts'
